import type { TestDatabase } from '../harness/database.js';

/** Tables that hold what belongs to tenants. */
export async function tenantTables(db: TestDatabase): Promise<string[]> {
  const rows = await db.asOwner<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  return rows.map((row) => row.name);
}

/** What the dispatcher adds to an event by itself. */
const BY_ITSELF = `- 'seq' - 'published_at'`;

/** One value for each table over everything a tenant has there, and for its users; it changes when any of it does. */
export async function fingerprint(db: TestDatabase, tenantId: string): Promise<Record<string, string>> {
  const tables = await tenantTables(db);
  const parts = [
    ...tables.map((table) => `select '${table}' as part, md5(string_agg(v, '|' order by v)) as hash, count(*)::int as rows from (select (to_jsonb(t) ${BY_ITSELF})::text as v from ${table} t where t.tenant_id = $1) x`),
    `select 'tenants', md5(string_agg(to_jsonb(t)::text, '|')), count(*)::int from tenants t where t.id = $1`,
    `select 'users', md5(string_agg(to_jsonb(u)::text, '|' order by u.id)), count(*)::int from users u where u.id in (select user_id from members where tenant_id = $1)`,
  ];
  const rows = await db.asOwner<{ part: string; hash: string | null; rows: number }>(parts.join(' union all '), [tenantId]);
  return Object.fromEntries(rows.map(({ part, hash, rows: count }) => [part, `${count} rows ${hash ?? ''}`]));
}

/** Rows of a tenant that mention any of these ids, as `table: row`. */
export async function mentions(db: TestDatabase, tenantId: string, ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tenantTables(db)) {
    const rows = await db.asOwner<{ v: string }>(`select to_jsonb(t)::text as v from ${table} t where t.tenant_id = $1 and to_jsonb(t)::text like any($2::text[])`, [tenantId, ids.map((id) => `%${id}%`)]);
    found.push(...rows.map(({ v }) => `${table}: ${v}`));
  }
  return found;
}
