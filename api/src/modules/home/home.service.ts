import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { requireMember } from '../../platform/access/ability.js';
import { currentContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { inWords } from '../../platform/i18n/phrasebook.js';
import { Licences } from '../../platform/licensing/licences.service.js';
import { sumsOf } from '../../platform/records/kept-sums.js';
import { listConditions, type ListQuery } from '../../platform/records/record-list.js';
import { formatMoney } from '../../platform/records/money.js';
import { titleSql } from '../../platform/records/record-rows.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { localDate } from '../../platform/records/zoned-day.js';
import { accountRecord } from '../accounts/index.js';
import { ActivityBucket, MyActivities, type ActivityCounts } from '../activities/index.js';
import { contactRecord } from '../contacts/index.js';
import { BASE_CURRENCY } from '../currencies/index.js';
import { opportunityRecord, type OpportunityStatus } from '../opportunities/index.js';
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
  readonly overdue: readonly object[];
  readonly today: readonly object[];
  readonly upcoming: readonly object[];
  readonly recentRecords: readonly RecentRecord[];
  readonly pipelineSummary: PipelineSummary;
}

/** Types worth going back to; parts of records and settings are not. */
const RECENT_TYPES: readonly RecordType[] = [accountRecord, contactRecord, opportunityRecord, productRecord];
const TASKS = 10;
const RECENT = 8;

/** Of a member's latest changes, so many are looked through: a few first, which is nearly always enough. */
const LOOKED_THROUGH = [20, 100];

/** Lists open activities for a member of the page. */
type Listing = (member: 'overdue' | 'today' | 'upcoming', query: ListQuery) => Promise<readonly object[]>;

/** What a member sees first: their own work of today. */
@Injectable()
export class Home {
  constructor(
    private readonly database: Database,
    private readonly licences: Licences,
    private readonly activities: MyActivities,
  ) {}

  read(list: Listing, now: Date = new Date()): Promise<HomePage> {
    return this.database.gathering(() => this.all(list, now));
  }

  private async all(list: Listing, now: Date): Promise<HomePage> {
    const { memberId } = requireMember();
    const first = async (member: 'today' | 'upcoming', bucket: Parameters<MyActivities['first']>[0]): Promise<readonly object[]> => list(member, await this.activities.first(bucket, TASKS, now));
    const [counts, overdue, today, upcoming, recentRecords, pipelineSummary] = await Promise.all([
      this.activities.counts(now),
      this.activities.query(ActivityBucket.OVERDUE, { first: TASKS }, now).then((query) => list('overdue', query)),
      first('today', ActivityBucket.TODAY),
      first('upcoming', ActivityBucket.UPCOMING),
      this.recent(memberId),
      this.pipeline(memberId, now),
    ]);
    return { counts, overdue, today, upcoming, recentRecords, pipelineSummary };
  }

  /** Of the member's latest changes by hand, those to records that are still there and not undone; each record once. */
  private async recent(memberId: string): Promise<RecentRecord[]> {
    await this.licences.requireForRecords(RECENT_TYPES);
    let found: readonly RecentRecord[] = [];
    for (const sets of LOOKED_THROUGH) {
      found = await this.changed(memberId, sets);
      if (found.length === RECENT) break;
    }
    return found.map(({ label, ...record }) => ({ ...record, label: inWords(label) }));
  }

  private async changed(memberId: string, sets: number): Promise<RecentRecord[]> {
    const parameters = new SqlParameters();
    const actor = parameters.add(memberId);
    const titles = RECENT_TYPES.map(
      (type) => `when '${type.name}' then (select ${titleSql(type, 't')} from ${type.table} t where t.tenant_id = c.tenant_id and t.id = c."recordId" and t.deleted_at is null and ${abilityToSql('view', type, 't', parameters)})`,
    );
    return this.database.read<RecentRecord & Record<string, unknown>>(
      `select c."recordType", c."recordId", c.label, c.at, r.title from (
         select distinct on (i.record_id) i.tenant_id, i.record_type as "recordType", i.record_id as "recordId", s.label, s.created_at as at, s.id as set_id, i.id as item_id
         from (select * from change_sets s where s.actor_member_id = ${actor} and s.via in ('web', 'api') and s.reverted_by_id is null
               order by s.created_at desc, s.id desc limit ${sets}) s
         cross join lateral (select * from change_items i where i.tenant_id = s.tenant_id and i.change_set_id = s.id and i.record_type in (${RECENT_TYPES.map(({ name }) => `'${name}'`).join(', ')}) order by i.id limit 3) i
         order by i.record_id, s.created_at desc, s.id desc, i.id) c
       cross join lateral (select case c."recordType" ${titles.join(' ')} end as title) r
       where r.title is not null order by c.at desc, c.set_id desc, c.item_id limit ${RECENT}`,
      parameters.values,
    );
  }

  private async pipeline(memberId: string, now: Date): Promise<PipelineSummary> {
    const parameters = new SqlParameters();
    const mine = (status: OpportunityStatus): Pick<ListQuery, 'filter'> => ({ filter: { ownerId: { eq: memberId }, status: { eq: status } } });
    const open = sumsOf(opportunityRecord, mine('OPEN'), parameters);
    // A look into an index that holds all it asks for; what was decided in earlier months is never read.
    const won = listConditions(opportunityRecord, mine('WON'), parameters);
    const month = parameters.add(`${localDate(now, currentContext().timezone).slice(0, 7)}-01`);
    const [row] = await this.database.read<{ currency: string; openCount: number; open: string; weighted: string; wonCount: number; won: string }>(
      `select (${BASE_CURRENCY}) as currency, o.*, w.* from (select ${open.count} as "openCount", coalesce(sum(t.amount_base), 0)::text as open, coalesce(sum(t.weighted_amount_base), 0)::text as weighted ${open.from}) o
       cross join (select count(*)::int as "wonCount", coalesce(sum(t.amount_base), 0)::text as won from ${opportunityRecord.table} t where ${won.join(' and ')} and t.closed_on >= ${month}::date and t.closed_on < ${month}::date + interval '1 month') w`,
      parameters.values,
    );
    const { currency, openCount, wonCount } = row!;
    return { currency, openCount, openAmountBase: formatMoney(row!.open), weightedAmountBase: formatMoney(row!.weighted), wonThisMonthCount: wonCount, wonThisMonthAmountBase: formatMoney(row!.won) };
  }
}
