import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../access/ability-to-sql.js';
import { currentTenantId } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { planName } from '../database/plan-names.js';
import { Licences } from '../licensing/licences.service.js';
import { CountMemory } from './count-memory.js';
import { goneError } from './forwarding.js';
import { expandFilter } from './list-filters.js';
import { encodeCursor, planCount, planList, type ListPlan, type ListQuery } from './record-list.js';
import { decodeRow, selectList, type AnyRow } from './record-rows.js';
import { JSON_TEXT, jsonSql, typesWithin, type JsonSelection } from './record-json.js';
import type { RecordType } from './record-type.js';
import { TenantFieldsCache } from './tenant-fields-cache.js';
import { tenantType } from './tenant-types.js';

/** One page of a list. */
export interface RecordPage {
  readonly rows: readonly AnyRow[];
  /** Cursor of each row, in the same order. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** One page of a list whose records are texts. */
export interface JsonPage extends Omit<RecordPage, 'rows'> {
  /** JSON, unless `isWhole` says otherwise. */
  readonly texts: readonly unknown[];
}

/** A statement that reads records, and what makes them of its rows. */
export interface RecordReading {
  readonly read: readonly [sql: string, parameters: readonly unknown[], name: string | undefined];
  rowsOf(stored: Record<string, unknown>[]): AnyRow[];
}

interface StoredPage extends Omit<RecordPage, 'rows'> {
  readonly type: RecordType;
  readonly stored: Record<string, unknown>[];
}

/** Reads records of any type under the caller's tenant, licences and permissions. Writing is `ChangeSets.apply`. */
@Injectable()
export class RecordStore {
  private readonly counts = new CountMemory();

  constructor(
    private readonly database: Database,
    private readonly licences: Licences,
    private readonly tenantFields: TenantFieldsCache,
  ) {}

  async list(described: RecordType, query: ListQuery): Promise<RecordPage> {
    const { type, stored, ...page } = await this.page(described, query);
    return { ...page, rows: stored.map((row) => decodeRow(type.allFields, row)) };
  }

  /** The same with each record as the text of its JSON. */
  async listJson(described: RecordType, query: ListQuery & { readonly json: JsonSelection }): Promise<JsonPage> {
    await this.enter(described, query.json);
    const { stored, ...page } = await this.page(described, query);
    return { ...page, texts: stored.map((row) => row[JSON_TEXT]) };
  }

  private async page(described: RecordType, query: ListQuery): Promise<StoredPage> {
    const type = await this.enter(described);
    const plan = planList(type, { ...query, filter: await expandFilter(type, query.filter) });
    const found = await this.readPage(plan);
    const more = found.length > plan.limit;
    const stored = more ? found.slice(0, plan.limit) : found;
    if (plan.backward) stored.reverse();
    // Cursors hold values as stored, so they are made before the rows are decoded in place.
    const cursors = query.cursors === false ? [] : stored.map((row) => encodeCursor(plan, row));
    const resumed = Boolean(plan.backward ? query.before : query.after);
    return { type, stored, cursors, hasNextPage: plan.backward ? resumed : more, hasPreviousPage: plan.backward ? more : resumed };
  }

  /** How many the list holds in all; above ten thousand as it was within the last ten seconds. */
  async count(described: RecordType, query: ListQuery): Promise<number> {
    const type = await this.enter(described);
    const plan = planCount(type, { ...query, filter: await expandFilter(type, query.filter) });
    return this.counts.of(currentTenantId() ?? '', plan, async () => {
      const [row] = await this.database.read<{ count: number }>(plan.sql, plan.parameters);
      return row?.count ?? 0;
    });
  }

  /** The records among `ids` that the caller may view, deleted ones left out; the order is not the ids'. */
  async byIds(described: RecordType, ids: readonly string[], fields?: readonly string[]): Promise<AnyRow[]> {
    const { read, rowsOf } = await this.reading(described, (parameters) => `any(${parameters.add(ids)}::uuid[])`, fields);
    return rowsOf(await this.database.read(...read));
  }

  /**
   * The same as a statement, for those who send others along with it. Enter the tenant's work with it: licences are asked here.
   * @param ids SQL of what ids are compared with
   * @param json what each row has as text besides, under `JSON_TEXT`
   */
  async reading(described: RecordType, ids: (parameters: SqlParameters) => string, fields?: readonly string[], json?: JsonSelection): Promise<RecordReading> {
    const type = await this.enter(described, json);
    const parameters = new SqlParameters();
    const compared = ids(parameters);
    const text = json ? `, ${jsonSql(type, json, 't', parameters)} as "${JSON_TEXT}"` : '';
    const sql = `select ${selectList(type, 't', fields)}${text} from ${type.table} t where t.id = ${compared} and t.deleted_at is null and ${abilityToSql('view', type, 't', parameters)}`;
    return { read: [sql, parameters.values, planName(sql)], rowsOf: (stored) => stored.map((row) => decodeRow(type.allFields, row)) };
  }

  /** The JSON of one record; undefined where the caller may not view it, or there is none. */
  async jsonById(described: RecordType, id: string, json: JsonSelection): Promise<unknown> {
    const type = await this.enter(described, json);
    const parameters = new SqlParameters();
    const sql = `select ${jsonSql(type, json, 't', parameters)} as "${JSON_TEXT}" from ${type.table} t where t.id = ${parameters.add(id)}::uuid and t.deleted_at is null and ${abilityToSql('view', type, 't', parameters)}`;
    const [row] = await this.database.read(sql, parameters.values, planName(sql));
    return row?.[JSON_TEXT];
  }

  /** Holds the caller to the licence, and answers the type as the caller's tenant has it. */
  private async enter(type: RecordType, json?: JsonSelection): Promise<RecordType> {
    await this.licences.requireForRecords([type]);
    await this.tenantFields.ready();
    // Records that are pointed at are read with the others, but under the licence of their own module.
    if (json) await this.licences.requireForRecords(typesWithin(json));
    return tenantType(type);
  }

  /** @throws NOT_FOUND for an unknown, deleted, foreign or hidden id: the four are not told apart. One that was merged names the record it became part of. */
  async get(type: RecordType, id: string, fields?: readonly string[]): Promise<AnyRow> {
    const [row] = await this.byIds(type, [id], fields);
    if (!row) throw await goneError(type, id);
    return row;
  }

  /** Nearly always one statement in a flight of its own; where there are more, each sees what is stored when it comes. */
  private async readPage(plan: ListPlan): Promise<Record<string, unknown>[]> {
    const rows: Record<string, unknown>[] = [];
    for (const { sql, parameters } of plan.statements) {
      if (rows.length > plan.limit) break;
      rows.push(...(await this.database.read(sql, parameters)));
    }
    return rows;
  }
}
