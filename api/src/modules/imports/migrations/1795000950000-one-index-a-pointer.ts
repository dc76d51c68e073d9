import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../../../platform/database/schema-builder.js';

/** Pointers whose column a wider index of the same rows begins with since; it serves the foreign key as well, and each write keeps one index less. */
const SERVED = [
  ['accounts', 'parent_id'],
  ['contacts', 'account_id'],
  ['activities', 'account_id'],
  ['activities', 'contact_id'],
  ['activities', 'opportunity_id'],
] as const;

export class OneIndexAPointer1795000950000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index ${SERVED.map(([table, column]) => `${table}_${column}_pointer`).join(', ')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of SERVED) await createIndex(runner, table, `${table}_${column}_pointer (${column}) where ${column} is not null`);
  }
}
