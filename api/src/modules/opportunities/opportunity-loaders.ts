import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { BatchLoader } from '../../platform/records/batch-loader.js';
import { decodeRow, selectList, type AnyRow } from '../../platform/records/record-rows.js';
import { columnOf, type RecordType } from '../../platform/records/record-type.js';
import { lineItemRecord } from './line-item.record.js';
import { opportunityContactRecord } from './opportunity-contact.record.js';

/** A step as stored; who and where are ids. */
export interface StoredStep {
  readonly id: string;
  readonly opportunityId: string;
  readonly fromStageId: string | null;
  readonly toStageId: string | null;
  readonly changedById: string | null;
  readonly changedAt: string;
  readonly secondsInPreviousStage: number | null;
  readonly changeSetId: string;
}

/** What hangs on opportunities, for any number of them in one query each. */
@Injectable()
export class OpportunityLoaders {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  readonly steps = new BatchLoader<StoredStep[]>((ids) => this.readSteps(ids), () => []);
  readonly lineItems = new BatchLoader<AnyRow[]>((ids) => this.parts(lineItemRecord, 'opportunityId', ids, 't.position, t.id'), () => []);
  /** The primary one first. */
  readonly contacts = new BatchLoader<AnyRow[]>((ids) => this.parts(opportunityContactRecord, 'opportunityId', ids, 't.is_primary desc, t.created_at, t.id'), () => []);
  readonly rolesOfContact = new BatchLoader<AnyRow[]>((ids) => this.parts(opportunityContactRecord, 'contactId', ids, 't.created_at desc, t.id'), () => []);

  private async parts(type: RecordType, field: string, ids: readonly string[], order: string): Promise<Map<string, AnyRow[]>> {
    const rows = await this.database.read(`select ${selectList(type, 't')} from ${type.table} t where t.${columnOf(field)} = any($1::uuid[]) and t.deleted_at is null order by ${order}`, [ids]);
    return Map.groupBy(rows.map((row) => decodeRow(type.allFields, row)), (row) => row[field] as string);
  }

  private async readSteps(ids: readonly string[]): Promise<Map<string, StoredStep[]>> {
    const rows = await this.database.read<StoredStep & Record<string, unknown>>(`select id, opportunity_id as "opportunityId", from_stage_id as "fromStageId", to_stage_id as "toStageId", changed_by_id as "changedById", changed_at as "changedAt",
                seconds_in_previous::float8 as "secondsInPreviousStage", change_set_id as "changeSetId"
         from opportunity_stage_changes where opportunity_id = any($1::uuid[]) order by changed_at, id`,
        [ids]);
    return Map.groupBy(rows, (row) => row.opportunityId);
  }
}
