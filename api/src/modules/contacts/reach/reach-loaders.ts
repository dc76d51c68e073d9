import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../../../platform/access/ability-to-sql.js';
import { Database } from '../../../platform/database/database.js';
import { BatchLoader } from '../../../platform/records/batch-loader.js';
import type { AnyRow } from '../../../platform/records/record-rows.js';
import { contactRecord } from '../contact.record.js';
import { entriesOf } from './contact-slots.js';
import { ACCOUNTS, EMAILS, PHONES, type ReachKind } from './reach-kinds.js';

/** Somebody at an account, as stored. */
export interface StoredPerson extends Record<string, unknown> {
  readonly accountId: string;
  readonly contactId: string;
  readonly relationId: string | null;
  readonly title: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly isMain: boolean;
}

const PEOPLE_SHOWN = 200;

/** The further entries of contacts' lists and the people of accounts, for any number of them in one query each. */
@Injectable()
export class ReachLoaders {
  constructor(private readonly database: Database) {}

  readonly emails = this.of(EMAILS);
  readonly phones = this.of(PHONES);
  readonly accounts = this.of(ACCOUNTS);
  /** Those who are there now first, then by name; archived contacts left out, as lists do. */
  readonly people = new BatchLoader<StoredPerson[]>((ids) => this.readPeople(ids), () => []);

  private of(kind: ReachKind): BatchLoader<AnyRow[]> {
    return new BatchLoader<AnyRow[]>((ids) => this.database.run((unit) => entriesOf({ unit }, kind, ids)), () => []);
  }

  private async readPeople(accountIds: readonly string[]): Promise<Map<string, StoredPerson[]>> {
    const parameters = new SqlParameters();
    const wanted = parameters.add(accountIds);
    const shown = `t.deleted_at is null and t.archived_at is null and ${abilityToSql('view', contactRecord, 't', parameters)}`;
    const rows = await this.database.read<StoredPerson>(`select w.id as "accountId", p.* from unnest(${wanted}::uuid[]) as w(id) cross join lateral (
           select * from (
             select t.id as "contactId", null::uuid as "relationId", t.job_title as title, t.account_since as "startedOn", null::date as "endedOn", true as "isMain", t.last_name, t.first_name
             from contacts t where t.account_id = w.id and ${shown}
             union all
             select t.id, r.id, r.title, r.started_on, r.ended_on, false, t.last_name, t.first_name
             from contact_accounts r join contacts t on t.tenant_id = r.tenant_id and t.id = r.contact_id where r.account_id = w.id and r.deleted_at is null and ${shown}
           ) each order by "endedOn" desc nulls first, last_name, first_name, "contactId" limit ${PEOPLE_SHOWN}) p`,
        parameters.values);
    return Map.groupBy(rows, (row) => row.accountId);
  }
}
