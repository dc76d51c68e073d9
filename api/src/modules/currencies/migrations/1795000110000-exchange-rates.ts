import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from '../../../platform/database/schema-builder.js';

/** What other currencies are worth in a tenant's base currency. */
export class ExchangeRates1795000110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'exchange_rates',
      owned: false,
      columns: [`currency text not null check (currency ~ '^[A-Z]{3}$')`, 'rate double precision not null check (rate > 0)'],
      indexes: ['unique exchange_rates_currency (currency) where deleted_at is null'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table exchange_rates');
  }
}
