import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../../../platform/database/schema-builder.js';

const OPEN = `deleted_at is null and archived_at is null and status in ('PLANNED', 'IN_PROGRESS')`;

/** The numbers of a member's open activities by day are counted from the index alone. */
export class OpenActivitiesByTime1795000958000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index activities_open');
    await createIndex(runner, 'activities', `activities_open (owner_id, occurred_at, id) include (due_at, scheduled_at) where ${OPEN}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index activities_open');
    await createIndex(runner, 'activities', `activities_open (owner_id, occurred_at, id) where ${OPEN}`);
  }
}
