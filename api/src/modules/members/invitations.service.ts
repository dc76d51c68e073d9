import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PermissionOverrides, Role } from '@libs/contracts';
import { requireMember, requirePermission } from '../../platform/access/ability.js';
import { isLocale } from '../../platform/auth/sign-up.service.js';
import { checkPassword, hashPassword, passwordMatches } from '../../platform/auth/passwords.js';
import { hashToken } from '../../platform/auth/session-tokens.js';
import { SignInThrottle } from '../../platform/auth/sign-in-throttle.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Config } from '../../platform/config/config.js';
import { currentContext, currentTenantId, runInContext } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import { Mails } from '../../platform/mail/mails.service.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { requireAuthorityOver, requireHolds } from './member-authority.js';
import { invitationMail } from './member-mails.js';
import { memberRecord } from './member.record.js';

const VALID_DAYS = 7;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const USELESS = 'This invitation is no longer valid. Ask for a new one.';

export interface Invitation {
  readonly member: AnyRow;
  /** Shown once, to be passed on. */
  readonly inviteUrl: string;
  readonly expiresAt: string;
  /** Whether the link also goes out by mail; it does not where no mail server is set. */
  readonly mailSent: boolean;
}

/** Who is invited: a member there is, or a new one. */
export interface Invitee {
  readonly memberId?: string | null;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly role?: Role | null;
}

interface OpenInvitation {
  readonly member_id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly timezone: string | null;
}

/** Invitation links: single use, expiring, revocable; only their hash is stored. */
@Injectable()
export class Invitations {
  constructor(
    private readonly changeSets: ChangeSets,
    private readonly config: Config,
    private readonly database: Database,
    private readonly mails: Mails,
    private readonly store: RecordStore,
    private readonly throttle: SignInThrottle,
  ) {}

