import { Injectable } from '@nestjs/common';
import { findRecordType } from '../../platform/records/record-registry.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';

/** A record as it is shown beside others. */
export interface RecordCard {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly archived: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** By field, as the API holds them; without those that are empty. */
  readonly values: Readonly<Record<string, unknown>>;
  /** For references the titles of what they point at, as far as the caller may view it. */
  readonly titles: Readonly<Record<string, string>>;
}

/** Makes records of any type showable: a batch costs one query for each type that they point at. */
@Injectable()
export class RecordCards {
  constructor(private readonly store: RecordStore) {}

  /** Cards of the records among `ids` that the caller may view, by id. */
  async byIds(type: RecordType, ids: readonly string[], fields?: readonly string[]): Promise<Map<string, RecordCard>> {
    const rows = ids.length > 0 ? await this.store.byIds(type, [...new Set(ids)]) : [];
    return this.of(type, rows, fields);
  }

  async of(type: RecordType, rows: readonly AnyRow[], fields: readonly string[] = Object.keys(type.allFields)): Promise<Map<string, RecordCard>> {
    const titles = await this.titles(type, rows, fields);
    return new Map(
      rows.map((row) => {
        const given = fields.filter((field) => isGiven(row[field]));
        const card: RecordCard = {
          id: row.id,
          title: titleOf(type, row),
          version: row.version,
          archived: Boolean(row.archivedAt),
          createdAt: row.createdAt,
          updatedAt: row.updatedAt,
          values: Object.fromEntries(given.map((field) => [field, row[field]])),
          titles: Object.fromEntries(given.flatMap((field) => (titles.has(String(row[field])) ? [[field, titles.get(String(row[field]))!]] : []))),
        };
        return [row.id, card];
      }),
    );
  }

  private async titles(type: RecordType, rows: readonly AnyRow[], fields: readonly string[]): Promise<Map<string, string>> {
    const wanted = new Map<string, Set<string>>();
    for (const name of fields) {
      const { kind, target } = type.allFields[name] ?? {};
      if (kind !== 'reference' || !target) continue;
      const ids = wanted.get(target) ?? new Set<string>();
      wanted.set(target, ids);
      for (const row of rows) if (typeof row[name] === 'string') ids.add(row[name]);
    }
    const titles = new Map<string, string>();
    for (const [target, ids] of wanted) {
      const pointed = findRecordType(target);
      if (!pointed || ids.size === 0) continue;
      for (const row of await this.store.byIds(pointed, [...ids], [...pointed.titleFields, 'email'])) titles.set(row.id, titleOf(pointed, row));
    }
    return titles;
  }
}

/** Whether there is anything to show. */
export const isGiven = (value: unknown): boolean => value !== null && value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);
