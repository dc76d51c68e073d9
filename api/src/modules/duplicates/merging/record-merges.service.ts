import { Injectable, type OnModuleInit } from '@nestjs/common';
import { can, requireCan, requirePermission } from '../../../platform/access/ability.js';
import { ChangeSetRevert, type RevertResult } from '../../../platform/changes/change-set-revert.service.js';
import { ChangeSets } from '../../../platform/changes/change-sets.service.js';
import { guardReverts } from '../../../platform/changes/revert-guards.js';
import { Database, type UnitOfWork } from '../../../platform/database/database.js';
import { AppError, notFound, preconditionFailed, validationError } from '../../../platform/errors/app-error.js';
import { valueColumnOf, valueTableOf } from '../../../platform/records/custom-values.js';
import { mayWrite, writersOf } from '../../../platform/records/field-writers.js';
import { forwardRecords, type Forward } from '../../../platform/records/forwarding.js';
import { newId } from '../../../platform/records/new-id.js';
import { decodeRow, selectList, titleOf, type AnyRow } from '../../../platform/records/record-rows.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import { columnOf, type RecordType } from '../../../platform/records/record-type.js';
import { identifiedType, typeNamed, type IdentifiedType } from '../identity-keys.js';
import { LARGEST_GROUP } from '../pair-groups.js';
import { MergeJoiner, type Moved } from './merge-joiner.js';
import { mergedFields, type FieldChoice } from './merged-values.js';

/** Which records become one, and what of each is kept. */
export interface MergeRequest {
  readonly survivorId: string;
  /** All of them, the survivor too, with the versions that were looked at. */
  readonly records: readonly { readonly id: string; readonly version?: number | null }[];
  readonly fields?: readonly FieldChoice[] | null;
}

export interface MergeOutcome {
  readonly row: AnyRow;
  readonly changeSetId: string;
  readonly merged: number;
  readonly moved: readonly Moved[];
}

/** One merge that a record came out of. */
export interface PastMerge {
  readonly changeSetId: string;
  readonly mergedAt: string;
  readonly mergedBy: string;
  readonly undone: boolean;
  readonly losers: readonly { readonly id: string; readonly title: string }[];
}

const SOURCE = 'merge';

/** Makes records one, knows what became of those that are gone, and takes it back. */
@Injectable()
export class RecordMerges implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly reverts: ChangeSetRevert,
    private readonly store: RecordStore,
  ) {}

  onModuleInit(): void {
    forwardRecords((type, id) => this.forwardOf(type, id));
    guardReverts(SOURCE, (changeSetId) => this.checkUndo(changeSetId));
  }

  /** @throws VALIDATION_ERROR, NOT_FOUND, FORBIDDEN, CONFLICT (somebody changed one since it was looked at) */
  async merge(described: IdentifiedType, request: MergeRequest): Promise<MergeOutcome> {
    requirePermission('merge:records');
    // With the tenant's own fields, which are merged like the product's.
    const type = typeNamed(described.name);
    const ids = checkRequest(type, request);
    return this.database.run(async (unit) => {
      const rows = await lockAll(unit, type, ids);
      for (const { id, version } of request.records) checkRow(type, rows.get(id), version);
      const survivor = rows.get(request.survivorId)!;
      const others = ids.filter((id) => id !== survivor.id).map((id) => rows.get(id)!);
      const changeSetId = newId();
      const label = `Merged ${ids.length} ${type.labelPlural.toLowerCase()} into ${titleOf(type, survivor)}`;
      const joiner = new MergeJoiner(unit, this.changeSets, { changeSetId, label, source: `${SOURCE}:${changeSetId}` });
      const row = await joiner.join(type, survivor, others, request.fields ?? []);
      return { row, changeSetId, merged: others.length, moved: [...joiner.moved.values()] };
    });
  }

  /** Takes a merge back: the records it ended are there again with what belonged to them; what was changed since stays and is listed. */
  async unmerge(changeSetId: string): Promise<RevertResult> {
    const [known] = await this.database.read('select from record_merges where change_set_id = $1 limit 1', [changeSetId]);
    if (!known) throw notFound('This merge');
    return this.reverts.revert(changeSetId);
  }

  /** Merges that this record came out of, the latest first. */
  async of(type: RecordType, survivorId: string): Promise<PastMerge[]> {
    await this.store.get(type, survivorId);
    return this.database.read<PastMerge & Record<string, unknown>>(`select m.change_set_id as "changeSetId", max(m.merged_at) as "mergedAt", s.actor_name as "mergedBy", s.reverted_by_id is not null as undone,
                jsonb_agg(jsonb_build_object('id', m.loser_id, 'title', m.loser_title) order by m.loser_title) as losers
         from record_merges m join change_sets s on s.id = m.change_set_id where m.record_type = $1 and m.survivor_id = $2 group by 1, 3, 4 order by 2 desc limit 50`,
        [type.name, survivorId]);
  }

  /** The live record at the end of the chain, if the caller may view it. */
  private async forwardOf(type: RecordType, id: string): Promise<Forward | null> {
    if (!identifiedType(type.name)) return null;
    const rows = await this.database.read<{ id: string }>(`with recursive chain as (
           select l.survivor_id as id, 1 as step from (select survivor_id from record_merges where record_type = $1 and loser_id = $2 order by id desc limit 1) l
           union all
           select n.survivor_id, c.step + 1 from chain c cross join lateral (select survivor_id from record_merges where record_type = $1 and loser_id = c.id order by id desc limit 1) n where c.step < 20
         ) select c.id from chain c join ${type.table} t on t.id = c.id and t.deleted_at is null
         where exists (select from ${type.table} g where g.id = $2 and g.deleted_at is not null) order by c.step limit 1`,
        [type.name, id]);
    const [survivor] = rows[0] ? await this.store.byIds(type, [rows[0].id]) : [];
    return survivor ? { id: survivor.id, title: titleOf(type, survivor) } : null;
  }

  /** A merge can be taken back while its survivor is there and nobody has taken the place of those it ended. */
  private async checkUndo(changeSetId: string): Promise<void> {
    await this.database.run(async (unit) => {
      const merges = await unit.query<{ record_type: string; survivor_id: string; loser_id: string }>('select record_type, survivor_id, loser_id from record_merges where change_set_id = $1', [changeSetId]);
      for (const [name, group] of Map.groupBy(merges, ({ record_type }) => record_type)) {
        const type = identifiedType(name);
        if (type) await checkSurvivors(unit, type, group.map(({ survivor_id }) => survivor_id), new Set(group.map(({ loser_id }) => loser_id)));
        if (type) await checkKeysFree(unit, type, group.map(({ loser_id }) => loser_id), group.map(({ survivor_id }) => survivor_id));
      }
    });
  }
}

