import { SqlParameters } from '../access/ability-to-sql.js';
import { currentActor, currentContext } from '../context/request-context.js';
import { validationError, type AppError } from '../errors/app-error.js';
import { CUSTOM_CONDITIONS, customConditionOf, type CustomCondition } from './custom-input.js';
import { valueColumnOf, valueTableOf } from './custom-values.js';
import type { Field, FieldKind } from './fields.js';
import { COLUMN_TYPES, normaliseValue, toStored } from './field-codec.js';
import { listFilterNamed } from './list-filters.js';
import { columnOf, type RecordType } from './record-type.js';
import { tenantType } from './tenant-types.js';
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
  /** Not below the first and not above the second. */
  readonly between?: readonly unknown[];
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
  return filter ? groupToSql(tenantType(type), filter, alias, parameters, budget) : 'true';
}

function groupToSql(type: RecordType, filter: RecordFilter, alias: string, parameters: SqlParameters, budget: { left: number }): string {
  if (!isObject(filter)) throw validationError({ filter: ['A filter is an object such as { "name": { "contains": "GmbH" } }.'] });
  const parts: string[] = [];
  for (const [key, value] of Object.entries(filter)) {
    if (value === undefined || value === null) continue;
    if (--budget.left < 0) throw tooMany();
    if (key === CUSTOM_CONDITIONS) {
      if (!Array.isArray(value) || !value.every(isObject)) throw validationError({ [`filter.${key}`]: ['Must be a list of conditions, each with the key of a field.'] });
      for (const condition of value as CustomCondition[]) {
        if (--budget.left < 0) throw tooMany();
        parts.push(...customConditionToSql(type, condition, alias, parameters));
      }
    } else if (key === 'and' || key === 'or') {
      if (!Array.isArray(value)) throw validationError({ filter: [`"${key}" takes a list of filters.`] });
      const groups = (value as RecordFilter[]).map((group) => groupToSql(type, group, alias, parameters, budget));
      if (groups.length > 0) parts.push(`(${groups.join(` ${key} `)})`);
    } else if (key === 'not') {
      parts.push(`not coalesce((${groupToSql(type, value as RecordFilter, alias, parameters, budget)}), false)`);
    } else if (listFilterNamed(type, key)) {
      if (!isObject(value)) throw validationError({ [`filter.${key}`]: ['A condition is an object such as { "eq": 1 }.'] });
      parts.push(listFilterNamed(type, key)!.toSql(value, alias, parameters));
    } else {
      const field = type.allFields[key] ?? (key === 'id' ? ID_FIELD : undefined);
      if (!field || !isFilterable(field)) throw validationError({ [`filter.${key}`]: [`${type.labelPlural} can't be filtered by "${key}".`] });
      if (field.custom) parts.push(...customToSql(type, key, field, value as FieldCondition, alias, parameters));
      else parts.push(...conditionToSql(key, field, value as FieldCondition, `${alias}.${columnOf(key)}`, parameters));
    }
  }
  return parts.length > 0 ? `(${parts.join(' and ')})` : 'true';
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

const tooMany = (): AppError => validationError({ filter: [`A filter has at most ${MAX_CONDITIONS} conditions.`] });

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
      case 'between': {
        const [least, most] = (value as unknown[]).map((each) => `${parameters.add(stored(each))}::${cast}`);
        return [`(${column} >= ${least} and ${column} <= ${most})`];
      }
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

function customConditionToSql(type: RecordType, condition: CustomCondition, alias: string, parameters: SqlParameters): string[] {
  const { name, field, asked } = customConditionOf(type, condition);
  if (!isFilterable(field)) throw validationError({ [`filter.${name}`]: [`${type.labelPlural} can't be filtered by "${field.label}".`] });
  return customToSql(type, name, field, asked, alias, parameters);
}

/** Operators that also hold for a record without a value. */
const OF_ABSENCE = new Set(['ne', 'notIn', 'isNull']);
/** What each of them denies. */
const DENIES: Readonly<Record<string, string>> = { ne: 'eq', notIn: 'in' };

/** Conditions on a custom field look into its values, whose index answers them: what must be there together in one look, each denial in one of its own. */
function customToSql(type: RecordType, key: string, field: Field, condition: FieldCondition, alias: string, parameters: SqlParameters): string[] {
  const column = `v.${valueColumnOf(field).column}`;
  const having = (conditions: readonly string[]): string =>
    `${alias}.id in (select v.record_id from ${valueTableOf(type)} v where v.field_id = '${field.custom!.id}' and ${[`${column} is not null`, ...conditions].join(' and ')})`;
  if (!isObject(condition)) throw validationError({ [`filter.${key}`]: ['A condition is an object such as { "eq": 1 }.'] });
  const asked = Object.entries(condition).filter(([, value]) => value !== undefined);
  const problem = asked.map(([operator, value]) => (value === null ? null : misuse(field, operator, value))).find((found) => found !== null);
  if (problem) throw validationError({ [`filter.${key}`]: [problem] });
  const parts: string[] = [];
  if (field.kind === 'choices') return answersToSql(key, field, asked, having, column, parameters);
  const present = Object.fromEntries(asked.filter(([operator, value]) => !OF_ABSENCE.has(operator) && value !== null && !isNo(field, operator, value)));
  if (Object.keys(present).length > 0) parts.push(having(conditionToSql(key, field, present, column, parameters)));
  for (const [operator, value] of asked) {
    if (operator === 'isNull' && value !== null) parts.push(value ? `not ${having([])}` : having([]));
    else if (operator === 'eq' && value === null) parts.push(`not ${having([])}`);
    else if (operator === 'ne' && value === null) parts.push(having([]));
    // Only a yes is kept, so no is the absence of one.
    else if (isNo(field, operator, value)) parts.push(operator === 'eq' ? `not ${having([])}` : having([]));
    else if (operator in DENIES && value !== null) parts.push(`not ${having(conditionToSql(key, field, { [DENIES[operator]!]: value }, column, parameters))}`);
  }
  return parts;
}

/** Each answer of a multi-select is a row of its own. */
function answersToSql(key: string, field: Field, asked: readonly (readonly [string, unknown])[], having: (conditions: readonly string[]) => string, column: string, parameters: SqlParameters): string[] {
  const one: Field = { ...field, kind: 'choice' };
  const looks = (operator: 'eq' | 'in', value: unknown): string => having(conditionToSql(key, one, { [operator]: value }, column, parameters));
  return asked.flatMap(([operator, value]) => {
    if (value === null) return [];
    if (operator === 'isNull') return [value ? `not ${having([])}` : having([])];
    if (operator === 'contains') return [looks('eq', value)];
    return operator === 'hasAny' ? [looks('in', value)] : (value as unknown[]).map((each) => looks('eq', each));
  });
}

const isNo = (field: Field, operator: string, value: unknown): boolean => field.kind === 'boolean' && value === false && (operator === 'eq' || operator === 'ne');

/** Makes `%`, `_` and `\` mean themselves in a LIKE pattern. */
export const escapeLike = (value: string): string => value.replace(/[\\%_]/g, (character) => `\\${character}`);

/** Stands for the caller wherever a member's id is asked for, so that one saved view serves everybody. */
export const ME = 'me';

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
const COMPARED = [...LISTS, 'lt', 'lte', 'gt', 'gte'];
const ORDERED = [...COMPARED, 'between'];
const TEXTS = [...COMPARED, 'contains', 'startsWith'];
const DAYS = [...ORDERED, 'within'];
const SETS = ['contains', 'hasAny', 'hasAll', 'isNull'];

const TAKE_LISTS: ReadonlySet<string> = new Set(['in', 'notIn', 'hasAny', 'hasAll']);

const OPERATORS: Readonly<Record<FieldKind, readonly string[]>> = {
  text: TEXTS, longText: TEXTS, email: TEXTS, phone: TEXTS, url: TEXTS, integer: ORDERED, number: ORDERED, money: ORDERED, date: DAYS, dateTime: DAYS,
  boolean: EQUALITY, choice: LISTS, reference: LISTS, choices: SETS, tags: SETS, json: [],
};

/** Why an operator can't be used so; GraphQL's types keep such out of lists, but a stored filter is JSON. */
function misuse(field: Field, operator: string, value: unknown): string | null {
  if (!OPERATORS[field.kind].includes(operator)) return `There is no operator "${operator}" for ${field.label}. Use one of ${OPERATORS[field.kind].join(', ')}.`;
  if (TAKE_LISTS.has(operator) && !Array.isArray(value)) return `"${operator}" takes a list.`;
  if (operator === 'between' && !(Array.isArray(value) && value.length === 2 && value.every((each) => each !== null))) return '"between" takes a list of two values, the least and the most.';
  if ((operator === 'contains' || operator === 'startsWith') && typeof value !== 'string') return `"${operator}" takes text.`;
  return operator === 'isNull' && typeof value !== 'boolean' ? '"isNull" takes true or false.' : null;
}
