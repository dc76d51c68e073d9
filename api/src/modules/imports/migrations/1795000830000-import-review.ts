import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that a row may be about, and what a person decided. */
export class ImportReview1795000830000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table import_rows add column candidates jsonb, add column decision text check (decision in ('MERGE', 'KEEP', 'SKIP')), add column decision_record_id uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table import_rows drop column candidates, drop column decision, drop column decision_record_id');
  }
}
