import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { Activity } from './activity.record.js';

/**
 * Holds status and times together: what is completed has a time of completion, and nothing else has. Either may be given, the other follows.
 *
 * @param now ISO
 */
export function followStatus(draft: Draft, now: string): void {
  const activity = draft.after as unknown as Activity;
  const created = draft.before === null;
  const statusGiven = created ? draft.change.values?.['status'] !== undefined : draft.changed.has('status');
  if (draft.changed.has('completedAt') && activity.completedAt !== null) {
    if (statusGiven && activity.status !== 'COMPLETED') return refuse(draft, 'completedAt', 'Only a completed activity has a time of completion.');
    if (activity.status !== 'COMPLETED') set(draft, 'status', 'COMPLETED');
  } else if (activity.status === 'COMPLETED' && activity.completedAt === null) {
    if (created || draft.changed.has('status')) set(draft, 'completedAt', created ? whenItHappened(activity, now) : now);
    else set(draft, 'status', 'PLANNED');
  } else if (activity.status !== 'COMPLETED' && activity.completedAt !== null) set(draft, 'completedAt', null);
  // Writing a note is all there is to do about it.
  if (created && activity.type === 'NOTE' && !statusGiven && activity.status === 'PLANNED' && !activity.dueAt && !activity.scheduledAt) {
    set(draft, 'status', 'COMPLETED');
    set(draft, 'completedAt', now);
  }
  const occurredAt = occurrenceOf(activity) ?? (created ? now : activity.createdAt);
  if (activity.occurredAt !== occurredAt) set(draft, 'occurredAt', occurredAt);
}

/** Where an activity stands on a timeline; null when it has no time at all. */
export const occurrenceOf = (activity: Pick<Activity, 'completedAt' | 'scheduledAt' | 'dueAt'>): string | null => activity.completedAt ?? activity.scheduledAt ?? activity.dueAt;

/** Something entered as done, brought in from elsewhere for instance, was done when it was to be done, if that is past. */
const whenItHappened = (activity: Activity, now: string): string => [activity.scheduledAt, activity.dueAt].find((time) => time !== null && time <= now) ?? now;

/** Whether the draft makes an activity completed that was not. */
export const completes = (draft: Draft): boolean => draft.after['status'] === 'COMPLETED' && draft.before?.['status'] !== 'COMPLETED';

/** What is wrong between status and times, after an undo that could put only one of them back. */
export function repairOf(activity: Activity, now: string): Record<string, string | null> | null {
  const completedAt = activity.status === 'COMPLETED' ? (activity.completedAt ?? now) : null;
  const occurredAt = completedAt ?? activity.scheduledAt ?? activity.dueAt ?? activity.createdAt;
  return completedAt === activity.completedAt && occurredAt === activity.occurredAt ? null : { completedAt, occurredAt };
}