  /** Makes a link and mails it; an earlier one of the member stops working. @throws VALIDATION_ERROR, FORBIDDEN, NOT_FOUND, PRECONDITION_FAILED (signs in already) */
  async invite(invitee: Invitee): Promise<Invitation> {
    requirePermission('manage:users');
    requireAuthorityOver(invitee.role ?? 'MEMBER');
    const secret = randomBytes(32).toString('base64url');
    return this.database.run(async (unit) => {
      const member = await this.memberFor(invitee);
      requireHolds({ role: invitee.role ?? (member['role'] as Role), overrides: (member['permissions'] ?? {}) as PermissionOverrides });
      if (!member['email']) throw validationError({ email: ['Enter the e-mail address this person will sign in with.'] });
      await close(unit, member.id);
      const [row] = await unit.query<{ expires_at: string }>(
        `insert into invitations (member_id, token_hash, created_by_id, expires_at) values ($1, $2, $3, now() + make_interval(days => ${VALID_DAYS})) returning expires_at`,
        [member.id, hashToken(secret), requireMember().memberId],
      );
      const { row: invited } = await this.write(`Invited ${String(member['name'])}`, member.id, { status: 'INVITED', invitedAt: new Date().toISOString(), ...(invitee.role ? { role: invitee.role } : {}) });
      const inviteUrl = `${this.config.origin}/accept-invitation#${currentTenantId()}.${secret}`;
      return { member: invited, inviteUrl, expiresAt: row!.expires_at, mailSent: await this.mail(unit, invited, inviteUrl) };
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND, PRECONDITION_FAILED when there is no open invitation */
  async revoke(memberId: string): Promise<AnyRow> {
    requirePermission('manage:users');
    return this.database.run(async (unit) => {
      const member = await this.store.get(memberRecord, memberId);
      requireAuthorityOver(member['role'] as Role);
      if ((await close(unit, memberId)) === 0) throw preconditionFailed('There is no open invitation for this member.');
      return (await this.write('Revoked an invitation', memberId, { status: 'NOT_INVITED' })).row;
    });
  }

  /**
   * Redeems a link. A person who has an account proves it with its password, under the same throttle as at the door: else an invitation of one's own
   * would be a way to guess passwords. Anybody else gets an account with the password given.
   *
   * @throws PRECONDITION_FAILED when the link is used up, revoked, expired or wrong; VALIDATION_ERROR, RATE_LIMITED
   */
  async accept(token: string, name: string, password: string, ip: string, locale?: string | null): Promise<{ userId: string; tenantId: string }> {
    const [tenantId = '', secret = ''] = token.split('.');
    if (!UUID.test(tenantId)) throw preconditionFailed(USELESS);
    checkPassword(password);
    if (locale && !isLocale(locale)) throw validationError({ locale: ['Must be a language such as en or de-AT.'] });
    const { email } = await this.database.runAs('identity', (unit) => find(unit, tenantId, secret), tenantId);
    await this.throttle.check(email, ip);
    const passwordHash = await hashPassword(password);
    const userId = await this.database.runAs('identity', (unit) => this.redeem(unit, { tenantId, secret, name: name.trim().slice(0, 120), password, passwordHash, ip, locale: locale || (currentContext().language ?? 'en') }), tenantId);
    return { userId, tenantId };
  }

  private async redeem(unit: UnitOfWork, given: { tenantId: string; secret: string; name: string; password: string; passwordHash: string; ip: string; locale: string }): Promise<string> {
    const { tenantId, secret, password, passwordHash, ip } = given;
    const invitation = await find(unit, tenantId, secret, 'for update of i');
    const [known] = await unit.query<{ id: string; name: string; password_hash: string | null }>('select id, name, password_hash from users where email = $1', [invitation.email]);
    if (known && !(await passwordMatches(known.password_hash, password))) {
      await this.throttle.failed(invitation.email, ip);
      throw validationError({ password: ['You have an account with this e-mail address: enter its password.'] });
    }
    if (known) await this.throttle.succeeded(invitation.email, ip);
    await unit.query('update invitations set accepted_at = now() where tenant_id = $1 and token_hash = $2', [tenantId, hashToken(secret)]);
    const name = known?.name ?? (given.name || invitation.name);
    // The link was handed over by a person, so it proves nothing about the address.
    const [user] = known
      ? [known]
      : await unit.query<{ id: string }>('insert into users (email, name, password_hash, timezone, locale) values ($1, $2, $3, $4, $5) returning id', [invitation.email, name, passwordHash, invitation.timezone ?? 'UTC', given.locale]);
    const userId = user!.id;
    await unit.query('update members set user_id = $3 where tenant_id = $1 and id = $2', [tenantId, invitation.member_id, userId]);
    // From here on the new colleague acts, and the workspace hears of it as of any other change.
    const actor = { kind: 'member', userId, memberId: invitation.member_id, name, role: invitation.role, overrides: {}, via: 'web' } as const;
    await runInContext({ ...currentContext(), tenantId, userId, actor }, () => this.write('Joined the workspace', invitation.member_id, { name, status: 'ACTIVE', acceptedAt: new Date().toISOString() }));
    return userId;
  }

  /** In the inviter's language: nobody knows that of somebody who has never signed in. A file that nobody reads is no mail. */
  private async mail(unit: UnitOfWork, member: AnyRow, url: string): Promise<boolean> {
    if (!this.config.smtpUrl) return false;
    const [workspace] = await unit.query<{ name: string }>('select name from tenants where id = $1', [currentTenantId()]);
    const params = { workspace: workspace!.name, inviter: requireMember().name, url, days: VALID_DAYS };
    await this.mails.send(invitationMail, { to: { email: String(member['email']), name: String(member['name']) }, params }, unit);
    return true;
  }

  private async memberFor(invitee: Invitee): Promise<AnyRow> {
    const email = invitee.email?.trim().toLowerCase();
    if (!invitee.memberId) {
      const values = { name: invitee.name ?? '', email: email ?? '' };
      return (await this.changeSets.applyOne(`Added member ${values.name}`.trim(), { type: memberRecord, operation: 'create', derived: true, values })).row;
    }
    const member = await this.store.get(memberRecord, invitee.memberId);
    requireAuthorityOver(member['role'] as Role);
    if (member['status'] === 'ACTIVE') throw preconditionFailed(`${String(member['name'])} signs in already.`);
    if (member['status'] === 'DEACTIVATED') throw preconditionFailed(`${String(member['name'])} is deactivated. Reactivate this member first.`);
    return email && email !== member['email'] ? (await this.write('Changed e-mail', member.id, { email })).row : member;
  }

  private write(label: string, id: string, values: Record<string, unknown>): Promise<{ row: AnyRow }> {
    return this.changeSets.applyOne(label, { type: memberRecord, operation: 'update', id, derived: true, values });
  }
}

/** Makes the member's open links worthless. @returns how many there were */
async function close(unit: UnitOfWork, memberId: string): Promise<number> {
  return (await unit.query('update invitations set revoked_at = now() where member_id = $1 and accepted_at is null and revoked_at is null returning id', [memberId])).length;
}

/** The invitation that a secret opens. @throws PRECONDITION_FAILED; why it is of no use is nobody's business */
async function find(unit: UnitOfWork, tenantId: string, secret: string, lock = ''): Promise<OpenInvitation> {
  const [invitation] = await unit.query<OpenInvitation & Record<string, unknown>>(
    `select i.member_id, m.email, m.name, m.role, (select u.timezone from members c join users u on u.id = c.user_id where c.tenant_id = i.tenant_id and c.id = i.created_by_id) as timezone
     from invitations i join members m on m.tenant_id = i.tenant_id and m.id = i.member_id
     where i.tenant_id = $1 and i.token_hash = $2 and i.accepted_at is null and i.revoked_at is null and i.expires_at > now() and m.status = 'INVITED' and m.deleted_at is null ${lock}`,
    [tenantId, hashToken(secret)],
  );
  if (!invitation) throw preconditionFailed(USELESS);
  return invitation;
}
