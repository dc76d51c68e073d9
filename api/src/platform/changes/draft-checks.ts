import { abilityToSql, SqlParameters } from '../access/ability-to-sql.js';
import type { UnitOfWork } from '../database/database.js';
import { toStored } from '../records/field-codec.js';
import { mayWrite } from '../records/field-writers.js';
import type { Field } from '../records/fields.js';
import { valueColumnOf, valueTableOf } from '../records/custom-values.js';
import { columnOf, type RecordType } from '../records/record-type.js';
import { encodeRow, recordsetColumns } from '../records/record-rows.js';
import { recordTypeNamed } from '../records/record-registry.js';
import { isRefused, refuse, type Draft } from './draft.js';

const writesValues = (draft: Draft): boolean => draft.operation === 'create' || draft.operation === 'update';

/** Who points at a record, in which field, and whether it is the caller who says so: they point at nothing that is hidden from them. */
interface Pointer {
  readonly draft: Draft;
  readonly field: string;
  readonly chosen: boolean;
}

/**
 * Refuses drafts that point at records which are not there: foreign, deleted or never existing ones alike, and those that the caller may not view. One query per
 * record type pointed at, which holds those it finds until the end: whoever deletes or merges one meanwhile waits, and then sees what points at it.
 *
 * @param restores what an undo puts back was there before, whoever sees it
 */
export async function checkReferences(unit: UnitOfWork, drafts: readonly Draft[], restores = false): Promise<void> {
  const wanted = new Map<string, Map<string, Pointer[]>>();
  for (const draft of drafts.filter(writesValues)) {
    for (const name of draft.changed) {
      const field = draft.type.allFields[name];
      const id = draft.after[name];
      if (field?.kind !== 'reference' || typeof id !== 'string') continue;
      const ids = wanted.get(field.target!) ?? new Map<string, Pointer[]>();
      wanted.set(field.target!, ids);
      const chosen = !restores && !draft.change.derived && name in (draft.change.values ?? {});
      ids.set(id, [...(ids.get(id) ?? []), { draft, field: name, chosen }]);
    }
  }
  // Also what this very batch brings: an undo restores a record together with those that point at it.
  const created = new Set(drafts.filter((draft) => draft.operation === 'create' || draft.operation === 'restore').map((draft) => draft.id));
  const answers = await Promise.all([...wanted].map(async ([target, ids]) => {
    const type = recordTypeNamed(target);
    const wantedIds = [...ids.keys()];
    const parameters = new SqlParameters();
    const one = wantedIds.length === 1;
    const compared = one ? `${parameters.add(wantedIds[0])}::uuid` : `any(${parameters.add(wantedIds)}::uuid[])`;
    const visible = abilityToSql('view', type, 't', parameters);
    // Nearly everybody may view them all.
    const asked = visible === 'true' ? '' : `, ${visible} as visible`;
    // Not asking for live ones, so that the primary key is the only way to them.
    const sql = `select id, deleted_at is not null as gone${asked} from ${type.table}${asked && ' t'} where id = ${compared} ${one ? '' : 'order by id '}for key share`;
    const rows = await unit.query<{ id: string; gone: boolean; visible?: boolean }>(sql, parameters.values, one ? 'keeps' : undefined);
    return { type, ids, rows };
  }));
  for (const { type, ids, rows } of answers) {
    const found = new Map(rows.filter(({ gone }) => !gone).map((row) => [row.id, row]));
    for (const [id, users] of ids) {
      if (created.has(id)) continue;
      const lacking = found.has(id) ? users.filter(({ chosen }) => chosen && found.get(id)!.visible === false) : users;
      for (const { draft, field } of lacking) refuse(draft, field, `There is no such ${type.label.toLowerCase()}. It may have been deleted.`);
    }
  }
}

/** Looks for records that have the unique keys of these drafts. @returns what refuses those whose key another live record, or an earlier draft of the batch, already has */
export async function findUniqueKeys(unit: UnitOfWork, drafts: readonly Draft[]): Promise<() => void> {
  const byType = Map.groupBy(drafts.filter(writesValues), (draft) => draft.type);
  const checks: Check[] = [];
  for (const [type, group] of byType) {
    for (const key of type.uniqueKeys ?? []) checks.push(await findUniqueKey(unit, type, key, group));
  }
  return () => {
    const open = new Set(drafts.filter((draft) => !isRefused(draft)));
    for (const check of checks) check(open);
  };
}

