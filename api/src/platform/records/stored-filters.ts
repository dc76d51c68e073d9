import type { FieldCondition, RecordFilter } from './record-filter.js';
import type { RecordType } from './record-type.js';

/** A field in which records keep the filter of a list: that of a saved view, of a group. */
export interface StoredFilter {
  readonly type: RecordType;
  readonly field: string;
  /** Name of the record type that the filter is of; or the column that says it. */
  readonly of: { readonly recordType: string } | { readonly column: string };
}

const stored: StoredFilter[] = [];

/** Makes a stored filter known to what renames the things that filters name. Called while the module is loaded. */
export const registerStoredFilter = (filter: StoredFilter): void => void stored.push(filter);

export const storedFilters = (): readonly StoredFilter[] => stored;

/** The filter with each condition on a field of that kind as `change` makes it; the very same object where nothing changed. */
export function withConditions(type: RecordType, filter: RecordFilter, kind: string, change: (condition: FieldCondition) => FieldCondition): RecordFilter {
  let changed = false;
  const kept = <T>(before: T, after: T): T => {
    changed ||= after !== before;
    return after;
  };
  const entries = Object.entries(filter).map(([name, value]): [string, unknown] => {
    if ((name === 'and' || name === 'or') && Array.isArray(value)) return [name, (value as RecordFilter[]).map((group) => kept(group, withConditions(type, group, kind, change)))];
    if (name === 'not' && isObject(value)) return [name, kept(value, withConditions(type, value as RecordFilter, kind, change))];
    return [name, type.allFields[name]?.kind === kind && isObject(value) ? kept(value, change(value as FieldCondition)) : value];
  });
  return changed ? (Object.fromEntries(entries) as RecordFilter) : filter;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
