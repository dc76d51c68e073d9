import type { UnitOfWork } from '../../../platform/database/database.js';
import { valueColumnOf, valueTableOf } from '../../../platform/records/custom-values.js';
import { normaliseValue, toStored } from '../../../platform/records/field-codec.js';
import { decodeRow, selectList, titleOf } from '../../../platform/records/record-rows.js';
import { columnOf, type RecordType } from '../../../platform/records/record-type.js';
import { foldName } from '../matching/index.js';
import { RECORD_ID } from './import-target.js';

const INDEXED = 500_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Finds the records that rows are about by the import's match key. Names are compared folded (case, accents, punctuation), other keys as they are; where
 * a type has very many records, names must be written alike.
 */
export class MatchBook {
  private constructor(
    private readonly type: RecordType,
    private readonly matchBy: readonly string[],
    private readonly names: ReadonlyMap<string, string[]> | null,
  ) {}

  static async open(unit: UnitOfWork, type: RecordType, matchBy: readonly string[]): Promise<MatchBook> {
    if (!isTitle(type, matchBy)) return new MatchBook(type, matchBy, null);
    const rows = await unit.query(`select id, ${type.titleFields.map((field) => `${columnOf(field)} as "${field}"`).join(', ')} from ${type.table} where deleted_at is null limit ${INDEXED + 1}`);
    if (rows.length > INDEXED) return new MatchBook(type, matchBy, null);
    const names = new Map<string, string[]>();
    for (const row of rows) {
      const key = foldName(titleOf(type, row));
      names.set(key, [...(names.get(key) ?? []), row['id'] as string]);
    }
    return new MatchBook(type, matchBy, names);
  }

  /** The row's key; null when it has none and therefore is a new record. */
  keyOf(values: Readonly<Record<string, unknown>>): string | null {
    if (this.matchBy.length === 0) return null;
    if (isTitle(this.type, this.matchBy)) return titleKeyOf(this.type, values);
    // The last field names the record, those before it only scope it.
    if (values[this.matchBy.at(-1)!] === undefined) return null;
    return this.keyFrom(values);
  }

  /** Ids of live records for each row's key; several where the key is not unique among them. */
  async find(unit: UnitOfWork, rows: readonly { readonly key: string; readonly values: Readonly<Record<string, unknown>> }[]): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    if (rows.length === 0) return found;
    const note = (key: string, id: string): void => void found.set(key, [...(found.get(key) ?? []), id]);
    if (this.names) {
      for (const { key } of rows) for (const id of new Set(this.names.get(key) ?? [])) if (!found.get(key)?.includes(id)) note(key, id);
      return found;
    }
    const { condition, parameters } = this.condition(rows.map(({ values }) => values));
    const records = await unit.query(`select ${selectList(this.type, 't', this.matchBy)} from ${this.type.table} t where ${condition} and t.deleted_at is null`, parameters);
    const byTitle = isTitle(this.type, this.matchBy);
    for (const record of records) {
      const row = decodeRow(this.type.allFields, record);
      note(byTitle ? foldName(titleOf(this.type, row)) : this.keyFrom(row), row.id);
    }
    return found;
  }

  /** Which records have what names a row's record; what only scopes it is compared afterwards. */
  private condition(rows: readonly Readonly<Record<string, unknown>>[]): { condition: string; parameters: unknown[] } {
    const { type, matchBy } = this;
    const own = matchBy.at(-1)!;
    const field = type.allFields[own];
    if (isTitle(type, matchBy)) return { condition: `${type.titleFields.map((name) => `t.${columnOf(name)}`).join(` || ' ' || `)} = any($1)`, parameters: [rows.map((row) => titleOf(type, row))] };
    if (own === RECORD_ID || !field) return { condition: 't.id = any($1::uuid[])', parameters: [rows.map((row) => String(row[own])).filter((id) => UUID.test(id))] };
    const wanted = rows.flatMap((row) => {
      const value = this.valueOf(own, row);
      return value === null ? [] : [String(toStored(field, value))];
    });
    if (!field.custom) return { condition: `t.${columnOf(own)}::text = any($1)`, parameters: [wanted] };
    const { column, type: kind } = valueColumnOf(field);
    return { condition: `t.id in (select v.record_id from ${valueTableOf(type)} v where v.field_id = $2 and v.${column} = any($1::text[]::${kind}[]))`, parameters: [wanted, field.custom.id] };
  }

  private keyFrom(values: Readonly<Record<string, unknown>>): string {
    return JSON.stringify(this.matchBy.map((name) => {
      const value = this.valueOf(name, values);
      return value === null ? null : String(value);
    }));
  }

  /** As the record will hold it, so that a file's `12.5` is the record's `12.50`. */
  private valueOf(name: string, values: Readonly<Record<string, unknown>>): unknown {
    const [field, value] = [this.type.allFields[name], values[name] ?? null];
    if (!field || value === null) return value;
    const read = normaliseValue(field, value);
    return 'value' in read ? read.value : null;
  }
}

const isTitle = (type: RecordType, matchBy: readonly string[]): boolean => matchBy.length === type.titleFields.length && matchBy.every((field, index) => field === type.titleFields[index]);

/** The record's name, folded; null where the row has none. */
export function titleKeyOf(type: RecordType, values: Readonly<Record<string, unknown>>): string | null {
  const title = type.titleFields.map((field) => values[field]).filter(Boolean).join(' ');
  return foldName(title) || null;
}
