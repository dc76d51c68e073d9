import { Injectable } from '@nestjs/common';
import { currentContext, currentMemberId } from '../../platform/context/request-context.js';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { isTimeZone } from '../../platform/records/zoned-day.js';
import { replaceTimedNotices } from '../notifications/index.js';
import { EARLIEST_START, LONGEST_SERIES, nextOccurrence, readRule } from './recurrence.js';
import { OPEN_REMINDERS, reminderRecord, type Reminder, type ReminderStatus } from './reminder.record.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What follows from reminders: status and times in step, the next one when a repeating one is done, and the notice at its time. */
@Injectable()
export class ReminderHooks implements RecordHooks {
  constructor(private readonly store: RecordStore) {}

  async beforeWrite(all: readonly Draft[]): Promise<void> {
    const drafts = all.filter(({ operation }) => operation === 'create' || operation === 'update');
    for (const draft of drafts) {
      checkOwner(draft);
      placeInTime(draft);
      followStatus(draft);
    }
    await this.checkRecords(drafts);
  }

  async afterWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    await schedule(drafts, context);
    for (const draft of drafts) if (draft.operation === 'update' && draft.changed.has('status') && reminderOf(draft).status === 'DONE') repeat(draft, context);
  }

  afterRevert(drafts: readonly Draft[], context: HookContext): Promise<void> {
    return schedule(drafts, context);
  }

  /** Refuses what is about a record that is not there, or not for the present member to see: the two are not told apart. */
  private async checkRecords(drafts: readonly Draft[]): Promise<void> {
    const about = drafts.filter((draft) => draft.changed.has('recordType') || draft.changed.has('recordId'));
    for (const [name, group] of Map.groupBy(about, (draft) => reminderOf(draft).recordType)) {
      const type = findRecordType(name ?? '');
      const ids = group.flatMap((draft) => reminderOf(draft).recordId ?? []);
      if (name && !type) group.forEach((draft) => refuse(draft, 'recordType', `There is no record type "${name}".`));
      else if (Boolean(name) !== ids.length > 0) group.forEach((draft) => refuse(draft, name ? 'recordType' : 'recordId', 'Name both the type and the id of the record, or neither.'));
      if (!type || ids.length === 0) continue;
      const found = new Set((await this.store.byIds(type, ids.filter((id) => UUID.test(id)))).map(({ id }) => id));
      for (const draft of group) {
        const id = reminderOf(draft).recordId?.toLowerCase();
        if (!id || !found.has(id)) refuse(draft, 'recordId', `There is no such ${type.label.toLowerCase()}. It may have been deleted.`);
        else if (id !== reminderOf(draft).recordId) set(draft, 'recordId', id);
      }
    }
  }
}

const reminderOf = (draft: Draft): Reminder => draft.after as unknown as Reminder;

/** What one reminds oneself of is one's own; to ask something of a colleague there are tasks. */
function checkOwner(draft: Draft): void {
  if (draft.change.derived || !draft.changed.has('ownerId')) return;
  if (reminderOf(draft).ownerId !== currentMemberId()) refuse(draft, 'ownerId', 'A reminder is your own. Give a colleague a task instead.');
}

function placeInTime(draft: Draft): void {
  const { timezone, recurrence, dueAt } = reminderOf(draft);
  if (timezone === null) set(draft, 'timezone', currentContext().timezone);
  else if (draft.changed.has('timezone') && !isTimeZone(timezone)) refuse(draft, 'timezone', 'This is no time zone. Write it like Europe/Berlin.');
  if (draft.changed.has('recurrence') && recurrence !== null) {
    const read = readRule(recurrence);
    if ('reason' in read) refuse(draft, 'recurrence', read.reason);
    else if (read.rule !== recurrence) set(draft, 'recurrence', read.rule);
  }
  checkThatItRepeats(draft);
  if (recurrence !== null && dueAt !== null && (draft.changed.has('dueAt') || draft.changed.has('recurrence')) && Date.parse(dueAt) < EARLIEST_START()) refuse(draft, 'dueAt', `What repeats begins at most ${LONGEST_SERIES} years ago.`);
  // Whoever moves a repeating reminder moves those that follow.
  const given = draft.change.derived && draft.change.values?.['startsAt'] !== undefined;
  if (!given && (draft.changed.has('dueAt') || draft.changed.has('recurrence')) && reminderOf(draft).startsAt !== dueAt) set(draft, 'startsAt', dueAt);
}

