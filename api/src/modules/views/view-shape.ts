import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Field } from '../../platform/records/fields.js';
import { filterToSql, isFilterable, type RecordFilter } from '../../platform/records/record-filter.js';
import { planList, type RecordSort } from '../../platform/records/record-list.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { usableFilter } from '../../platform/records/usable-filter.js';
import type { ViewColumn } from './saved-view.record.js';

/** The column that shows what a record is called, whatever fields that is made of. */
const TITLE_COLUMN = 'title';
const MAX_COLUMNS = 100;
/** A filter of a hundred conditions fits many times over. */
const MAX_FILTER_LENGTH = 20_000;

/** What of a view can be asked and drawn today, and the names of the fields that can't. */
export interface UsableView {
  readonly filter: RecordFilter | null;
  readonly sort: readonly RecordSort[];
  readonly leftOut: readonly string[];
}

/** The parts of a view as they are stored. */
export interface StoredView {
  readonly filter: RecordFilter | null;
  readonly sort: readonly RecordSort[] | null;
  readonly groupBy: string | null;
  readonly columns: readonly ViewColumn[] | null;
}

export function usableView(type: RecordType, { filter, sort, groupBy, columns }: StoredView): UsableView {
  const usable = usableFilter(type, filter);
  const sorted = (sort ?? []).filter((key) => problemOfSort(type, [key]) === null);
  const goneSorts = (sort ?? []).filter((key) => !sorted.includes(key)).map((key) => key.field);
  const goneGroup = groupBy !== null && problemOfGroup(type, groupBy) !== null ? [groupBy] : [];
  const goneColumns = (columns ?? []).map((column) => column.field).filter((field) => !isColumn(type, field));
  return { filter: usable.filter, sort: sorted, leftOut: [...new Set([...usable.leftOut, ...goneSorts, ...goneGroup, ...goneColumns])] };
}

/** Why a list can't be filtered so; null where it can. */
export function problemOfFilter(type: RecordType, filter: unknown): string | null {
  if (filter === null) return null;
  if (JSON.stringify(filter).length > MAX_FILTER_LENGTH) return `A filter has at most ${MAX_FILTER_LENGTH} characters.`;
  return refusalOf(() => filterToSql(type, filter as RecordFilter, 't', new SqlParameters()));
}

/** Why a list can't be sorted so. */
export function problemOfSort(type: RecordType, sort: unknown): string | null {
  if (sort === null) return null;
  if (!Array.isArray(sort) || !sort.every(isSort)) return 'A sort is a list such as [{ "field": "name", "direction": "ASC" }].';
  return refusalOf(() => planList(type, { sort }));
}

/** Why a list can't be put into groups by that field. */
export function problemOfGroup(type: RecordType, name: string): string | null {
  const field = type.allFields[name];
  return field && isGroupable(field) ? null : `${type.labelPlural} can't be grouped by "${name}". Choose a field with choices, a yes-or-no field or a reference.`;
}

const GROUPABLE: ReadonlySet<string> = new Set(['choice', 'boolean', 'reference']);

export const isGroupable = (field: Field): boolean => GROUPABLE.has(field.kind) && isFilterable(field);

/** Why a list can't have these columns. */
export function problemOfColumns(type: RecordType, columns: unknown): string | null {
  if (columns === null) return null;
  if (!Array.isArray(columns) || columns.length > MAX_COLUMNS || !columns.every(isViewColumn)) return 'Columns are a list such as [{ "field": "email", "width": 220 }], widths from 40 to 2000.';
  const names = columns.map((column) => column.field);
  if (new Set(names).size < names.length) return 'Name each column once.';
  const unknown = names.find((name) => !isColumn(type, name));
  return unknown === undefined ? null : `${type.labelPlural} have no column "${unknown}".`;
}

const isColumn = (type: RecordType, name: string): boolean => name === TITLE_COLUMN || name in type.allFields;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSort = (value: unknown): value is RecordSort => isRecord(value) && typeof value['field'] === 'string' && (value['direction'] === 'ASC' || value['direction'] === 'DESC');
const isViewColumn = (value: unknown): value is ViewColumn =>
  isRecord(value) && typeof value['field'] === 'string' && (value['width'] === undefined || (typeof value['width'] === 'number' && value['width'] >= 40 && value['width'] <= 2000));

/** The first reason of a VALIDATION_ERROR, named by what it is about. */
function refusalOf(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'VALIDATION_ERROR') return error.message;
    throw error;
  }
}
