import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { can } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { isolating, reasonOf } from '../../platform/changes/isolating.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { notFound, validationError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/records/new-id.js';
import { findRecordType, recordTypes } from '../../platform/records/record-registry.js';
import { decodeRow, selectList, titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { columnOf, type RecordType } from '../../platform/records/record-type.js';
import type { TrashedRecord, TrashedRecordInput, TrashPage, TrashPayload, TrashRefusal } from './trash.types.js';

/** Days that deleted records can be brought back. */
export const KEPT_DAYS = 30;
const MOST_PAGE = 100;
const MOST_AT_ONCE = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Types whose records people delete one by one; parts of others go and come with those. */
const trashable = (): readonly RecordType[] => recordTypes().filter((type) => type.operations.includes('delete') && !type.partOf && can('delete', type));

type TrashedRow = AnyRow & { readonly deletedAt: string; readonly deletedBy: string | null };

/** Deleted records of every type, as long as they can be brought back. Seen and restored by whoever may delete them. */
@Injectable()
export class Trash {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
  ) {}

  /** What was deleted last first. @param after cursor of the last one seen */
  async page(recordType: string | null, first: number, after: string | null): Promise<TrashPage> {
    if (!Number.isInteger(first) || first < 1 || first > MOST_PAGE) throw validationError({ first: [`A page has 1 to ${MOST_PAGE} records.`] });
    if (recordType && !findRecordType(recordType)) throw validationError({ recordType: [`There is no record type "${recordType}".`] });
    const place = after ? placeOf(after) : null;
    const types = trashable().filter((type) => !recordType || type.name === recordType);
    const pages = await this.database.run((unit) => Promise.all(types.map((type) => deletedRows(unit, type, first + 1, place))));
    const all = pages.flat().sort((one, other) => (one.deletedAt === other.deletedAt ? (one.recordId < other.recordId ? 1 : -1) : one.deletedAt < other.deletedAt ? 1 : -1));
    const nodes = all.slice(0, first);
    const cursors = nodes.map((node) => Buffer.from(JSON.stringify([node.deletedAt, node.recordId])).toString('base64url'));
    return { nodes, pageInfo: { hasNextPage: all.length > first, hasPreviousPage: after !== null, startCursor: cursors[0] ?? null, endCursor: cursors.at(-1) ?? null } };
  }

  /** Brings records back, each with its parts that went with it. */
  restore(records: readonly TrashedRecordInput[]): Promise<TrashPayload> {
    return this.each('restore', records, `Restored ${wordsOf(records.length)} from the trash`);
  }

  /** Removes records for good, now. What histories say of them stays. */
  purge(records: readonly TrashedRecordInput[]): Promise<TrashPayload> {
    return this.each('purge', records, `Emptied ${wordsOf(records.length)} from the trash`);
  }

  private async each(operation: 'restore' | 'purge', records: readonly TrashedRecordInput[], label: string): Promise<TrashPayload> {
    if (records.length === 0 || records.length > MOST_AT_ONCE) throw validationError({ records: [`Name 1 to ${MOST_AT_ONCE} records.`] });
    const titles = new Map<string, string>();
    const wholes = await this.database.run(async (unit) => {
      const found: RecordChange[][] = [];
      for (const [name, group] of Map.groupBy(records, (record) => record.recordType)) {
        const type = trashable().find((each) => each.name === name);
        const ids = [...new Set(group.map((record) => record.recordId))];
        // Whether it may be seen in the trash is asked here; the change itself then is beyond permissions, which know only what is there.
        const rows = type && ids.every((id) => UUID.test(id)) ? await rowsById(unit, type, ids) : [];
        if (!type || rows.length < ids.length) throw notFound('One of these records');
        for (const row of rows) {
          titles.set(row.id, titleOf(type, row));
          // As it lies in the trash: what somebody has brought back meanwhile is not emptied with it.
          const whole: RecordChange = { type, operation, id: row.id, expectedVersion: row.version, values: {}, derived: true, fromTrash: true };
          const parts = (await partsOf(unit, type, row.id)).map((part) => ({ ...part, operation }));
          found.push(operation === 'purge' ? [...parts, whole] : [whole, ...parts]);
        }
      }
      return found;
    });
    const changeSetId = newId();
    const refused: TrashRefusal[] = [];
    const refuse = (changes: readonly RecordChange[], error: Error): void => {
      const { type, id } = changes.find((change) => titles.has(change.id!))!;
      refused.push({ recordType: type.name, recordId: id!, title: titles.get(id!)!, reason: reasonOf(error).message });
    };
    await isolating(
      wholes,
      async (batch) => void (await this.changeSets.apply({ label, changes: batch.flat(), changeSetId })),
      (changes, error) => Promise.resolve(refuse(changes, error)),
    );
    return { changeSetId, done: wholes.length - refused.length, refused };
  }
}

