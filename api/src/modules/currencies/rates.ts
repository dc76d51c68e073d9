import type { UnitOfWork } from '../../platform/database/database.js';
import { CURRENT_TENANT } from '../../platform/database/schema-builder.js';

/** The tenant's base currency, and what others are worth in it today. */
export class Rates {
  constructor(
    readonly base: string,
    private readonly rates: ReadonlyMap<string, number>,
  ) {}

  /** Units of the base currency for one unit of `currency`; null where the tenant has set no rate. */
  of(currency: string): number | null {
    return currency === this.base ? 1 : (this.rates.get(currency) ?? null);
  }
}

/** SQL of the base currency alone. */
export const BASE_CURRENCY = `select t.base_currency from tenants t where t.id = ${CURRENT_TENANT}`;

/** Reads base currency and rates in one query, inside the present unit of work. */
export async function loadRates(unit: Pick<UnitOfWork, 'query'>): Promise<Rates> {
  const rows = await unit.query<{ base: string; currency: string | null; rate: number }>(
    `select t.base_currency as base, r.currency, r.rate from tenants t left join exchange_rates r on r.tenant_id = t.id and r.deleted_at is null where t.id = ${CURRENT_TENANT}`,
    [],
    'keeps',
  );
  const base = rows[0]?.base;
  if (!base) throw new Error('Rates were asked for outside any tenant.');
  return new Rates(base, new Map(rows.filter((row) => row.currency !== null).map((row) => [row.currency!, row.rate])));
}

/** Why a deal in that currency is refused, and where a rate is set. */
export const missingRate = (currency: string, base: string): string =>
  `There is no exchange rate from ${currency} to ${base} yet. An administrator can add it under Settings, Currencies.`;
