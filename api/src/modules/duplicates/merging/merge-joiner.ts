import { requireCan } from '../../../platform/access/ability.js';
import type { ChangeSets } from '../../../platform/changes/change-sets.service.js';
import type { RecordChange, ValueSource } from '../../../platform/changes/draft.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import { AppError, preconditionFailed } from '../../../platform/errors/app-error.js';
import { sameValue } from '../../../platform/records/field-codec.js';
import { mayWrite } from '../../../platform/records/field-writers.js';
import { decodeRow, selectList, titleOf, type AnyRow } from '../../../platform/records/record-rows.js';
import { columnOf, type RecordType } from '../../../platform/records/record-type.js';
import { isIdentified } from '../identity-keys.js';
import { keepOwnKeys } from './held-keys.js';
import { recordAbove } from './hierarchy.js';
import { leftoversOf } from './leftovers.js';
import { pointersTo, type Pointer } from './pointing-records.js';
import { isWithinType, mergedFields, mergedValues, type FieldChoice, type MergedValue } from './merged-values.js';

const BATCH = 500;
const DEEPEST = 3;

/** Records of a type that were moved or joined because they belonged to merged ones. */
export interface Moved {
  readonly type: RecordType;
  moved: number;
  joined: number;
}

/**
 * Makes several records one, in one change set and transaction. The order of the steps is that in which undoing, newest first, can put everything back: what
 * pointed at the others moves first, then the others go, then the survivor gets its values.
 */
export class MergeJoiner {
  readonly moved = new Map<string, Moved>();

  constructor(
    private readonly unit: UnitOfWork,
    private readonly changeSets: ChangeSets,
    private readonly set: { readonly changeSetId: string; readonly label: string; readonly source: string },
  ) {}

  /** @returns the survivor as it is then */
  async join(type: RecordType, survivor: AnyRow, others: readonly AnyRow[], choices: readonly FieldChoice[] = [], depth = 0): Promise<AnyRow> {
    if (depth > DEEPEST) throw new AppError('PRECONDITION_FAILED', `Too much would become one: merge the ${type.labelPlural.toLowerCase()} among themselves first.`);
    const values = mergedValues(type, survivor, others, choices);
    await this.placeInHierarchy(type, survivor, others, values);
    await keepOwnKeys(this.unit, type, survivor, others, values, new Set(choices.map(({ field }) => field)));
    for (const pointer of pointersTo(type)) await this.repoint(pointer, type, survivor, others, depth);
    await this.apply(others.map(({ id }) => ({ type, operation: 'merge', id, derived: depth > 0 })));
    const set = await this.setValues(type, survivor, values, others, depth);
    const row = await this.keepLeftovers(type, set, [survivor, ...others]);
    if (isIdentified(type)) await this.remember(type, survivor.id, others);
    return row;
  }

  private async apply(changes: readonly RecordChange[]): Promise<AnyRow | null> {
    if (changes.length === 0) return null;
    const { outcomes } = await this.changeSets.apply({ ...this.set, changes });
    const [first] = outcomes;
    return first?.ok ? first.row : null;
  }

  /** Before anything moves below the survivor, it must not stand below itself. */
  private async placeInHierarchy(type: RecordType, survivor: AnyRow, others: readonly AnyRow[], values: Map<string, MergedValue>): Promise<void> {
    const ids = [survivor.id, ...others.map(({ id }) => id)];
    for (const [name, field] of mergedFields(type).filter(([, field]) => isWithinType(type, field))) {
      const wanted = [values.get(name)!.value, survivor[name], ...others.map((row) => row[name])] as (string | null)[];
      const free = wanted.filter((id) => id === null || !ids.includes(id));
      // Only the product's own hierarchies are kept free of circles; a tenant's field just never points at its own record.
      const value = values.get(name)!.value === null ? null : field.custom ? (free.find((id) => id !== null) ?? null) : await recordAbove(this.unit, type, name, ids, free);
      values.delete(name);
      if (value !== survivor[name]) await this.apply([{ type, operation: 'update', id: survivor.id, values: { [name]: value } }]);
    }
  }

  private async repoint(pointer: Pointer, type: RecordType, survivor: AnyRow, others: readonly AnyRow[], depth: number): Promise<void> {
    const { type: pointing, field, from: source, column, cast, where } = pointer;
    const gone = others.map(({ id }) => id);
    const apart = pointing.name === type.name ? [survivor.id, ...gone] : [];
    if (cast === 'uuid' && !pointing.allFields[field]!.custom) await this.joinColliding(pointing, field, survivor.id, gone, apart, depth);
    if (pointing.allFields[field]!.custom?.unique) await this.refuseColliding(pointer, [survivor.id, ...gone], apart);
    const rows = await this.unit.query<{ id: string }>(`select t.id from ${source} where ${column} = any($1::${cast}[]) and t.deleted_at is null and ${where} and not t.id = any($2::uuid[]) order by t.id`, [gone, apart]);
    for (let from = 0; from < rows.length; from += BATCH) {
      await this.apply(rows.slice(from, from + BATCH).map(({ id }) => ({ type: pointing, operation: 'update', id, values: { [field]: survivor.id }, derived: true })));
    }
    this.count(pointing, 'moved', rows.length);
  }

