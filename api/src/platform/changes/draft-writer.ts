import { currentActor } from '../context/request-context.js';
import type { UnitOfWork } from '../database/database.js';
import type { Statement } from '../database/unit-statements.js';
import { columnOf, type RecordType } from '../records/record-type.js';
import { writeCustomValues } from '../records/custom-values.js';
import { encodeRow, recordsetColumns, titleOf } from '../records/record-rows.js';
import { searchTextOf } from '../records/search-text.js';
import { customFieldsOf } from '../records/tenant-types.js';
import type { Draft, ValueSource } from './draft.js';

/**
 * Writes the rows of a batch: one statement for each record type, operation and set of changed columns. All are sent at once; the answer tells when they were written.
 * What goes wrong before a statement is sent is thrown at once, so that nobody who does not wait for the answer takes it for sent.
 */
export function writeRows(unit: UnitOfWork, drafts: readonly Draft[]): Promise<unknown> {
  const groups = Map.groupBy(drafts, (draft) => `${draft.type.name} ${draft.operation} ${draft.operation === 'create' ? '' : [...draft.changed].sort().join()}`);
  const written: Promise<unknown>[] = [];
  for (const group of groups.values()) {
    const { type, operation } = group[0]!;
    if (operation === 'create') written.push(insertRows(unit, type, group));
    else if (operation === 'purge') written.push(unit.behind(`delete from ${type.table} where id = any($1::uuid[])`, [group.map((draft) => draft.id)]));
    else written.push(updateRows(unit, type, group));
    if (operation === 'create' || operation === 'update') writeCustom(unit, type, group);
  }
  return Promise.all(written);
}

function writeCustom(unit: UnitOfWork, type: RecordType, drafts: readonly Draft[]): void {
  const custom = customFieldsOf(type).map(([name]) => name);
  if (custom.length === 0) return;
  const writes = drafts.map((draft) => ({ id: draft.id, row: draft.after, created: draft.operation === 'create', fields: draft.operation === 'create' ? custom : custom.filter((name) => draft.changed.has(name)) }));
  writeCustomValues(unit, type, writes.filter(({ fields }) => fields.length > 0));
}

const WRITTEN_BY_DATABASE: ReadonlySet<string> = new Set(['createdAt', 'updatedAt']);

const inTable = (type: RecordType, field: string): boolean => !WRITTEN_BY_DATABASE.has(field) && !type.allFields[field]?.custom;

function insertRows(unit: UnitOfWork, type: RecordType, drafts: readonly Draft[]): Promise<void> {
  const fields = Object.keys(type.allFields).filter((field) => inTable(type, field));
  const columns = ['id', ...fields.map(columnOf), 'search_text'];
  const rows = drafts.map((draft) => ({ ...encodeRow(type, fields, draft.after), search_text: searchTextOf(type, draft.after) }));
  const written = unit.behind<{ id: string; created_at: string }>(
    `insert into ${type.table} (${columns.join(', ')})
     select ${columns.map((column) => `v.${column}`).join(', ')} from jsonb_to_recordset($1::jsonb) as v(${recordsetColumns(type, fields)}, search_text text)
     returning id, created_at`,
    [JSON.stringify(rows)],
  );
  return written.then(([first]) => {
    const at = first?.created_at ?? new Date().toISOString();
    for (const draft of drafts) Object.assign(draft.after, { version: 1, createdAt: at, updatedAt: at });
  });
}

function updateRows(unit: UnitOfWork, type: RecordType, drafts: readonly Draft[]): Promise<void> {
  const { operation } = drafts[0]!;
  const fields = [...drafts[0]!.changed].filter((field) => inTable(type, field));
  const assignments = [
    'version = t.version + 1',
    'updated_at = now()',
    'search_text = v.search_text',
    ...(operation === 'delete' || operation === 'merge' ? ['deleted_at = now()'] : operation === 'restore' ? ['deleted_at = null'] : []),
    ...fields.map((field) => `${columnOf(field)} = v.${columnOf(field)}`),
  ];
  const rows = drafts.map((draft) => ({ ...encodeRow(type, fields, draft.after), search_text: searchTextOf(type, draft.after) }));
  // One record is found by its id whatever else is known, so the plan may be kept.
  const single = drafts.length === 1;
  // The rows are locked, so the next version is known before it is written.
  for (const draft of drafts) (draft.after as { version: number }).version = draft.before!.version + 1;
  const written = unit.behind<{ id: string; version: number; updated_at: string }>(
    `update ${type.table} t set ${assignments.join(', ')} from jsonb_to_recordset($1::jsonb) as v(${recordsetColumns(type, fields)}, search_text text)
     where t.id = v.id${single ? ' and t.id = $2::uuid' : ''} returning t.id, t.version, t.updated_at`,
    [JSON.stringify(rows), ...(single ? [drafts[0]!.id] : [])],
    single ? 'keeps' : undefined,
  );
  return written.then((answered) => {
    const versions = new Map(answered.map((row) => [row.id, row]));
    for (const draft of drafts) {
      const row = versions.get(draft.id);
      if (row) Object.assign(draft.after, { version: row.version, updatedAt: row.updated_at });
    }
  });
}

/** What a change set is called and where it comes from. */
export interface ChangeSetHeader {
  readonly id: string;
  readonly label: string;
  readonly source: string | null;
  readonly revertsId: string | null;
}

