import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inScope } from '../../../platform/database/schema-builder.js';

/** Maintenance finds old runs of all workspaces and removes them, with their reports. */
export class BulkRetention1795000930000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create policy maintenance_reads on bulk_runs for select using (${inScope('dispatch')})`);
    await runner.query(`create policy maintenance_forgets on bulk_runs for delete using (${inScope('dispatch')})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy maintenance_forgets on bulk_runs; drop policy maintenance_reads on bulk_runs');
  }
}
