import type { SqlParameters } from '../access/ability-to-sql.js';
import type { FieldCondition, RecordFilter } from './record-filter.js';
import type { RecordType } from './record-type.js';

/** Something records can be filtered by that is no field of theirs, such as the groups they are in. */
export interface ListFilter {
  readonly name: string;
  readonly label: string;
  /** Type of the records it is asked with. */
  readonly target: string;
  /** The condition as SQL over `alias`. @throws VALIDATION_ERROR for a condition it does not know */
  readonly toSql: (condition: FieldCondition, alias: string, parameters: SqlParameters) => string;
  /** What a condition stands for, where that has to be looked up first; null where `toSql` says it all. */
  expand?: (condition: FieldCondition) => Promise<RecordFilter | null>;
}

const filters = new Map<string, Map<string, ListFilter>>();

/** Makes a filter known to every list of the type. Called while the module is loaded; `addListFilter` of platform/graphql adds the input field too. */
export function registerListFilter(type: RecordType, filter: ListFilter): void {
  const ofType = filters.get(type.name) ?? new Map<string, ListFilter>();
  filters.set(type.name, ofType.set(filter.name, filter));
}

export const listFiltersOf = (type: RecordType): readonly ListFilter[] => [...(filters.get(type.name)?.values() ?? [])];

export const listFilterNamed = (type: RecordType, name: string): ListFilter | undefined => filters.get(type.name)?.get(name);

const MAX_DEPTH = 8;

/** The filter with everything looked up that can't be said in SQL at once. Whoever plans a list from a caller's filter asks for this first. */
export async function expandFilter(type: RecordType, filter: RecordFilter | null | undefined, depth = 0): Promise<RecordFilter | null> {
  if (!filter || typeof filter !== 'object' || !filters.has(type.name) || depth > MAX_DEPTH) return filter ?? null;
  const { and, or, not, ...fields } = filter;
  const parts: RecordFilter[] = [];
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const expanded = value ? await listFilterNamed(type, name)?.expand?.(value as FieldCondition) : null;
    if (expanded) parts.push((await expandFilter(type, expanded, depth + 1)) ?? {});
    else plain[name] = value;
  }
  const each = (groups: readonly RecordFilter[]): Promise<RecordFilter[]> => Promise.all(groups.map(async (group) => (await expandFilter(type, group, depth + 1)) ?? {}));
  return {
    ...plain,
    ...(Array.isArray(and) || parts.length > 0 ? { and: [...(Array.isArray(and) ? await each(and) : []), ...parts] } : {}),
    ...(Array.isArray(or) ? { or: await each(or) } : {}),
    ...(not ? { not: (await expandFilter(type, not, depth + 1)) ?? {} } : {}),
  };
}
