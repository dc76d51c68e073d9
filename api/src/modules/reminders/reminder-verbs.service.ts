import { Injectable } from '@nestjs/common';
import { currentContext } from '../../platform/context/request-context.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Database } from '../../platform/database/database.js';
import { preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { instantAt, localTime } from '../../platform/records/zoned-day.js';
import { OPEN_REMINDERS, reminderRecord, type Reminder, type ReminderStatus } from './reminder.record.js';

const DAY_MS = 86_400_000;
const MORNING_MS = 9 * 3_600_000;

/** For how long a reminder is put off. Days are the member's own, in their time zone. */
export enum SnoozeFor {
  TEN_MINUTES = 'TEN_MINUTES',
  HOUR = 'HOUR',
  TOMORROW = 'TOMORROW',
  NEXT_WEEK = 'NEXT_WEEK',
}

interface Done {
  readonly changeSetId: string;
  readonly row: AnyRow;
}

/** When a reminder put off like this comes back: tomorrow and next Monday at nine in the morning. */
export function snoozeEnd(choice: SnoozeFor, now: Date, timeZone: string): Date {
  if (choice === SnoozeFor.TEN_MINUTES) return new Date(now.getTime() + 600_000);
  if (choice === SnoozeFor.HOUR) return new Date(now.getTime() + 3_600_000);
  const today = Math.floor(localTime(now.getTime(), timeZone) / DAY_MS);
  // Day 0 of 1970 was a Thursday; Monday is 1.
  const weekday = (today + 4) % 7;
  const ahead = choice === SnoozeFor.TOMORROW ? 1 : ((8 - weekday) % 7) || 7;
  return new Date(instantAt((today + ahead) * DAY_MS + MORNING_MS, timeZone));
}

/** What people do with reminders beyond editing them. Each is one change set, so each can be undone. */
@Injectable()
export class ReminderVerbs {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  /** Done; a repeating one is followed by the next. @throws NOT_FOUND, PRECONDITION_FAILED when it is done or cancelled already */
  complete(id: string, expectedVersion?: number | null): Promise<Done> {
    return this.change('Completed reminder', id, { status: 'DONE' }, expectedVersion);
  }

  /** Puts it off, until a time or by one of the usual choices. */
  snooze(id: string, { until, choice }: { readonly until?: string | null; readonly choice?: SnoozeFor | null }, expectedVersion?: number | null): Promise<Done> {
    if (Boolean(until) === Boolean(choice)) throw validationError({ until: ['Say until when, or for how long.'] });
    const end = choice ? snoozeEnd(choice, new Date(), currentContext().timezone) : new Date(until!);
    if (end.getTime() <= Date.now()) throw validationError({ until: ['This time is past. Choose a later one.'] });
    return this.change('Snoozed reminder', id, { snoozedUntil: end.toISOString() }, expectedVersion);
  }

  /** Ends it and, if it repeats, all that would follow. */
  cancel(id: string, expectedVersion?: number | null): Promise<Done> {
    return this.change('Cancelled reminder', id, { status: 'CANCELLED' }, expectedVersion);
  }

  private change(label: string, id: string, values: Readonly<Record<string, unknown>>, expectedVersion?: number | null): Promise<Done> {
    return this.database.run(async () => {
      const { status } = (await this.store.get(reminderRecord, id)) as unknown as Reminder;
      if (!OPEN_REMINDERS.includes(status as ReminderStatus)) throw preconditionFailed(`This reminder is ${status === 'DONE' ? 'done' : 'cancelled'} already.`);
      return this.changeSets.applyOne(label, { type: reminderRecord, operation: 'update', id, values, ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}) });
    });
  }
}