const wordsOf = (count: number): string => (count === 1 ? 'a record' : `${count} records`);

function placeOf(cursor: string): readonly [string, string] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && typeof place[0] === 'string' && !Number.isNaN(Date.parse(place[0])) && typeof place[1] === 'string' && UUID.test(place[1])) return [place[0], place[1]];
  } catch {
    // Told below, like every other cursor that is none.
  }
  throw validationError({ after: ['This is no cursor of this list.'] });
}

/** The last thing that happened to a record in the trash is its deletion; what went in a merge is brought back by undoing that. */
const LAST = (type: RecordType): string =>
  `lateral (select i.operation, s.actor_name from change_items i join change_sets s on s.tenant_id = i.tenant_id and s.id = i.change_set_id
            where i.tenant_id = t.tenant_id and i.record_type = '${type.name}' and i.record_id = t.id order by i.id desc limit 1) last`;

async function deletedRows(unit: UnitOfWork, type: RecordType, limit: number, after: readonly [string, string] | null): Promise<TrashedRecord[]> {
  const parameters = new SqlParameters();
  const conditions = ['t.deleted_at is not null', abilityToSql('delete', type, 't', parameters), `last.operation = 'delete'`];
  if (after) conditions.push(`(t.deleted_at, t.id) < (${parameters.add(after[0])}::timestamptz, ${parameters.add(after[1])}::uuid)`);
  const rows = await unit.query<TrashedRow & Record<string, unknown>>(
    `select ${selectList(type, 't', [...type.titleFields, ...('email' in type.allFields ? ['email'] : [])])}, t.deleted_at as "deletedAt", last.actor_name as "deletedBy"
     from ${type.table} t cross join ${LAST(type)} where ${conditions.join(' and ')} order by t.deleted_at desc, t.id desc limit ${limit}`,
    parameters.values,
  );
  return rows.map((row) => ({
    recordType: type.name,
    recordId: row.id,
    title: titleOf(type, decodeRow(type.allFields, row)),
    deletedAt: row.deletedAt,
    deletedBy: row.deletedBy,
    goneAt: new Date(Date.parse(row.deletedAt) + KEPT_DAYS * 86_400_000).toISOString(),
  }));
}

async function rowsById(unit: UnitOfWork, type: RecordType, ids: readonly string[]): Promise<AnyRow[]> {
  const parameters = new SqlParameters();
  const rows = await unit.query(
    `select ${selectList(type, 't')} from ${type.table} t cross join ${LAST(type)}
     where t.id = any(${parameters.add(ids)}::uuid[]) and t.deleted_at is not null and last.operation = 'delete' and ${abilityToSql('delete', type, 't', parameters)}`,
    parameters.values,
  );
  return rows.map((row) => decodeRow(type.allFields, row));
}

/** Parts of the record that are deleted as well. */
async function partsOf(unit: UnitOfWork, whole: RecordType, id: string): Promise<RecordChange[]> {
  const changes: RecordChange[] = [];
  for (const type of recordTypes()) {
    if (!type.partOf || type.allFields[type.partOf]?.target !== whole.name) continue;
    const rows = await unit.query<{ id: string }>(
      `select t.id from ${type.table} t join ${whole.table} w on w.tenant_id = t.tenant_id and w.id = t.${columnOf(type.partOf)} where w.id = $1 and t.deleted_at >= w.deleted_at`,
      [id],
    );
    changes.push(...rows.map((row): RecordChange => ({ type, operation: 'restore', id: row.id, values: {}, derived: true })));
  }
  return changes;
}