/** Writes the head of a change set, or counts further items into one that is there (an import adds to its set batch by batch). */
export function writeChangeSet(unit: UnitOfWork, header: ChangeSetHeader, items: number): Promise<unknown> {
  const actor = currentActor();
  return unit.behind(
    `insert into change_sets (id, label, via, actor_member_id, actor_name, source, reverts_id, item_count) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (tenant_id, id) do update set item_count = change_sets.item_count + excluded.item_count`,
    [header.id, header.label, actor.via, actor.kind === 'member' ? actor.memberId : null, actor.name, header.source, header.revertsId, items],
  );
}

const UNTOLD: ReadonlySet<string> = new Set(['id', 'version', 'createdAt', 'updatedAt', 'deletedAt']);

/** Before and after of what changed; a whole row where there was none, or will be none. */
function auditValues(draft: Draft): { before: Record<string, unknown> | null; after: Record<string, unknown> | null } {
  const whole = (row: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(row).filter(([field, value]) => !UNTOLD.has(field) && value !== null && !(Array.isArray(value) && value.length === 0)));
  const part = (row: Record<string, unknown>): Record<string, unknown> => Object.fromEntries([...draft.changed].map((field) => [field, row[field] ?? null]));
  if (draft.operation === 'create') return { before: null, after: whole(draft.after) };
  if (draft.operation === 'delete' || draft.operation === 'merge' || draft.operation === 'purge') return { before: whole(draft.before!), after: null };
  return { before: part(draft.before!), after: part(draft.after) };
}

/** Appends audit items, field provenance and outbox rows for drafts that were written; they are sent, and nobody waits for them. `revertsItems` names the item that each draft undoes. */
export function writeTrail(unit: UnitOfWork, changeSetId: string, drafts: readonly Draft[], revertsItems?: ReadonlyMap<Draft, string>): void {
  const actor = currentActor();
  const items = drafts.map((draft) => {
    const { before, after } = auditValues(draft);
    return {
      record_type: draft.type.name,
      record_id: draft.id,
      operation: draft.operation,
      title: titleOf(draft.type, draft.after),
      before,
      after,
      version_after: draft.operation === 'purge' ? null : draft.after.version,
      reverts_item_id: revertsItems?.get(draft) ?? null,
    };
  });
  const events = drafts.flatMap((draft) =>
    [{ kind: `${draft.type.name}.${PAST[draft.operation]}`, data: { changed: [...draft.changed], title: titleOf(draft.type, draft.after) } }, ...draft.events].map((event) => ({
      kind: event.kind,
      record_type: draft.type.name,
      record_id: draft.id,
      data: event.data ?? {},
    })),
  );
  const provenance = drafts
    .filter((draft) => draft.changed.size > 0 && draft.operation !== 'purge')
    .map((draft) => ({ record_type: draft.type.name, record_id: draft.id, fields: provenanceOf(draft, changeSetId) }));

  const purged = drafts.filter((draft) => draft.operation === 'purge').map((draft) => draft.id);
  const statements: readonly Statement[] = [
    [
      `insert into change_items (change_set_id, record_type, record_id, operation, title, before, after, version_after, reverts_item_id)
       select $1, v.* from jsonb_to_recordset($2::jsonb) as v(record_type text, record_id uuid, operation text, title text, before jsonb, after jsonb, version_after integer, reverts_item_id uuid)`,
      [changeSetId, JSON.stringify(items)],
    ],
    [
      `insert into outbox (change_set_id, actor_member_id, kind, record_type, record_id, data)
       select $1, $2, v.* from jsonb_to_recordset($3::jsonb) as v(kind text, record_type text, record_id uuid, data jsonb)`,
      [changeSetId, actor.kind === 'member' ? actor.memberId : null, JSON.stringify(events)],
    ],
    ...(provenance.length > 0 ? [[PROVENANCE_SQL, [JSON.stringify(mergeByRecord(provenance))]] as const] : []),
    ...(purged.length > 0 ? [['delete from field_provenance where record_id = any($1::uuid[])', [purged]] as const] : []),
  ];
  for (const [sql, parameters] of statements) void unit.behind(sql, parameters);
}

const PROVENANCE_SQL = `insert into field_provenance (record_type, record_id, fields)
  select v.* from jsonb_to_recordset($1::jsonb) as v(record_type text, record_id uuid, fields jsonb)
  on conflict (tenant_id, record_type, record_id) do update set fields = field_provenance.fields || excluded.fields`;

const PAST = { create: 'created', update: 'updated', archive: 'archived', restore: 'restored', delete: 'deleted', merge: 'deleted', purge: 'deleted' } as const;

/** `{ field: { set, source, ref, confidence } }`; when and by whom stand in the change set. */
function provenanceOf(draft: Draft, changeSetId: string): Record<string, unknown> {
  const stampOf = (source: ValueSource | undefined): object => ({ set: changeSetId, ...(source ? { source: source.source, ref: source.ref, confidence: source.confidence } : {}) });
  const filled = [...draft.changed].filter((field) => !UNTOLD.has(field));
  return Object.fromEntries(filled.map((field) => [field, stampOf(draft.change.sources?.[field] ?? draft.change.source)]));
}

/** One statement may touch a row once; two drafts of the same record in a batch are joined first. */
function mergeByRecord<T extends { record_id: string; fields: Record<string, unknown> }>(rows: readonly T[]): T[] {
  const merged = new Map<string, T>();
  for (const row of rows) {
    const present = merged.get(row.record_id);
    merged.set(row.record_id, present ? { ...present, fields: { ...present.fields, ...row.fields } } : row);
  }
  return [...merged.values()];
}
