import type { UnitOfWork } from '../database/database.js';
import { fromStored, isList, toStored } from './field-codec.js';
import type { Field, FieldKind } from './fields.js';
import { columnOf, type FieldMap, type RecordType } from './record-type.js';

/**
 * Values of custom fields are rows of `<table>_custom_values`, one for each record and field (a multi-select has one for each answer), in a column of the
 * value's own type. Typed columns, because under row-level security PostgreSQL serves no jsonb operator from an index; rows and not spare columns of the record's
 * table, because thirty indexes on spare columns would make every plan and write of that table dearer for tenants that never define a field.
 */
export const valueTableOf = (type: RecordType): string => `${type.table}_custom_values`;

const VALUE_COLUMNS: Readonly<Partial<Record<FieldKind, { readonly column: string; readonly type: string }>>> = {
  longText: { column: 'long_value', type: 'text' },
  number: { column: 'number_value', type: 'double precision' },
  money: { column: 'money_value', type: 'bigint' },
  boolean: { column: 'boolean_value', type: 'boolean' },
  date: { column: 'date_value', type: 'date' },
  dateTime: { column: 'time_value', type: 'timestamptz' },
};
const TEXT = { column: 'text_value', type: 'text' } as const;

/** Where a custom field's value is kept; a reference has a column for each type it can point at, because only so it can be a foreign key. */
export const valueColumnOf = (field: Field): { readonly column: string; readonly type: string } =>
  field.kind === 'reference' ? { column: `${columnOf(field.target!)}_id`, type: 'uuid' } : (VALUE_COLUMNS[field.kind] ?? TEXT);

/** Where a field's values are: `from` reads the rows of the type as `t`, and `column` is the field there, whether it is the product's or the tenant's own. */
export function valuesFrom(type: RecordType, name: string): { readonly from: string; readonly column: string } {
  const field = type.allFields[name]!;
  if (!field.custom) return { from: `${type.table} t`, column: `t.${columnOf(name)}` };
  const values = `${valueTableOf(type)} v`;
  return { from: `${type.table} t join ${values} on v.tenant_id = t.tenant_id and v.record_id = t.id and v.field_id = '${field.custom.id}'`, column: `v.${valueColumnOf(field).column}` };
}

/** Alias under which a query answers all custom values of a row. */
const VALUES = '$custom';

/** Select item for all custom values of a row, as texts: one look into the value table a row, however many fields there are. */
export function customValuesSql(type: RecordType, alias: string): string {
  const columns = new Set(Object.values(type.allFields).filter((field) => field.custom).map((field) => valueColumnOf(field).column));
  const value = [...columns].map((column) => (column === 'time_value' ? `to_char(v.time_value at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : `v.${column}::text`));
  return `(select jsonb_agg(jsonb_build_array(v.field_id, coalesce(${[...value, 'null'].join(', ')})) order by v.position) from ${valueTableOf(type)} v where v.tenant_id = ${alias}.tenant_id and v.record_id = ${alias}.id) as "${VALUES}"`;
}

/** Spreads what `customValuesSql` answered over the fields; values of archived fields are passed over. */
export function decodeCustomValues(fields: FieldMap, row: Record<string, unknown>): void {
  if (!(VALUES in row)) return;
  const byField = Map.groupBy((row[VALUES] ?? []) as [string, string | null][], ([id]) => id);
  delete row[VALUES];
  for (const [name, field] of Object.entries(fields)) {
    if (!field.custom) continue;
    const texts = (byField.get(field.custom.id) ?? []).flatMap(([, value]) => (value === null ? [] : [value]));
    row[name] = isList(field.kind) ? texts : texts[0] === undefined ? absent(field) : fromText(field, texts[0]);
  }
}

/** A box nobody has ticked says no. */
const absent = (field: Field): unknown => (field.kind === 'boolean' ? false : null);

function fromText(field: Field, text: string): unknown {
  if (field.kind === 'number') return Number(text);
  if (field.kind === 'boolean') return text === 'true';
  return fromStored(field, text);
}

/** A record whose custom values are to be kept, and which of them. */
export interface CustomWrite {
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
  readonly fields: readonly string[];
  /** There is nothing to replace. */
  readonly created: boolean;
}

/** Writes the custom values of a batch of records of one type: two statements, whatever their number. */
export function writeCustomValues(unit: UnitOfWork, type: RecordType, writes: readonly CustomWrite[]): void {
  const fields = writes.flatMap(({ id, row, fields: names, created }) => names.map((name) => ({ id, created, field: type.allFields[name]!, value: row[name] })));
  const replaced = fields.filter((each) => !each.created).map(({ id, field }) => ({ record_id: id, field_id: field.custom!.id }));
  if (replaced.length > 0) {
    void unit.behind(
      `delete from ${valueTableOf(type)} t using jsonb_to_recordset($1::jsonb) as v(record_id uuid, field_id uuid) where t.record_id = v.record_id and t.field_id = v.field_id`,
      [JSON.stringify(replaced)],
    );
  }
  const rows = fields.flatMap(({ id, field, value }) => storedValues(field, value).map((stored, position) => ({ record_id: id, field_id: field.custom!.id, position, [valueColumnOf(field).column]: stored })));
  if (rows.length === 0) return;
  const used = new Map(fields.map(({ field }) => Object.values(valueColumnOf(field)) as [string, string]));
  const columns = ['record_id', 'field_id', 'position', ...used.keys()];
  void unit.behind(
    `insert into ${valueTableOf(type)} (${columns.join(', ')}) select ${columns.join(', ')}
     from jsonb_to_recordset($1::jsonb) as v(record_id uuid, field_id uuid, position integer, ${[...used].map(([column, of]) => `${column} ${of}`).join(', ')})`,
    [JSON.stringify(rows)],
  );
}

/** What is kept of a value: nothing of an empty one, a no included. */
function storedValues(field: Field, value: unknown): unknown[] {
  if (value === null || value === undefined || value === false) return [];
  return isList(field.kind) ? (value as unknown[]) : [toStored(field, value)];
}
