import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Role } from '@libs/contracts';
import { requireMember, requirePermission } from '../../platform/access/ability.js';
import { checkPassword, hashPassword, passwordMatches } from '../../platform/auth/passwords.js';
import { hashToken } from '../../platform/auth/session-tokens.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Config } from '../../platform/config/config.js';
import { currentTenantId } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { forbidden, preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { memberRecord } from './member.record.js';

const VALID_DAYS = 7;

export interface Invitation {
  readonly member: AnyRow;
  /** Shown once, to be passed on. */
  readonly inviteUrl: string;
  readonly expiresAt: string;
}

/** Who is invited: a member there is, or a new one. */
export interface Invitee {
  readonly memberId?: string | null;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly role?: Role | null;
}

/** Invitation links: single use, expiring, revocable; only their hash is stored. */
@Injectable()
export class Invitations {
  constructor(
    private readonly changeSets: ChangeSets,
    private readonly config: Config,
    private readonly database: Database,
    private readonly store: RecordStore,
  ) {}

  /** Makes a link; an earlier one of the member stops working. @throws VALIDATION_ERROR, NOT_FOUND, PRECONDITION_FAILED (signs in already) */
  async invite(invitee: Invitee): Promise<Invitation> {
    requirePermission('manage:users');
    if (invitee.role === 'OWNER' && requireMember().role !== 'OWNER') throw forbidden('Only an owner can invite another owner.');
    const secret = randomBytes(32).toString('base64url');
    return this.database.run(async (unit) => {
      const member = await this.memberFor(invitee);
      if (!member['email']) throw validationError({ email: ['Enter the e-mail address this person will sign in with.'] });
      await unit.query('update invitations set revoked_at = now() where member_id = $1 and accepted_at is null and revoked_at is null', [member.id]);
      const [row] = await unit.query<{ expires_at: string }>(
        `insert into invitations (member_id, token_hash, created_by_id, expires_at) values ($1, $2, $3, now() + make_interval(days => ${VALID_DAYS})) returning expires_at`,
        [member.id, hashToken(secret), requireMember().memberId],
      );
      const { row: invited } = await this.changeSets.applyOne(`Invited ${String(member['name'])}`, { type: memberRecord, operation: 'update', id: member.id, derived: true, values: { status: 'INVITED', ...(invitee.role ? { role: invitee.role } : {}) } });
      return { member: invited, inviteUrl: `${this.config.origin}/accept-invitation#${currentTenantId()}.${secret}`, expiresAt: row!.expires_at };
    });
  }

  async revoke(memberId: string): Promise<AnyRow> {
    requirePermission('manage:users');
    return this.database.run(async (unit) => {
      const rows = await unit.query('update invitations set revoked_at = now() where member_id = $1 and accepted_at is null and revoked_at is null returning id', [memberId]);
      if (rows.length === 0) throw preconditionFailed('There is no open invitation for this member.');
      return (await this.changeSets.applyOne('Revoked an invitation', { type: memberRecord, operation: 'update', id: memberId, derived: true, values: { status: 'NOT_INVITED' } })).row;
    });
  }

  /**
   * Redeems a link. A person who has an account proves it with its password; anybody else gets one with the password given.
   * @throws PRECONDITION_FAILED when the link is used up, revoked, expired or wrong
   */
  async accept(token: string, name: string, password: string): Promise<{ userId: string; tenantId: string }> {
    const [tenantId = '', secret = ''] = token.split('.');
    const useless = preconditionFailed('This invitation is no longer valid. Ask for a new one.');
    if (!/^[0-9a-f-]{36}$/i.test(tenantId)) throw useless;
    checkPassword(password);
    const passwordHash = await hashPassword(password);
    const userId = await this.database.runAs(
      'identity',
      async (unit) => {
        const [invitation] = await unit.query<{ member_id: string; email: string; name: string }>(
          `update invitations i set accepted_at = now() from members m
           where i.tenant_id = $1 and i.token_hash = $2 and i.accepted_at is null and i.revoked_at is null and i.expires_at > now() and m.tenant_id = i.tenant_id and m.id = i.member_id and m.deleted_at is null
           returning i.member_id, m.email, m.name`,
          [tenantId, hashToken(secret)],
        );
        if (!invitation) throw useless;
        const [known] = await unit.query<{ id: string; password_hash: string | null }>('select id, password_hash from users where email = $1', [invitation.email]);
        if (known && !(await passwordMatches(known.password_hash, password))) throw validationError({ password: ['You have an account with this e-mail address: enter its password.'] });
        const shown = name.trim().slice(0, 120) || invitation.name;
        const [user] = known ? [known] : await unit.query<{ id: string }>('insert into users (email, name, password_hash, email_verified_at) values ($1, $2, $3, now()) returning id', [invitation.email, shown, passwordHash]);
        await unit.query(`update members set user_id = $2, name = $3, status = 'ACTIVE', accepted_at = now(), version = version + 1, updated_at = now(), search_text = lower($3 || ' ' || email) where id = $1`, [invitation.member_id, user!.id, shown]);
        return user!.id;
      },
      tenantId,
    );
    return { userId, tenantId };
  }

  private async memberFor(invitee: Invitee): Promise<AnyRow> {
    const email = invitee.email?.trim().toLowerCase();
    if (!invitee.memberId) {
      return (await this.changeSets.applyOne(`Added member ${invitee.name ?? ''}`.trim(), { type: memberRecord, operation: 'create', values: { name: invitee.name ?? '', email: email ?? '' } })).row;
    }
    const member = await this.store.get(memberRecord, invitee.memberId);
    if (member['status'] === 'ACTIVE') throw preconditionFailed(`${String(member['name'])} signs in already.`);
    if (!email || email === member['email']) return member;
    return (await this.changeSets.applyOne('Changed e-mail', { type: memberRecord, operation: 'update', id: member.id, values: { email } })).row;
  }
}
