import { Injectable } from '@nestjs/common';
import { requireCan } from '../../platform/access/ability.js';
import { ChangeWords, type FieldChange } from '../../platform/changes/change-words.service.js';
import { Database } from '../../platform/database/database.js';
import { planName } from '../../platform/database/plan-names.js';
import { notFound, validationError } from '../../platform/errors/app-error.js';
import { inWords } from '../../platform/i18n/phrasebook.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { activityRecord, OPEN_STATUSES, type ActivityStatus } from './activity.record.js';
import { activitiesSql, hasTimeline, historySql, TimelineKind, type HistoryRow, type TimelinePlace, type TimelineQuery, type TimelineStatement } from './timeline.sql.js';

export interface TimelineEntry {
  readonly id: string;
  readonly kind: TimelineKind;
  readonly at: string;
  readonly title: string;
  readonly activity: AnyRow | null;
  readonly history: HistoryRow | null;
  readonly changes: readonly FieldChange[];
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
    private readonly words: ChangeWords,
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
    const updates = shown.flatMap(({ history }) => (history?.operation === 'update' ? [history] : []));
    const told = await this.words.of(updates.map(({ before, after }) => ({ recordType: type.name, before, after })));
    const changes = new Map(updates.map((update, index) => [update, told[index] ?? []]));
    const entries = shown.flatMap((entry): TimelineEntry[] => {
      if (entry.history) return [{ id: entry.id, kind: entry.history.kind, at: entry.at, title: inWords(entry.history.label), activity: null, history: entry.history, changes: changes.get(entry.history) ?? [] }];
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

  private async read(query: TimelineQuery): Promise<{ activities: { id: string; at: string }[]; history: HistoryRow[] }> {
    const ask = async <T extends object>(statement: TimelineStatement | null): Promise<T[]> => (statement ? this.database.read<T>(statement.sql, statement.parameters, planName(statement.sql)) : []);
    const [activities, history] = await Promise.all([ask<{ id: string; at: string }>(activitiesSql(query)), ask<HistoryRow>(historySql(query))]);
    return { activities, history };
  }
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
