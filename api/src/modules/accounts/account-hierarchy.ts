import { currentTenantId } from '../../platform/context/request-context.js';
import type { UnitOfWork } from '../../platform/database/database.js';

/** Which account belongs to which, as it is or is about to be. */
export type Parents = ReadonlyMap<string, string | null>;

/** The account through which `id` would come to belong to itself, or null when its line ends at a top. */
export function cycleThrough(id: string, parents: Parents): string | null {
  const seen = new Set<string>();
  for (let at = parents.get(id) ?? null; at !== null; at = parents.get(at) ?? null) {
    if (at === id) return parents.get(id)!;
    // A cycle further up that does not hold this account is the business of the accounts in it.
    if (seen.has(at)) return null;
    seen.add(at);
  }
  return null;
}

/**
 * The lines above `ids`, as stored. Serialises changes to the tenant's hierarchy until the transaction ends: two changes that are each fine could
 * together close a circle, and neither would see the other.
 */
export async function lockLinesAbove(unit: UnitOfWork, ids: readonly string[]): Promise<Map<string, string | null>> {
  await unit.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`account-hierarchy:${currentTenantId()}`]);
  const rows = await unit.query<{ id: string; parent_id: string | null }>(
    `with recursive line as (
       select a.id, a.parent_id from accounts a where a.id = any($1::uuid[])
       union
       select a.id, a.parent_id from line l join accounts a on a.id = l.parent_id
     ) select id, parent_id from line`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.parent_id]));
}
