import { Injectable } from '@nestjs/common';
import { AppError } from '../errors/app-error.js';
import { inWords } from '../i18n/phrasebook.js';
import { findRecordType, recordTypeNamed } from '../records/record-registry.js';
import { titleOf, unnamed, type AnyRow } from '../records/record-rows.js';
import { RecordStore } from '../records/record-store.js';
import type { RecordType } from '../records/record-type.js';
import { StoredFilterWords, type FilterTeller } from './stored-filter-words.service.js';

/** One field's change, in values and in words: the words of a reference are the name of the record, as far as the caller may see it. */
export interface FieldChange {
  readonly field: string;
  readonly label: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly beforeText: string | null;
  readonly afterText: string | null;
}

/** What the trail keeps of a change to one record. */
export interface ChangedRecord {
  readonly recordType: string;
  /** Asked for what the change itself does not say. */
  readonly recordId?: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** And of which record, under the title that it had then. */
export interface TitledChange extends ChangedRecord {
  readonly recordId: string;
  readonly title: string;
}

/** Fields whose change alone is nothing to tell: the product sets them in passing. */
export const untoldFields = (type: RecordType): string[] => Object.entries(type.allFields).filter(([name, field]) => field.readOnly && name !== 'archivedAt').map(([name]) => name);

/** Tells in words what the audit trail keeps as values. */
@Injectable()
export class ChangeWords {
  constructor(
    private readonly store: RecordStore,
    private readonly filters: StoredFilterWords,
  ) {}

  /** The changes of each record, in the order given; names are read once a record type. */
  async of(records: readonly ChangedRecord[]): Promise<FieldChange[][]> {
    const [names, filter] = [await this.namesIn(records), await this.filters.of(records)];
    return records.map((record) => changesOf(record, names, filter));
  }

  /** What each record is called: where it had no title of its own, its type and what it connects, as far as the caller may see that: "Member of group: Friends, Ada Berg". */
  async titlesOf(records: readonly TitledChange[]): Promise<string[]> {
    const values = await this.valuesOf(records.filter(isUntitled));
    const names = await this.namesIn([...values].map(([{ recordType }, after]) => ({ recordType, before: null, after })));
    return records.map((record) => {
      const [type, own] = [findRecordType(record.recordType), values.get(record)];
      if (!type || !own) return record.title;
      const connected = referencesOf(type).flatMap((field) => names.get(String(own[field])) ?? []);
      return connected.length > 0 ? `${inWords(type.label)}: ${connected.join(', ')}` : inWords(record.title);
    });
  }

  /** The references of each record, as they were, and where a change left them alone, as they are. */
  private async valuesOf(records: readonly TitledChange[]): Promise<ReadonlyMap<TitledChange, Readonly<Record<string, unknown>>>> {
    const values = new Map<TitledChange, Readonly<Record<string, unknown>>>();
    for (const [name, group] of Map.groupBy(records, ({ recordType }) => recordType)) {
      const type = recordTypeNamed(name);
      const rows = new Map((await this.visible(type, group.map(({ recordId }) => recordId), referencesOf(type))).map((row) => [row.id, row]));
      for (const record of group) values.set(record, { ...rows.get(record.recordId), ...record.before, ...record.after });
    }
    return values;
  }

  /** None of a module that the workspace has not, or has no more: its past is still told. */
  private async visible(type: RecordType, ids: readonly string[], fields?: readonly string[]): Promise<readonly AnyRow[]> {
    try {
      return await this.store.byIds(type, ids, fields);
    } catch (error) {
      if (error instanceof AppError && (error.code === 'MODULE_NOT_ENABLED' || error.code === 'TRIAL_EXPIRED')) return [];
      throw error;
    }
  }

  private async namesIn(records: readonly ChangedRecord[]): Promise<ReadonlyMap<string, string>> {
    const wanted = new Map<string, Set<string>>();
    for (const { recordType, before, after } of records) {
      const type = findRecordType(recordType);
      for (const [field, value] of [...Object.entries(before ?? {}), ...Object.entries(after ?? {})]) {
        const { kind, target } = type?.allFields[field] ?? {};
        if (kind === 'reference' && target && typeof value === 'string') wanted.set(target, (wanted.get(target) ?? new Set()).add(value));
      }
    }
    const names = new Map<string, string>();
    for (const [target, ids] of wanted) {
      const pointed = recordTypeNamed(target);
      for (const row of await this.visible(pointed, [...ids])) names.set(row.id, titleOf(pointed, row));
    }
    return names;
  }
}

function isUntitled({ recordType, title }: TitledChange): boolean {
  const type = findRecordType(recordType);
  return type !== undefined && title === unnamed(type);
}

const referencesOf = (type: RecordType): string[] => Object.entries(type.fields).filter(([, { kind }]) => kind === 'reference').map(([name]) => name);

function changesOf(record: ChangedRecord, names: ReadonlyMap<string, string>, filter: FilterTeller): FieldChange[] {
  const { recordType, before, after } = record;
  const type = findRecordType(recordType);
  if (!type) return [];
  const untold = new Set(untoldFields(type));
  return Object.keys(after ?? before ?? {}).flatMap((field): FieldChange[] => {
    const described = type.allFields[field];
    if (!described || untold.has(field)) return [];
    const [from, to] = [before?.[field] ?? null, after?.[field] ?? null];
    const text = (value: unknown): string | null => (typeof value === 'string' && described.kind === 'reference' ? (names.get(value) ?? null) : (filter(record, field, value) ?? wordsOf(value)));
    return [{ field, label: inWords(described.label), before: from, after: to, beforeText: text(from), afterText: text(to) }];
  });
}

function wordsOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(wordsOfPart).join(', ');
  return wordsOfPart(value);
}

/** What has a name of its own (the columns of a view) is told by it. */
function wordsOfPart(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { name, field } = value as Record<string, unknown>;
  return typeof name === 'string' ? name : typeof field === 'string' ? field : JSON.stringify(value);
}
