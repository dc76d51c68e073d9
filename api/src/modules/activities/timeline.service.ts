import { Injectable } from '@nestjs/common';
import { requireCan } from '../../platform/access/ability.js';
import type { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { ChangeWords, type FieldChange } from '../../platform/changes/change-words.service.js';
import { Database } from '../../platform/database/database.js';
import { planName } from '../../platform/database/plan-names.js';
import { notFound, validationError } from '../../platform/errors/app-error.js';
import { asTexts } from '../../platform/graphql/record-texts.js';
import { inWords } from '../../platform/i18n/phrasebook.js';
import { JSON_TEXT, type JsonSelection } from '../../platform/records/record-json.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore, type RecordReading } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { activityRecord, OPEN_STATUSES, type ActivityStatus } from './activity.record.js';
import { activitiesSql, hasTimeline, historySql, TimelineKind, wantsActivities, type HistoryRow, type TimelinePlace, type TimelineQuery } from './timeline.sql.js';

export interface TimelineEntry {
  readonly id: string;
  readonly kind: TimelineKind;
  readonly at: string;
  readonly title: string;
  readonly activity: object | null;
  readonly history: HistoryRow | null;
  readonly changes: readonly FieldChange[];
}

export interface TimelinePage {
  readonly entries: readonly TimelineEntry[];
  readonly hasNextPage: boolean;
}

interface AskedPage {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly kinds?: readonly TimelineKind[] | null;
}

/** What an entry tells of its activity by itself. */
const TOLD = ['occurredAt', 'status', ...activityRecord.titleFields];
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
   * @param json what is wanted of activities, where texts will do
   * @throws NOT_FOUND for a record the caller can't view, VALIDATION_ERROR for one without a timeline
   */
  async page(recordType: string, recordId: string, page: AskedPage, json?: JsonSelection): Promise<TimelinePage> {
    const type = timelineType(recordType);
    let query: TimelineQuery;
    try {
      query = queryOf(type, recordId, page);
    } catch (error) {
      // Whoever may not see the record is told that first.
      await this.read(await this.store.reading(type, idOf(recordId), []), type);
      throw error;
    }
    const first = query.limit - 1;
    const { activities, history } = await this.entriesOf(query, json);
    const merged = [...activities.map((activity) => ({ id: activity.id, at: activity['occurredAt'] as string, activity, history: null })), ...history.map((row) => ({ id: row.id, at: row.at, activity: null, history: row }))].sort(newestFirst);
    const shown = merged.slice(0, first);
    const updates = shown.flatMap(({ history }) => (history?.operation === 'update' ? [history] : []));
    const told = await this.words.of(updates.map(({ before, after }) => ({ recordType: type.name, before, after })));
    const changes = new Map(updates.map((update, index) => [update, told[index] ?? []]));
    const entries = shown.map(({ id, at, activity, history }): TimelineEntry => {
      if (history) return { id, kind: history.kind, at, title: inWords(history.label), activity, history, changes: changes.get(history) ?? [] };
      const kind = OPEN_STATUSES.includes(activity['status'] as ActivityStatus) ? TimelineKind.PLANNED : TimelineKind.ACTIVITY;
      return { id, kind, at, title: titleOf(activityRecord, activity), activity: json ? asTexts([activity[JSON_TEXT]])[0] : activity, history, changes: [] };
    });
    return { entries, hasNextPage: merged.length > first };
  }

  /** The record itself, to know whether the caller may see it, its activities and its history: one trip to the database. */
  private async entriesOf(query: TimelineQuery, json: JsonSelection | undefined): Promise<{ activities: AnyRow[]; history: HistoryRow[] }> {
    const { type, id } = query;
    const record = await this.store.reading(type, idOf(id), []);
    const activities = await this.store.reading(activityRecord, (parameters) => `any(array(select p.id from (${activitiesSql(query, parameters)}) p))`, json && TOLD, json);
    const [wanted, history] = [wantsActivities(query), historySql(query)];
    const answers = await this.read(record, type, [...(wanted ? [activities.read] : []), ...(history ? [[history.sql, history.parameters, planName(history.sql)] as const] : [])]);
    return { activities: wanted ? activities.rowsOf(answers[0]!) : [], history: history ? (answers.at(-1) as unknown as HistoryRow[]) : [] };
  }

  /** @throws NOT_FOUND where the record is not for the caller to see */
  private async read({ read }: RecordReading, type: RecordType, others: readonly RecordReading['read'][] = []): Promise<Record<string, unknown>[][]> {
    const [found, ...answers] = await this.database.readTogether([read, ...others]);
    if (found!.length === 0) throw notFound(`This ${type.label.toLowerCase()}`);
    return answers;
  }
}

const idOf = (id: string) => (parameters: SqlParameters): string => `any(${parameters.add([id])}::uuid[])`;

function timelineType(recordType: string): RecordType {
  const type = findRecordType(recordType);
  if (!type || !hasTimeline(recordType)) throw validationError({ recordType: ['Only accounts, contacts and opportunities have a timeline.'] });
  requireCan('view', type);
  return type;
}

function queryOf(type: RecordType, id: string, { first: asked, after, kinds }: AskedPage): TimelineQuery {
  const first = asked ?? DEFAULT_PAGE;
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) throw validationError({ first: [`A page has 1 to ${MAX_PAGE} entries.`] });
  return { type, id, limit: first + 1, after: after ? decodeCursor(after) : null, kinds: kinds?.length ? kinds : null };
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
