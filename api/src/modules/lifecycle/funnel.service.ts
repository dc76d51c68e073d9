import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database } from '../../platform/database/database.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import { expandFilter } from '../../platform/records/list-filters.js';
import { listConditions } from '../../platform/records/record-list.js';
import { CONTACT_LIFECYCLES, contactRecord } from '../contacts/index.js';
import type { Lifecycle } from './lifecycle-order.js';

export interface FunnelStep {
  readonly lifecycle: Lifecycle;
  readonly count: number;
  readonly entered: number;
  readonly left: number;
  readonly averageSeconds: number | null;
}

type Row = Partial<FunnelStep> & Record<string, unknown>;

/** How many contacts are in each state of the lifecycle, and how many came and went. */
@Injectable()
export class ContactFunnel {
  constructor(private readonly database: Database) {}

  /** @param since ISO; what came and went is counted from then on, from the beginning without it */
  async read(filter: RecordFilter | null, since: string | null): Promise<FunnelStep[]> {
    const parameters = new SqlParameters();
    const shown = listConditions(contactRecord, { filter: await expandFilter(contactRecord, filter) }, parameters).join(' and ');
    const from = `${parameters.add(since ?? '1970-01-01T00:00:00Z')}::timestamptz`;
    const first = `coalesce((select s.from_lifecycle from contact_lifecycle_changes s where s.contact_id = t.id order by s.changed_at, s.id limit 1), t.lifecycle)`;
    const rows = await this.database.read<Row>(`select lifecycle, sum(present)::int as count, sum(came)::int as entered, sum(went)::int as "left", case when sum(went) > 0 then (sum(seconds) / sum(went))::float8 end as "averageSeconds" from (
           select t.lifecycle, count(*) as present, 0 as came, 0 as went, 0::numeric as seconds from contacts t where ${shown} group by 1
           union all
           select ${first}, 0, count(*), 0, 0 from contacts t where ${shown} and t.created_at >= ${from} group by 1
           union all
           select s.to_lifecycle, 0, count(distinct s.contact_id), 0, 0 from contact_lifecycle_changes s join contacts t on t.id = s.contact_id where ${shown} and s.changed_at >= ${from} group by 1
           union all
           select s.from_lifecycle, 0, 0, count(distinct s.contact_id), sum(s.seconds_in_previous) from contact_lifecycle_changes s join contacts t on t.id = s.contact_id where ${shown} and s.changed_at >= ${from} group by 1
         ) each where lifecycle is not null group by 1`,
        parameters.values);
    const found = new Map(rows.map((row) => [row.lifecycle, row]));
    return CONTACT_LIFECYCLES.map((lifecycle) => ({ count: 0, entered: 0, left: 0, averageSeconds: null, ...found.get(lifecycle), lifecycle }));
  }
}
