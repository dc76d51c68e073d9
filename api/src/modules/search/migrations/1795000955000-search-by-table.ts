import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createSearch, dropSearch } from '../../../platform/database/schema-builder.js';
import { Search1795000700000 } from './1795000700000-search.js';

/** Each record table has a search of its own, whose plans are kept. */
export class SearchByTable1795000955000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of await searchable(runner)) await createSearch(runner, table);
    await runner.query('drop function search_record_hits');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of await searchable(runner)) await dropSearch(runner, table);
    await new Search1795000700000().createHits(runner);
  }
}

async function searchable(runner: QueryRunner): Promise<string[]> {
  const tables = (await runner.query(`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'search_text' order by 1`)) as { name: string }[];
  return tables.map(({ name }) => name);
}
