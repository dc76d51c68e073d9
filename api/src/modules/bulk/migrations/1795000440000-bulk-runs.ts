import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, foreignKey } from '../../../platform/database/schema-builder.js';
import { RUN_ACTIONS, RUN_STATUSES } from '../bulk-model.js';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Actions on many records: what is to be done, which records are meant, and which were left out. */
export class BulkRuns1795000440000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'bulk_runs',
      columns: [
        'record_type text not null',
        `action text not null check (action in (${oneOf(RUN_ACTIONS)}))`,
        `details jsonb not null default '{}'`,
        'label text not null',
        `status text not null default 'RUNNING' check (status in (${oneOf(RUN_STATUSES)}))`,
        'total integer not null default 0',
        'done integer not null default 0',
        'changed integer not null default 0',
        'unchanged integer not null default 0',
        'left_out integer not null default 0',
        'change_set_id uuid not null',
        'undo_done integer not null default 0',
        'undo_total integer not null default 0',
        'undo_result jsonb',
        'error text',
        'run_token uuid',
        'heartbeat_at timestamptz(3)',
        'created_by_id uuid',
        'created_at timestamptz(3) not null default now()',
        'finished_at timestamptz(3)',
      ],
      constraints: [foreignKey('created_by_id', 'members')],
      indexes: ['bulk_runs_created (created_at, id)'],
    });
    // The frozen selection, some hundred records a row: what matched at the start is what is changed, however the list moves meanwhile.
    await createTenantTable(runner, {
      name: 'bulk_batches',
      columns: ['run_id uuid not null', 'start integer not null', 'record_type text not null', 'ids uuid[] not null', 'versions integer[] not null'],
      constraints: [foreignKey('run_id', 'bulk_runs', 'cascade'), 'constraint bulk_batches_start unique (tenant_id, run_id, start)'],
    });
    await createTenantTable(runner, {
      name: 'bulk_left_out',
      columns: ['run_id uuid not null', 'record_type text not null', 'record_id uuid not null', 'title text not null', 'code text not null', 'field text', 'reason text not null'],
      constraints: [foreignKey('run_id', 'bulk_runs', 'cascade')],
      indexes: ['bulk_left_out_run (run_id, id)'],
      grants: 'select, insert, delete',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bulk_left_out, bulk_batches, bulk_runs');
  }
}
