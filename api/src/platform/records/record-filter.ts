import { SqlParameters } from '../access/ability-to-sql.js';
import { currentActor, currentContext } from '../context/request-context.js';
import { validationError } from '../errors/app-error.js';
import type { Field, FieldKind } from './fields.js';
import { COLUMN_TYPES, normaliseValue, toStored } from './field-codec.js';
import { columnOf, type RecordType } from './record-type.js';
import { PERIOD_EXAMPLES, periodBounds } from './relative-dates.js';
import { startOfDate } from './zoned-day.js';

/** What may be asked of one field. */
export interface FieldCondition {
  readonly eq?: unknown;
  readonly ne?: unknown;
  readonly in?: readonly unknown[];
  readonly notIn?: readonly unknown[];
  readonly lt?: unknown;
  readonly lte?: unknown;
  readonly gt?: unknown;
  readonly gte?: unknown;
  readonly contains?: string;
  readonly startsWith?: string;
  readonly isNull?: boolean;
  /** Days and times: `last 7 days`, `this month` and the like, in the caller's time zone. */
  readonly within?: string;
  /** Tags: holds at least one of these. */
  readonly hasAny?: readonly unknown[];
  /** Tags: holds every one of these. */
  readonly hasAll?: readonly unknown[];
}

/** A filter tree: field conditions joined by AND, with `and`, `or`, `not` below. */
export interface RecordFilter {
  readonly and?: readonly RecordFilter[];
  readonly or?: readonly RecordFilter[];
  readonly not?: RecordFilter;
  readonly [field: string]: unknown;
}

const MAX_CONDITIONS = 100;

/** Translates a filter into a SQL condition over `alias`. Unknown fields and values of the wrong kind are VALIDATION_ERRORs; so is JSON that is no filter. */
export function filterToSql(type: RecordType, filter: RecordFilter | null | undefined, alias: string, parameters: SqlParameters): string {
  const budget = { left: MAX_CONDITIONS };
  return filter ? groupToSql(type, filter, alias, parameters, budget) : 'true';
}

