import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../../../platform/database/schema-builder.js';

const LIVE = 'where deleted_at is null';
const OPEN_TO_ALL = `${LIVE} and archived_at is null`;

/**
 * Lists read what has a value and what has none one after the other, along plain indexes in either direction; those that had their empty values turned round served one direction only.
 * Each opportunity has been in its stage since some moment. The sums of a member's own opportunities are read from an index alone.
 */
export class OpportunityOrder1795000940500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table opportunities no force row level security');
    await runner.query('update opportunities set stage_changed_at = created_at where stage_changed_at is null');
    await runner.query('alter table opportunities force row level security');
    await runner.query('alter table opportunities alter column stage_changed_at set default now(), alter column stage_changed_at set not null');
    await runner.query('drop index opportunities_board, opportunities_amount, opportunities_closed');
    await createIndex(runner, 'opportunities', `opportunities_board (stage_id, stage_changed_at, id) ${OPEN_TO_ALL}`);
    await createIndex(runner, 'opportunities', `opportunities_amount (amount_base, id) ${LIVE}`);
    await createIndex(runner, 'opportunities', `opportunities_closed (closed_on, id) ${LIVE}`);
    await createIndex(runner, 'opportunities', `opportunities_owner_sums (owner_id, status, closed_on) include (amount_base, weighted_amount_base) ${OPEN_TO_ALL}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index opportunities_board, opportunities_amount, opportunities_closed, opportunities_owner_sums');
    await createIndex(runner, 'opportunities', `opportunities_board (stage_id, stage_changed_at desc nulls last, id desc) ${OPEN_TO_ALL}`);
    await createIndex(runner, 'opportunities', `opportunities_amount (amount_base desc nulls last, id desc) ${LIVE}`);
    await createIndex(runner, 'opportunities', `opportunities_closed (closed_on desc nulls last, id desc) ${LIVE}`);
    await runner.query('alter table opportunities alter column stage_changed_at drop not null, alter column stage_changed_at drop default');
  }
}
