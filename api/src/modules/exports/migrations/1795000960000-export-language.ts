import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The headings of a file are in the language of whoever asked for it, and it may be a worker that writes it. What a process of the build before asks for is in English, as ever. */
export class ExportLanguage1795000960000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table exports add column language text not null default 'en'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table exports drop column language');
  }
}
