import { Injectable } from '@nestjs/common';
import { TENANT_PERMISSIONS, type Role, type TenantPermission } from '@libs/contracts';
import { hasPermission, requireMember, rulesFor } from '../access/ability.js';
import { currentContext, runInContext, type RequestContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { AppError, validationError } from '../errors/app-error.js';
import { Licences } from '../licensing/licences.service.js';
import { normaliseValue } from '../records/field-codec.js';
import { text, url } from '../records/fields.js';
import { Tenants } from '../tenancy/tenants.service.js';
import type { Me, Membership, UpdateProfileInput, UserType } from './auth.types.js';
import { checkPassword, hashPassword, passwordMatches } from './passwords.js';
import { Sessions } from './sessions.service.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { isTimezone } from './sign-up.service.js';

const WRONG = (): AppError => new AppError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');

/** Who people are: checking passwords, memberships, profiles. */
@Injectable()
export class Identity {
  constructor(
    private readonly database: Database,
    private readonly tenants: Tenants,
    private readonly licences: Licences,
    private readonly sessions: Sessions,
    private readonly throttle: SignInThrottle,
  ) {}

  /** The user with that e-mail and password. One answer for "no such account" and "wrong password", in the same time. @throws UNAUTHENTICATED, RATE_LIMITED */
  async authenticate(email: string, password: string, ip: string): Promise<string> {
    const address = email.trim().toLowerCase();
    await this.throttle.check(address, ip);
    const [user] = await this.database.runAs('identity', (unit) => unit.query<{ id: string; password_hash: string | null }>('select id, password_hash from users where email = $1', [address]));
    if (!(await passwordMatches(user?.password_hash ?? null, password)) || !user) {
      await this.throttle.failed(address, ip);
      throw WRONG();
    }
    await this.throttle.succeeded(address, ip);
    return user.id;
  }

  /** Where a user who signs in lands: the workspace asked for, the host's, else the one used last. @throws UNAUTHENTICATED without any membership there */
  async tenantFor(userId: string, asked: string | null): Promise<string> {
    const memberships = await this.membershipsOf(userId);
    const chosen = asked ? memberships.find((membership) => membership.tenantId === asked) : memberships[0];
    if (!chosen) throw asked ? WRONG() : new AppError('UNAUTHENTICATED', 'You are not a member of any workspace. Ask for an invitation, or create one.');
    const tenant = await this.tenants.byId(chosen.tenantId);
    if (tenant) this.tenants.requireActive(tenant);
    return chosen.tenantId;
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
      tenant: { id: tenant.id, name: tenant.name, slug: tenant.slug, plan: tenant.plan, planExpiresAt: tenant.planExpiresAt, currency: tenant.baseCurrency, status: tenant.status },
      memberships: await this.membershipsOf(actor.userId),
      abilities: { rules: rulesFor(actor), tenant: (Object.keys(TENANT_PERMISSIONS) as TenantPermission[]).filter((permission) => hasPermission(permission)) },
      modules: await this.licences.all(),
    };
  }

  /** `me` of a session that has just been opened: nothing of the request's own context applies. */
  meIn(userId: string, tenantId: string): Promise<Me> {
    return this.contextFor(userId, tenantId).then((context) => runInContext(context, () => this.me()));
  }

  async contextFor(userId: string, tenantId: string): Promise<RequestContext> {
    const [row] = await this.database.runAs('identity', (unit) =>
      unit.query<{ id: string; name: string; role: Role; permissions: object; timezone: string; locale: string }>(
        `select m.id, m.name, m.role, m.permissions, u.timezone, u.locale from members m join users u on u.id = m.user_id
         where m.user_id = $1 and m.tenant_id = $2 and m.status = 'ACTIVE' and m.deleted_at is null`,
        [userId, tenantId],
      ),
    );
    if (!row) throw new AppError('UNAUTHENTICATED', 'You are not a member of this workspace.');
    return {
      ...currentContext(),
      tenantId,
      userId,
      timezone: row.timezone,
      locale: row.locale,
      actor: { kind: 'member', userId, memberId: row.id, name: row.name, role: row.role, overrides: row.permissions, via: 'web' },
    };
  }

  /** Changes the caller's own profile; the name follows into every workspace. @throws VALIDATION_ERROR */
  async updateProfile(input: UpdateProfileInput): Promise<void> {
    const userId = currentContext().userId!;
    const values = readProfile(input);
    await this.database.runAs('identity', async (unit) => {
      await unit.query(
        `update users set name = coalesce($2, name), timezone = coalesce($3, timezone), locale = coalesce($4, locale),
           avatar_url = case when $6 then $5 else avatar_url end, preferences = preferences || coalesce($7::jsonb, '{}'), version = version + 1, updated_at = now() where id = $1`,
        [userId, values.name, values.timezone, values.locale, values.avatarUrl, 'avatarUrl' in input, input.preferences ? JSON.stringify(input.preferences) : null],
      );
      if (values.name) await unit.query(`update members set name = $2, search_text = lower($2 || ' ' || coalesce(email, '')), version = version + 1, updated_at = now() where user_id = $1`, [userId, values.name]);
    });
  }

  /** @throws UNAUTHENTICATED for a wrong present password, VALIDATION_ERROR for a weak new one */
  async changePassword(present: string, next: string, keepSession: string | undefined): Promise<void> {
    const userId = currentContext().userId!;
    checkPassword(next, 'newPassword');
    const [user] = await this.database.runAs('identity', (unit) => unit.query<{ password_hash: string | null }>('select password_hash from users where id = $1', [userId]));
    if (!(await passwordMatches(user?.password_hash ?? null, present))) throw validationError({ currentPassword: ['This is not your present password.'] });
    const hash = await hashPassword(next);
    await this.database.runAs('identity', (unit) => unit.query('update users set password_hash = $2, updated_at = now() where id = $1', [userId, hash]));
    await this.sessions.revokeAll(userId, 'password changed', keepSession ? { except: keepSession } : {});
  }

  async updateTenant(input: { name?: string | null; billingEmail?: string | null }): Promise<void> {
    const tenantId = currentContext().tenantId!;
    if (input.name !== undefined && !input.name?.trim()) throw validationError({ name: ['Say what your company is called.'] });
    await this.database.run((unit) =>
      unit.query('update tenants set name = coalesce($2, name), billing_email = coalesce($3, billing_email), version = version + 1, updated_at = now() where id = $1', [tenantId, input.name?.trim().slice(0, 120) ?? null, input.billingEmail?.trim().toLowerCase() ?? null]),
    );
    this.tenants.forget();
  }
}

