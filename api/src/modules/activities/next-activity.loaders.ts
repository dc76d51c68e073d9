import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database } from '../../platform/database/database.js';
import { BatchLoader } from '../../platform/records/batch-loader.js';
import { answersInSql } from '../../platform/records/record-json.js';
import { decodeRow, selectList, type AnyRow } from '../../platform/records/record-rows.js';
import { activityRecord } from './activity.record.js';

type Link = 'account_id' | 'contact_id' | 'opportunity_id';

/** The earliest open activity of each record, under `key` the record's id: one index look-up for each instead of reading all their activities. */
export function nextActivitiesSql(link: Link, ids: readonly string[]): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const parameters = new SqlParameters();
  const wanted = parameters.add(ids);
  // The states are spelled out because the index has them as its condition.
  const sql = `select w.id as key, a.* from unnest(${wanted}::uuid[]) as w(id) cross join lateral (
      select ${selectList(activityRecord, 't')} from activities t
      where t.${link} = w.id and t.deleted_at is null and t.archived_at is null and t.status in ('PLANNED', 'IN_PROGRESS') and ${abilityToSql('view', activityRecord, 't', parameters)}
      order by t.occurred_at, t.id limit 1) a`;
  return { sql, parameters: parameters.values };
}

for (const [type, link] of [['Account', 'account_id'], ['Contact', 'contact_id'], ['Opportunity', 'opportunity_id']] as const) {
  answersInSql(`${type}.nextActivity`, {
    target: activityRecord,
    one: true,
    where: (record, next, parameters) => [
      `${next}.${link} = ${record}.id`,
      `${next}.deleted_at is null`,
      `${next}.archived_at is null`,
      `${next}.status in ('PLANNED', 'IN_PROGRESS')`,
      abilityToSql('view', activityRecord, next, parameters),
    ],
    order: (next) => `${next}.occurred_at, ${next}.id`,
  });
}

/** The earliest open activity of many records in one query. */
@Injectable()
export class NextActivities {
  readonly ofAccount = this.by('account_id');
  readonly ofContact = this.by('contact_id');
  readonly ofOpportunity = this.by('opportunity_id');

  constructor(private readonly database: Database) {}

  private by(link: Link): BatchLoader<AnyRow | null> {
    return new BatchLoader<AnyRow | null>(
      async (ids) => {
        const { sql, parameters } = nextActivitiesSql(link, ids);
        const rows = await this.database.run((unit) => unit.query(sql, parameters));
        return new Map(rows.map(({ key, ...row }) => [key as string, decodeRow(activityRecord.allFields, row)]));
      },
      () => null,
    );
  }
}