function checkRequest(type: IdentifiedType, { survivorId, records, fields }: MergeRequest): string[] {
  const ids = records.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw validationError({ records: ['Each record must be named once.'] });
  if (ids.length < 2 || ids.length > LARGEST_GROUP) throw validationError({ records: [`Choose 2 to ${LARGEST_GROUP} ${type.labelPlural.toLowerCase()}.`] });
  if (!ids.includes(survivorId)) throw validationError({ survivorId: ['Must be one of the records.'] });
  const known = new Set(mergedFields(type).map(([name]) => name));
  for (const { field, recordId } of fields ?? []) {
    if (known.has(field) && !mayWrite(type.allFields[field]!)) throw validationError({ fields: [`${type.allFields[field]!.label} may only be set by ${writersOf(type.allFields[field]!)}.`] });
    if (!known.has(field)) throw validationError({ fields: [`${field} can't be chosen when ${type.labelPlural.toLowerCase()} are merged.`] });
    if (recordId !== null && !ids.includes(recordId)) throw validationError({ fields: [`${type.allFields[field]!.label}: must be taken from one of the records.`] });
  }
  return ids;
}

async function lockAll(unit: UnitOfWork, type: RecordType, ids: readonly string[]): Promise<Map<string, AnyRow>> {
  const rows = await unit.query(`select ${selectList(type, 't')} from ${type.table} t where t.id = any($1::uuid[]) and t.deleted_at is null order by t.id for update`, [ids]);
  return new Map(rows.map((row) => [row['id'] as string, decodeRow(type.allFields, row)]));
}

function checkRow(type: RecordType, row: AnyRow | undefined, version: number | null | undefined): void {
  if (!row || !can('view', type, row)) throw notFound(`This ${type.label.toLowerCase()}`);
  requireCan('edit', type, row);
  if (typeof version === 'number' && version !== row.version) throw new AppError('CONFLICT', `Somebody changed ${titleOf(type, row)} since you opened it. Look at the values again.`, { current: row });
}

async function checkSurvivors(unit: UnitOfWork, type: RecordType, survivors: readonly string[], ownLosers: ReadonlySet<string>): Promise<void> {
  const rows = await unit.query(`select ${selectList(type, 't', type.titleFields)} from ${type.table} t where t.id = any($1::uuid[]) and t.deleted_at is not null`, [survivors]);
  const gone = rows.find((row) => !ownLosers.has(row['id'] as string));
  if (gone) throw preconditionFailed(`${titleOf(type, gone)} is gone itself. Restore it, or take back the merge that it became part of, first.`);
}

/** Nobody else may hold a unique key of a record that comes back. */
async function checkKeysFree(unit: UnitOfWork, type: RecordType, losers: readonly string[], survivors: readonly string[]): Promise<void> {
  for (const key of type.uniqueKeys ?? []) {
    const own = type.allFields[key.at(-1)!]!;
    const same = key.map((field) => `o.${columnOf(field)} is not distinct from g.${columnOf(field)}`).join(' and ');
    const column = valueColumnOf(own).column;
    const sources = own.custom
      ? `${valueTableOf(type)} l join ${valueTableOf(type)} v on v.tenant_id = l.tenant_id and v.field_id = l.field_id and v.${column} = l.${column} and l.field_id = '${own.custom.id}' join ${type.table} o on o.tenant_id = v.tenant_id and o.id = v.record_id join ${type.table} g on g.tenant_id = l.tenant_id and g.id = l.record_id`
      : `${type.table} g join ${type.table} o on o.${columnOf(key.at(-1)!)} = g.${columnOf(key.at(-1)!)} and ${same}`;
    const [held] = await unit.query(
      `select ${selectList(type, 'o', type.titleFields)} from ${sources} where g.id = any($1::uuid[]) and o.id <> g.id and o.deleted_at is null and not o.id = any($2::uuid[]) limit 1`,
      [losers, survivors],
    );
    if (held) throw preconditionFailed(`${titleOf(type, held)} has the same ${own.label.toLowerCase()} by now as a record that would come back. Change it first.`);
  }
}
