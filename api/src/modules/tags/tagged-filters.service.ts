import { Injectable } from '@nestjs/common';
import type { RecordChange } from '../../platform/changes/draft.js';
import { Database } from '../../platform/database/database.js';
import type { FieldCondition, RecordFilter } from '../../platform/records/record-filter.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { columnOf } from '../../platform/records/record-type.js';
import { storedFilters, withConditions, type StoredFilter } from '../../platform/records/stored-filters.js';

interface Kept {
  readonly id: string;
  readonly filter: RecordFilter;
  readonly of: string;
}

/** Filters that people keep, in views and groups, and that name tags: they go along when a tag is renamed, or they would hold nobody any more. */
@Injectable()
export class TaggedFilters {
  constructor(private readonly database: Database) {}

  /** What has to be written so that filters name `into` wherever they named one of the tags; also those that nobody but their owner sees. */
  async following(tags: readonly string[], into: string): Promise<RecordChange[]> {
    const found = await Promise.all(storedFilters().map((stored) => this.in(stored, tags, into)));
    return found.flat();
  }

  private async in(stored: StoredFilter, tags: readonly string[], into: string): Promise<RecordChange[]> {
    const column = columnOf(stored.field);
    const of = 'column' in stored.of ? stored.of.column : `'${stored.of.recordType}'`;
    // Every text in the filter, whatever it means there: the tags' own names are looked for below.
    const rows = await this.database.read<Kept & Record<string, unknown>>(`select t.id, t.${column} as filter, ${of} as of from ${stored.type.table} t
         where t.deleted_at is null and t.${column} is not null
           and exists (select from jsonb_path_query(t.${column}, '$.** ? (@.type() == "string")') as said(word) where said.word #>> '{}' = any($1::text[]))
         order by t.id`,
        [tags]);
    return rows.flatMap(({ id, filter, of: name }): RecordChange[] => {
      const list = findRecordType(name);
      const next = list ? withConditions(list, filter, 'tags', (condition) => renamed(condition, tags, into)) : filter;
      return next === filter ? [] : [{ type: stored.type, operation: 'update', id, values: { [stored.field]: next }, derived: true }];
    });
  }
}

function renamed(condition: FieldCondition, tags: readonly string[], into: string): FieldCondition {
  const one = (value: unknown): unknown => (typeof value === 'string' && tags.includes(value) ? into : value);
  const next = Object.entries(condition).map(([operator, value]): [string, unknown] => [operator, Array.isArray(value) ? [...new Set(value.map(one))] : one(value)]);
  return JSON.stringify(next) === JSON.stringify(Object.entries(condition)) ? condition : (Object.fromEntries(next) as FieldCondition);
}
