import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createSearch, dropSearch, searchableTables } from '../../../platform/database/schema-builder.js';
import { Search1795000700000 } from './1795000700000-search.js';

/** Each record table has a search of its own, whose plans are kept. */
export class SearchByTable1795000955000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of await searchableTables(runner)) await createSearch(runner, table);
    await runner.query('drop function search_record_hits');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of await searchableTables(runner)) await dropSearch(runner, table);
    await new Search1795000700000().createHits(runner);
  }
}
