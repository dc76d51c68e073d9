import { abilityToSql, SqlParameters } from '../access/ability-to-sql.js';
import { validationError } from '../errors/app-error.js';
import { valueColumnOf, valueTableOf } from './custom-values.js';
import { COLUMN_TYPES } from './field-codec.js';
import type { Field, FieldKind } from './fields.js';
import { escapeLike, filterToSql, type RecordFilter } from './record-filter.js';
import { JSON_TEXT, jsonSql, type JsonSelection } from './record-json.js';
import { columnOf, type RecordType } from './record-type.js';
import { selectList, SORT_VALUE } from './record-rows.js';
import { askedPhone, foldForSearch } from './search-text.js';
import { tenantType } from './tenant-types.js';

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
  /** Instead of fields: each record as the text of its JSON, as `record-json.ts` makes it. */
  readonly json?: JsonSelection;
  /** Whether rows answer what a cursor is made of; yes when absent. */
  readonly cursors?: boolean;
  /** Archived records are left out unless this says otherwise. */
  readonly archived?: 'exclude' | 'only' | 'include' | null;
}

export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;
const MAX_SEARCH_HITS = 5000;

interface SortKey {
  /** Under which a row answers its value. */
  readonly name: string;
  /** SQL of the value. */
  readonly column: string;
  readonly cast: string;
  readonly descending: boolean;
  /** Without nulls to place, a plain index serves both directions. */
  readonly nullable: boolean;
  /** Of a custom field: where its values are. */
  readonly custom?: { readonly table: string; readonly alias: string; readonly fieldId: string; readonly kind: FieldKind };
}

const NEVER_NULL: ReadonlySet<string> = new Set(['id', 'createdAt', 'updatedAt']);

/** Whether each record has one; a custom field may be older than the records. */
const isAlwaysThere = (name: string, field: Field): boolean => NEVER_NULL.has(name) || (!field.custom && Boolean(field.required || field.always));

