import type { UnitOfWork } from '../../../platform/database/database.js';
import { columnOf, type RecordType } from '../../../platform/records/record-type.js';

/**
 * The record above the one that the set becomes: the first of the wanted ones that does not lead back into the set. Merging an account with the one above
 * it must not make it belong to itself; then what stood above that one is above both.
 */
export async function recordAbove(unit: UnitOfWork, type: RecordType, field: string, set: readonly string[], wanted: readonly (string | null)[]): Promise<string | null> {
  const column = columnOf(field);
  for (const candidate of new Set(wanted)) {
    if (candidate === null || set.includes(candidate)) continue;
    const rows = await unit.query<{ id: string }>(
      `with recursive line as (
         select t.id, t.${column} as above from ${type.table} t where t.id = $1 and t.deleted_at is null
         union
         select t.id, t.${column} from line l join ${type.table} t on t.id = l.above
       ) select id from line`,
      [candidate],
    );
    if (rows.length > 0 && !rows.some(({ id }) => set.includes(id))) return candidate;
  }
  return null;
}
