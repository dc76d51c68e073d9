import { Injectable } from '@nestjs/common';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Database } from '../../platform/database/database.js';
import { preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { activityRecord, OPEN_STATUSES, type Activity, type ActivityType } from './activity.record.js';

/** Something that has just been done, in as few words as a person likes to write. */
export interface LoggedActivity {
  readonly type: ActivityType;
  readonly subject?: string | null;
  readonly description?: string | null;
  readonly outcome?: string | null;
  readonly accountId?: string | null;
  readonly contactId?: string | null;
  readonly opportunityId?: string | null;
  readonly direction?: string | null;
  readonly durationMinutes?: number | null;
  /** ISO; now when left out. */
  readonly happenedAt?: string | null;
  readonly mentionIds?: readonly string[] | null;
}

interface Done {
  readonly changeSetId: string;
  readonly row: AnyRow;
}

const MAX_DERIVED_SUBJECT = 120;

/** What people do with activities beyond editing them. Each is one change set, so each can be undone. */
@Injectable()
export class ActivityVerbs {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  /** Enters what was done. Without a subject the first line of the description is it. */
  log(input: LoggedActivity): Promise<Done> {
    const { happenedAt, subject, type, ...values } = input;
    const name = wordOf(type);
    return this.changeSets.applyOne(`Logged ${name.toLowerCase()}`, {
      type: activityRecord,
      operation: 'create',
      brief: true,
      values: { ...values, type, subject: subject?.trim() || subjectOf(values.description) || name, status: 'COMPLETED', completedAt: happenedAt ?? new Date().toISOString() },
    });
  }

  /** Marks it as done now; an outcome left out stays as it is. @throws NOT_FOUND, FORBIDDEN, CONFLICT */
  complete(id: string, outcome: string | null | undefined, expectedVersion?: number | null): Promise<Done> {
    return this.change('Completed activity', id, { status: 'COMPLETED', ...(outcome === undefined || outcome === null ? {} : { outcome }) }, expectedVersion);
  }

  /** Makes it a plan again, whatever had become of it. */
  reopen(id: string, expectedVersion?: number | null): Promise<Done> {
    return this.change('Reopened activity', id, { status: 'PLANNED' }, expectedVersion);
  }

  /** Gives it other times; what had been called off is planned again. @throws PRECONDITION_FAILED when it is completed */
  reschedule(id: string, times: { readonly scheduledAt?: string | null; readonly dueAt?: string | null }, expectedVersion?: number | null): Promise<Done> {
    if (times.scheduledAt === undefined && times.dueAt === undefined) throw validationError({ dueAt: ['Say when: give a due or a scheduled time.'] });
    return this.database.run(async () => {
      const { status } = (await this.store.get(activityRecord, id)) as unknown as Activity;
      if (status === 'COMPLETED') throw preconditionFailed('This activity is completed. Reopen it before moving it.');
      return this.change('Rescheduled activity', id, { ...times, ...(OPEN_STATUSES.includes(status ?? 'PLANNED') ? {} : { status: 'PLANNED' }) }, expectedVersion);
    });
  }

  private change(label: string, id: string, values: Readonly<Record<string, unknown>>, expectedVersion?: number | null): Promise<Done> {
    return this.changeSets.applyOne(label, { type: activityRecord, operation: 'update', id, values, ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}) });
  }
}

/** `LINKEDIN_MESSAGE` -> `Linkedin message`. */
const wordOf = (type: ActivityType): string => type[0] + type.slice(1).toLowerCase().replaceAll('_', ' ');

const subjectOf = (description: string | null | undefined): string => {
  const line = description?.trim().split('\n', 1)[0]?.trim() ?? '';
  return line.length <= MAX_DERIVED_SUBJECT ? line : `${line.slice(0, MAX_DERIVED_SUBJECT - 1).trimEnd()}…`;
};