/** One statement of a page. */
interface ListQuerySql {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** SQL of one page, and how to read its rows. */
export interface ListPlan {
  /** Run one after the other until the page is full; nearly always there is only one. */
  readonly statements: readonly ListQuerySql[];
  readonly limit: number;
  /** The page was read from its end and has to be turned round. */
  readonly backward: boolean;
  readonly sortKeys: readonly SortKey[];
}

/** Plans a page by keyset: no offset, so page 10,000 costs what page 1 does and a row inserted meanwhile shifts nothing. */
export function planList(described: RecordType, query: ListQuery): ListPlan {
  const type = tenantType(described);
  const backward = isBackward(query);
  const limit = pageSize(backward ? query.last : query.first);
  const sortKeys = sortKeysOf(type, query.sort);
  const cursor = backward ? query.before : query.after;
  const after = cursor ? decodeCursor(cursor, sortKeys.length) : null;
  const page: PageRequest = { type, query, backward, limit, sortKeys, after };
  return { statements: statementsOf(page), limit, backward, sortKeys };
}

interface PageRequest {
  readonly type: RecordType;
  readonly query: ListQuery;
  readonly backward: boolean;
  readonly limit: number;
  readonly sortKeys: readonly SortKey[];
  readonly after: readonly (string | null)[] | null;
}

function statementsOf(page: PageRequest): readonly ListQuerySql[] {
  const [first] = page.sortKeys as [SortKey];
  if (first.custom) return customStatements(page);
  // An index has empty values at its end only upwards, and finds the place of a cursor only among values.
  return first.nullable && (page.after || first.descending) ? partedStatements(page) : [statement(page, page.sortKeys, page.after)];
}

function statement({ type, query, backward, limit, sortKeys }: PageRequest, keys: readonly SortKey[], place: PageRequest['after'], only?: (parameters: SqlParameters) => readonly string[]): ListQuerySql {
  const parameters = new SqlParameters();
  const conditions = [...listConditions(type, query, parameters), ...(only?.(parameters) ?? [])];
  if (place) conditions.push(afterCursor(keys, place, backward, parameters));
  // What is joined with the page is named by the record alone, which custom values to sort by are not.
  const joins: string[] | undefined = sortKeys.some(({ custom }) => custom) ? undefined : [];
  const select = listSelect(type, query, sortKeys, parameters, joins);
  const page = `from ${type.table} t${joinsOf(sortKeys)} where ${conditions.join(' and ')} order by ${orderBy(keys, backward)} limit ${limit + 1}`;
  const sql = joins?.length ? `select ${select} from (select t.* ${page}) t ${joins.join(' ')} order by ${orderBy(keys, backward)}` : `select ${select} ${page}`;
  return { sql, parameters: parameters.values };
}

/** Records that have a value of the first key, then those without. In one statement the database would read the list from its beginning to each page, or sort all of it. */
function partedStatements(page: PageRequest): ListQuerySql[] {
  const { backward, sortKeys, after } = page;
  const [key, ...rest] = sortKeys as [SortKey, ...SortKey[]];
  const valued = (place: PageRequest['after']): ListQuerySql =>
    statement(page, [{ ...key, nullable: false }, ...rest], place, (parameters) => [`${key.column} is not null`, ...(place && rest.length > 1 ? [beginning(key, place, backward, parameters)] : [])]);
  const unvalued = (place: PageRequest['after']): ListQuerySql => statement(page, rest, place && place.slice(1), () => [`${key.column} is null`]);
  return resumedIn(backward ? [unvalued, valued] : [valued, unvalued], after, after?.[0] === null ? unvalued : valued);
}

type PartOfList = (place: PageRequest['after']) => ListQuerySql;

/** The parts of a list from where its page begins. */
const resumedIn = (parts: readonly PartOfList[], after: PageRequest['after'], resumed: PartOfList): ListQuerySql[] =>
  after ? parts.slice(parts.indexOf(resumed)).map((part) => part(part === resumed ? after : null)) : parts.map((part) => part(null));

/** Where a page begins in the index; the rest of the cursor leaves out what was on the page before. */
const beginning = (key: SortKey, place: readonly (string | null)[], backward: boolean, parameters: SqlParameters): string =>
  `${key.column} ${key.descending !== backward ? '<=' : '>='} ${parameters.add(place[0])}::${key.cast}`;

const orderBy = (keys: readonly SortKey[], backward: boolean): string =>
  keys.map((key) => `${key.column} ${key.descending !== backward ? 'desc' : 'asc'}${key.nullable ? ` nulls ${backward ? 'first' : 'last'}` : ''}`).join(', ');

const valueOf = ({ alias, fieldId }: NonNullable<SortKey['custom']>): string => `${alias}.tenant_id = t.tenant_id and ${alias}.record_id = t.id and ${alias}.field_id = '${fieldId}'`;

function listSelect(type: RecordType, query: ListQuery, sortKeys: readonly SortKey[], parameters: SqlParameters, joins?: string[]): string {
  const own = sortKeys.filter((key) => !key.custom).map((key) => key.name);
  const json = query.json && `${jsonSql(type, query.json, 't', parameters, 1, joins)} as "${JSON_TEXT}"`;
  if (json && query.cursors === false) return json;
  const fields = (json ? own : query.fields && [...query.fields, ...own])?.filter((field) => field !== 'id');
  return [...(json ? [json] : []), selectList(type, 't', fields), ...sortKeys.flatMap(({ custom, column, name }) => (custom ? [`${column} as "${name}"`] : []))].join(', ');
}

/**
 * Sorted by a custom field first: the records that have a value, read along the index of the values, then the others by what else they are sorted by. A join
 * would read and sort all records for each page; read along the index, further keys only sort what shares a value. A box that nobody ticked says no, which
 * comes before yes; other missing values come last.
 */
function customStatements(page: PageRequest): ListQuerySql[] {
  const { type, query, backward, limit, sortKeys, after } = page;
  const [key, ...rest] = sortKeys as [SortKey, ...SortKey[]];
  const { table, alias, fieldId, kind } = key.custom!;
  const valued = (place: readonly (string | null)[] | null): ListQuerySql => {
    const parameters = new SqlParameters();
    // The index ends with the record's id, so that the order needs no sorting where nothing stands between.
    const keys = [{ ...key, nullable: false }, ...rest.map((each) => (each.name === 'id' ? { ...each, column: `${alias}.record_id` } : each))];
    const conditions = [`${alias}.field_id = '${fieldId}'`, `${key.column} is not null`, ...listConditions(type, query, parameters)];
    if (place) {
      if (rest.length > 1) conditions.push(beginning(key, place, backward, parameters));
      conditions.push(afterCursor(keys, place, backward, parameters));
    }
    const sql = `select ${listSelect(type, query, sortKeys, parameters)} from ${table} ${alias} join ${type.table} t on t.tenant_id = ${alias}.tenant_id and t.id = ${alias}.record_id${joinsOf(rest)}
      where ${conditions.join(' and ')} order by ${orderBy(keys, backward)} limit ${limit + 1}`;
    return { sql, parameters: parameters.values };
  };
  const unvalued = (place: readonly (string | null)[] | null): ListQuerySql => {
    const parameters = new SqlParameters();
    const conditions = [...listConditions(type, query, parameters), `not exists (select from ${table} ${alias} where ${valueOf(key.custom!)})`];
    if (place) conditions.push(afterCursor(rest, place.slice(1), backward, parameters));
    const select = listSelect(type, query, [{ ...key, column: `null::${key.cast}` }, ...rest], parameters);
    return { sql: `select ${select} from ${type.table} t${joinsOf(rest)} where ${conditions.join(' and ')} order by ${orderBy(rest, backward)} limit ${limit + 1}`, parameters: parameters.values };
  };
  const absentFirst = (kind === 'boolean' && !key.descending) !== backward;
  return resumedIn(absentFirst ? [unvalued, valued] : [valued, unvalued], after, after?.[0] === null ? unvalued : valued);
}

/** The list's order as SQL over `t` and what it has to be joined with, for work that writes down the whole of it. */
export function orderOf(type: RecordType, sort: ListQuery['sort']): { readonly joins: string; readonly order: string } {
  const keys = sortKeysOf(type, sort);
  return { joins: joinsOf(keys), order: keys.map((key) => `${key.column} ${key.descending ? 'desc' : 'asc'}${key.nullable ? ' nulls last' : ''}`).join(', ') };
}

const joinsOf = (keys: readonly SortKey[]): string => keys.map(({ custom }) => (custom ? ` left join ${custom.table} ${custom.alias} on ${valueOf(custom)}` : '')).join('');

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
  const found = (pattern: string): string => `t.id in (select search_record_ids('${type.table}', ${parameters.add(`%${pattern}%`)}, ${MAX_SEARCH_HITS}))`;
  const phone = askedPhone(words);
  if (words) conditions.push(phone ? `(${found(escapeLike(words).replace(/\s+/g, '%'))} or ${found(phone)})` : found(escapeLike(words).replace(/\s+/g, '%')));
  return conditions.filter((condition) => condition !== 'true');
}

