import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The digits of a telephone number, as `phoneDigits` of the API says them. */
const digits = (column: string): string => `substr(ltrim(regexp_replace(replace(coalesce(${column}, ''), '(0)', ''), '\\D', '', 'g'), '0'), 1, 20)`;
const PHONES: Readonly<Record<string, readonly string[]>> = { contacts: ['phone', 'mobile'], accounts: ['phone'] };

/** Search finds people and companies by their telephone numbers; those that are there already get them into their search text. */
export class PhonesInSearch1795000970000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(PHONES)) {
      const words = columns.map((column) => `case when length(${digits(column)}) < 5 then null else ${digits(column)} end`).join(', ');
      await runner.query(`alter table ${table} no force row level security`);
      await runner.query(`update ${table} set search_text = left(concat_ws(' ', nullif(search_text, ''), ${words}), 2000) where ${columns.map((column) => `length(${digits(column)}) >= 5`).join(' or ')}`);
      await runner.query(`alter table ${table} force row level security`);
    }
  }

  /** The words stay: what an earlier build searches is what it finds, and it writes them anew without. */
  async down(): Promise<void> {}
}
