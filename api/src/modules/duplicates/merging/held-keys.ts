import type { UnitOfWork } from '../../../platform/database/database.js';
import { toStored } from '../../../platform/records/field-codec.js';
import { valueColumnOf, valuesFrom } from '../../../platform/records/custom-values.js';
import { recordsetColumns, type AnyRow } from '../../../platform/records/record-rows.js';
import { columnOf, type RecordType } from '../../../platform/records/record-type.js';
import type { MergedValue } from './merged-values.js';

/**
 * Leaves out what would give the survivor a unique key that a record outside the merge has, such as the e-mail address of a third copy at the same account:
 * it keeps its own value then. What a person chose is left as chosen, and refused with the reason when it is saved.
 */
export async function keepOwnKeys(unit: UnitOfWork, type: RecordType, survivor: AnyRow, others: readonly AnyRow[], values: Map<string, MergedValue>, chosen: ReadonlySet<string>): Promise<void> {
  const ids = [survivor.id, ...others.map(({ id }) => id)];
  const own = (field: string): void => {
    if (!chosen.has(field)) values.set(field, { value: survivor[field], from: survivor.id });
  };
  for (const key of type.uniqueKeys ?? []) {
    if (!key.some((field) => values.has(field))) continue;
    if (await isHeld(unit, type, key, survivor, values, ids)) own(key.at(-1)!);
    if (await isHeld(unit, type, key, survivor, values, ids)) key.forEach(own);
  }
}

/** Whether a live record other than these has the key that the values make. */
async function isHeld(unit: UnitOfWork, type: RecordType, key: readonly string[], survivor: AnyRow, values: ReadonlyMap<string, MergedValue>, ids: readonly string[]): Promise<boolean> {
  const name = key.at(-1)!;
  const field = type.allFields[name]!;
  const row: Record<string, unknown> = Object.fromEntries(key.map((part) => [part, values.has(part) ? values.get(part)!.value : survivor[part]]));
  if (row[name] === null || row[name] === undefined) return false;
  if (field.custom) {
    const { from, column } = valuesFrom(type, name);
    const held = await unit.query(`select from ${from} where ${column} = $1::text::${valueColumnOf(field).type} and t.deleted_at is null and not t.id = any($2::uuid[]) limit 1`, [String(toStored(field, row[name])), ids]);
    return held.length > 0;
  }
  const stored = Object.fromEntries(key.map((part) => [columnOf(part), toStored(type.allFields[part]!, row[part])]));
  const same = key.map((part) => `t.${columnOf(part)} is not distinct from v.${columnOf(part)}`).join(' and ');
  const held = await unit.query(
    `select from jsonb_to_recordset($1::jsonb) as v(${recordsetColumns(type, key)}) join ${type.table} t on t.${columnOf(name)} = v.${columnOf(name)} and ${same}
     where t.deleted_at is null and not t.id = any($2::uuid[]) limit 1`,
    [JSON.stringify([stored]), ids],
  );
  return held.length > 0;
}