/** Refuses some of the drafts that nothing has refused so far. */
type Check = (open: ReadonlySet<Draft>) => void;
const nothing: Check = () => undefined;

async function findUniqueKey(unit: UnitOfWork, type: RecordType, key: readonly string[], drafts: readonly Draft[]): Promise<Check> {
  const custom = type.allFields[key.at(-1)!]!;
  if (custom.custom) return findUniqueValue(unit, type, key.at(-1)!, custom, drafts);
  // The last field names the record, those before it only scope it: a contact without account still has a unique e-mail among such.
  const own = key.at(-1)!;
  const affected = drafts.filter((draft) => draft.after[own] !== null && key.some((field) => draft.changed.has(field)));
  if (affected.length === 0) return nothing;
  const keyOf = (row: Record<string, unknown>): string => JSON.stringify(key.map((field) => row[field] ?? null));
  const taken = new Map<string, string>();
  const matches = key.map((field) => `t.${columnOf(field)} is not distinct from v.${columnOf(field)}`).join(' and ');
  const rows = await unit.query(
    `select t.id, ${key.map((field) => `t.${columnOf(field)} as "${field}"`).join(', ')}
     from jsonb_to_recordset($1::jsonb) as v(${recordsetColumns(type, key)}) join ${type.table} t on t.${columnOf(own)} = v.${columnOf(own)} and ${matches}
     where t.deleted_at is null`,
    [JSON.stringify(affected.map((draft) => encodeRow(type, key, draft.after)))],
  );
  for (const row of rows) taken.set(keyOf(row), row['id'] as string);
  const what = key.map((field) => type.allFields[field]!.label.toLowerCase()).join(' and ');
  return (open) => {
    for (const draft of affected.filter((each) => open.has(each))) {
      const value = keyOf(draft.after);
      const holder = taken.get(value);
      if (holder && holder !== draft.id) refuse(draft, own, `Another ${type.label.toLowerCase()} already has this ${what}.`);
      else taken.set(value, draft.id);
    }
  };
}

/** The same for a custom field. Its values have no unique index, because deleted records keep theirs; a lock makes two that come at once take turns. */
async function findUniqueValue(unit: UnitOfWork, type: RecordType, name: string, field: Field, drafts: readonly Draft[]): Promise<Check> {
  const affected = drafts.filter((draft) => draft.after[name] !== null && draft.changed.has(name));
  if (affected.length === 0) return nothing;
  const { column, type: kind } = valueColumnOf(field);
  const stored = (draft: Draft): string => String(toStored(field, draft.after[name]));
  await unit.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`unique ${field.custom!.id}`]);
  const rows = await unit.query<{ value: string; id: string }>(
    `select v.${column}::text as value, t.id from ${valueTableOf(type)} v join ${type.table} t on t.tenant_id = v.tenant_id and t.id = v.record_id
     where v.field_id = $1 and v.${column} = any($2::text[]::${kind}[]) and t.deleted_at is null`,
    [field.custom!.id, affected.map(stored)],
  );
  const taken = new Map(rows.map((row) => [row.value, row.id]));
  return (open) => {
    for (const draft of affected.filter((each) => open.has(each))) {
      const holder = taken.get(stored(draft));
      if (holder && holder !== draft.id) refuse(draft, name, `Another ${type.label.toLowerCase()} already has this ${field.label}.`);
      else taken.set(stored(draft), draft.id);
    }
  };
}

/** Refuses drafts that leave a required field empty; runs after the hooks, which may have filled it. */
export function checkRequired(drafts: readonly Draft[]): void {
  for (const draft of drafts.filter(writesValues)) {
    for (const [name, field] of Object.entries(draft.type.allFields)) {
      const value = draft.after[name];
      const empty = value === null || value === undefined || (field.kind === 'choices' && (value as unknown[]).length === 0);
      // What a hook makes from other records can't know what a tenant asks of people, nor can who may not set it.
      if (field.custom && (draft.change.derived || draft.change.brief || !mayWrite(field))) continue;
      if (field.required && empty && (draft.before === null || draft.changed.has(name))) refuse(draft, name, `${field.label} is required.`);
    }
  }
}
