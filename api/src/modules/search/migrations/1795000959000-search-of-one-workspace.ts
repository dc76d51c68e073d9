import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createSearch, createSearchIndex, searchableTables, searchIndex } from '../../../platform/database/schema-builder.js';

/**
 * A search reads what the index has of its own workspace, not of all. Both ways the new indexes are built before the first old one goes: until they are there, searches go on as before. The functions
 * stay as they are on the way back: without the workspace in the index they leave out in the table what is not theirs.
 */
export class SearchOfOneWorkspace1795000959000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const tables = await searchableTables(runner);
    for (const table of tables) {
      await createSearchIndex(runner, table, `${table}_search_next`);
      // The functions go by the statistics of the index, which has none yet.
      await runner.query(`analyze ${table}`);
    }
    await this.takeOver(runner, tables);
    for (const table of tables) await createSearch(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = await searchableTables(runner);
    for (const table of tables) await runner.query(`create index ${table}_search_next on ${table} using gin (search_text gin_trgm_ops)`);
    await this.takeOver(runner, tables);
  }

  private async takeOver(runner: QueryRunner, tables: readonly string[]): Promise<void> {
    for (const table of tables) {
      await runner.query(`drop index ${searchIndex(table)}`);
      await runner.query(`alter index ${table}_search_next rename to ${searchIndex(table)}`);
    }
  }
}
