import { Injectable } from '@nestjs/common';
import { ChangeSets } from '../changes/change-sets.service.js';
import { currentContext, runInContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { validationError } from '../errors/app-error.js';
import { normaliseValue } from '../records/field-codec.js';
import { email as emailField, text, url, type Field } from '../records/fields.js';
import { recordTypeNamed } from '../records/record-registry.js';
import type { UpdateProfileInput } from './auth.types.js';
import { Identity } from './identity.service.js';
import { checkPassword, hashPassword, passwordMatches } from './passwords.js';
import { Sessions } from './sessions.service.js';
import { isTimezone } from './sign-up.service.js';

interface StoredUser {
  readonly name: string;
  readonly email: string;
  readonly password_hash: string | null;
}

const MAX_PREFERENCES = 20_000;

/** What people change about themselves. */
@Injectable()
export class Profiles {
  constructor(
    private readonly changeSets: ChangeSets,
    private readonly database: Database,
    private readonly identity: Identity,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Changes the caller's own profile. Name and e-mail address follow into every workspace; the address is what one signs in with, so changing it takes the
   * password. @throws VALIDATION_ERROR
   */
  async update(input: UpdateProfileInput): Promise<void> {
    const userId = currentContext().userId!;
    const values = readProfile(input);
    const before = await this.database.runAs('identity', async (unit) => {
      const [user] = await unit.query<StoredUser & Record<string, unknown>>('select name, email, password_hash from users where id = $1 for update', [userId]);
      if (values.email && values.email !== user!.email) {
        if (!(await passwordMatches(user!.password_hash, input.currentPassword ?? ''))) throw validationError({ currentPassword: ['Enter your present password to change your e-mail address.'] });
        const taken = await unit.query('select 1 from users where email = $1', [values.email]);
        if (taken.length > 0) throw validationError({ email: ['There is an account with this e-mail address.'] });
      }
      await unit.query(
        `update users set name = coalesce($2, name), timezone = coalesce($3, timezone), locale = coalesce($4, locale),
           avatar_url = case when $6 then $5 else avatar_url end, preferences = preferences || coalesce($7::jsonb, '{}'),
           email = coalesce($8, email), email_verified_at = case when coalesce($8, email) = email then email_verified_at end, version = version + 1, updated_at = now() where id = $1`,
        [userId, values.name, values.timezone, values.locale, values.avatarUrl, input.avatarUrl !== undefined, input.preferences ? JSON.stringify(input.preferences) : null, values.email],
      );
      return user!;
    });
    const changes = { ...(values.name && values.name !== before.name ? { name: values.name } : {}), ...(values.email && values.email !== before.email ? { email: values.email } : {}) };
    if (Object.keys(changes).length > 0) await this.tellWorkspaces(userId, changes);
  }

  /** Ends all other sessions too: whoever learnt the old password may hold one. @throws VALIDATION_ERROR for a wrong present or a weak new password */
  async changePassword(present: string, next: string): Promise<void> {
    const { userId, sessionId } = currentContext();
    checkPassword(next, 'newPassword');
    const [user] = await this.database.runAs('identity', (unit) => unit.query<{ password_hash: string | null }>('select password_hash from users where id = $1', [userId]));
    if (!(await passwordMatches(user?.password_hash ?? null, present))) throw validationError({ currentPassword: ['This is not your present password.'] });
    const hash = await hashPassword(next);
    await this.database.runAs('identity', (unit) => unit.query('update users set password_hash = $2, updated_at = now() where id = $1', [userId, hash]));
    await this.sessions.revokeAll(userId!, 'password changed', sessionId ? { except: sessionId } : {});
  }

  /** In each workspace this is a change like any other: in its history, and told to its people. */
  private async tellWorkspaces(userId: string, values: { name?: string; email?: string }): Promise<void> {
    const member = recordTypeNamed('member');
    for (const { tenantId } of await this.identity.membershipsOf(userId)) {
      const context = await this.identity.contextFor(userId, tenantId).catch(() => null);
      if (context?.actor?.kind !== 'member') continue;
      const change = { type: member, operation: 'update', id: context.actor.memberId, derived: true, values } as const;
      // A colleague's place may hold that address already; then it stays as it was there.
      await runInContext(context, () => this.changeSets.apply({ label: 'Changed profile', changes: [change], onRefused: 'collect' }));
    }
  }
}

interface ProfileValues {
  readonly name: string | null;
  readonly email: string | null;
  readonly timezone: string | null;
  readonly locale: string | null;
  readonly avatarUrl: string | null;
}

function readProfile(input: UpdateProfileInput): ProfileValues {
  const problems: Record<string, string[]> = {};
  const read = (key: 'name' | 'email' | 'avatarUrl', field: Field, needed?: string): string | null => {
    const result = normaliseValue(field, input[key]);
    if ('reason' in result) problems[key] = [result.reason];
    else if (needed && input[key] !== undefined && input[key] !== null && result.value === null) problems[key] = [needed];
    return 'value' in result ? (result.value as string | null) : null;
  };
  const values = {
    name: read('name', text({ label: 'Name', maxLength: 120 }), 'Say what you are called.'),
    email: read('email', emailField({ label: 'E-mail' }), 'Enter your e-mail address.'),
    avatarUrl: read('avatarUrl', url({ label: 'Picture' })),
    timezone: input.timezone || null,
    locale: input.locale || null,
  };
  if (values.timezone && !isTimezone(values.timezone)) problems['timezone'] = ['Must be a time zone such as Europe/Berlin.'];
  if (values.locale && !isLocale(values.locale)) problems['locale'] = ['Must be a language such as en or de-AT.'];
  const { preferences } = input;
  if (preferences && (typeof preferences !== 'object' || Array.isArray(preferences))) problems['preferences'] = ['Preferences are an object.'];
  else if (preferences && JSON.stringify(preferences).length > MAX_PREFERENCES) problems['preferences'] = ['These preferences are too large.'];
  if (Object.keys(problems).length > 0) throw validationError(problems);
  return values;
}

function isLocale(value: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([value]).length > 0;
  } catch {
    return false;
  }
}
