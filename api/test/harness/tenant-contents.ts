import type { TestDatabase } from './database.js';
import { tenantTables } from '../isolation/fingerprint.js';

/** The trail of what happened, which grows whatever happens, who is signed in, and what is worked out from the records in the background. */
const TRAIL = new Set(['sessions', 'change_sets', 'change_items', 'field_provenance', 'outbox', 'record_merges', 'duplicate_checks', 'duplicate_pairs', 'duplicate_scans', 'opportunities_kept_sums']);
/** Every write counts the version up and sets the time; an undo too. */
const COUNTED = `- 'version' - 'updated_at'`;

/** Everything a tenant holds, by table: one hash of all rows each. */
export async function contentsOf(db: TestDatabase, tenantId: string): Promise<Record<string, string>> {
  const tables = (await tenantTables(db)).filter((table) => !TRAIL.has(table));
  const parts = tables.map((table) => `select '${table}' as part, count(*)::int as rows, md5(string_agg(v, '|' order by v)) as hash from (select (to_jsonb(t) ${COUNTED})::text as v from ${table} t where t.tenant_id = $1) x`);
  const rows = await db.asOwner<{ part: string; rows: number; hash: string | null }>(parts.join(' union all '), [tenantId]);
  return Object.fromEntries(rows.map(({ part, rows: count, hash }) => [part, `${count} rows ${hash ?? ''}`]));
}
