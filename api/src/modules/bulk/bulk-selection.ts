import type { RecordAction } from '@libs/contracts';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { validationError } from '../../platform/errors/app-error.js';
import { expandFilter } from '../../platform/records/list-filters.js';
import { listConditions } from '../../platform/records/record-list.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { BATCH, MOST_RECORDS, type BulkSelection } from './bulk-model.js';

const MOST_IDS = 10_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** How much a selection holds, and how much of it the caller may change. */
export interface SelectionCount {
  readonly matching: number;
  readonly permitted: number;
}

/** @throws VALIDATION_ERROR unless it names records in exactly one way */
export function checkSelection({ ids, filter, search, except }: BulkSelection): void {
  if (ids && (filter || search)) throw validationError({ selection: ['Name records by their ids or by a filter, not both.'] });
  if (ids?.length === 0) throw validationError({ 'selection.ids': ['Select at least one record.'] });
  for (const [name, list] of [['ids', ids], ['except', except]] as const) {
    if (!list) continue;
    if (list.length > MOST_IDS) throw validationError({ [`selection.${name}`]: [`At most ${MOST_IDS.toLocaleString('en')} ids; use a filter for more.`] });
    if (list.some((id) => !UUID.test(id))) throw validationError({ [`selection.${name}`]: ['Each must be the id of a record.'] });
  }
}

/** Counts a selection without touching it. */
export async function countSelection(unit: UnitOfWork, type: RecordType, selection: BulkSelection, needs: RecordAction): Promise<SelectionCount> {
  const parameters = new SqlParameters();
  const conditions = await selectionConditions(type, selection, parameters);
  const [row] = await unit.query<SelectionCount>(
    `select count(*)::int as matching, (count(*) filter (where ${abilityToSql(needs, type, 't', parameters)}))::int as permitted from ${type.table} t where ${conditions.join(' and ')}`,
    parameters.values,
  );
  return row!;
}

/**
 * Writes the selection down as it is now, in batches from place `start` on: what joins the list later is not changed, and nothing is missed or met twice
 * because it moves. Ids that name nothing the caller sees are kept, for the report.
 *
 * @returns the number of records
 */
export async function freezeSelection(unit: UnitOfWork, runId: string, type: RecordType, selection: BulkSelection, start = 0): Promise<number> {
  const parameters = new SqlParameters();
  const [run, name, base] = [parameters.add(runId), parameters.add(type.name), parameters.add(start)];
  const found = selection.ids
    ? `select distinct v.id, t.version from unnest(${parameters.add(selection.ids)}::uuid[]) as v(id) left join ${type.table} t on t.id = v.id and t.deleted_at is null`
    : `select t.id, t.version from ${type.table} t where ${(await selectionConditions(type, selection, parameters)).join(' and ')}`;
  const [frozen] = await unit.query<{ total: number }>(
    `with numbered as (select f.id, f.version, (row_number() over (order by f.id))::int - 1 as place from (${found} limit ${MOST_RECORDS + 1}) f),
     written as (
       insert into bulk_batches (run_id, start, record_type, ids, versions)
       select ${run}::uuid, ${base}::int + min(place), ${name}::text, array_agg(id order by place), array_agg(version order by place) from numbered group by place / ${BATCH}
     )
     select count(*)::int as total from numbered`,
    parameters.values,
  );
  const total = frozen?.total ?? 0;
  if (total > MOST_RECORDS) throw validationError({ selection: [`One action changes at most ${MOST_RECORDS.toLocaleString('en')} records. Narrow the filter.`] });
  return total;
}

/** Everything the list shows, or those ids; archived records count where ids name them. */
export async function selectionConditions(type: RecordType, selection: BulkSelection, parameters: SqlParameters): Promise<string[]> {
  const { ids, except } = selection;
  const conditions = listConditions(type, ids ? { archived: 'include' } : { ...selection, filter: await expandFilter(type, selection.filter) }, parameters);
  if (ids) conditions.push(`t.id = any(${parameters.add(ids)}::uuid[])`);
  if (except && except.length > 0) conditions.push(`t.id <> all(${parameters.add(except)}::uuid[])`);
  return conditions.length > 0 ? conditions : ['true'];
}
