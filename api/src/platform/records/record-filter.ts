import { SqlParameters } from '../access/ability-to-sql.js';
import { validationError } from '../errors/app-error.js';
import type { Field } from './fields.js';
import { COLUMN_TYPES, normaliseValue, toStored } from './field-codec.js';
import { columnOf, type RecordType } from './record-type.js';

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
}

/** A filter tree: field conditions joined by AND, with `and`, `or`, `not` below. */
export interface RecordFilter {
  readonly and?: readonly RecordFilter[];
  readonly or?: readonly RecordFilter[];
  readonly not?: RecordFilter;
  readonly [field: string]: unknown;
}

const MAX_CONDITIONS = 100;

/** Translates a filter into a SQL condition over `alias`. Unknown fields and values of the wrong kind are VALIDATION_ERRORs. */
export function filterToSql(type: RecordType, filter: RecordFilter | null | undefined, alias: string, parameters: SqlParameters): string {
  const budget = { left: MAX_CONDITIONS };
  return filter ? groupToSql(type, filter, alias, parameters, budget) : 'true';
}

function groupToSql(type: RecordType, filter: RecordFilter, alias: string, parameters: SqlParameters, budget: { left: number }): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(filter)) {
    if (value === undefined || value === null) continue;
    if (--budget.left < 0) throw validationError({ filter: [`A filter has at most ${MAX_CONDITIONS} conditions.`] });
    if (key === 'and' || key === 'or') {
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

const ID_FIELD: Field = { kind: 'reference', label: 'Id' };

export const isFilterable = (field: Field): boolean => (field.filterable ?? true) && field.kind !== 'longText' && field.kind !== 'json';

const COMPARISONS = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function conditionToSql(key: string, field: Field, condition: FieldCondition, column: string, parameters: SqlParameters): string[] {
  const stored = (value: unknown): unknown => {
    const result = normaliseValue(field, value);
    if ('reason' in result) throw validationError({ [`filter.${key}`]: [result.reason] });
    return toStored(field, result.value);
  };
  const cast = COLUMN_TYPES[field.kind];
  return Object.entries(condition).flatMap(([operator, value]) => {
    if (value === undefined || (value === null && operator !== 'eq' && operator !== 'ne')) return [];
    switch (operator) {
      case 'isNull':
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
      case 'startsWith':
        return [`${column} ilike ${parameters.add(`${escapeLike(String(value))}%`)}`];
      default:
        throw validationError({ [`filter.${key}`]: [`There is no operator "${operator}".`] });
    }
  });
}

/** Makes `%`, `_` and `\` mean themselves in a LIKE pattern. */
export const escapeLike = (value: string): string => value.replace(/[\\%_]/g, (character) => `\\${character}`);
