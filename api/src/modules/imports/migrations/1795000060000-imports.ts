import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, foreignKey } from '../../../platform/database/schema-builder.js';
import { IMPORT_STATUSES, ROW_OUTCOMES, ROW_PLANS, VALUE_ACTIONS } from '../import-model.js';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Imports with their raw rows, kept apart from the records they became, and what people decided about values. */
export class Imports1795000060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'import_files',
      columns: ['name text not null', 'storage_key text not null', 'bytes bigint not null', 'sha256 text not null', 'uploaded_by_id uuid', 'created_at timestamptz(3) not null default now()'],
      constraints: [foreignKey('uploaded_by_id', 'members')],
      grants: 'select, insert, delete',
    });
    await createTenantTable(runner, {
      name: 'imports',
      columns: [
        'name text not null',
        'file_id uuid not null',
        'record_type text not null',
        `status text not null default 'READY' check (status in (${oneOf(IMPORT_STATUSES)}))`,
        'dialect jsonb not null',
        'columns jsonb not null',
        'mapping jsonb not null',
        'row_count integer not null default 0',
        'staged_dialect text',
        'progress_done integer not null default 0',
        'progress_total integer not null default 0',
        'phase integer not null default 0',
        'cursor_line integer not null default 0',
        `plan_counts jsonb not null default '{}'`,
        `outcome_counts jsonb not null default '{}'`,
        'change_set_id uuid',
        'undo_result jsonb',
        'error text',
        'run_token uuid',
        'heartbeat_at timestamptz(3)',
        'created_by_id uuid',
        'created_at timestamptz(3) not null default now()',
        'started_at timestamptz(3)',
        'finished_at timestamptz(3)',
      ],
      constraints: [`constraint imports_file foreign key (tenant_id, file_id) references import_files (tenant_id, id)`, foreignKey('created_by_id', 'members')],
      indexes: ['imports_created (created_at, id)'],
    });
    await createTenantTable(runner, {
      name: 'import_rows',
      columns: [
        'import_id uuid not null',
        'line integer not null',
        'cells jsonb not null',
        `issues text[] not null default '{}'`,
        `plan text check (plan in (${oneOf(ROW_PLANS)}))`,
        `outcome text check (outcome in (${oneOf(ROW_OUTCOMES)}))`,
        'reasons jsonb',
        'match_key text',
        'title_key text',
        'record_id uuid',
      ],
      constraints: [foreignKey('import_id', 'imports', 'cascade'), 'constraint import_rows_line unique (tenant_id, import_id, line)'],
      indexes: ['import_rows_plan (import_id, plan, line)', 'import_rows_key (import_id, match_key, line) where match_key is not null', 'import_rows_title (import_id, title_key) where title_key is not null'],
    });
    await createTenantTable(runner, {
      name: 'import_decisions',
      columns: [
        'import_id uuid not null',
        'field text not null',
        'value text not null',
        `action text not null check (action in (${oneOf(VALUE_ACTIONS)}))`,
        'record_id uuid',
        'choice text',
        'created boolean not null default false',
        'decided_by_id uuid',
        'decided_at timestamptz(3) not null default now()',
      ],
      constraints: [foreignKey('import_id', 'imports', 'cascade'), foreignKey('decided_by_id', 'members'), 'constraint import_decisions_value unique (tenant_id, import_id, field, value)'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table import_decisions, import_rows, imports, import_files');
  }
}
