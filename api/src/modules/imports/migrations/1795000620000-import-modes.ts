import type { MigrationInterface, QueryRunner } from 'typeorm';

const plans = (names: readonly string[]): string => `check (plan in (${names.map((name) => `'${name}'`).join(', ')}))`;
const BEFORE = ['CREATE', 'UPDATE', 'UNCHANGED', 'DUPLICATE', 'CONFLICT', 'INVALID'];

/** Imports that only update leave rows out whose record is missing; and a dry run counts what its names call into being. */
export class ImportModes1795000620000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table imports add column related_counts jsonb not null default '[]'`);
    await runner.query(`alter table import_rows drop constraint import_rows_plan_check, add constraint import_rows_plan_check ${plans([...BEFORE, 'MISSING'])}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update import_rows set plan = 'INVALID' where plan = 'MISSING'`);
    await runner.query(`alter table import_rows drop constraint import_rows_plan_check, add constraint import_rows_plan_check ${plans(BEFORE)}`);
    await runner.query('alter table imports drop column related_counts');
  }
}
