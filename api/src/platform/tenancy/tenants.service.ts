import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { currentTenantId } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { AppError, validationError } from '../errors/app-error.js';
import { normaliseValue } from '../records/field-codec.js';
import { email, text } from '../records/fields.js';

export type Plan = 'TRIAL' | 'STARTER' | 'PROFESSIONAL' | 'ENTERPRISE';

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly plan: Plan;
  readonly planExpiresAt: string | null;
  readonly baseCurrency: string;
  readonly requireTwoFactor: boolean;
  readonly status: 'PENDING' | 'ACTIVE' | 'SUSPENDED' | 'CANCELLED';
  readonly version: number;
}

export interface TenantChanges {
  readonly name?: string | null;
  readonly billingEmail?: string | null;
}

const COLUMNS = 'id, name, slug, plan, plan_expires_at as "planExpiresAt", base_currency as "baseCurrency", require_two_factor as "requireTwoFactor", status, version';
const REMEMBERED_MS = 5_000;
const ADDRESS = /^[\d.]+$|:|^localhost$/;

/** Finds tenants by id and by the host a request came to. */
@Injectable()
export class Tenants {
  private readonly byKey = new Map<string, { readonly at: number; readonly tenant: Tenant | null }>();

  /** Name of the host that the product itself is at. */
  private readonly base: string;

  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {
    this.base = new URL(config.origin).hostname;
  }

  byId(id: string): Promise<Tenant | null> {
    return this.remembered(`id:${id}`, 'id = $1', id);
  }

  /** The tenant whose subdomain of the product's address, or whose verified domain, the host is; null when the host names none. */
  async byHost(request: IncomingMessage): Promise<Tenant | null> {
    const name = this.hostOf(request).toLowerCase().replace(/:\d+$/, '');
    const { base } = this;
    if (!name || name === base) return null;
    if (name.endsWith(`.${base}`)) return this.remembered(`slug:${name}`, 'slug = $1', name.slice(0, -base.length - 1));
    if (ADDRESS.test(name)) return null;
    return this.remembered(`domain:${name}`, 'custom_domain = $1 and custom_domain_verified_at is not null', name);
  }

  /** Why nobody may work in this tenant now: UNAUTHENTICATED when it is gone, TENANT_INACTIVE when it is suspended, cancelled, pending or expired; else null. */
  async refusalOf(tenantId: string): Promise<AppError | null> {
    const tenant = await this.byId(tenantId);
    if (!tenant) return new AppError('UNAUTHENTICATED', 'This workspace is gone.');
    const reasons = { PENDING: 'has not been activated yet', SUSPENDED: 'is suspended', CANCELLED: 'has been cancelled' } as const;
    if (tenant.status !== 'ACTIVE') return new AppError('TENANT_INACTIVE', `The workspace ${tenant.name} ${reasons[tenant.status]}. Ask its owner.`);
    if (tenant.planExpiresAt && tenant.planExpiresAt < new Date().toISOString()) return new AppError('TENANT_INACTIVE', `The plan of ${tenant.name} has expired. Ask its owner to renew it.`);
    return null;
  }

  /** Why this person may not work in this tenant yet, although it is open: TWO_FACTOR_REQUIRED, or null. */
  async strictnessOf(tenantId: string, hasTwoFactor: boolean): Promise<AppError | null> {
    const tenant = await this.byId(tenantId);
    if (hasTwoFactor || !tenant?.requireTwoFactor) return null;
    return new AppError('TWO_FACTOR_REQUIRED', `${tenant.name} requires two-factor sign-in. Set it up to go on.`);
  }

  /** Whether everybody needs two-factor sign-in to work in the present tenant. */
  async requireTwoFactor(required: boolean): Promise<void> {
    await this.database.run((unit) => unit.query('update tenants set require_two_factor = $2, version = version + 1, updated_at = now() where id = $1', [currentTenantId(), required]));
    this.forget();
  }

  /** Changes the present tenant. @throws VALIDATION_ERROR */
  async update(input: TenantChanges): Promise<void> {
    const problems: Record<string, string[]> = {};
    const name = normaliseValue(text({ label: 'Company', maxLength: 120 }), input.name);
    if ('reason' in name) problems['name'] = [name.reason];
    else if (input.name !== undefined && name.value === null) problems['name'] = ['Say what your company is called.'];
    const billing = normaliseValue(email({ label: 'E-mail' }), input.billingEmail);
    if ('reason' in billing) problems['billingEmail'] = [billing.reason];
    if (Object.keys(problems).length > 0) throw validationError(problems);
    await this.database.run((unit) =>
      unit.query(`update tenants set name = coalesce($2, name), billing_email = case when $4 then $3 else billing_email end, version = version + 1, updated_at = now() where id = $1`, [
        currentTenantId(), 'value' in name ? name.value : null, 'value' in billing ? billing.value : null, input.billingEmail !== undefined,
      ]),
    );
    this.forget();
  }

  /** After a change in this process; others notice within seconds. */
  forget(): void {
    this.byKey.clear();
  }

  /** What the caller asked for: behind proxies that are trusted, what the first of them was asked for. */
  private hostOf({ headers }: IncomingMessage): string {
    const forwarded = this.config.trustedProxies > 0 ? headers['x-forwarded-host'] : undefined;
    return String(forwarded ?? '').split(',')[0]?.trim() || (headers.host ?? '');
  }

  private async remembered(key: string, condition: string, value: string): Promise<Tenant | null> {
    const known = this.byKey.get(key);
    if (known && Date.now() - known.at < REMEMBERED_MS) return known.tenant;
    const [tenant] = await this.database.runAs('identity', (unit) => unit.query<Tenant & Record<string, unknown>>(`select ${COLUMNS} from tenants where ${condition}`, [value]));
    if (this.byKey.size > 10_000) this.byKey.clear();
    this.byKey.set(key, { at: Date.now(), tenant: tenant ?? null });
    return tenant ?? null;
  }
}
