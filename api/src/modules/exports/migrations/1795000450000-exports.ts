import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, foreignKey, inScope } from '../../../platform/database/schema-builder.js';
import { EXPORT_FORMATS, EXPORT_STATUSES } from '../export-model.js';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Lists as files: what was asked for, how far it is, and where the file is until it expires. */
export class Exports1795000450000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'exports',
      columns: [
        'record_type text not null',
        `format text not null check (format in (${oneOf(EXPORT_FORMATS)}))`,
        'columns text[] not null',
        'name text not null',
        `status text not null default 'RUNNING' check (status in (${oneOf(EXPORT_STATUSES)}))`,
        'total integer not null default 0',
        'done integer not null default 0',
        'bytes bigint',
        'storage_key text',
        'error text',
        'run_token uuid',
        'heartbeat_at timestamptz(3)',
        'created_by_id uuid',
        'created_at timestamptz(3) not null default now()',
        'expires_at timestamptz(3)',
      ],
      constraints: [foreignKey('created_by_id', 'members')],
      // Housekeeping finds expired files of all tenants.
      policies: [`expiry for select using (${inScope('dispatch')})`],
      indexes: ['exports_created (created_at, id)', 'exports_expiry (expires_at) where storage_key is not null'],
    });
    // Which records in which order, as it was when the export was asked for.
    await createTenantTable(runner, {
      name: 'export_batches',
      columns: ['export_id uuid not null', 'start integer not null', 'ids uuid[] not null'],
      constraints: [foreignKey('export_id', 'exports', 'cascade'), 'constraint export_batches_start unique (tenant_id, export_id, start)'],
      grants: 'select, insert, delete',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table export_batches, exports');
  }
}
