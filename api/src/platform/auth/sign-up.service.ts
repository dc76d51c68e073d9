import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { MODULES } from '@libs/contracts';
import { anonymousContext, currentContext, runInContext, type RequestContext } from '../context/request-context.js';
import { Database, type UnitOfWork } from '../database/database.js';
import { validationError } from '../errors/app-error.js';
import { Identities, type ExternalIdentity } from '../oidc/identities.service.js';
import { email as emailField, text } from '../records/fields.js';
import { normaliseValue } from '../records/field-codec.js';
import { newId } from '../records/new-id.js';
import { foldForSearch } from '../records/search-text.js';
import { checkPassword, hashPassword } from './passwords.js';
import { OnTenantCreated, type TenantPreparation } from './tenant-created.js';

export interface SignUp {
  readonly tenantName: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly timezone?: string | null;
  /** How they write dates and numbers, and the language they are written to in; the request's language when left out. */
  readonly locale?: string | null;
  readonly currency?: string | null;
  /** Whoever signs up through another service: its address is theirs, and they have no password. */
  readonly identity?: ExternalIdentity | null;
}

const TRIAL_DAYS = 30;

/** A new tenant with its owner and everything the modules prepare for it, in one transaction. */
@Injectable()
export class SignUps {
  constructor(
    private readonly database: Database,
    private readonly discovery: DiscoveryService,
    private readonly identities: Identities,
  ) {}

  /** @throws VALIDATION_ERROR, also for an e-mail address that has an account: then nothing tells the two apart but a right password */
  async signUp(input: SignUp): Promise<{ userId: string; tenantId: string; memberId: string; context: RequestContext }> {
    const { identity } = input;
    const values = readSignUp({ ...input, email: identity?.email ?? input.email });
    if (!identity) checkPassword(input.password, 'password', [values.email, values.name]);
    const passwordHash = identity ? null : await hashPassword(input.password);
    const userId = newId();
    const tenantId = newId();
    const memberId = newId();
    const context: RequestContext = {
      ...anonymousContext(currentContext().requestId, currentContext().language),
      tenantId,
      userId,
      timezone: values.timezone,
      locale: values.locale,
      actor: { kind: 'member', userId, memberId, name: values.name, role: 'OWNER', overrides: {}, via: 'web' },
    };
    await runInContext(context, () =>
      this.database.runAs(
        'identity',
        async (unit) => {
          const users = await unit.query('insert into users (id, email, name, password_hash, timezone, email_verified_at, locale) values ($1, $2, $3, $4, $5, case when $6 then now() end, $7) on conflict (email) do nothing returning id', [userId, values.email, values.name, passwordHash, values.timezone, identity?.emailVerified ?? false, values.locale]);
          if (users.length === 0) throw validationError({ email: ['There is an account with this e-mail address. Sign in instead.'] });
          if (identity) await this.identities.attach(unit, userId, identity);
          await insertTenant(unit, tenantId, values);
          await unit.query(`insert into members (id, user_id, name, email, role, status, accepted_at, search_text) values ($1, $2, $3, $4, 'OWNER', 'ACTIVE', now(), $5)`, [memberId, userId, values.name, values.email, foldForSearch(`${values.name} ${values.email}`)]);
          const core = Object.values(MODULES).filter((module) => module.tier === 'core').map((module) => module.id);
          await unit.query('insert into tenant_modules (module_id) select unnest($1::text[])', [core]);
          for (const preparation of this.preparations()) await preparation.prepareTenant(unit);
        },
        tenantId,
      ),
    );
    return { userId, tenantId, memberId, context };
  }

  private preparations(): TenantPreparation[] {
    return this.discovery
      .getProviders({ metadataKey: OnTenantCreated.KEY })
      .map((wrapper) => ({ step: wrapper.instance as TenantPreparation, order: this.discovery.getMetadataByDecorator(OnTenantCreated, wrapper)?.order ?? 0 }))
      .sort((a, b) => a.order - b.order)
      .map(({ step }) => step);
  }
}

function readSignUp(input: SignUp): { tenantName: string; name: string; email: string; timezone: string; locale: string; currency: string } {
  const problems: Record<string, string[]> = {};
  const read = (key: Exclude<keyof SignUp, 'identity'>, field: Parameters<typeof normaliseValue>[0], missing: string): string => {
    const result = normaliseValue(field, input[key]);
    if ('reason' in result) problems[key] = [result.reason];
    else if (result.value === null) problems[key] = [missing];
    return 'value' in result ? String(result.value ?? '') : '';
  };
  const values = {
    tenantName: read('tenantName', text({ label: 'Company', maxLength: 120 }), 'Say what your company is called.'),
    name: read('name', text({ label: 'Name', maxLength: 120 }), 'Say what you are called.'),
    email: read('email', emailField({ label: 'E-mail' }), 'Enter your e-mail address.'),
    timezone: input.timezone || 'UTC',
    locale: input.locale || (currentContext().language ?? 'en'),
    currency: (input.currency || 'USD').toUpperCase(),
  };
  if (!isTimezone(values.timezone)) problems['timezone'] = ['Must be a time zone such as Europe/Berlin.'];
  if (!isLocale(values.locale)) problems['locale'] = ['Must be a language such as en or de-AT.'];
  if (!Intl.supportedValuesOf('currency').includes(values.currency)) problems['currency'] = ['Must be a currency code such as EUR.'];
  if (Object.keys(problems).length > 0) throw validationError(problems);
  return values;
}

export function isTimezone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}

export function isLocale(value: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([value]).length > 0;
  } catch {
    return false;
  }
}

/** Takes a free name; where somebody else's sign-up takes it at the same moment, the next one. */
async function insertTenant(unit: UnitOfWork, id: string, values: { tenantName: string; email: string; currency: string }): Promise<void> {
  for (let taken = true; taken; ) {
    const rows = await unit.query(
      `insert into tenants (id, name, slug, billing_email, base_currency, plan_expires_at) values ($1, $2, $3, $4, $5, now() + make_interval(days => ${TRIAL_DAYS})) on conflict (slug) do nothing returning id`,
      [id, values.tenantName, await freeSlug(unit, values.tenantName), values.email, values.currency],
    );
    taken = rows.length === 0;
  }
}

/** `Strauß & Söhne` -> `strauss-sohne`, with a number behind it where that is taken. */
async function freeSlug(unit: UnitOfWork, name: string): Promise<string> {
  const base = foldForSearch(name.normalize('NFKC')).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 50).replace(/-+$/, '') || 'workspace';
  const taken = new Set((await unit.query<{ slug: string }>(`select slug from tenants where slug = $1 or slug like $1 || '-%'`, [base])).map((row) => row.slug));
  if (!taken.has(base) && !RESERVED.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}

const RESERVED: ReadonlySet<string> = new Set(['www', 'api', 'app', 'admin', 'mail', 'static', 'status', 'help', 'support']);
