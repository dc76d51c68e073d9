import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database } from '../../platform/database/database.js';
import { BatchLoader } from '../../platform/records/batch-loader.js';
import { decodeRow, selectList, type AnyRow } from '../../platform/records/record-rows.js';
import { activityRecord } from './activity.record.js';

/** The earliest open activity of many records in one query. */
@Injectable()
export class NextActivities {
  readonly ofAccount = this.by('account_id');
  readonly ofContact = this.by('contact_id');
  readonly ofOpportunity = this.by('opportunity_id');

  constructor(private readonly database: Database) {}

  private by(column: 'account_id' | 'contact_id' | 'opportunity_id'): BatchLoader<AnyRow | null> {
    return new BatchLoader<AnyRow | null>(
      async (ids) => {
        const parameters = new SqlParameters();
        const wanted = parameters.add(ids);
        // One index look-up for each record instead of reading all their activities. The states are spelled out because the index has them as its condition.
        const rows = await this.database.run((unit) =>
          unit.query(
            `select w.id as key, a.* from unnest(${wanted}::uuid[]) as w(id) cross join lateral (
               select ${selectList(activityRecord, 't')} from activities t
               where t.${column} = w.id and t.deleted_at is null and t.archived_at is null and t.status in ('PLANNED', 'IN_PROGRESS') and ${abilityToSql('view', activityRecord, 't', parameters)}
               order by t.occurred_at, t.id limit 1) a`,
            parameters.values,
          ),
        );
        return new Map(rows.map(({ key, ...row }) => [key as string, decodeRow(activityRecord.allFields, row)]));
      },
      () => null,
    );
  }
}
