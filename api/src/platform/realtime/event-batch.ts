import type { AppAbility } from '../access/ability.js';
import { runInContext, systemContext } from '../context/request-context.js';
import type { Database } from '../database/database.js';
import { decodeRow, selectList, type AnyRow } from '../records/record-rows.js';
import type { RecordType } from '../records/record-type.js';
import type { TenantEvent } from './outbox-reader.js';

/**
 * Events that came together. Subscribers share what it takes to judge them: rows are read once for all, and only when somebody's permission depends
 * on what a row holds.
 */
export class EventBatch {
  private readonly rows = new Map<string, Promise<ReadonlyMap<string, AnyRow>>>();
  private readonly titles: ReadonlyMap<string, string>;

  constructor(
    private readonly database: Database,
    readonly tenantId: string,
    readonly events: readonly TenantEvent[],
  ) {
    // A domain's own event beside the record's stands for the same record.
    this.titles = new Map(events.flatMap(({ recordId, data }) => (recordId && typeof data['title'] === 'string' ? [[recordId, data['title']]] : [])));
  }

  titleOf(event: TenantEvent): string | null {
    return typeof event.data['title'] === 'string' ? event.data['title'] : ((event.recordId && this.titles.get(event.recordId)) ?? null);
  }

  /** The records of the batch that somebody with this ability may see; deleted ones count by what they last held. */
  async visible(type: RecordType, ability: AppAbility, isVisible: (row: AnyRow) => boolean): Promise<ReadonlySet<string>> {
    const fields = [...new Set(ability.rulesFor('view', type.name).flatMap((rule) => Object.keys((rule.conditions ?? {}) as object)))].sort();
    const key = `${type.name} ${fields.join()}`;
    let rows = this.rows.get(key);
    if (!rows) this.rows.set(key, (rows = this.read(type, fields)));
    return new Set([...(await rows).values()].filter(isVisible).map((row) => row.id));
  }

  private async read(type: RecordType, fields: readonly string[]): Promise<ReadonlyMap<string, AnyRow>> {
    const ids = [...new Set(this.events.flatMap((event) => (event.recordType === type.name && event.recordId ? [event.recordId] : [])))];
    const rows = await runInContext(systemContext(this.tenantId, 'Live events'), () =>
      this.database.read(`select ${selectList(type, 't', fields)} from ${type.table} t where t.id = any($1::uuid[])`, [ids]),
    );
    return new Map(rows.map((row) => [row['id'] as string, decodeRow(type.allFields, row)]));
  }
}
