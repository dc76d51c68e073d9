import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API_ROLE, createIndex } from '../../../platform/database/schema-builder.js';

/** Columns by which records point at others that an undo may remove by the thousand. Each removal looks for what points at it. */
const POINTERS = [
  ['accounts', 'parent_id'],
  ['contacts', 'account_id'],
  ['opportunities', 'account_id'],
  ['activities', 'account_id'],
  ['activities', 'contact_id'],
  ['activities', 'opportunity_id'],
  ['opportunity_contacts', 'contact_id'],
  ['opportunity_contacts', 'opportunity_id'],
  ['line_items', 'opportunity_id'],
] as const;

const nameOf = ([table, column]: readonly [string, string]): string => `${table}_${column}_pointer`;

/** What makes writing and undoing many records at once quick. */
export class BulkWork1795000290000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Foreign keys can't use the indexes of lists, which leave out deleted records.
    for (const pointer of POINTERS) await createIndex(runner, pointer[0], `${nameOf(pointer)} (${pointer[1]}) where ${pointer[1]} is not null`);
    // A table that was just filled has no statistics yet, and the planner takes "this tenant" for one row. Autovacuum looks once a minute; bulk work
    // can't wait for it, and only the owner of a table may do the same.
    await runner.query(`create function refresh_statistics() returns integer language plpgsql security definer set search_path = public as $$
      declare
        stale record;
        refreshed integer := 0;
      begin
        for stale in
          select c.relname from pg_class c join pg_stat_user_tables s on s.relid = c.oid
          where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and s.n_mod_since_analyze > 250 + 0.2 * greatest(c.reltuples, 0)
          order by c.relname
        loop
          execute format('analyze %I', stale.relname);
          refreshed := refreshed + 1;
        end loop;
        return refreshed;
      end $$`);
    await runner.query('revoke all on function refresh_statistics from public');
    await runner.query(`grant execute on function refresh_statistics to ${API_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function refresh_statistics');
    for (const pointer of POINTERS) await runner.query(`drop index ${nameOf(pointer)}`);
  }
}
