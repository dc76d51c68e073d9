import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a file is made of beside how it is written: its sheets or lists, and what was noticed while reading. */
export class ImportSources1795000530000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table imports add column source jsonb not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table imports drop column source');
  }
}
