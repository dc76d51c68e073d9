import { SqlParameters } from '../access/ability-to-sql.js';
import { AppError } from '../errors/app-error.js';
import { filterToSql, type RecordFilter } from './record-filter.js';
import type { RecordType } from './record-type.js';

/** A stored filter without what it can no longer ask. */
export interface UsableFilter {
  readonly filter: RecordFilter | null;
  /** Names of the fields whose conditions were left out. */
  readonly leftOut: readonly string[];
}

/**
 * What of a stored filter can be asked today: fields are renamed and removed, choices go, and a view that names one must not be lost for it. A condition
 * that would be refused is left out and told of; a group of which nothing remains goes with it.
 */
export function usableFilter(type: RecordType, filter: RecordFilter | null): UsableFilter {
  const leftOut = new Set<string>();
  const usable = filter && keep(type, filter, leftOut);
  return { filter: usable ?? null, leftOut: [...leftOut] };
}

function keep(type: RecordType, filter: RecordFilter, leftOut: Set<string>): RecordFilter | null {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(filter)) {
    if (value === undefined || value === null) continue;
    if (key === 'and' || key === 'or') {
      const groups = (value as RecordFilter[]).map((group) => keep(type, group, leftOut)).filter((group) => group !== null);
      if (groups.length > 0) kept[key] = groups;
    } else if (key === 'not') {
      const group = keep(type, value as RecordFilter, leftOut);
      if (group) kept['not'] = group;
    } else if (accepts(type, { [key]: value })) kept[key] = value;
    else leftOut.add(key);
  }
  return Object.keys(kept).length > 0 ? kept : null;
}

function accepts(type: RecordType, filter: RecordFilter): boolean {
  try {
    filterToSql(type, filter, 't', new SqlParameters());
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'VALIDATION_ERROR') return false;
    throw error;
  }
}
