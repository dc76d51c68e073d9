import { Injectable } from '@nestjs/common';
import { TENANT_PERMISSIONS, type Role, type TenantPermission } from '@libs/contracts';
import { hasPermission, requireMember, rulesFor } from '../access/ability.js';
import { currentContext, runInContext, type RequestContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { AppError, validationError } from '../errors/app-error.js';
import { Licences } from '../licensing/licences.service.js';
import { machineContext } from '../queue/job-envelope.js';
import { JobQueue } from '../queue/job-queue.service.js';
import { Tenants } from '../tenancy/tenants.service.js';
import type { Me, Membership, UserType } from './auth.types.js';
import { passwordMatches } from './passwords.js';
import { SignInThrottle } from './sign-in-throttle.js';

const WRONG = (): AppError => new AppError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');

/** Who people are: checking passwords, memberships, and what they see of themselves. */
@Injectable()
export class Identity {
  constructor(
    private readonly database: Database,
    private readonly tenants: Tenants,
    private readonly licences: Licences,
    private readonly throttle: SignInThrottle,
    private readonly jobs: JobQueue,
  ) {}

  /** The user with that e-mail and password. One answer for "no such account" and "wrong password", in the same time. @throws UNAUTHENTICATED, RATE_LIMITED */
  async authenticate(email: string, password: string, ip: string): Promise<string> {
    const address = email.trim().toLowerCase();
    await this.throttle.check(address, ip);
    const [user] = await this.database.runAs('identity', (unit) => unit.query<{ id: string; password_hash: string | null }>('select id, password_hash from users where email = $1', [address]));
    if (!(await passwordMatches(user?.password_hash ?? null, password)) || !user) {
      await this.failed(address, ip);
      throw WRONG();
    }
    await this.throttle.succeeded(address, ip);
    return user.id;
  }

  /** Asks a signed-in person for their password once more, before something that would lock them out. @throws VALIDATION_ERROR at `currentPassword`, RATE_LIMITED */
  async confirm(userId: string, password: string, ip: string): Promise<void> {
    const [user] = await this.database.runAs('identity', (unit) => unit.query<{ email: string; password_hash: string | null }>('select email, password_hash from users where id = $1', [userId]));
    if (user && !user.password_hash) throw validationError({ currentPassword: ['Your account has no password yet. Choose one with "Forgot password?" on the sign-in page.'] });
    await this.throttle.check(user?.email ?? userId, ip);
    if (user && (await passwordMatches(user.password_hash, password))) return this.throttle.succeeded(user.email, ip);
    await this.failed(user?.email ?? userId, ip);
    throw validationError({ currentPassword: ['This is not your present password.'] });
  }

  /** The same for what people without a password may do, too: those who sign in through another service. @throws VALIDATION_ERROR at `currentPassword`, RATE_LIMITED */
  async confirmIfAny(userId: string, password: string | null, ip: string): Promise<void> {
    const [user] = await this.database.runAs('identity', (unit) => unit.query<{ has: boolean }>('select password_hash is not null as has from users where id = $1', [userId]));
    if (!user?.has) return;
    if (!password) throw validationError({ currentPassword: ['Enter your present password.'] });
    await this.confirm(userId, password, ip);
  }

  /** The notice is queued for any address; whether somebody is there to get it is looked up by its job. */
  private async failed(address: string, ip: string): Promise<void> {
    if (!(await this.throttle.failed(address, ip))) return;
    await runInContext(machineContext(null, 'Account', currentContext().requestId), () => this.jobs.add('mail', 'lock-notice', { email: address, ip, at: new Date().toISOString() }));
  }

  /**
   * Where a user who signs in lands: the workspace asked for, the host's, else the one used last that is open.
   * @throws UNAUTHENTICATED without any membership there, TENANT_INACTIVE
   */
  async tenantFor(userId: string, asked: string | null): Promise<string> {
    const memberships = (await this.membershipsOf(userId)).filter((membership) => !asked || membership.tenantId === asked);
    let refusal: AppError | null = null;
    for (const { tenantId } of memberships) {
      const reason = await this.tenants.refusalOf(tenantId);
      if (!reason) return tenantId;
      refusal ??= reason;
    }
    throw refusal ?? (asked ? WRONG() : new AppError('UNAUTHENTICATED', 'You are not a member of any workspace. Ask for an invitation, or create one.'));
  }

  async membershipsOf(userId: string): Promise<Membership[]> {
    return this.database.runAs('identity', (unit) =>
      unit.query<Membership & Record<string, unknown>>(
        `select m.tenant_id as "tenantId", t.name as "tenantName", m.role from members m join tenants t on t.id = m.tenant_id
         where m.user_id = $1 and m.status = 'ACTIVE' and m.deleted_at is null
         order by (select max(s.last_used_at) from sessions s where s.user_id = m.user_id and s.tenant_id = m.tenant_id) desc nulls last, t.name`,
        [userId],
      ),
    );
  }

  /** The caller and what they may do, as clients need it to draw themselves. */
  async me(): Promise<Me> {
    const actor = requireMember();
    const tenantId = currentContext().tenantId!;
    const [user] = await this.database.runAs('identity', (unit) =>
      unit.query<UserType & Record<string, unknown>>('select id, name, email, timezone, locale, avatar_url as "avatarUrl", preferences from users where id = $1', [actor.userId]),
    );
    const tenant = await this.tenants.byId(tenantId);
    if (!user || !tenant) throw new AppError('UNAUTHENTICATED', 'Sign in to go on.');
    return {
      user,
      member: { id: actor.memberId, name: actor.name, role: actor.role },
      tenant: { id: tenant.id, name: tenant.name, slug: tenant.slug, plan: tenant.plan, planExpiresAt: tenant.planExpiresAt, currency: tenant.baseCurrency, status: tenant.status, requireTwoFactor: tenant.requireTwoFactor },
      memberships: await this.membershipsOf(actor.userId),
      abilities: { rules: rulesFor(actor), tenant: (Object.keys(TENANT_PERMISSIONS) as TenantPermission[]).filter((permission) => hasPermission(permission)) },
      modules: await this.licences.all(),
    };
  }

  /** `me` of a session that has just been opened: nothing of the request's own context applies. */
  meIn(userId: string, tenantId: string): Promise<Me> {
    return this.contextFor(userId, tenantId).then((context) => runInContext(context, () => this.me()));
  }

  /** @throws UNAUTHENTICATED unless an active member, TENANT_INACTIVE, TWO_FACTOR_REQUIRED */
  async contextFor(userId: string, tenantId: string): Promise<RequestContext> {
    const [row] = await this.database.runAs('identity', (unit) =>
      unit.query<{ id: string; name: string; role: Role; permissions: object; timezone: string; locale: string; two_factor: boolean }>(
        `select m.id, m.name, m.role, m.permissions, u.timezone, u.locale,
           exists (select from two_factors f where f.user_id = u.id and f.confirmed_at is not null) as two_factor
         from members m join users u on u.id = m.user_id
         where m.user_id = $1 and m.tenant_id = $2 and m.status = 'ACTIVE' and m.deleted_at is null`,
        [userId, tenantId],
      ),
    );
    if (!row) throw new AppError('UNAUTHENTICATED', 'You are not a member of this workspace.');
    const refusal = (await this.tenants.refusalOf(tenantId)) ?? (await this.tenants.strictnessOf(tenantId, row.two_factor));
    if (refusal) throw refusal;
    return {
      ...currentContext(),
      tenantId,
      userId,
      timezone: row.timezone,
      locale: row.locale,
      actor: { kind: 'member', userId, memberId: row.id, name: row.name, role: row.role, overrides: row.permissions, via: 'web' },
    };
  }
}
