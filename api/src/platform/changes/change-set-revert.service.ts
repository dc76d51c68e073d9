import { Injectable } from '@nestjs/common';
import { can, hasPermission, requirePermission } from '../access/ability.js';
import { currentMemberId } from '../context/request-context.js';
import { Database, type UnitOfWork } from '../database/database.js';
import { forbidden, notFound, preconditionFailed } from '../errors/app-error.js';
import { sameValue } from '../records/field-codec.js';
import { newId } from '../records/new-id.js';
import { referencesTo, recordTypeNamed } from '../records/record-registry.js';
import { decodeRow, selectList, type AnyRow } from '../records/record-rows.js';
import { valuesFrom } from '../records/custom-values.js';
import type { RecordType } from '../records/record-type.js';
import { ChangeSets } from './change-sets.service.js';
import type { ChangeOperation, RecordChange } from './draft.js';
import { checkRevert, type RevertGrant } from './revert-guards.js';
import { undoPermission } from './undo-permission.js';

/** A change that was left as it is, and why. */
export interface SkippedChange {
  readonly recordType: string;
  readonly recordId: string;
  readonly title: string;
  readonly field: string | null;
  readonly reason: string;
}

export interface RevertResult {
  /** The set that undid it; itself revertible. */
  readonly changeSetId: string;
  readonly reverted: number;
  readonly skipped: readonly SkippedChange[];
}

interface Item {
  id: string;
  record_type: string;
  record_id: string;
  operation: ChangeOperation;
  title: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const CHUNK = 500;

/**
 * Undoes a change set, newest item first, field by field: a value goes back only if it is still what the set made it, and what somebody changed since is
 * left and listed. Large sets go chunk by chunk, each in its own transaction; items already undone are skipped, so a broken-off revert is simply run again.
 */
@Injectable()
export class ChangeSetRevert {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
  ) {}

  /** @param onProgress told after each chunk how many items are done. @throws NOT_FOUND, FORBIDDEN, PRECONDITION_FAILED (undone already). */
  async revert(changeSetId: string, onProgress: (done: number, total: number) => void | Promise<void> = () => undefined): Promise<RevertResult> {
    const head = await this.authorise(changeSetId);
    const revertId = head.reverting_id ?? newId();
    const skipped: SkippedChange[] = [];
    let reverted = 0;
    let done = 0;
    for (let last: string | null = null; ; ) {
      const chunk: Item[] = await this.database.run(async (unit) => {
        await claim(unit, changeSetId);
        const items = await pendingItems(unit, changeSetId, last);
        if (items.length > 0) {
          const result = await this.revertItems(unit, head, changeSetId, revertId, items);
          skipped.push(...result.skipped);
          reverted += result.reverted;
        }
        if (items.length < CHUNK) await unit.query('update change_sets set reverted_by_id = $2 where id = $1 and exists (select from change_sets where id = $2)', [changeSetId, revertId]);
        return items;
      });
      done += chunk.length;
      await onProgress(done, head.item_count);
      if (chunk.length < CHUNK) break;
      last = chunk.at(-1)!.id;
    }
    return { changeSetId: revertId, reverted, skipped };
  }

  /** How a set was undone, for work that may have died right after; null while it is not. What was left is not kept. */
  async outcomeOf(changeSetId: string): Promise<RevertResult | null> {
    const [row] = await this.database.read<{ id: string; reverted: number }>(`select s.reverted_by_id as id, (select count(distinct i.record_id) from change_items i where i.change_set_id = s.reverted_by_id)::int as reverted
         from change_sets s where s.id = $1 and s.reverted_by_id is not null`,
        [changeSetId]);
    return row ? { changeSetId: row.id, reverted: row.reverted, skipped: [] } : null;
  }

  /** People undo what they did themselves; what others did, only those who may see the audit log. */
  private async authorise(changeSetId: string): Promise<{ label: string; item_count: number; reverting_id: string | null; grant: RevertGrant }> {
    requirePermission('revert:changes');
    const [head] = await this.database.read<{ label: string; source: string | null; item_count: number; actor_member_id: string | null; reverted_by_id: string | null; reverting_id: string | null }>(`select label, source, item_count, actor_member_id, reverted_by_id, (select r.id from change_sets r where r.reverts_id = s.id order by r.id desc limit 1) as reverting_id
         from change_sets s where s.id = $1`,
        [changeSetId]);
    if (!head) throw notFound('This change');
    if (head.actor_member_id !== currentMemberId() && !hasPermission('view:audit')) throw forbidden('Only the person who made this change, or an administrator, can undo it.');
    if (head.reverted_by_id) throw preconditionFailed('This change has been undone already.');
    return { ...head, grant: await checkRevert(head.source) };
  }

