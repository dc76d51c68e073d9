import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../../../platform/database/schema-builder.js';

const OPEN = `deleted_at is null and archived_at is null and status in ('PLANNED', 'IN_PROGRESS')`;

/** The numbers of a member's open activities by day are counted from the index alone. Both ways the new index is built first: until it is there, lists are read as before. */
export class OpenActivitiesByTime1795000958000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await replace(runner, ' include (due_at, scheduled_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await replace(runner, '');
  }
}

async function replace(runner: QueryRunner, include: string): Promise<void> {
  await createIndex(runner, 'activities', `activities_open_next (owner_id, occurred_at, id)${include} where ${OPEN}`);
  await runner.query('drop index activities_open');
  await runner.query('alter index activities_open_next rename to activities_open');
}
