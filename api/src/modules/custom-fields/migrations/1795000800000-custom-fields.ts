import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createCustomValueTable, createRecordTable, type CustomTarget } from '../../../platform/database/schema-builder.js';

const TABLES = ['accounts', 'contacts', 'opportunities', 'activities', 'products'];
const TARGETS: readonly CustomTarget[] = [
  ['account_id', 'accounts'],
  ['contact_id', 'contacts'],
  ['opportunity_id', 'opportunities'],
  ['activity_id', 'activities'],
  ['product_id', 'products'],
  ['member_id', 'members'],
];

/** Fields that tenants define, and a table of values for each type of record that may have them. */
export class CustomFields1795000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'custom_fields',
      owned: false,
      archivable: true,
      columns: [
        'record_type text not null',
        'key text not null',
        'label text not null',
        'kind text not null',
        'help text',
        'section text',
        'required boolean not null default false',
        'default_value jsonb',
        'options jsonb',
        'target text',
        'is_unique boolean not null default false',
        'searchable boolean not null default false',
        'in_lists boolean not null default true',
        `writers text not null default 'EVERYBODY' check (writers in ('EVERYBODY', 'ADMINS', 'OWNERS'))`,
        'position integer',
      ],
      indexes: ['unique custom_fields_key (record_type, key) where deleted_at is null', 'unique custom_fields_label (record_type, label) where deleted_at is null'],
    });
    for (const table of TABLES) await createCustomValueTable(runner, table, TARGETS);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`drop table ${table}_custom_values`);
    await runner.query('drop table custom_fields');
  }
}
