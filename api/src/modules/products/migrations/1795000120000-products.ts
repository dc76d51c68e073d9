import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from '../../../platform/database/schema-builder.js';

/** What a tenant sells. */
export class Products1795000120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'products',
      owned: false,
      columns: [
        'name text not null',
        'sku text',
        'family text',
        'price bigint',
        `currency text check (currency ~ '^[A-Z]{3}$')`,
        'description text',
        'active boolean not null default true',
      ],
      indexes: ['unique products_name (name) where deleted_at is null', 'unique products_sku (sku) where sku is not null and deleted_at is null'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table products');
  }
}
