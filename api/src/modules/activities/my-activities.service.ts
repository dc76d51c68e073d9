import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { requireMember } from '../../platform/access/ability.js';
import { currentContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import type { ListQuery } from '../../platform/records/record-list.js';
import { activityRecord, OPEN_STATUSES } from './activity.record.js';
import { dayBounds } from '../../platform/records/zoned-day.js';

/**
 * Parts of a member's open activities. A day is the member's own, in their time zone. What has a time falls into exactly one of OVERDUE, TODAY
 * and UPCOMING; its time is when it is due, else when it is scheduled.
 */
export enum ActivityBucket {
  OVERDUE = 'OVERDUE',
  TODAY = 'TODAY',
  UPCOMING = 'UPCOMING',
  UNDATED = 'UNDATED',
  OPEN = 'OPEN',
  MENTIONED = 'MENTIONED',
}

export interface ActivityCounts {
  readonly overdue: number;
  readonly today: number;
  readonly upcoming: number;
  readonly undated: number;
}

const MAX_MENTIONS = 200;
const TIME = 'coalesce(t.due_at, t.scheduled_at)';
/** Written out: as a parameter, a kept plan could not know that the index of open activities has all of them. */
const OPEN = OPEN_STATUSES.map((status) => `'${status}'`).join(', ');

/** What the acting member has to do. */
@Injectable()
export class MyActivities {
  constructor(private readonly database: Database) {}

  /** How the records of a part are listed: earliest first; mentions newest first. */
  async query(bucket: ActivityBucket, page: { readonly first?: number | null; readonly after?: string | null }, now: Date = new Date()): Promise<ListQuery> {
    const { memberId } = requireMember();
    const filter = bucket === ActivityBucket.MENTIONED ? { id: { in: await this.mentioning(memberId) } } : bucketFilter(bucket, memberId, now);
    return { ...page, filter, sort: [{ field: 'occurredAt', direction: bucket === ActivityBucket.MENTIONED ? 'DESC' : 'ASC' }] };
  }

  /** How the first records of a part with a time are listed. Which they are, an index tells: a list would pass over all that is earlier, and who is behind with much has much of that. */
  async first(bucket: ActivityBucket.TODAY | ActivityBucket.UPCOMING, count: number, now: Date = new Date()): Promise<ListQuery> {
    const { start, end } = dayBounds(now, currentContext().timezone);
    const parameters = new SqlParameters();
    const open = openOnes(parameters);
    const part = bucket === ActivityBucket.TODAY ? `${TIME} >= ${parameters.add(start)} and ${TIME} < ${parameters.add(end)}` : `${TIME} >= ${parameters.add(end)}`;
    const rows = await this.database.read<{ id: string }>(`select t.id ${open} and ${part} order by t.occurred_at, t.id limit ${parameters.add(count)}`, parameters.values);
    return { first: count, filter: { id: { in: rows.map((row) => row.id) } }, sort: [{ field: 'occurredAt', direction: 'ASC' }] };
  }

  async counts(now: Date = new Date()): Promise<ActivityCounts> {
    const { start, end } = dayBounds(now, currentContext().timezone);
    const parameters = new SqlParameters();
    const open = openOnes(parameters);
    const [from, to] = [start, end].map((value) => parameters.add(value));
    const [row] = await this.database.read<{ [K in keyof ActivityCounts]: number }>(
      `select count(*) filter (where ${TIME} < ${from})::int as overdue, count(*) filter (where ${TIME} >= ${from} and ${TIME} < ${to})::int as today,
              count(*) filter (where ${TIME} >= ${to})::int as upcoming, count(*) filter (where ${TIME} is null)::int as undated ${open}`,
      parameters.values,
    );
    return row ?? { overdue: 0, today: 0, upcoming: 0, undated: 0 };
  }

  private async mentioning(memberId: string): Promise<string[]> {
    const rows = await this.database.read<{ id: string }>(`select activity_id as id from activity_mentions where member_id = $1 order by created_at desc, id desc limit ${MAX_MENTIONS}`, [memberId]);
    return rows.map((row) => row.id);
  }
}

/** What the acting member has open; all it asks for is in the index `activities_open`. */
const openOnes = (parameters: SqlParameters): string =>
  `from activities t where t.owner_id = ${parameters.add(requireMember().memberId)} and t.status in (${OPEN}) and t.deleted_at is null and t.archived_at is null and ${abilityToSql('view', activityRecord, 't', parameters)}`;

function bucketFilter(bucket: ActivityBucket, memberId: string, now: Date): RecordFilter {
  const { start, end } = dayBounds(now, currentContext().timezone);
  const open: RecordFilter = { ownerId: { eq: memberId }, status: { in: OPEN_STATUSES } };
  const timed = (condition: Readonly<Record<string, string>>): RecordFilter => ({ ...open, or: [{ dueAt: condition }, { dueAt: { isNull: true }, scheduledAt: condition }] });
  switch (bucket) {
    case ActivityBucket.OVERDUE:
      return timed({ lt: start });
    case ActivityBucket.TODAY:
      return timed({ gte: start, lt: end });
    case ActivityBucket.UPCOMING:
      return timed({ gte: end });
    case ActivityBucket.UNDATED:
      return { ...open, dueAt: { isNull: true }, scheduledAt: { isNull: true } };
    default:
      return open;
  }
}
