import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database } from '../../platform/database/database.js';
import { BatchLoader } from '../../platform/records/batch-loader.js';
import { answersInSql } from '../../platform/records/record-json.js';
import { contactRecord } from './contact.record.js';

answersInSql('Account.contactCount', (account, parameters) => `(select count(*) from contacts k where k.tenant_id = ${account}.tenant_id and k.account_id = ${account}.id and k.deleted_at is null and k.archived_at is null and ${abilityToSql('view', contactRecord, 'k', parameters)})`);

/** How many contacts accounts have. */
@Injectable()
export class ContactCounts {
  constructor(private readonly database: Database) {}

  /** Contacts that the caller may view, by account; archived ones left out, as lists do. */
  readonly ofAccount = new BatchLoader<number>(
    async (accountIds) => {
      const parameters = new SqlParameters();
      const wanted = parameters.add(accountIds);
      const rows = await this.database.read<{ id: string; count: number }>(`select t.account_id as id, count(*)::int as count from contacts t
           where t.account_id = any(${wanted}::uuid[]) and t.deleted_at is null and t.archived_at is null and ${abilityToSql('view', contactRecord, 't', parameters)} group by 1`,
          parameters.values);
      return new Map(rows.map((row) => [row.id, row.count]));
    },
    () => 0,
  );
}
