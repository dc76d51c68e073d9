import { abilityToSql, SqlParameters } from '../access/ability-to-sql.js';
import { validationError } from '../errors/app-error.js';
import { COLUMN_TYPES } from './field-codec.js';
import { escapeLike, filterToSql, type RecordFilter } from './record-filter.js';
import { columnOf, type RecordType } from './record-type.js';
import { selectList } from './record-rows.js';
import { foldForSearch } from './search-text.js';

export interface RecordSort {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** What a list is asked for: Relay's four arguments, a filter, a sort, a search. */
export interface ListQuery {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly filter?: RecordFilter | null;
  readonly sort?: readonly RecordSort[] | null;
  readonly search?: string | null;
  /** Fields to read; all when absent. */
  readonly fields?: readonly string[];
  /** Archived records are left out unless this says otherwise. */
  readonly archived?: 'exclude' | 'only' | 'include' | null;
}

export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;
const MAX_SEARCH_HITS = 5000;

interface SortKey {
  readonly field: string;
  readonly column: string;
  readonly cast: string;
  readonly descending: boolean;
  /** Without nulls to place, a plain index serves both directions. */
  readonly nullable: boolean;
}

const NEVER_NULL: ReadonlySet<string> = new Set(['id', 'createdAt', 'updatedAt']);

/** SQL of one page, and how to read its rows. */
export interface ListPlan {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly limit: number;
  /** The page was read from its end and has to be turned round. */
  readonly backward: boolean;
  readonly sortKeys: readonly SortKey[];
}

/** Plans a page by keyset: no offset, so page 10,000 costs what page 1 does and a row inserted meanwhile shifts nothing. */
export function planList(type: RecordType, query: ListQuery): ListPlan {
  const backward = query.last !== undefined && query.last !== null;
  const limit = pageSize(backward ? query.last : query.first);
  const sortKeys = sortKeysOf(type, query.sort);
  const parameters = new SqlParameters();
  const conditions = listConditions(type, query, parameters);
  const cursor = backward ? query.before : query.after;
  if (cursor) conditions.push(afterCursor(sortKeys, decodeCursor(cursor, sortKeys.length), backward, parameters));
  const order = sortKeys.map((key) => `t.${key.column} ${key.descending !== backward ? 'desc' : 'asc'}${key.nullable ? ` nulls ${backward ? 'first' : 'last'}` : ''}`).join(', ');
  const fields = query.fields && [...query.fields, ...sortKeys.map((key) => key.field)].filter((field) => field !== 'id');
  const sql = `select ${selectList(type, 't', fields)} from ${type.table} t where ${conditions.join(' and ')} order by ${order} limit ${limit + 1}`;
  return { sql, parameters: parameters.values, limit, backward, sortKeys };
}

/** SQL that counts what the list would hold in all. */
export function planCount(type: RecordType, query: ListQuery): { sql: string; parameters: readonly unknown[] } {
  const parameters = new SqlParameters();
  const conditions = listConditions(type, query, parameters);
  return { sql: `select count(*)::int as count from ${type.table} t where ${conditions.join(' and ')}`, parameters: parameters.values };
}

/** Everything that decides whether a record is in the list, but for the page. Also used by boards and bulk work, so that all agree. */
export function listConditions(type: RecordType, query: Pick<ListQuery, 'filter' | 'search' | 'archived'>, parameters: SqlParameters): string[] {
  const conditions = ['t.deleted_at is null', abilityToSql('view', type, 't', parameters), filterToSql(type, query.filter, 't', parameters)];
  if (type.archivable && (query.archived ?? 'exclude') !== 'include') conditions.push(`t.archived_at is ${query.archived === 'only' ? 'not null' : 'null'}`);
  const words = foldForSearch(query.search?.slice(0, 200) ?? '');
  if (words) conditions.push(`t.id in (select search_record_ids('${type.table}', ${parameters.add(`%${escapeLike(words).replace(/\s+/g, '%')}%`)}, ${MAX_SEARCH_HITS}))`);
  return conditions.filter((condition) => condition !== 'true');
}

function pageSize(asked: number | null | undefined): number {
  const size = asked ?? DEFAULT_PAGE;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) throw validationError({ first: [`A page has 1 to ${MAX_PAGE} records.`] });
  return size;
}

/** The id always comes last, so that the order is total and a cursor names one place. */
function sortKeysOf(type: RecordType, sort: ListQuery['sort']): SortKey[] {
  const asked = sort && sort.length > 0 ? sort : [type.defaultSort ?? { field: 'createdAt', direction: 'DESC' as const }];
  if (asked.length > 3) throw validationError({ sort: ['A list sorts by at most three fields.'] });
  const keys = asked.map(({ field, direction }) => {
    const described = type.allFields[field];
    if (!described?.sortable) throw validationError({ sort: [`${type.labelPlural} can't be sorted by "${field}".`] });
    return { field, column: columnOf(field), cast: COLUMN_TYPES[described.kind], descending: direction === 'DESC', nullable: !NEVER_NULL.has(field) };
  });
  return [...keys, { field: 'id', column: 'id', cast: 'uuid', descending: keys.at(-1)!.descending, nullable: false }];
}

/**
 * Lexicographic "comes after". A row comparison says it where it can, because an index serves that; it knows neither mixed directions nor nulls, so
 * with those, nulls last, it is spelled out.
 */
function afterCursor(keys: readonly SortKey[], values: readonly (string | null)[], backward: boolean, parameters: SqlParameters): string {
  const [first] = keys;
  if (keys.every((key, index) => !key.nullable && key.descending === first!.descending && values[index] != null)) {
    const placeholders = keys.map((key, index) => `${parameters.add(values[index])}::${key.cast}`);
    return `(${keys.map((key) => `t.${key.column}`).join(', ')}) ${first!.descending !== backward ? '<' : '>'} (${placeholders.join(', ')})`;
  }
  const equal: string[] = [];
  const branches: string[] = [];
  keys.forEach((key, index) => {
    const value = values[index];
    const column = `t.${key.column}`;
    const placeholder = value === null || value === undefined ? null : `${parameters.add(value)}::${key.cast}`;
    const strict = placeholder === null ? (backward ? `${column} is not null` : null) : beyond(column, placeholder, key.descending !== backward, backward || !key.nullable);
    if (strict) branches.push([...equal, strict].join(' and '));
    equal.push(placeholder === null ? `${column} is null` : `${column} = ${placeholder}`);
  });
  return `(${branches.map((branch) => `(${branch})`).join(' or ')})`;
}

const beyond = (column: string, placeholder: string, descending: boolean, withoutNulls: boolean): string => {
  const compared = `${column} ${descending ? '<' : '>'} ${placeholder}`;
  return withoutNulls ? compared : `(${compared} or ${column} is null)`;
};

/** A cursor is the sort values of a row as the database stores them. */
export const encodeCursor = (plan: Pick<ListPlan, 'sortKeys'>, stored: Record<string, unknown>): string =>
  Buffer.from(JSON.stringify(plan.sortKeys.map((key) => stored[key.field] ?? null))).toString('base64url');

function decodeCursor(cursor: string, length: number): (string | null)[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(values) && values.length === length && values.at(-1) !== null) return values.map((value) => (value === null ? null : String(value)));
  } catch {
    // An unreadable cursor gets the same answer as one for another order.
  }
  throw validationError({ after: ['This cursor does not belong to this list. Start from its first page.'] });
}
