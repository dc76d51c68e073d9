import { Injectable } from '@nestjs/common';
import { AccessWatch } from '../access/access-watch.js';
import { ChangeSets } from '../changes/change-sets.service.js';
import { currentContext, runInContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { forbidden, validationError } from '../errors/app-error.js';
import { normaliseValue } from '../records/field-codec.js';
import { text, url, type Field } from '../records/fields.js';
import { recordTypeNamed } from '../records/record-registry.js';
import type { UpdateProfileInput } from './auth.types.js';
import { Identity } from './identity.service.js';
import { isLocale, isTimezone } from './sign-up.service.js';

const MAX_PREFERENCES = 20_000;
const MAX_KEPT = 60_000;

/** What people change about themselves. */
@Injectable()
export class Profiles {
  constructor(
    private readonly changeSets: ChangeSets,
    private readonly database: Database,
    private readonly identity: Identity,
    private readonly access: AccessWatch,
  ) {}

  /** Changes the caller's own profile; a new name follows into every workspace. @throws VALIDATION_ERROR */
  async update(input: UpdateProfileInput): Promise<void> {
    if (currentContext().apiKeyId) throw forbidden('An API key works in its workspace only. Sign in for this.');
    const userId = currentContext().userId!;
    const values = readProfile(input);
    const before = await this.database.runAs('identity', async (unit) => {
      // The next request speaks the new language and counts in the new time zone.
      if (values.timezone || values.locale) unit.afterCommit(() => this.access.tell({ userId }));
      const [user] = await unit.query<{ name: string }>('select name from users where id = $1 for update', [userId]);
      const [kept] = await unit.query<{ size: number }>(
        `update users set name = coalesce($2, name), timezone = coalesce($3, timezone), locale = coalesce($4, locale),
           avatar_url = case when $6 then $5 else avatar_url end, preferences = preferences || coalesce($7::jsonb, '{}'), version = version + 1, updated_at = now() where id = $1
         returning octet_length(preferences::text) as size`,
        [userId, values.name, values.timezone, values.locale, values.avatarUrl, input.avatarUrl !== undefined, input.preferences ? JSON.stringify(input.preferences) : null],
      );
      // What was kept before counts too: key by key it would grow without end.
      if (kept!.size > MAX_KEPT) throw validationError({ preferences: ['All your preferences together are too large. Take away some that are not used.'] });
      return user!;
    });
    if (values.name && values.name !== before.name) await this.tellWorkspaces(userId, { name: values.name });
  }

  /** In each workspace this is a change like any other: in its history, and told to its people. */
  async tellWorkspaces(userId: string, values: { readonly name?: string; readonly email?: string }): Promise<void> {
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
  readonly timezone: string | null;
  readonly locale: string | null;
  readonly avatarUrl: string | null;
}

function readProfile(input: UpdateProfileInput): ProfileValues {
  const problems: Record<string, string[]> = {};
  const read = (key: 'name' | 'avatarUrl', field: Field, needed?: string): string | null => {
    const result = normaliseValue(field, input[key]);
    if ('reason' in result) problems[key] = [result.reason];
    else if (needed && input[key] !== undefined && input[key] !== null && result.value === null) problems[key] = [needed];
    return 'value' in result ? (result.value as string | null) : null;
  };
  const values = {
    name: read('name', text({ label: 'Name', maxLength: 120 }), 'Say what you are called.'),
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