/** The last of a series has no next one, and may be moved; a series that somebody sets up and that has but one is a mistake in its end or its days. */
function checkThatItRepeats(draft: Draft): void {
  const { recurrence, dueAt, timezone } = reminderOf(draft);
  if (draft.change.derived || !draft.changed.has('recurrence') || !recurrence || !dueAt || !timezone || !isTimeZone(timezone)) return;
  const read = readRule(recurrence);
  if ('rule' in read && !/COUNT=1(;|$)/.test(read.rule) && !nextOccurrence(read.rule, new Date(dueAt), timezone, new Date(dueAt))) refuse(draft, 'recurrence', 'This never comes again after its first time. Choose a later end, or other days.');
}

function followStatus(draft: Draft): void {
  const before = draft.before as Reminder | null;
  const { snoozedUntil, dueAt } = reminderOf(draft);
  const put = (field: keyof Reminder, value: unknown): void => {
    if (draft.after[field] !== value) set(draft, field, value);
  };
  if (draft.changed.has('snoozedUntil') && snoozedUntil !== null && !draft.changed.has('status')) put('status', 'SNOOZED');
  // Another time, or none until which it sleeps, wakes it.
  else if (before?.status === 'SNOOZED' && !draft.changed.has('status') && (draft.changed.has('dueAt') || snoozedUntil === null)) put('status', 'PENDING');
  const status = reminderOf(draft).status as ReminderStatus | null;
  if (status === 'SNOOZED' && snoozedUntil === null) return refuse(draft, 'snoozedUntil', 'Say until when it is snoozed.');
  if (status !== 'SNOOZED') put('snoozedUntil', null);
  if (status === 'DONE') {
    if (before?.status !== 'DONE') put('completedAt', new Date().toISOString());
  } else put('completedAt', null);
  const remindAt = status === 'SNOOZED' ? snoozedUntil : dueAt;
  if (remindAt !== null) put('remindAt', remindAt);
}

/** The next of a series, unless it has come to its end. What was missed meanwhile is not made up for. */
function repeat(draft: Draft, { also }: HookContext): void {
  const { message, recurrence, startsAt, dueAt, timezone, recordType, recordId, ownerId } = reminderOf(draft);
  if (!recurrence || !startsAt || !dueAt || !timezone) return;
  const after = new Date(Math.max(Date.now(), Date.parse(dueAt)));
  const next = nextOccurrence(recurrence, new Date(startsAt), timezone, after);
  if (!next) return;
  also({ type: reminderRecord, operation: 'create', values: { message, recurrence, startsAt, timezone, recordType, recordId, ownerId, dueAt: next.toISOString() } });
}

/** Also what is past already is told, at once: whoever says "remind me" at a time just gone by wants to be reminded. */
function schedule(drafts: readonly Draft[], { unit }: HookContext): Promise<void> {
  const touched = drafts.filter(({ operation, changed }) => operation !== 'update' || ['remindAt', 'status', 'ownerId'].some((field) => changed.has(field)));
  const open = touched.filter((draft) => draft.operation !== 'delete' && draft.operation !== 'purge' && OPEN_REMINDERS.includes(reminderOf(draft).status as ReminderStatus));
  return replaceTimedNotices(
    unit,
    touched.map(({ id }) => id),
    open.flatMap((draft) => {
      const { ownerId, remindAt } = reminderOf(draft);
      return ownerId && remindAt ? [{ memberId: ownerId, type: 'REMINDER' as const, recordType: 'reminder', recordId: draft.id, dueAt: remindAt }] : [];
    }),
    { late: true },
  );
}
