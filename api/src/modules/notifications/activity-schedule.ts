import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Draft } from '../../platform/changes/draft.js';
import { registerHooks, type HookContext, type RecordHooks } from '../../platform/changes/record-hooks.js';
import { OPEN_STATUSES, type Activity, type ActivityType } from '../activities/index.js';
import { replaceTimedNotices, type TimedNotice } from './timed-notices.js';

const MEETINGS: readonly ActivityType[] = ['MEETING', 'DEMO', 'CALL'];
/** So long before it begins. */
const BEFORE_MEETING_MS = 15 * 60_000;
const OVERDUE_AFTER_MS = 24 * 3_600_000;

/** Keeps what is to be told of open activities in step with them: at the time they are due, a day later, and shortly before they begin. */
@Injectable()
export class ActivitySchedule implements RecordHooks, OnModuleInit {
  onModuleInit(): void {
    registerHooks('activity', this);
  }

  afterWrite(drafts: readonly Draft[], { unit }: HookContext): Promise<void> {
    const touched = drafts.filter(({ operation, changed }) => operation !== 'update' || TIMED.some((field) => changed.has(field)));
    return replaceTimedNotices(unit, touched.map(({ id }) => id), touched.flatMap(noticesOf));
  }

  afterRevert(drafts: readonly Draft[], context: HookContext): Promise<void> {
    return this.afterWrite(drafts, context);
  }
}

const TIMED = ['dueAt', 'scheduledAt', 'status', 'type', 'ownerId', 'archivedAt'];

function noticesOf({ operation, id, after }: Draft): TimedNotice[] {
  const { dueAt, scheduledAt, status, type, ownerId, archivedAt } = after as unknown as Activity;
  if (operation === 'delete' || operation === 'purge' || !ownerId || archivedAt || !status || !OPEN_STATUSES.includes(status)) return [];
  const base = { memberId: ownerId, recordType: 'activity', recordId: id };
  const shifted = (time: string, by: number): string => new Date(Date.parse(time) + by).toISOString();
  return [
    ...(dueAt ? [{ ...base, type: 'TASK_DUE' as const, dueAt }, { ...base, type: 'TASK_OVERDUE' as const, dueAt: shifted(dueAt, OVERDUE_AFTER_MS) }] : []),
    ...(scheduledAt && type && MEETINGS.includes(type) ? [{ ...base, type: 'MEETING_REMINDER' as const, dueAt: shifted(scheduledAt, -BEFORE_MEETING_MS) }] : []),
  ];
}
