import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API_ROLE, CURRENT_TENANT } from '../../../platform/database/schema-builder.js';

/** How alike a word must be to count as a misspelling of another, 0 to 1; measured on names: "smth" and "Smith" are 0.6, "micheal" and "Michael" 0.5. */
const ALIKE = 0.45;
/** Candidates that are weighed, at most; more words make fewer. */
const WEIGHED = 500;

/**
 * Search over one record table that forgives: words in any order, beginnings before middles, and where that finds too little, words that are nearly the same.
 * Runs as the owner and names the tenant itself, for the reason given at `search_record_ids`; it answers ids that the caller reads again under its own policies.
 */
export class Search1795000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create function fold_for_search(value text) returns text language sql immutable strict parallel safe as $$
      select trim(replace(replace(replace(replace(translate(regexp_replace(normalize(lower(value), NFD), '[\\u0300-\\u036f]', '', 'g'), 'øđðłı', 'oddli'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'))
    $$`);
    await this.createHits(runner);
    await this.foldAll(runner);
  }

  async createHits(runner: QueryRunner): Promise<void> {
    await runner.query(`create function search_record_hits(record_table text, whole text, words text[], at_most integer) returns table (id uuid, score real)
      language plpgsql volatile security definer set search_path = public as $$
      declare
        tenant uuid := ${CURRENT_TENANT};
        exact text;
        alike text;
      begin
        if to_regclass(record_table) is null or not exists (
          select from information_schema.columns c where c.table_schema = 'public' and c.table_name = record_table and c.column_name = 'search_text'
        ) then raise exception 'not a searchable table'; end if;
        perform set_config('pg_trgm.word_similarity_threshold', '${ALIKE}', true);
        select string_agg(format('search_text like %L', '%' || replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'), ' and '),
               string_agg(case when length(word) < 4 then format('search_text like %L', '%' || replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')
                               else format('search_text %%> %L', word) end, ' and ')
          into exact, alike from unnest(words) word;
        return query execute format(
          'select t.id, (case when starts_with(t.search_text, $2) then 1.0 when position('' '' || $2 in t.search_text) > 0 then 0.9 else 0.8 end)::real
           from (select c.id, c.search_text from %1$I c where c.tenant_id = $1 and c.deleted_at is null and %2$s limit ${WEIGHED}) t order by 2 desc, t.id desc limit $3', record_table, exact)
          using tenant, whole, at_most;
        if not found then
          return query execute format(
            'select t.id, (0.7 * word_similarity($2, t.search_text))::real
             from (select c.id, c.search_text from %1$I c where c.tenant_id = $1 and c.deleted_at is null and %2$s limit ${WEIGHED}) t order by 2 desc, t.id desc limit $3', record_table, alike)
            using tenant, whole, at_most;
        end if;
      end $$`);
    await runner.query('revoke all on function search_record_hits from public');
    await runner.query(`grant execute on function search_record_hits to ${API_ROLE}`);
  }

  /** What was written before compares like what is written from now on. */
  private async foldAll(runner: QueryRunner): Promise<void> {
    const tables = (await runner.query(`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'search_text' order by 1`)) as { name: string }[];
    for (const { name } of tables) {
      await runner.query(`alter table ${name} no force row level security`);
      await runner.query(`update ${name} set search_text = left(fold_for_search(search_text), 2000) where search_text is distinct from left(fold_for_search(search_text), 2000)`);
      await runner.query(`alter table ${name} force row level security`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function search_record_hits');
    await runner.query('drop function fold_for_search');
  }
}
