import { Injectable } from '@nestjs/common';
import { requireMember } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Config } from '../../platform/config/config.js';
import { currentContext, currentTenantId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { forbidden, notFound, preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import { writtenToIn } from '../../platform/i18n/written-to-in.js';
import { Mails } from '../../platform/mail/mails.service.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { formerOwnerMail, newOwnerMail } from './member-mails.js';
import { memberRecord } from './member.record.js';

interface Person {
  readonly id: string;
  readonly user_id: string | null;
  readonly role: string;
  readonly status: string;
  readonly name: string;
  readonly email: string | null;
  readonly locale: string | null;
  readonly timezone: string | null;
}

/** Gives the workspace to somebody else: they become its owner and the one who gave it an administrator, both or neither. */
@Injectable()
export class Ownership {
  constructor(
    private readonly changeSets: ChangeSets,
    private readonly config: Config,
    private readonly database: Database,
    private readonly mails: Mails,
  ) {}

  /**
   * @param confirmation the name of the workspace, typed
   * @throws FORBIDDEN (no owner, an API key), VALIDATION_ERROR (another name), NOT_FOUND, PRECONDITION_FAILED (cannot sign in, owns it already)
   */
  async transfer(memberId: string, confirmation: string): Promise<{ row: AnyRow; changeSetId: string }> {
    const owner = requireMember();
    if (currentContext().apiKeyId) throw forbidden('An API key cannot transfer the workspace. Sign in for this.');
    if (owner.role !== 'OWNER') throw forbidden('Only an owner can transfer the workspace.');
    if (owner.memberId === memberId) throw preconditionFailed('You own this workspace already. Choose somebody else.');
    const people = await this.people(memberId, owner.memberId);
    return this.database.run(async (unit) => {
      const [workspace] = await unit.query<{ name: string }>('select name from tenants where id = $1', [currentTenantId()]);
      if (confirmation.trim() !== workspace!.name) throw validationError({ confirmation: [`Type the name of the workspace: ${workspace!.name}`] });
      await this.checkBoth(unit, owner.memberId, memberId);
      const { changeSetId, outcomes } = await this.changeSets.apply({
        label: 'Transferred the workspace',
        changes: [
          // An owner may do everything; exceptions from before would say otherwise.
          { type: memberRecord, operation: 'update', id: memberId, derived: true, values: { role: 'OWNER', permissions: {} } },
          { type: memberRecord, operation: 'update', id: owner.memberId, derived: true, values: { role: 'ADMIN' } },
        ],
      });
      await this.tell(unit, workspace!.name, people);
      const [first] = outcomes;
      if (!first?.ok) throw first?.error ?? new Error('A transfer was applied without an outcome.');
      return { row: first.row, changeSetId };
    });
  }

  /** As they are at this moment: the same lock as every change of an owner's role takes. */
  private async checkBoth(unit: UnitOfWork, ownerId: string, memberId: string): Promise<void> {
    const rows = await unit.query<Person & Record<string, unknown>>(`select id, user_id, role, status, name from members where (id = $1 or role = 'OWNER') and deleted_at is null order by id for update`, [memberId]);
    if (!rows.some(({ id, role, status }) => id === ownerId && role === 'OWNER' && status === 'ACTIVE')) throw forbidden('Only an owner can transfer the workspace.');
    const next = rows.find(({ id }) => id === memberId);
    if (!next) throw notFound('This member');
    if (next.status !== 'ACTIVE' || !next.user_id) throw preconditionFailed(`${next.name} cannot sign in. Choose an active member.`);
    if (next.role === 'OWNER') throw preconditionFailed(`${next.name} is an owner already.`);
  }

  private people(memberId: string, ownerId: string): Promise<{ next: Person | undefined; owner: Person | undefined }> {
    return this.database.runAs('identity', async (unit) => {
      const rows = await unit.query<Person & Record<string, unknown>>(
        `select m.id, u.name, u.email, ${writtenToIn('u')} as locale, u.timezone from members m join users u on u.id = m.user_id where m.tenant_id = $1 and m.id = any($2::uuid[]) and m.deleted_at is null`,
        [currentTenantId(), [memberId, ownerId]],
      );
      return { next: rows.find(({ id }) => id === memberId), owner: rows.find(({ id }) => id === ownerId) };
    }, currentTenantId());
  }

  private async tell(unit: UnitOfWork, workspace: string, { next, owner }: { next: Person | undefined; owner: Person | undefined }): Promise<void> {
    if (!next || !owner) return;
    await this.mails.send(newOwnerMail, { ...addressed(next), params: { workspace, from: owner.name, url: this.config.origin } }, unit);
    await this.mails.send(formerOwnerMail, { ...addressed(owner), params: { workspace, to: next.name } }, unit);
  }
}

const addressed = ({ email, name, locale, timezone }: Person): { to: { email: string; name: string }; locale?: string; timezone?: string } => ({
  to: { email: email ?? '', name },
  ...(locale ? { locale } : {}),
  ...(timezone ? { timezone } : {}),
});