/** @throws VALIDATION_ERROR when a page is asked from both ends: one of them would be passed over in silence */
function isBackward({ first, after, last, before }: ListQuery): boolean {
  const [forward, backward] = [[first, after], [last, before]].map((ends) => ends.some((end) => end !== undefined && end !== null));
  if (forward && backward) throw validationError({ last: ['Ask for the first records, after a cursor, or for the last ones, before a cursor; not for both.'] });
  if (before !== undefined && before !== null && (last === undefined || last === null)) throw validationError({ last: ['Say how many records before the cursor.'] });
  return Boolean(backward);
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
  const keys = asked.map(({ field, direction }, index): SortKey => {
    const described = type.allFields[field];
    if (!described?.sortable) throw validationError({ sort: [`${type.labelPlural} can't be sorted by "${field}".`] });
    const descending = direction === 'DESC';
    if (!described.custom) return { name: field, column: `t.${columnOf(field)}`, cast: COLUMN_TYPES[described.kind], descending, nullable: !isAlwaysThere(field, described) };
    const alias = `s${index}`;
    const { column } = valueColumnOf(described);
    return { name: `${SORT_VALUE}${index}`, column: `${alias}.${column}`, cast: COLUMN_TYPES[described.kind], descending, nullable: true, custom: { table: valueTableOf(type), alias, fieldId: described.custom.id, kind: described.kind } };
  });
  return [...keys, { name: 'id', column: 't.id', cast: 'uuid', descending: keys.at(-1)!.descending, nullable: false }];
}

/**
 * Lexicographic "comes after". A row comparison says it where it can, because an index serves that; it knows neither mixed directions nor nulls, so
 * with those, nulls last, it is spelled out.
 */
function afterCursor(keys: readonly SortKey[], values: readonly (string | null)[], backward: boolean, parameters: SqlParameters): string {
  const [first] = keys;
  if (keys.every((key, index) => !key.nullable && key.descending === first!.descending && values[index] != null)) {
    const placeholders = keys.map((key, index) => `${parameters.add(values[index])}::${key.cast}`);
    return `(${keys.map((key) => key.column).join(', ')}) ${first!.descending !== backward ? '<' : '>'} (${placeholders.join(', ')})`;
  }
  const equal: string[] = [];
  const branches: string[] = [];
  keys.forEach((key, index) => {
    const value = values[index];
    const { column } = key;
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
  Buffer.from(JSON.stringify(plan.sortKeys.map((key) => stored[key.name] ?? null))).toString('base64url');

function decodeCursor(cursor: string, length: number): (string | null)[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(values) && values.length === length && values.at(-1) !== null) return values.map((value) => (value === null ? null : String(value)));
  } catch {
    // An unreadable cursor gets the same answer as one for another order.
  }
  throw validationError({ after: ['This cursor does not belong to this list. Start from its first page.'] });
}
