import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API_ROLE, inScope } from '../../../platform/database/schema-builder.js';

/** Maintenance finds pictures of all workspaces that no message came to; each is removed in its own workspace. */
export class FeedbackRetention1795000931000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['feedback', 'feedback_pictures']) await runner.query(`create policy maintenance_reads on ${table} for select using (${inScope('dispatch')})`);
    await runner.query(`grant delete on feedback_pictures to ${API_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`revoke delete on feedback_pictures from ${API_ROLE}`);
    for (const table of ['feedback', 'feedback_pictures']) await runner.query(`drop policy maintenance_reads on ${table}`);
  }
}
