import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import type { OutboxEvent } from '../../platform/events/outbox-event.js';
import type { JobPayload } from '../../platform/queue/job-envelope.js';
import { JobHandler, type RunningJob } from '../../platform/queue/job-handler.decorator.js';
import { JobQueue } from '../../platform/queue/job-queue.service.js';
import { valueTableOf } from '../../platform/records/custom-values.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { decodeRow, selectList } from '../../platform/records/record-rows.js';
import { searchTextOf } from '../../platform/records/search-text.js';
import { TenantFieldsCache } from '../../platform/records/tenant-fields-cache.js';

interface Work extends JobPayload {
  readonly fieldId: string;
}

const BATCH = 500;
const NIL = '00000000-0000-0000-0000-000000000000';

/** Keeps what search looks through true when a definition changes: the records that have a value are read once more, in the background. */
@Injectable()
export class SearchUpkeep {
  constructor(
    private readonly database: Database,
    private readonly cache: TenantFieldsCache,
    private readonly jobs: JobQueue,
  ) {}

  @OnEvent(['customField.updated', 'customField.archived', 'customField.restored', 'customField.deleted'], 'Custom fields')
  async changed(event: OutboxEvent): Promise<void> {
    if (!event.recordId) return;
    const changed = (event.data['changed'] ?? []) as readonly string[];
    // Whether it is searched, and what its options are called; the rest of a definition is no part of any record's text.
    if (event.kind === 'customField.updated' && !changed.some((name) => name === 'searchable' || name === 'options')) return;
    const [field] = await this.database.read<{ searchable: boolean }>('select searchable from custom_fields where id = $1', [event.recordId]);
    if (!field || (!field.searchable && !changed.includes('searchable'))) return;
    await this.jobs.add('maintenance', 'index-custom-field', { fieldId: event.recordId }, { key: event.id });
  }

  @JobHandler('maintenance', 'index-custom-field')
  async index({ fieldId }: Work, job: RunningJob): Promise<void> {
    // Another process changed the definition; this one may not have heard yet.
    await this.cache.renew();
    for (let after: string | null = NIL; after !== null; job.checkpoint()) after = await this.indexSome(fieldId, after);
  }

  /** @returns where to go on; null at the end */
  private indexSome(fieldId: string, after: string): Promise<string | null> {
    return this.database.run(async (unit) => {
      const [field] = await unit.query<{ recordType: string }>('select record_type as "recordType" from custom_fields where id = $1', [fieldId]);
      const type = field && findRecordType(field.recordType);
      if (!type) return null;
      const rows = await unit.query(
        `select ${selectList(type, 't')} from ${type.table} t
         where t.id in (select v.record_id from ${valueTableOf(type)} v where v.field_id = $1 and v.position = 0 and v.record_id > $2 order by v.record_id limit ${BATCH}) order by t.id`,
        [fieldId, after],
      );
      const texts = rows.map((row) => decodeRow(type.allFields, row)).map((row) => ({ id: row.id, version: row.version, text: searchTextOf(type, row) }));
      // Whoever wrote a record meanwhile has written its text, too.
      await unit.query(
        `update ${type.table} t set search_text = v.text from jsonb_to_recordset($1::jsonb) as v(id uuid, version integer, text text)
         where t.id = v.id and t.version = v.version and t.search_text <> v.text`,
        [JSON.stringify(texts)],
      );
      return texts.length === BATCH ? texts.at(-1)!.id : null;
    });
  }
}
