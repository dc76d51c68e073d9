import { columnOf, type FieldMap, type RecordRow, type RecordType } from './record-type.js';
import { customValuesSql, decodeCustomValues } from './custom-values.js';
import { COLUMN_TYPES, fromStored, toStored } from './field-codec.js';
import type { Field } from './fields.js';

/** A row with its values keyed by field, whatever the type. */
export type AnyRow = RecordRow & Record<string, unknown>;

/** `select` list for the fields asked for (all without), each under its field's name; `id` and `version` always. */
export function selectList(type: RecordType, alias: string, fields?: Iterable<string>): string {
  const wanted = fields ? [...new Set(fields)].filter((field) => field in type.allFields) : Object.keys(type.allFields);
  const columns = ['id', 'version', ...wanted.filter((field) => !type.allFields[field]!.custom)].map((field) => `${alias}.${columnOf(field)} as "${field}"`);
  const custom = wanted.some((field) => type.allFields[field]!.custom) ? [customValuesSql(type, alias)] : [];
  return [...columns, ...custom].join(', ');
}

/** Columns that only carry a sort value for the cursor begin with it. */
export const SORT_VALUE = '$s';

/** Turns a row as the driver answered it into one that code holds; in place, rows are many. */
export function decodeRow(fields: FieldMap, row: Record<string, unknown>): AnyRow {
  for (const key of Object.keys(row)) {
    const field = fields[key];
    if (field) row[key] = fromStored(field, row[key]);
    else if (key.startsWith(SORT_VALUE)) delete row[key];
  }
  decodeCustomValues(fields, row);
  return row as AnyRow;
}

/** Column definitions for `jsonb_to_recordset`: one JSON parameter carries any number of rows, so the statement's text stays the same. */
export const recordsetColumns = (type: RecordType, fields: readonly string[]): string =>
  ['id uuid', ...fields.map((field) => `${columnOf(field)} ${COLUMN_TYPES[type.allFields[field]!.kind]}`)].join(', ');

/** One element of that JSON parameter. */
export function encodeRow(type: RecordType, fields: readonly string[], row: Record<string, unknown>): Record<string, unknown> {
  const encoded: Record<string, unknown> = { id: row['id'] };
  for (const field of fields) encoded[columnOf(field)] = toStored(type.allFields[field]!, row[field]);
  return encoded;
}

/** What people know the record by; a record whose title fields are empty is called by its type. */
export const titleOf = (type: RecordType, row: Record<string, unknown>): string =>
  type.titleFields.map((field) => row[field]).filter(Boolean).join(' ') || (row['email'] as string) || unnamed(type);

const TELLING: ReadonlySet<Field['kind']> = new Set(['text', 'email', 'phone', 'url']);
const MOST_DETAILS = 2;

/** Fields that tell records of one name apart: the columns of its list that are words, beside the title. */
export const detailFields = (type: RecordType): readonly string[] =>
  Object.entries(type.allFields)
    .filter(([name, field]) => field.column !== undefined && TELLING.has(field.kind) && !type.titleFields.includes(name))
    .sort(([, one], [, other]) => one.column! - other.column!)
    .map(([name]) => name);

/** The first of them that have a value; null when none has. */
export function detailOf(type: RecordType, row: AnyRow): string | null {
  const texts = detailFields(type).map((name) => row[name]).filter((value): value is string => typeof value === 'string' && value !== '');
  return texts.slice(0, MOST_DETAILS).join(' · ') || null;
}

/** The title in SQL. */
export function titleSql(type: RecordType, alias: string): string {
  const text = (field: string): string => `nullif(${alias}.${columnOf(field)}, '')`;
  const parts = type.titleFields.map(text);
  const ways = [...(parts.length > 0 ? [`nullif(concat_ws(' ', ${parts.join(', ')}), '')`] : []), ...('email' in type.fields ? [text('email')] : []), `'${unnamed(type).replaceAll("'", "''")}'`];
  return `coalesce(${ways.join(', ')})`;
}

/** What a record is called that has no title of its own. */
export const unnamed = (type: RecordType): string => `Unnamed ${type.label.toLowerCase()}`;
