import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { notFound, validationError } from '../errors/app-error.js';
import { inWords } from '../i18n/phrasebook.js';
import { findRecordType } from '../records/record-registry.js';
import { RecordStore } from '../records/record-store.js';
import type { RecordType } from '../records/record-type.js';

/** One change to one record, as its history tells it. */
export interface HistoryEntry {
  readonly id: string;
  readonly changeSetId: string;
  readonly label: string;
  readonly operation: string;
  readonly at: string;
  readonly actorName: string;
  readonly actorId: string | null;
  readonly via: string;
  readonly source: string | null;
  readonly reverted: boolean;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where the present value of one field comes from. */
export interface FieldProvenance {
  readonly field: string;
  readonly changeSetId: string;
  readonly at: string;
  readonly setBy: string;
  readonly via: string;
  readonly source: string | null;
  readonly ref: string | null;
  readonly confidence: number | null;
}

/** Reads the audit trail and the provenance of records that the caller may view. */
@Injectable()
export class ChangeHistory {
  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
  ) {}

  /** Newest first; `before` is the id of the last entry of the previous page. */
  async ofRecord(recordType: string, recordId: string, first: number, before: string | null): Promise<HistoryEntry[]> {
    await this.visible(recordType, recordId);
    const entries = await this.database.read<HistoryEntry & Record<string, unknown>>(`select i.id, i.change_set_id as "changeSetId", s.label, i.operation, i.created_at as at, s.actor_name as "actorName", s.actor_member_id as "actorId",
                s.via, s.source, s.reverted_by_id is not null as reverted, i.before, i.after
         from change_items i join change_sets s on s.id = i.change_set_id
         where i.record_type = $1 and i.record_id = $2 and ($3::uuid is null or i.id < $3) order by i.id desc limit $4`,
        [recordType, recordId, before, Math.min(Math.max(first, 1), 200)]);
    return entries.map((entry) => ({ ...entry, label: inWords(entry.label) }));
  }

  async provenanceOf(recordType: string, recordId: string): Promise<FieldProvenance[]> {
    await this.visible(recordType, recordId);
    return this.database.read<FieldProvenance & Record<string, unknown>>(`select f.key as field, s.id as "changeSetId", s.created_at as at, s.actor_name as "setBy", s.via, f.value->>'source' as source, f.value->>'ref' as ref,
                (f.value->>'confidence')::float8 as confidence
         from field_provenance p, jsonb_each(p.fields) f join change_sets s on s.id = (f.value->>'set')::uuid
         where p.record_type = $1 and p.record_id = $2 order by 1`,
        [recordType, recordId]);
  }

  private async visible(recordType: string, recordId: string): Promise<RecordType> {
    const type = findRecordType(recordType);
    if (!type) throw validationError({ recordType: [`There is no record type "${recordType}".`] });
    const [row] = await this.store.byIds(type, [recordId], ['id']);
    if (!row) throw notFound(`This ${type.label.toLowerCase()}`);
    return type;
  }
}
