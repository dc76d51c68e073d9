import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable, foreignKey } from '../../../platform/database/schema-builder.js';

const addressColumns = (prefix: string): string[] => ['street', 'city', 'region', 'postal_code', 'country'].map((part) => `${prefix}_${part} text`);

/** Accounts and their hierarchy. */
export class Accounts1795000050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'accounts',
      columns: [
        'name text not null',
        `type text check (type in ('PROSPECT', 'CUSTOMER', 'PARTNER', 'COMPETITOR', 'CHURNED', 'OTHER'))`,
        'industry text',
        'website text',
        'domain text',
        'phone text',
        'parent_id uuid',
        'employees integer check (employees >= 0)',
        `size text check (size in ('SOLO', 'MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'ENTERPRISE'))`,
        'annual_revenue bigint',
        'founded_year integer',
        'linkedin text',
        ...addressColumns('billing'),
        ...addressColumns('shipping'),
        `tags text[] not null default '{}'`,
        'description text',
      ],
      constraints: [foreignKey('parent_id', 'accounts'), 'constraint accounts_not_own_parent check (parent_id <> id)'],
      indexes: [
        'accounts_name (name, id) where deleted_at is null',
        'accounts_domain (domain) where domain is not null and deleted_at is null',
        'accounts_parent (parent_id, name, id) where parent_id is not null',
        'accounts_type (type, name, id) where deleted_at is null',
        'accounts_revenue (annual_revenue, id) where deleted_at is null',
        'accounts_updated (updated_at, id) where deleted_at is null',
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table accounts');
  }
}
