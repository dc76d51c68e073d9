import { can, requireCan } from '../access/ability.js';
import { currentActor } from '../context/request-context.js';
import type { Keeps, UnitOfWork } from '../database/database.js';
import { AppError, notFound } from '../errors/app-error.js';
import { isList, normaliseValue, sameValue } from '../records/field-codec.js';
import { newId } from '../records/new-id.js';
import { decodeRow, selectList, type AnyRow } from '../records/record-rows.js';
import { bare } from '../records/bare.js';
import type { Field } from '../records/fields.js';
import type { RecordType } from '../records/record-type.js';
import { mayWrite, writersOf } from '../records/field-writers.js';
import { tenantType } from '../records/tenant-types.js';
import { refuse, set, type ChangeOperation, type Draft, type RecordChange } from './draft.js';

/** A change that got as far as a draft, or the error that stopped it. */
export type Prepared = { readonly draft: Draft } | { readonly error: AppError };

const NEEDS: Readonly<Record<ChangeOperation, 'create' | 'edit' | 'delete'>> = {
  create: 'create',
  update: 'edit',
  archive: 'edit',
  restore: 'edit',
  delete: 'delete',
  merge: 'edit',
  purge: 'delete',
};

/** Loads and locks the rows, checks permission and version, and reads the values of every change. Order is kept. */
export async function prepareDrafts(unit: UnitOfWork, changes: readonly RecordChange[]): Promise<Prepared[]> {
  const rows = await lockRows(unit, changes);
  return changes.map((change) => {
    try {
      return { draft: prepare(change, change.id ? (rows.get(change.id) ?? null) : null) };
    } catch (error) {
      if (error instanceof AppError) return { error };
      throw error;
    }
  });
}

/** What makes a record one that nothing may point at: it waits for whoever is about to. */
const ENDS: ReadonlySet<ChangeOperation> = new Set(['delete', 'merge', 'purge']);

/** Locks in the order of ids, so that two batches over the same records wait for each other instead of deadlocking. */
async function lockRows(unit: UnitOfWork, changes: readonly RecordChange[]): Promise<Map<string, AnyRow>> {
  const byType = new Map<RecordType, Set<string>>();
  const lock = changes.some(({ operation }) => ENDS.has(operation)) ? 'for update' : 'for no key update';
  for (const { type: described, operation, id } of changes) {
    if (operation === 'create' || !id) continue;
    const type = tenantType(described);
    byType.set(type, (byType.get(type) ?? new Set()).add(id));
  }
  const found = new Map<string, AnyRow>();
  for (const [type, ids] of byType) {
    const rows = await unit.query(...byIds(`select ${selectList(type, 't')}, t.deleted_at as "deletedAt" from ${type.table} t`, [...ids], lock));
    for (const row of rows) found.set(row['id'] as string, decodeRow(type.allFields, row));
  }
  return found;
}

/** One record is found by a plan that is kept. */
const byIds = (select: string, ids: readonly string[], lock: string): [string, unknown[], Keeps?] =>
  ids.length === 1 ? [`${select} where t.id = $1::uuid ${lock}`, [ids[0]], 'keeps'] : [`${select} where t.id = any($1::uuid[]) order by t.id ${lock}`, [ids]];

function prepare(change: RecordChange, row: AnyRow | null): Draft {
  const { operation } = change;
  const type = tenantType(change.type);
  if (operation === 'create') {
    if (!change.derived) requireCan('create', type);
    return valued(newDraft(change, type));
  }
  const deleted = Boolean(row?.['deletedAt']);
  const wantsDeleted = change.derived && (operation === 'restore' || operation === 'purge');
  if (!row || (deleted && !wantsDeleted) || (change.fromTrash && !deleted) || (!change.derived && !can('view', type, row))) throw notFound(`This ${type.label.toLowerCase()}`);
  if (!change.derived) requireCan(NEEDS[operation], type, row);
  if (change.expectedVersion !== undefined && change.expectedVersion !== row.version) throw conflict(type, row);
  const draft: Draft = { change, type, operation, id: row.id, before: row, after: { ...row }, changed: new Set(), events: [], problems: bare({}) };
  if (operation === 'archive' && !row.archivedAt) set(draft, 'archivedAt', new Date().toISOString());
  if (operation === 'restore' && type.archivable) set(draft, 'archivedAt', null);
  return valued(draft);
}

/** The answer to a stale write: what the record holds now, so that nobody's change is lost silently. */
const conflict = (type: RecordType, row: AnyRow): AppError =>
  new AppError('CONFLICT', `Somebody changed this ${type.label.toLowerCase()} since you opened it. Compare the values and save again.`, { current: row });

function newDraft(change: RecordChange, type: RecordType): Draft {
  const actor = currentActor();
  const memberId = actor.kind === 'member' ? actor.memberId : null;
  const after: Record<string, unknown> = { id: change.id ?? newId(), version: 1 };
  const draft: Draft = { change, type, operation: 'create', id: after['id'] as string, before: null, after: after as AnyRow, changed: new Set(), events: [], problems: bare({}) };
  for (const [name, field] of Object.entries(type.allFields)) after[name] = field.default ?? (isList(field.kind) ? [] : null);
  after['createdById'] = memberId;
  // Whoever enters a record owns it until it is given to somebody else; a machine owns nothing.
  if (type.owned && change.values?.['ownerId'] === undefined) after['ownerId'] = memberId;
  return draft;
}

/** A form sends back what it was given; only a change is refused. */
function refuseUnlessSame(draft: Draft, name: string, field: Field, input: unknown): void {
  const result = normaliseValue(field, input);
  if ('reason' in result || !sameValue(draft.after[name], result.value)) refuse(draft, name, `${field.label} may only be set by ${writersOf(field)}.`);
}

function valued(draft: Draft): Draft {
  const { type, change } = draft;
  for (const [name, input] of Object.entries(change.values ?? {})) {
    if (input === undefined) continue;
    const field = type.allFields[name];
    if (!field) refuse(draft, name, `${type.labelPlural} have no field "${name}".`);
    else if (field.readOnly && !change.derived) refuse(draft, name, `${field.label} is set by the product.`);
    else if (!change.derived && !mayWrite(field)) refuseUnlessSame(draft, name, field, input);
    else {
      const result = normaliseValue(field, input);
      if ('reason' in result) refuse(draft, name, result.reason);
      else if (result.value === null && field.required && !field.custom && (draft.before || field.default !== undefined)) {
        // Hooks fill what is missing of a new record; they need not reckon with what must be there being taken away.
        if (draft.before && !sameValue(draft.before[name], null)) refuse(draft, name, `${field.label} is required.`);
      } else if (draft.before === null || !sameValue(draft.before[name], result.value)) set(draft, name, result.value);
    }
  }
  return draft;
}