function groupToSql(type: RecordType, filter: RecordFilter, alias: string, parameters: SqlParameters, budget: { left: number }): string {
  if (!isObject(filter)) throw validationError({ filter: ['A filter is an object such as { "name": { "contains": "GmbH" } }.'] });
  const parts: string[] = [];
  for (const [key, value] of Object.entries(filter)) {
    if (value === undefined || value === null) continue;
    if (--budget.left < 0) throw validationError({ filter: [`A filter has at most ${MAX_CONDITIONS} conditions.`] });
    if (key === 'and' || key === 'or') {
      if (!Array.isArray(value)) throw validationError({ filter: [`"${key}" takes a list of filters.`] });
      const groups = (value as RecordFilter[]).map((group) => groupToSql(type, group, alias, parameters, budget));
      if (groups.length > 0) parts.push(`(${groups.join(` ${key} `)})`);
    } else if (key === 'not') {
      parts.push(`not coalesce((${groupToSql(type, value as RecordFilter, alias, parameters, budget)}), false)`);
    } else {
      const field = type.allFields[key] ?? (key === 'id' ? ID_FIELD : undefined);
      if (!field || !isFilterable(field)) throw validationError({ [`filter.${key}`]: [`${type.labelPlural} can't be filtered by "${key}".`] });
      parts.push(...conditionToSql(key, field, value as FieldCondition, `${alias}.${columnOf(key)}`, parameters));
    }
  }
  return parts.length > 0 ? `(${parts.join(' and ')})` : 'true';
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

const ID_FIELD: Field = { kind: 'reference', label: 'Id' };

export const isFilterable = (field: Field): boolean => (field.filterable ?? true) && field.kind !== 'longText' && field.kind !== 'json';

const COMPARISONS = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function conditionToSql(key: string, field: Field, condition: FieldCondition, column: string, parameters: SqlParameters): string[] {
  const stored = (value: unknown): unknown => {
    if (value === ME && field.target === 'member') return myMemberId();
    const result = normaliseValue(field, value);
    if ('reason' in result) throw validationError({ [`filter.${key}`]: [result.reason] });
    return toStored(field, result.value);
  };
  const cast = COLUMN_TYPES[field.kind];
  if (!isObject(condition)) throw validationError({ [`filter.${key}`]: ['A condition is an object such as { "eq": 1 }.'] });
  return Object.entries(condition).flatMap(([operator, value]) => {
    if (value === undefined || (value === null && operator !== 'eq' && operator !== 'ne')) return [];
    const problem = misuse(field, operator, value);
    if (problem) throw validationError({ [`filter.${key}`]: [problem] });
    switch (operator) {
      case 'isNull':
        if (field.kind === 'tags') return [`cardinality(${column}) ${value ? '=' : '>'} 0`];
        return [value ? `${column} is null` : `${column} is not null`];
      case 'eq':
      case 'lt':
      case 'lte':
      case 'gt':
      case 'gte':
        return [value === null ? `${column} is null` : `${column} ${COMPARISONS[operator]} ${parameters.add(stored(value))}::${cast}`];
      case 'ne':
        return [value === null ? `${column} is not null` : `${column} is distinct from ${parameters.add(stored(value))}::${cast}`];
      case 'in':
        return [`${column} = any(${parameters.add((value as unknown[]).map(stored))}::${cast}[])`];
      case 'notIn':
        return [`(${column} is null or ${column} <> all(${parameters.add((value as unknown[]).map(stored))}::${cast}[]))`];
      case 'contains':
        return [field.kind === 'tags' ? `${parameters.add(value)}::text = any(${column})` : `${column} ilike ${parameters.add(`%${escapeLike(String(value))}%`)}`];
      case 'hasAny':
      case 'hasAll':
        return [`${column} ${operator === 'hasAny' ? '&&' : '@>'} ${parameters.add((value as unknown[]).map(String))}::text[]`];
      case 'startsWith':
        return [`${column} ilike ${parameters.add(`${escapeLike(String(value))}%`)}`];
      case 'within':
        return [withinToSql(key, field, value, column, parameters)];
      default:
        throw validationError({ [`filter.${key}`]: [`There is no operator "${operator}".`] });
    }
  });
}

/** Makes `%`, `_` and `\` mean themselves in a LIKE pattern. */
export const escapeLike = (value: string): string => value.replace(/[\\%_]/g, (character) => `\\${character}`);

/** Stands for the caller wherever a member's id is asked for, so that one saved view serves everybody. */
const ME = 'me';

/** A machine is no member: nothing is its own. */
function myMemberId(): string | null {
  const actor = currentActor();
  return actor.kind === 'member' ? actor.memberId : null;
}

function withinToSql(key: string, field: Field, period: unknown, column: string, parameters: SqlParameters): string {
  const { timezone } = currentContext();
  const bounds = typeof period === 'string' && (field.kind === 'date' || field.kind === 'dateTime') ? periodBounds(period, new Date(), timezone) : null;
  if (!bounds) throw validationError({ [`filter.${key}`]: [`A period is something like ${PERIOD_EXAMPLES}.`] });
  const edge = (date: string): string => `${parameters.add(field.kind === 'date' ? date : startOfDate(date, timezone))}::${COLUMN_TYPES[field.kind]}`;
  const parts = [...(bounds.from ? [`${column} >= ${edge(bounds.from)}`] : []), ...(bounds.before ? [`${column} < ${edge(bounds.before)}`] : [])];
  return `(${parts.join(' and ')})`;
}

const EQUALITY = ['eq', 'ne', 'isNull'];
const LISTS = [...EQUALITY, 'in', 'notIn'];
const ORDERED = [...LISTS, 'lt', 'lte', 'gt', 'gte'];
const TEXTS = [...ORDERED, 'contains', 'startsWith'];
const DAYS = [...ORDERED, 'within'];

const TAKE_LISTS: ReadonlySet<string> = new Set(['in', 'notIn', 'hasAny', 'hasAll']);

const OPERATORS: Readonly<Record<FieldKind, readonly string[]>> = {
  text: TEXTS, longText: TEXTS, email: TEXTS, phone: TEXTS, url: TEXTS, integer: ORDERED, number: ORDERED, money: ORDERED, date: DAYS, dateTime: DAYS,
  boolean: EQUALITY, choice: LISTS, reference: LISTS, tags: ['contains', 'hasAny', 'hasAll', 'isNull'], json: [],
};

/** Why an operator can't be used so; GraphQL's types keep such out of lists, but a stored filter is JSON. */
function misuse(field: Field, operator: string, value: unknown): string | null {
  if (!OPERATORS[field.kind].includes(operator)) return `There is no operator "${operator}" for ${field.label}. Use one of ${OPERATORS[field.kind].join(', ')}.`;
  if (TAKE_LISTS.has(operator) && !Array.isArray(value)) return `"${operator}" takes a list.`;
  if ((operator === 'contains' || operator === 'startsWith') && typeof value !== 'string') return `"${operator}" takes text.`;
  return operator === 'isNull' && typeof value !== 'boolean' ? '"isNull" takes true or false.' : null;
}
