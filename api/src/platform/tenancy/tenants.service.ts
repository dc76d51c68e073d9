import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { AppError } from '../errors/app-error.js';

export type Plan = 'TRIAL' | 'STARTER' | 'PROFESSIONAL' | 'ENTERPRISE';

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly plan: Plan;
  readonly planExpiresAt: string | null;
  readonly baseCurrency: string;
  readonly status: 'PENDING' | 'ACTIVE' | 'SUSPENDED' | 'CANCELLED';
  readonly version: number;
}

const COLUMNS = 'id, name, slug, plan, plan_expires_at as "planExpiresAt", base_currency as "baseCurrency", status, version';
const REMEMBERED_MS = 5_000;
const ADDRESS = /^[\d.]+$|:|^localhost$/;

/** Finds tenants by id and by the host a request came to. */
@Injectable()
export class Tenants {
  private readonly byKey = new Map<string, { readonly at: number; readonly tenant: Tenant | null }>();

  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  byId(id: string): Promise<Tenant | null> {
    return this.remembered(`id:${id}`, 'id = $1', id);
  }

  /** The tenant whose subdomain of the product's address, or whose verified domain, the host is; null when the host names none. */
  async byHost(host: string | undefined): Promise<Tenant | null> {
    const name = host?.toLowerCase().replace(/:\d+$/, '') ?? '';
    const base = new URL(this.config.origin).hostname;
    if (!name || name === base) return null;
    if (name.endsWith(`.${base}`)) return this.remembered(`slug:${name}`, 'slug = $1', name.slice(0, -base.length - 1));
    if (ADDRESS.test(name)) return null;
    return this.remembered(`domain:${name}`, 'custom_domain = $1 and custom_domain_verified_at is not null', name);
  }

  /** @throws TENANT_INACTIVE when it is suspended, cancelled, pending, or its plan has expired */
  requireActive(tenant: Tenant): void {
    const reasons = { PENDING: 'has not been activated yet', SUSPENDED: 'is suspended', CANCELLED: 'has been cancelled', ACTIVE: '' } as const;
    const reason = reasons[tenant.status];
    if (reason) throw new AppError('TENANT_INACTIVE', `The workspace ${tenant.name} ${reason}. Ask its owner.`);
    if (tenant.planExpiresAt && tenant.planExpiresAt < new Date().toISOString()) throw new AppError('TENANT_INACTIVE', `The plan of ${tenant.name} has expired. Ask its owner to renew it.`);
  }

  /** After a change in this process; others notice within seconds. */
  forget(): void {
    this.byKey.clear();
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