function readProfile(input: UpdateProfileInput): { name: string | null; timezone: string | null; locale: string | null; avatarUrl: string | null } {
  const problems: Record<string, string[]> = {};
  const name = normaliseValue(text({ label: 'Name', maxLength: 120 }), input.name);
  if ('reason' in name) problems['name'] = [name.reason];
  else if (input.name !== undefined && name.value === null) problems['name'] = ['Say what you are called.'];
  const avatar = normaliseValue(url({ label: 'Picture' }), input.avatarUrl);
  if ('reason' in avatar) problems['avatarUrl'] = [avatar.reason];
  if (input.timezone && !isTimezone(input.timezone)) problems['timezone'] = ['Must be a time zone such as Europe/Berlin.'];
  if (input.locale && Intl.DateTimeFormat.supportedLocalesOf([input.locale.replaceAll(/[^\w-]/g, '')]).length === 0) problems['locale'] = ['Must be a language such as en or de-AT.'];
  if (input.preferences && JSON.stringify(input.preferences).length > 20_000) problems['preferences'] = ['These preferences are too large.'];
  if (Object.keys(problems).length > 0) throw validationError(problems);
  return { name: 'value' in name ? (name.value as string | null) : null, timezone: input.timezone || null, locale: input.locale || null, avatarUrl: 'value' in avatar ? (avatar.value as string | null) : null };
}