  /** Two that would have one unique key, once both point at the survivor, become one themselves: the same role in a deal, the same person at two accounts. */
  private async joinColliding(pointing: RecordType, field: string, survivorId: string, gone: readonly string[], apart: readonly string[], depth: number): Promise<void> {
    for (const key of (pointing.uniqueKeys ?? []).filter((each) => each.includes(field))) {
      const rows = await this.unit.query(
        `select ${selectList(pointing, 't')} from ${pointing.table} t
         where t.${columnOf(field)} = any($1::uuid[]) and t.${columnOf(key.at(-1)!)} is not null and t.deleted_at is null and not t.id = any($2::uuid[])
         order by t.${columnOf(field)} = $3 desc, t.created_at, t.id`,
        [[survivorId, ...gone], apart, survivorId],
      );
      const decoded = rows.map((row) => decodeRow(pointing.allFields, row));
      const groups = Map.groupBy(decoded, (row) => JSON.stringify(key.map((part) => (part === field ? survivorId : row[part]))));
      for (const [keep, ...drop] of groups.values()) {
        if (!keep || drop.length === 0) continue;
        if (pointing.owned) for (const row of [keep, ...drop]) requireCan('edit', pointing, row);
        await this.join(pointing, keep, drop, [{ field, recordId: keep.id }], depth + 1);
        this.count(pointing, 'joined', drop.length);
      }
    }
  }

  /** Of a tenant's own field that only one record may have, nobody can say which of two is to keep it. */
  private async refuseColliding({ type, field, from, column }: Pointer, ids: readonly string[], apart: readonly string[]): Promise<void> {
    const rows = await this.unit.query(`select ${selectList(type, 't', type.titleFields)} from ${from} where ${column} = any($1::uuid[]) and t.deleted_at is null and not t.id = any($2::uuid[]) order by t.id limit 2`, [ids, apart]);
    if (rows.length < 2) return;
    const [one, two] = rows.map((row) => titleOf(type, row));
    throw preconditionFailed(`${one} and ${two} would have the same ${type.allFields[field]!.label}, and only one ${type.label.toLowerCase()} may. Change it in one of them first.`);
  }

  private async keepLeftovers(type: RecordType, row: AnyRow, were: readonly AnyRow[]): Promise<AnyRow> {
    const changes = await leftoversOf(this.unit, type, { row, were });
    if (changes.length === 0) return row;
    await this.apply(changes.map((change) => ({ ...change, derived: true })));
    // They may have been noted on the record itself.
    return (await this.apply([{ type, operation: 'update', id: row.id, derived: true }])) ?? row;
  }

  private async setValues(type: RecordType, survivor: AnyRow, merged: ReadonlyMap<string, MergedValue>, others: readonly AnyRow[], depth: number): Promise<AnyRow> {
    const changed = [...merged].filter(([name, { value }]) => !sameValue(value, survivor[name]));
    const sources = await this.sourcesOf(type, changed, others);
    const valuesOf = (fields: typeof changed): Record<string, unknown> => Object.fromEntries(fields.map(([name, { value }]) => [name, value]));
    const [open, locked] = [changed.filter(([name]) => mayWrite(type.allFields[name]!)), changed.filter(([name]) => !mayWrite(type.allFields[name]!))];
    // Fields that the caller's role may not set are not theirs to decide about, but are not lost either.
    if (locked.length > 0) await this.apply([{ type, operation: 'update', id: survivor.id, values: valuesOf(locked), sources, derived: true }]);
    // Applied though nothing may change, because it answers the survivor as it is by now.
    return (await this.apply([{ type, operation: 'update', id: survivor.id, values: valuesOf(open), sources, derived: depth > 0 }])) ?? survivor;
  }

  /** A value keeps the origin that it had in the record it is taken from. */
  private async sourcesOf(type: RecordType, changed: readonly (readonly [string, MergedValue])[], others: readonly AnyRow[]): Promise<Record<string, ValueSource>> {
    if (changed.length === 0) return {};
    const rows = await this.unit.query<{ record_id: string; fields: Record<string, Partial<ValueSource>> }>('select record_id, fields from field_provenance where record_type = $1 and record_id = any($2::uuid[])', [type.name, others.map(({ id }) => id)]);
    const known = new Map(rows.map((row) => [row.record_id, row.fields]));
    return Object.fromEntries(changed.map(([name, { from }]): [string, ValueSource] => {
      const { source, ref, confidence } = known.get(from ?? '')?.[name] ?? {};
      return [name, { source: source ?? this.set.source, ...(ref ? { ref } : {}), ...(confidence ? { confidence } : {}) }];
    }));
  }

  private async remember(type: RecordType, survivorId: string, others: readonly AnyRow[]): Promise<void> {
    await this.unit.query(
      `insert into record_merges (record_type, survivor_id, loser_id, loser_title, change_set_id)
       select $1, $2, v.id, v.title, $3 from jsonb_to_recordset($4::jsonb) as v(id uuid, title text)`,
      [type.name, survivorId, this.set.changeSetId, JSON.stringify(others.map((row) => ({ id: row.id, title: titleOf(type, row) })))],
    );
  }

  private count(type: RecordType, what: 'moved' | 'joined', by: number): void {
    if (by === 0) return;
    const present = this.moved.get(type.name) ?? { type, moved: 0, joined: 0 };
    present[what] += by;
    this.moved.set(type.name, present);
  }
}
