import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, foreignKey, inScope } from '../../../platform/database/schema-builder.js';

const OPERATIONS = ['create', 'update', 'archive', 'restore', 'delete', 'purge'];
const operationCheck = (operations: readonly string[]): string =>
  `alter table change_items drop constraint change_items_operation_check, add constraint change_items_operation_check check (operation in (${operations.map((name) => `'${name}'`).join(', ')}))`;

/** Keys by which the same person or organisation is found again, what was found, and what became one. */
export class Duplicates1795000777000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(operationCheck([...OPERATIONS, 'merge']));
    await createTenantTable(runner, {
      name: 'identity_keys',
      columns: ['record_type text not null', 'record_id uuid not null', 'key text not null'],
      indexes: ['identity_keys_key (record_type, key, record_id)', 'identity_keys_record (record_type, record_id)'],
    });
    await createTenantTable(runner, {
      name: 'duplicate_checks',
      columns: ['record_type text not null', 'record_id uuid not null', 'since timestamptz(3) not null default now()'],
      indexes: ['duplicate_checks_since (since)'],
      // The sweep looks across tenants for work that nobody took up.
      policies: [`dispatch_scope for select using (${inScope('dispatch')})`],
    });
    await createTenantTable(runner, {
      name: 'duplicate_pairs',
      columns: [
        'record_type text not null',
        'a_id uuid not null',
        'b_id uuid not null check (a_id < b_id)',
        'score real not null',
        `reasons jsonb not null default '[]'`,
        `status text not null default 'OPEN' check (status in ('OPEN', 'DISMISSED'))`,
        'found_at timestamptz(3) not null default now()',
        'confirmed_at timestamptz(3) not null default now()',
        'decided_at timestamptz(3)',
        'decided_by_id uuid',
      ],
      constraints: ['constraint duplicate_pairs_both unique (tenant_id, record_type, a_id, b_id)', foreignKey('decided_by_id', 'members')],
      indexes: ['duplicate_pairs_queue (record_type, status, score desc, id)', 'duplicate_pairs_b (record_type, b_id)', 'duplicate_pairs_decided_by (decided_by_id) where decided_by_id is not null'],
    });
    await createTenantTable(runner, {
      name: 'duplicate_scans',
      columns: [
        'record_type text not null',
        `status text not null default 'RUNNING' check (status in ('RUNNING', 'DONE', 'FAILED'))`,
        `phase text not null default 'KEYS' check (phase in ('KEYS', 'COMPARE'))`,
        'last_id uuid',
        'done integer not null default 0',
        'total integer not null default 0',
        'started_at timestamptz(3) not null default now()',
        'finished_at timestamptz(3)',
        'started_by_id uuid',
      ],
      constraints: [foreignKey('started_by_id', 'members')],
      indexes: [`unique duplicate_scans_running (record_type) where status = 'RUNNING'`, 'duplicate_scans_latest (record_type, id)', 'duplicate_scans_started_by (started_by_id) where started_by_id is not null'],
    });
    await createTenantTable(runner, {
      name: 'record_merges',
      columns: [
        'record_type text not null',
        'survivor_id uuid not null',
        'loser_id uuid not null',
        'loser_title text not null',
        'change_set_id uuid not null',
        'merged_at timestamptz(3) not null default now()',
      ],
      constraints: ['constraint record_merges_set foreign key (tenant_id, change_set_id) references change_sets (tenant_id, id)'],
      indexes: ['record_merges_survivor (record_type, survivor_id, id)', 'record_merges_loser (record_type, loser_id, id)', 'record_merges_change_set (change_set_id)'],
      grants: 'select, insert',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table record_merges, duplicate_scans, duplicate_pairs, duplicate_checks, identity_keys');
    // The trail forgets nothing: what was merged reads as deleted where merging is not known.
    await runner.query(`alter table change_items disable row level security; update change_items set operation = 'delete' where operation = 'merge'; alter table change_items enable row level security`);
    await runner.query(operationCheck(OPERATIONS));
  }
}
