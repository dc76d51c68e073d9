import { abilityToSql, fieldsDeciding, type SqlParameters } from '../access/ability-to-sql.js';
import { keptSumsTable } from '../database/schema-builder.js';
import { listFilterNamed } from './list-filters.js';
import { filterToSql, type RecordFilter } from './record-filter.js';
import { listConditions, type ListQuery } from './record-list.js';
import type { RecordType } from './record-type.js';

/** Where the sums of a list are read. Columns of `t` are called alike in both places, so one select serves either. */
export interface SumsSource {
  /** `from ... t where ...`; to be grouped by fields of `keptSums.by` only, and to add up fields of `keptSums.of` only. */
  readonly from: string;
  /** SQL of the number of records. */
  readonly count: string;
}

/**
 * The very records that a list with this query would hold, to be counted and added up: from the sums that are kept, where those tell apart all that the query asks and all that decides what
 * the caller may see; else record by record.
 */
export function sumsOf(type: RecordType, query: Pick<ListQuery, 'filter' | 'search' | 'archived'>, parameters: SqlParameters): SumsSource {
  if (!isToldByKept(type, query)) return { from: `from ${type.table} t where ${listConditions(type, query, parameters).join(' and ')}`, count: 'count(*)::int' };
  const conditions = [abilityToSql('view', type, 't', parameters), filterToSql(type, query.filter, 't', parameters)].filter((condition) => condition !== 'true');
  return { from: `from ${keptSumsTable(type.table)} t where ${conditions.join(' and ') || 'true'}`, count: 'coalesce(sum(t.records), 0)::int' };
}

function isToldByKept(type: RecordType, { filter, search, archived }: Pick<ListQuery, 'filter' | 'search' | 'archived'>): boolean {
  if (!type.keptSums || search || (archived ?? 'exclude') !== 'exclude') return false;
  const { by } = type.keptSums;
  return fieldsDeciding('view', type).every((field) => by.includes(field)) && (!filter || asksOnly(filter, (key) => by.includes(key) && !listFilterNamed(type, key)));
}

/** Whether a filter looks at nothing but these fields. One that is malformed does not: whoever reads it next says what is wrong. */
function asksOnly(filter: RecordFilter, known: (key: string) => boolean): boolean {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) return false;
  return Object.entries(filter).every(([key, value]) => {
    if (value === undefined || value === null) return true;
    if (key === 'and' || key === 'or') return Array.isArray(value) && (value as RecordFilter[]).every((group) => asksOnly(group, known));
    return key === 'not' ? asksOnly(value as RecordFilter, known) : known(key);
  });
}
