import { Injectable } from '@nestjs/common';
import { requirePermission } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/app-error.js';
import { decodeRow, selectList, type AnyRow } from '../../platform/records/record-rows.js';
import { currencyCode } from './currency-codes.js';
import { exchangeRateRecord } from './exchange-rate.record.js';
import { loadRates } from './rates.js';

/** The workspace's exchange rates. A deal keeps the rate it was entered with, so changing one here changes no deal. */
@Injectable()
export class Currencies {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
  ) {}

  /** Base currency, and every rate in the order of the codes. */
  overview(): Promise<{ baseCurrency: string; rates: AnyRow[] }> {
    return this.database.run(async (unit) => {
      const [{ base }, rates] = await Promise.all([
        loadRates(unit),
        unit.query(`select ${selectList(exchangeRateRecord, 't')} from exchange_rates t where t.deleted_at is null order by t.currency`),
      ]);
      return { baseCurrency: base, rates: rates.map((row) => decodeRow(exchangeRateRecord.allFields, row)) };
    });
  }

  /** Sets the rate of a currency, whether or not it has one. @throws FORBIDDEN, VALIDATION_ERROR */
  set(currency: string, rate: number): Promise<{ changeSetId: string; row: AnyRow }> {
    requirePermission('manage:settings');
    const code = currencyCode(currency);
    return this.database.run(async (unit) => {
      const id = await this.idOf(unit, code);
      const change = id ? ({ operation: 'update', id, values: { rate } } as const) : ({ operation: 'create', values: { currency: code, rate } } as const);
      return this.changeSets.applyOne(`Set the exchange rate of ${code}`, { type: exchangeRateRecord, derived: true, ...change });
    });
  }

  /** Removes a rate; deals in that currency keep theirs. @throws FORBIDDEN, NOT_FOUND */
  remove(currency: string): Promise<{ changeSetId: string; id: string }> {
    requirePermission('manage:settings');
    const code = currencyCode(currency);
    return this.database.run(async (unit) => {
      const id = await this.idOf(unit, code);
      if (!id) throw notFound(`An exchange rate of ${code}`);
      return this.changeSets.applyOne(`Removed the exchange rate of ${code}`, { type: exchangeRateRecord, operation: 'delete', id, derived: true });
    });
  }

  private async idOf(unit: UnitOfWork, currency: string): Promise<string | null> {
    const [row] = await unit.query<{ id: string }>('select id from exchange_rates where currency = $1 and deleted_at is null', [currency]);
    return row?.id ?? null;
  }
}
