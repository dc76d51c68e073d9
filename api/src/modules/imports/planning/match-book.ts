import type { UnitOfWork } from '../../../platform/database/database.js';
import { titleOf } from '../../../platform/records/record-rows.js';
import { columnOf, type RecordType } from '../../../platform/records/record-type.js';
import { foldName } from '../matching/index.js';

const INDEXED = 500_000;

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
    if (isTitle(this.type, this.matchBy)) return foldName(titleOf(this.type, { ...values, email: null })) === '' || !this.type.titleFields.some((field) => values[field]) ? null : foldName(titleOf(this.type, values));
    // The last field names the record, those before it only scope it.
    if (values[this.matchBy.at(-1)!] === undefined) return null;
    return JSON.stringify(this.matchBy.map((field) => keyPart(values[field])));
  }

  /** Ids of live records for each key; several where the key is not unique among them. */
  async find(unit: UnitOfWork, keys: readonly string[]): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    if (keys.length === 0) return found;
    if (this.names) {
      for (const key of keys) {
        const ids = this.names.get(key);
        if (ids) found.set(key, ids);
      }
      return found;
    }
    const last = this.matchBy.at(-1)!;
    const wanted = isTitle(this.type, this.matchBy) ? [] : keys.map((key) => (JSON.parse(key) as (string | null)[]).at(-1)!);
    const rows = await unit.query(`select id, ${this.matchBy.map((field) => `${columnOf(field)} as "${field}"`).join(', ')} from ${this.type.table} where ${columnOf(last)}::text = any($1) and deleted_at is null`, [wanted]);
    for (const row of rows) {
      const key = JSON.stringify(this.matchBy.map((field) => keyPart(row[field])));
      found.set(key, [...(found.get(key) ?? []), row['id'] as string]);
    }
    return found;
  }
}

const keyPart = (value: unknown): string | null => (value === undefined || value === null ? null : String(value));
const isTitle = (type: RecordType, matchBy: readonly string[]): boolean => matchBy.length === type.titleFields.length && matchBy.every((field, index) => field === type.titleFields[index]);