  private async revertItems(unit: UnitOfWork, { label, grant }: { readonly label: string; readonly grant: RevertGrant }, setId: string, revertId: string, items: readonly Item[]): Promise<{ reverted: number; skipped: SkippedChange[] }> {
    const skipped: SkippedChange[] = [];
    const rows = await currentRows(unit, items);
    const touchedSince = (ids: readonly string[]): Promise<Set<string>> => changedSince(unit, setId, revertId, ids);
    const touched = await touchedSince([...new Set(items.map((item) => item.record_id))]);
    const used = await usedElsewhere(unit, items);
    const permits = await undoPermission(unit, setId, items.flatMap(({ record_type, record_id }) => (rows.has(record_id) ? [{ type: recordTypeNamed(record_type), row: rows.get(record_id)! }] : [])), touchedSince);
    let refused = 0;
    const changes: RecordChange[] = [];
    const itemOf = new Map<RecordChange, string>();
    // Several items of one record in a chunk are folded into one change, oldest value winning, because a batch touches a record once.
    const folded = new Map<string, RecordChange & { values: Record<string, unknown> }>();
    for (const item of items) {
      const row = rows.get(item.record_id);
      if (!row) continue;
      const type = recordTypeNamed(item.record_type);
      const follows = grant.personalFollows === true && type.access === 'personal';
      // What a colleague keeps to themselves, or has been given since, is not named in anybody else's report.
      const seen = can('view', type, row);
      const told = !follows || seen;
      const skip = (field: string | null, reason: string): void => void (told && skipped.push({ recordType: item.record_type, recordId: item.record_id, title: seen ? item.title : '', field, reason }));
      const inUse = (used.get(item.record_id) ?? []).find((use) => !letsGo(use, folded.get(use.userId ?? '')));
      const change = inverse(type, item, row, folded.get(item.record_id)?.values, skip, touched.has(item.record_id), inUse && `It is used by ${inUse.count} ${inUse.by}.`);
      if (!change) continue;
      if (!follows && !permits({ type, row, operation: item.operation, values: change.values })) {
        refused += 1;
        skip(null, `You may not change this ${type.label.toLowerCase()}.`);
        continue;
      }
      const present = folded.get(item.record_id);
      if (present) changes.splice(changes.indexOf(present), 1);
      // What the set changed and then deleted comes back with its old values.
      const operation = present?.operation === 'restore' && change.operation === 'update' ? ('restore' as const) : change.operation;
      const merged = { ...change, operation, values: { ...(change.operation === 'purge' ? {} : present?.values), ...change.values } };
      folded.set(item.record_id, merged);
      changes.push(merged);
      itemOf.set(merged, item.id);
    }
    // Nothing of it is the caller's to undo; it stays open to those who may.
    if (refused > 0 && changes.length === 0 && items.length < CHUNK && !(await begun(unit, revertId))) throw forbidden('You may not change any of what this changed, so you can\'t undo it. Ask an administrator of this workspace.');
    const applied = await this.changeSets.apply({ label: `Undid: ${label}`, changes, onRefused: 'collect', changeSetId: revertId, reverts: { id: setId, items: itemOf } });
    applied.outcomes.forEach((outcome, index) => {
      if (outcome.ok) return;
      const change = changes[index]!;
      const item = items.find((candidate) => candidate.id === itemOf.get(change))!;
      skipped.push({ recordType: item.record_type, recordId: item.record_id, title: can('view', recordTypeNamed(item.record_type), rows.get(item.record_id)!) ? item.title : '', field: null, reason: outcome.error.message });
    });
    return { reverted: applied.outcomes.filter((outcome) => outcome.ok).length, skipped };
  }
}

/** Whether the undo has written anything yet. */
const begun = async (unit: UnitOfWork, revertId: string): Promise<boolean> => (await unit.query('select from change_sets where id = $1', [revertId])).length > 0;

/** Lets one undo of a set at a time write, and none after it is done. The lock does not hold up an import that adds to the set. */
async function claim(unit: UnitOfWork, setId: string): Promise<void> {
  const [set] = await unit.query<{ reverted_by_id: string | null }>('select reverted_by_id from change_sets where id = $1 for no key update', [setId]);
  if (set?.reverted_by_id) throw preconditionFailed('This change has been undone already.');
}

/** The next chunk, newest first, without what an earlier attempt undid. */
const pendingItems = (unit: UnitOfWork, setId: string, before: string | null): Promise<Item[]> =>
  unit.query<Item>(
    `select i.id, i.record_type, i.record_id, i.operation, i.title, i.before, i.after from change_items i
     where i.change_set_id = $1 and ($2::uuid is null or i.id < $2)
       and not exists (select from change_items r where r.reverts_item_id = i.id)
     order by i.id desc limit ${CHUNK}`,
    [setId, before],
  );

