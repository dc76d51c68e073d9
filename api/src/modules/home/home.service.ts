import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { requireMember } from '../../platform/access/ability.js';
import { currentContext } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { inWords } from '../../platform/i18n/phrasebook.js';
import { listConditions } from '../../platform/records/record-list.js';
import { formatMoney } from '../../platform/records/money.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { localDate } from '../../platform/records/zoned-day.js';
import { accountRecord } from '../accounts/index.js';
import { ActivityBucket, MyActivities, type ActivityCounts } from '../activities/index.js';
import { contactRecord } from '../contacts/index.js';
import { loadRates } from '../currencies/index.js';
import { opportunityRecord } from '../opportunities/index.js';
import { productRecord } from '../products/index.js';

/** A record the member changed lately. */
export interface RecentRecord {
  readonly recordType: string;
  readonly recordId: string;
  readonly title: string;
  /** What was done last: "Changed stage". */
  readonly label: string;
  readonly at: string;
}

/** The member's own opportunities, in the base currency. */
export interface PipelineSummary {
  readonly currency: string;
  readonly openCount: number;
  readonly openAmountBase: string;
  readonly weightedAmountBase: string;
  readonly wonThisMonthCount: number;
  readonly wonThisMonthAmountBase: string;
}

export interface HomePage {
  readonly counts: ActivityCounts;
  readonly overdue: readonly AnyRow[];
  readonly today: readonly AnyRow[];
  readonly upcoming: readonly AnyRow[];
  readonly recentRecords: readonly RecentRecord[];
  readonly pipelineSummary: PipelineSummary;
}

/** Types worth going back to; parts of records and settings are not. */
const RECENT_TYPES = [accountRecord, contactRecord, opportunityRecord, productRecord].map((type) => type.name);
const TASKS = 10;
const RECENT = 8;

/** What a member sees first: their own work of today. One transaction for all of it. */
@Injectable()
export class Home {
  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
    private readonly activities: MyActivities,
  ) {}

  read(now: Date = new Date()): Promise<HomePage> {
    const { memberId } = requireMember();
    return this.database.run(async (unit) => {
      const tasks = async (bucket: ActivityBucket): Promise<readonly AnyRow[]> => (await this.activities.list(bucket, { first: TASKS }, now)).rows;
      const [counts, overdue, today, upcoming, recentRecords, pipelineSummary] = await Promise.all([
        this.activities.counts(now),
        tasks(ActivityBucket.OVERDUE),
        tasks(ActivityBucket.TODAY),
        tasks(ActivityBucket.UPCOMING),
        this.recent(unit, memberId),
        this.pipeline(unit, memberId, now),
      ]);
      return { counts, overdue, today, upcoming, recentRecords, pipelineSummary };
    });
  }

  /** Of the member's latest changes by hand, those to records that are still there and not undone; each record once. */
  private async recent(unit: UnitOfWork, memberId: string): Promise<RecentRecord[]> {
    const changes = await unit.query<{ recordType: string; recordId: string; label: string; at: string }>(
      `select i.record_type as "recordType", i.record_id as "recordId", s.label, s.created_at as at
       from (select * from change_sets s where s.actor_member_id = $1 and s.via in ('web', 'api') and s.reverted_by_id is null
             order by s.created_at desc, s.id desc limit 100) s
       cross join lateral (select * from change_items i where i.tenant_id = s.tenant_id and i.change_set_id = s.id and i.record_type = any($2::text[]) order by i.id limit 3) i
       order by s.created_at desc, s.id desc, i.id`,
      [memberId, RECENT_TYPES],
    );
    const latest = [...new Map(changes.toReversed().map((change) => [change.recordId, change])).values()].toReversed();
    const rows = new Map<string, AnyRow>();
    for (const [name, group] of Map.groupBy(latest, (change) => change.recordType)) {
      for (const row of await this.store.byIds(recordTypeNamed(name), group.map((change) => change.recordId))) rows.set(row.id, row);
    }
    return latest
      .flatMap((change): RecentRecord[] => {
        const row = rows.get(change.recordId);
        return row ? [{ ...change, label: inWords(change.label), title: titleOf(recordTypeNamed(change.recordType), row) }] : [];
      })
      .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
      .slice(0, RECENT);
  }

  private async pipeline(unit: UnitOfWork, memberId: string, now: Date): Promise<PipelineSummary> {
    const parameters = new SqlParameters();
    const conditions = listConditions(opportunityRecord, { filter: { ownerId: { eq: memberId } } }, parameters);
    const month = parameters.add(`${localDate(now, currentContext().timezone).slice(0, 7)}-01`);
    // Two looks into an index that holds all they ask for; what was decided in earlier months is never read.
    const mine = `from ${opportunityRecord.table} t where ${conditions.join(' and ')}`;
    const [rates, [row]] = await Promise.all([
      loadRates(unit),
      unit.query<{ openCount: number; open: string; weighted: string; wonCount: number; won: string }>(
        `select * from (select count(*)::int as "openCount", coalesce(sum(t.amount_base), 0)::text as open, coalesce(sum(t.weighted_amount_base), 0)::text as weighted ${mine} and t.status = 'OPEN') o
         cross join (select count(*)::int as "wonCount", coalesce(sum(t.amount_base), 0)::text as won ${mine} and t.status = 'WON' and t.closed_on >= ${month}::date and t.closed_on < ${month}::date + interval '1 month') w`,
        parameters.values,
      ),
    ]);
    return {
      currency: rates.base,
      openCount: row?.openCount ?? 0,
      openAmountBase: formatMoney(row?.open ?? 0n),
      weightedAmountBase: formatMoney(row?.weighted ?? 0n),
      wonThisMonthCount: row?.wonCount ?? 0,
      wonThisMonthAmountBase: formatMoney(row?.won ?? 0n),
    };
  }
}
