import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { findRecordType } from '../records/record-registry.js';
import { titleOf } from '../records/record-rows.js';
import { RecordStore } from '../records/record-store.js';
import { columnOf, type RecordType } from '../records/record-type.js';
import { storedFilters, type StoredFilter } from '../records/stored-filters.js';
import type { ChangedRecord } from './change-words.service.js';
import { filterInWords, idsOfFilter, unnamedIn, type NameOf } from './filter-words.js';

/** A filter among the values of a change in words; null for any other value. */
export type FilterTeller = (record: ChangedRecord, field: string, value: unknown) => string | null;

/** Tells the filters that records keep, those of views and groups, as the filter bar says them. */
@Injectable()
export class StoredFilterWords {
  constructor(
    private readonly store: RecordStore,
    private readonly database: Database,
  ) {}

  async of(records: readonly ChangedRecord[]): Promise<FilterTeller> {
    const types = await this.typesIn(records);
    const wanted = new Map<string, Set<string>>();
    for (const [{ before, after }, fields] of types) for (const [field, type] of fields) for (const filter of [before?.[field], after?.[field]]) idsOfFilter(type, filter, wanted);
    const nameOf = wanted.size > 0 ? await this.namesOf(wanted) : (_target: string, id: string): string => id;
    return (record, field, value) => {
      const type = types.get(record)?.get(field);
      return type && value ? filterInWords(type, value, nameOf) : null;
    };
  }

  /** Of each record the fields that hold a filter, and which list it is of. */
  private async typesIn(records: readonly ChangedRecord[]): Promise<ReadonlyMap<ChangedRecord, ReadonlyMap<string, RecordType>>> {
    const types = new Map<ChangedRecord, Map<string, RecordType>>();
    for (const stored of storedFilters()) {
      const holders = records.filter(({ recordType, before, after }) => recordType === stored.type.name && (before?.[stored.field] || after?.[stored.field]));
      const names = 'recordType' in stored.of ? null : await this.listsOf(stored, stored.of.column, holders);
      for (const holder of holders) {
        const type = findRecordType('recordType' in stored.of ? stored.of.recordType : (names?.get(holder) ?? ''));
        if (type) types.set(holder, (types.get(holder) ?? new Map<string, RecordType>()).set(stored.field, type));
      }
    }
    return types;
  }

  /** What the record says itself, or what the trail says that it said: it may be gone, or its list may not be among what was changed. */
  private async listsOf({ type }: StoredFilter, column: string, holders: readonly ChangedRecord[]): Promise<ReadonlyMap<ChangedRecord, string>> {
    const field = Object.keys(type.fields).find((name) => columnOf(name) === column)!;
    const said = ({ before, after }: ChangedRecord): unknown => after?.[field] ?? before?.[field];
    const ids = holders.flatMap((holder) => (said(holder) || !holder.recordId ? [] : [holder.recordId]));
    const sql = `select id as "recordId", ${column} as list from ${type.table} where id = any($1::uuid[])
      union all select record_id, coalesce(after->>$3, before->>$3) from change_items where record_type = $2 and record_id = any($1::uuid[]) and operation in ('create', 'delete')`;
    const rows = ids.length > 0 ? await this.database.read<{ recordId: string; list: string | null }>(sql, [ids, type.name, field]) : [];
    const kept = new Map(rows.flatMap(({ recordId, list }) => (list ? [[recordId, list] as const] : [])));
    return new Map(holders.map((holder) => [holder, String(said(holder) ?? kept.get(holder.recordId ?? '') ?? '')]));
  }

  /** Names as far as the caller may see the records; of the others, whether they are there. */
  private async namesOf(wanted: ReadonlyMap<string, ReadonlySet<string>>): Promise<NameOf> {
    const names = new Map<string, string>();
    const hidden = new Set<string>();
    for (const [target, ids] of wanted) {
      const type = findRecordType(target);
      if (!type) continue;
      // Those of a module that the workspace has no more can't be read, but are there.
      for (const row of await this.store.byIds(type, [...ids]).catch(() => [])) names.set(row.id, titleOf(type, row));
      const unknown = [...ids].filter((id) => !names.has(id));
      if (unknown.length === 0) continue;
      for (const { id } of await this.database.read<{ id: string }>(`select id from ${type.table} where id = any($1::uuid[]) and deleted_at is null`, [unknown])) hidden.add(id);
    }
    return (target, id) => names.get(id) ?? unnamedIn(findRecordType(target)?.label ?? target, hidden.has(id) ? 'not visible' : 'deleted');
  }
}