async function currentRows(unit: UnitOfWork, items: readonly Item[]): Promise<Map<string, AnyRow>> {
  const rows = new Map<string, AnyRow>();
  for (const [name, group] of Map.groupBy(items, (item) => item.record_type)) {
    const type = recordTypeNamed(name);
    const found = await unit.query(`select ${selectList(type, 't')}, t.deleted_at as "deletedAt" from ${type.table} t where t.id = any($1::uuid[]) order by t.id for update`, [
      [...new Set(group.map((item) => item.record_id))],
    ]);
    for (const row of found) rows.set(row['id'] as string, decodeRow(type.allFields, row));
  }
  return rows;
}

/**
 * Records among these that another change set, not undone since, has changed after this one. Their history is read first, by record: of a set that was written
 * just now PostgreSQL knows nothing yet, takes it for a few items, and would go through all of them for each record.
 */
async function changedSince(unit: UnitOfWork, setId: string, revertId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await unit.query<{ record_id: string }>(
    `with history as materialized (select record_id, id, change_set_id from change_items where record_id = any($1::uuid[])),
       own as (select distinct on (record_id) record_id, id from history where change_set_id = $2 order by record_id, id desc)
     select distinct h.record_id from history h join own on own.record_id = h.record_id and h.id > own.id join change_sets s on s.id = h.change_set_id
     where h.change_set_id <> $2 and h.change_set_id <> $3 and s.reverted_by_id is null and s.reverts_id is null`,
    [ids, setId, revertId],
  );
  return new Set(rows.map((row) => row.record_id));
}

/** What points at a record which the undo would remove. */
interface Use {
  /** The pointing record where the same chunk is about it too; null for those outside, counted together. */
  readonly userId: string | null;
  readonly field: string;
  readonly count: number;
  /** "1 order" and "12 orders" without the number. */
  readonly by: string;
}

/** Whether undoing the pointing record's own change, newer and so decided before, ends the use. */
const letsGo = (use: Use, change: RecordChange | undefined): boolean => change !== undefined && (change.operation === 'purge' || use.field in (change.values ?? {}));

/** For records that the undo would remove: what else points at them now. */
async function usedElsewhere(unit: UnitOfWork, items: readonly Item[]): Promise<Map<string, Use[]>> {
  const used = new Map<string, Use[]>();
  const chunk = [...new Set(items.map((item) => item.record_id))];
  for (const [name, group] of Map.groupBy(items.filter((item) => item.operation === 'create'), (item) => item.record_type)) {
    const ids = group.map((item) => item.record_id);
    for (const { type, field } of referencesTo(name)) {
      if (type.allFields[field]!.readOnly) continue;
      const { from, column } = valuesFrom(type, field);
      const rows = await unit.query<{ id: string; user_id: string | null; count: number }>(
        `select ${column} as id, case when t.id = any($2::uuid[]) then t.id end as user_id, count(*)::int as count from ${from}
         where ${column} = any($1::uuid[]) and t.deleted_at is null group by 1, 2`,
        [ids, chunk],
      );
      for (const row of rows) {
        const use = { userId: row.user_id, field, count: row.count, by: (row.count === 1 ? type.label : type.labelPlural).toLowerCase() };
        used.set(row.id, [...(used.get(row.id) ?? []), use]);
      }
    }
  }
  return used;
}

function inverse(
  type: RecordType,
  item: Item,
  row: AnyRow,
  pending: Readonly<Record<string, unknown>> | undefined,
  skip: (field: string | null, reason: string) => void,
  touched: boolean,
  used: string | undefined,
): (RecordChange & { values: Record<string, unknown> }) | null {
  const base = { type, id: item.record_id, derived: true } as const;
  switch (item.operation) {
    case 'create':
      if (touched) return skip(null, 'Somebody changed it since.'), null;
      if (used) return skip(null, used), null;
      return { ...base, operation: 'purge', values: {} };
    case 'delete':
    case 'merge':
      return row['deletedAt'] ? { ...base, operation: 'restore', values: {} } : null;
    case 'purge':
      return null;
    default: {
      const values: Record<string, unknown> = {};
      for (const [field, after] of Object.entries(item.after ?? {})) {
        if (!type.allFields[field]) {
          skip(field, 'This field is archived or no longer there.');
          continue;
        }
        if (type.allFields[field]?.followed) continue;
        if (type.allFields[field]?.ownVerb) {
          skip(field, 'This is changed by an action of its own.');
          continue;
        }
        const present = pending && field in pending ? pending[field] : row[field];
        if (sameValue(present, after)) values[field] = item.before?.[field] ?? null;
        else skip(field, 'Somebody changed this value since.');
      }
      return Object.keys(values).length > 0 ? { ...base, operation: 'update', values } : null;
    }
  }
}
