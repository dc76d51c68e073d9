import type { UnitOfWork } from '../../../platform/database/database.js';
import { titleOf } from '../../../platform/records/record-rows.js';
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
    return JSON.stringify(this.matchBy.map((field) => keyPart(values[field])));
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
    const byTitle = isTitle(this.type, this.matchBy);
    const byId = this.matchBy.at(-1) === RECORD_ID;
    const wanted = rows.map(({ values }) => (byTitle ? titleOf(this.type, values) : keyPart(values[this.matchBy.at(-1)!]))).filter((value) => !byId || UUID.test(value ?? ''));
    const compared = byTitle ? this.type.titleFields.map((field) => columnOf(field)).join(` || ' ' || `) : byId ? 'id' : `${columnOf(this.matchBy.at(-1)!)}::text`;
    const records = await unit.query(`select id, ${this.matchBy.map((field) => `${columnOf(field)} as "${field}"`).join(', ')} from ${this.type.table} where ${compared} = any($1${byId ? '::uuid[]' : ''}) and deleted_at is null`, [wanted]);
    for (const record of records) note(byTitle ? foldName(titleOf(this.type, record)) : JSON.stringify(this.matchBy.map((field) => keyPart(record[field]))), record['id'] as string);
    return found;
  }
}

const keyPart = (value: unknown): string | null => (value === undefined || value === null ? null : String(value));
const isTitle = (type: RecordType, matchBy: readonly string[]): boolean => matchBy.length === type.titleFields.length && matchBy.every((field, index) => field === type.titleFields[index]);

/** The record's name, folded; null where the row has none. */
export function titleKeyOf(type: RecordType, values: Readonly<Record<string, unknown>>): string | null {
  const title = type.titleFields.map((field) => values[field]).filter(Boolean).join(' ');
  return foldName(title) || null;
}
