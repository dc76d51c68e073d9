import { Injectable } from '@nestjs/common';
import { requireCan } from '../../platform/access/ability.js';
import { Database } from '../../platform/database/database.js';
import { notFound, validationError } from '../../platform/errors/app-error.js';
import { inWords } from '../../platform/i18n/phrasebook.js';
import { findRecordType, recordTypeNamed } from '../../platform/records/record-registry.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { activityRecord, OPEN_STATUSES, type ActivityStatus } from './activity.record.js';
import { activitiesSql, hasTimeline, historySql, TimelineKind, untoldFields, type HistoryRow, type TimelinePlace, type TimelineQuery } from './timeline.sql.js';

/** One field's change, in values and in words: the words of a reference are the name of the record. */
export interface TimelineChange {
  readonly field: string;
  readonly label: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly beforeText: string | null;
  readonly afterText: string | null;
}

export interface TimelineEntry {
  readonly id: string;
  readonly kind: TimelineKind;
  readonly at: string;
  readonly title: string;
  readonly activity: AnyRow | null;
  readonly history: HistoryRow | null;
  readonly changes: readonly TimelineChange[];
}

export interface TimelinePage {
  readonly entries: readonly TimelineEntry[];
  readonly hasNextPage: boolean;
}

const MAX_PAGE = 100;
const DEFAULT_PAGE = 30;

/** Everything that happened to a record and around it: activities and the record's own history in one stream, newest first. */
@Injectable()
export class Timeline {
  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
  ) {}

  /**
   * @param after cursor of the last entry seen
   * @throws NOT_FOUND for a record the caller can't view, VALIDATION_ERROR for one without a timeline
   */
  async page(recordType: string, recordId: string, page: { readonly first?: number | null; readonly after?: string | null; readonly kinds?: readonly TimelineKind[] | null }): Promise<TimelinePage> {
    const type = await this.visible(recordType, recordId);
    const first = page.first ?? DEFAULT_PAGE;
    if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) throw validationError({ first: [`A page has 1 to ${MAX_PAGE} entries.`] });
    const kinds = page.kinds?.length ? page.kinds : null;
    const query: TimelineQuery = { type, id: recordId, limit: first + 1, after: page.after ? decodeCursor(page.after) : null, kinds };
    const { activities, history } = await this.read(query);
    const merged = [...activities.map((row) => ({ ...row, history: null })), ...history.map((row) => ({ id: row.id, at: row.at, history: row }))].sort(newestFirst);
    const shown = merged.slice(0, first);
    const rows = new Map((await this.store.byIds(activityRecord, shown.filter((entry) => !entry.history).map((entry) => entry.id))).map((row) => [row.id, row]));
    const names = await this.namesIn(type, shown.flatMap((entry) => entry.history ?? []));
    const entries = shown.flatMap((entry): TimelineEntry[] => {
      if (entry.history) return [{ id: entry.id, kind: entry.history.kind, at: entry.at, title: inWords(entry.history.label), activity: null, history: entry.history, changes: changesOf(type, entry.history, names) }];
      const activity = rows.get(entry.id);
      if (!activity) return [];
      const kind = OPEN_STATUSES.includes(activity['status'] as ActivityStatus) ? TimelineKind.PLANNED : TimelineKind.ACTIVITY;
      return [{ id: entry.id, kind, at: entry.at, title: titleOf(activityRecord, activity), activity, history: null, changes: [] }];
    });
    return { entries, hasNextPage: merged.length > first };
  }

  private async visible(recordType: string, recordId: string): Promise<RecordType> {
    const type = findRecordType(recordType);
    if (!type || !hasTimeline(recordType)) throw validationError({ recordType: ['Only accounts, contacts and opportunities have a timeline.'] });
    requireCan('view', type);
    const [row] = await this.store.byIds(type, [recordId], []);
    if (!row) throw notFound(`This ${type.label.toLowerCase()}`);
    return type;
  }

  private read(query: TimelineQuery): Promise<{ activities: { id: string; at: string }[]; history: HistoryRow[] }> {
    const [activities, history] = [activitiesSql(query), historySql(query)];
    return this.database.run(async (unit) => {
      const [found, told] = await Promise.all([
        activities ? unit.query<{ id: string; at: string }>(activities.sql, activities.parameters) : [],
        history ? unit.query<HistoryRow & Record<string, unknown>>(history.sql, history.parameters) : [],
      ]);
      return { activities: found, history: told };
    });
  }

  /** Names of the records that the changed references point at; those hidden or gone have none. One query a record type. */
  private async namesIn(type: RecordType, rows: readonly HistoryRow[]): Promise<ReadonlyMap<string, string>> {
    const wanted = new Map<string, Set<string>>();
    for (const { operation, before, after } of rows) {
      if (operation !== 'update') continue;
      for (const [field, value] of [...Object.entries(before ?? {}), ...Object.entries(after ?? {})]) {
        const { kind, target } = type.allFields[field] ?? {};
        if (kind === 'reference' && target && typeof value === 'string') wanted.set(target, (wanted.get(target) ?? new Set()).add(value));
      }
    }
    const names = new Map<string, string>();
    for (const [target, ids] of wanted) {
      const pointed = recordTypeNamed(target);
      for (const row of await this.store.byIds(pointed, [...ids])) names.set(row.id, titleOf(pointed, row));
    }
    return names;
  }
}

function changesOf(type: RecordType, row: HistoryRow, names: ReadonlyMap<string, string>): TimelineChange[] {
  if (row.operation !== 'update') return [];
  const untold = new Set(untoldFields(type));
  return Object.keys(row.after ?? {}).flatMap((field): TimelineChange[] => {
    const described = type.allFields[field];
    if (!described || untold.has(field)) return [];
    const [before, after] = [row.before?.[field] ?? null, row.after?.[field] ?? null];
    const text = (value: unknown): string | null => (typeof value === 'string' && described.kind === 'reference' ? (names.get(value) ?? null) : wordsOf(value));
    return [{ field, label: inWords(described.label), before, after, beforeText: text(before), afterText: text(after) }];
  });
}

function wordsOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const newestFirst = (a: TimelinePlace, b: TimelinePlace): number => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1);

export const encodeCursor = ({ at, id }: TimelinePlace): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

function decodeCursor(cursor: string): TimelinePlace {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { at, id };
  } catch {
    // An unreadable cursor gets the same answer as a foreign one.
  }
  throw validationError({ after: ['This cursor does not belong to this timeline. Start from its first page.'] });
}
