import type { UnitOfWork } from '../../platform/database/database.js';
import type { RecordType } from '../../platform/records/record-type.js';
import type { FoundMatch } from './matcher.service.js';
import type { Reason } from './matching/index.js';

/** Two records that are probably the same. The smaller id is `a`. */
export interface Pair {
  readonly id: string;
  readonly aId: string;
  readonly bId: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly foundAt: string;
}

/**
 * Writes what was found for these records. What a person dismissed stays dismissed. With `whole`, what was found for them before and is no more, is
 * forgotten.
 */
export async function storeMatches(unit: UnitOfWork, type: RecordType, found: ReadonlyMap<string, readonly FoundMatch[]>, whole: boolean): Promise<void> {
  const pairs = new Map<string, object>();
  for (const [id, matches] of found) {
    for (const { recordId, score, reasons } of matches) {
      const [a, b] = id < recordId ? [id, recordId] : [recordId, id];
      pairs.set(`${a}${b}`, { a_id: a, b_id: b, score, reasons });
    }
  }
  const rows = JSON.stringify([...pairs.values()]);
  if (whole) {
    await unit.query(
      `delete from duplicate_pairs p where p.record_type = $1 and p.status = 'OPEN' and (p.a_id = any($2::uuid[]) or p.b_id = any($2::uuid[]))
         and not exists (select from jsonb_to_recordset($3::jsonb) as v(a_id uuid, b_id uuid) where v.a_id = p.a_id and v.b_id = p.b_id)`,
      [type.name, [...found.keys()], rows],
    );
  }
  if (pairs.size === 0) return;
  await unit.query(
    `insert into duplicate_pairs (record_type, a_id, b_id, score, reasons)
     select $1, v.a_id, v.b_id, v.score, v.reasons from jsonb_to_recordset($2::jsonb) as v(a_id uuid, b_id uuid, score real, reasons jsonb)
     on conflict (tenant_id, record_type, a_id, b_id) do update set score = excluded.score, reasons = excluded.reasons, confirmed_at = now()`,
    [type.name, rows],
  );
}
