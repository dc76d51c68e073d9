import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { BatchLoader } from '../../platform/records/batch-loader.js';
import { decodeRow, selectList, type AnyRow } from '../../platform/records/record-rows.js';
import { contactConversionRecord } from './contact-conversion.record.js';
import type { LifecycleCause } from './lifecycle-history.js';
import type { Lifecycle } from './lifecycle-order.js';

/** A step as stored; who is an id. */
export interface StoredStep extends Record<string, unknown> {
  readonly id: string;
  readonly contactId: string;
  readonly from: Lifecycle | null;
  readonly to: Lifecycle | null;
  readonly changedAt: string;
  readonly changedById: string | null;
  readonly cause: LifecycleCause | null;
  readonly secondsInPrevious: number | null;
  readonly changeSetId: string | null;
}

/** Steps and conversions of contacts, for any number of them in one query each. */
@Injectable()
export class LifecycleLoaders {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  readonly steps = new BatchLoader<StoredStep[]>((ids) => this.readSteps(ids), () => []);
  readonly conversions = new BatchLoader<AnyRow | null>((ids) => this.readConversions(ids), () => null);

  private async readSteps(ids: readonly string[]): Promise<Map<string, StoredStep[]>> {
    const rows = await this.database.read<StoredStep>(`select id, contact_id as "contactId", from_lifecycle as "from", to_lifecycle as "to", changed_at as "changedAt", changed_by_id as "changedById", cause,
                seconds_in_previous::float8 as "secondsInPrevious", change_set_id as "changeSetId"
         from contact_lifecycle_changes where contact_id = any($1::uuid[]) order by changed_at, id`,
        [ids]);
    return Map.groupBy(rows, (row) => row.contactId);
  }

  private async readConversions(ids: readonly string[]): Promise<Map<string, AnyRow | null>> {
    const type = contactConversionRecord;
    const rows = await this.database.read(`select ${selectList(type, 't')} from ${type.table} t where t.contact_id = any($1::uuid[]) and t.deleted_at is null order by t.created_at`, [ids]);
    return new Map(rows.map((row) => decodeRow(type.allFields, row)).map((row) => [row['contactId'] as string, row]));
  }
}
