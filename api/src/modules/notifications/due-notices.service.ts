import { Injectable } from '@nestjs/common';
import { MemberContexts } from '../../platform/access/member-contexts.js';
import { currentContext, currentTenantId, runInContext, systemContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { JobHandler, type RunningJob } from '../../platform/queue/job-handler.decorator.js';
import type { JobPayload } from '../../platform/queue/job-envelope.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { Notifications } from './notifications.service.js';
import type { Notice, NotificationType } from './notification-types.js';

/** How often it is looked for what is due: that much later than its time somebody is told, at most. */
const EVERY_MS = 5_000;
const BATCH = 200;
const DAY_MS = 86_400_000;
/** What a long outage held up for longer than this is not told any more. */
const STALE_MS = 7 * DAY_MS;

interface DueRow {
  readonly memberId: string;
  readonly type: NotificationType;
  readonly recordType: string;
  readonly recordId: string;
  readonly dueAt: string;
}

/** Words of what is due. */
const TITLES: Readonly<Partial<Record<NotificationType, (title: string) => string>>> = {
  TASK_DUE: (title) => `Due: ${title}`,
  TASK_OVERDUE: (title) => `Overdue: ${title}`,
  MEETING_REMINDER: (title) => `Soon: ${title}`,
};

/** Tells what is due, once: a row leaves the table in the transaction that stores the notification, so a worker that dies in between leaves both as they were. */
@Injectable()
export class DueNotices {
  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
    private readonly members: MemberContexts,
    private readonly notifications: Notifications,
  ) {}

  @JobHandler('notifications', 'tell-due', { everyMs: EVERY_MS })
  async tellDue(_payload: JobPayload, job: Pick<RunningJob, 'checkpoint'>): Promise<void> {
    const tenants = await this.database.runAs('dispatch', (unit) => unit.query<{ id: string }>('select distinct tenant_id as id from timed_notices where due_at <= now() limit 500'));
    for (const { id } of tenants) {
      while ((await runInContext(systemContext(id, 'Notifications'), () => this.tellSome())) === BATCH) job.checkpoint();
    }
  }

  /** Tells the present tenant's members. Workers at it together take different rows. @returns how many rows were due */
  tellSome(): Promise<number> {
    return this.database.run(async (unit) => {
      const due = await unit.query<DueRow>(
        // As an array the choice is made once; joined, a plan may make it anew for each row, and take far more than a batch.
        `delete from timed_notices where tenant_id = $1 and id = any(array(select id from timed_notices where tenant_id = $1 and due_at <= now() order by due_at limit ${BATCH} for update skip locked))
         returning member_id as "memberId", type, record_type as "recordType", record_id as "recordId", due_at as "dueAt"`,
        [currentTenantId()],
      );
      const timely = due.filter(({ dueAt }) => Date.parse(dueAt) > Date.now() - STALE_MS);
      const notices: Notice[] = [];
      for (const [memberId, rows] of Map.groupBy(timely, (row) => row.memberId)) notices.push(...(await this.noticesOf(memberId, rows)));
      await this.notifications.tell(notices);
      return due.length;
    });
  }

  /** Under the member's own permissions: nobody is told of what they may not see any more. */
  private async noticesOf(memberId: string, rows: readonly DueRow[]): Promise<Notice[]> {
    const context = await this.members.contextOf(currentTenantId(), memberId, 'system', currentContext().requestId);
    if (!context) return [];
    return runInContext(context, async () => {
      const notices: Notice[] = [];
      for (const [name, group] of Map.groupBy(rows, (row) => row.recordType)) {
        const type = recordTypeNamed(name);
        const records = new Map((await this.store.byIds(type, group.map(({ recordId }) => recordId))).map((record) => [record.id, record]));
        for (const row of group) {
          const record = records.get(row.recordId);
          if (record && !record.archivedAt) notices.push(noticeOf(row, type, record));
        }
      }
      return notices;
    });
  }
}

function noticeOf(row: DueRow, type: RecordType, record: AnyRow): Notice {
  const title = titleOf(type, record);
  return {
    memberId: row.memberId,
    type: row.type,
    title: TITLES[row.type]?.(title) ?? title,
    source: `${row.type}:${row.recordId}:${new Date(row.dueAt).toISOString()}`,
    ...leadsTo(row, record),
    data: { record: title, dueAt: new Date(row.dueAt).toISOString(), sourceType: row.recordType, sourceId: row.recordId },
  };
}

/** A reminder leads to what it is about; everything else to itself. */
function leadsTo(row: DueRow, record: AnyRow): Pick<Notice, 'recordType' | 'recordId'> {
  const [recordType, recordId] = [record['recordType'], record['recordId']];
  if (typeof recordType === 'string' && typeof recordId === 'string') return { recordType, recordId };
  return { recordType: row.recordType, recordId: row.recordId };
}
