import type { UnitOfWork } from '../../platform/database/database.js';
import { valueColumnOf, valueTableOf } from '../../platform/records/custom-values.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { fieldOf, type Definition } from './definition-reader.js';

/** Values of the field on records that are there. */
function values(definition: Definition): { from: string; column: string } {
  const type = recordTypeNamed(definition.recordType);
  return {
    from: `${valueTableOf(type)} v join ${type.table} t on t.tenant_id = v.tenant_id and t.id = v.record_id where v.field_id = $1 and t.deleted_at is null`,
    column: `v.${valueColumnOf(fieldOf(definition)).column}`,
  };
}

/** How many values more than one record has. */
export async function duplicatedValues(unit: UnitOfWork, definition: Definition): Promise<number> {
  const { from, column } = values(definition);
  const [row] = await unit.query<{ count: number }>(`select count(*)::int as count from (select ${column} from ${from} group by 1 having count(*) > 1 limit 1) d`, [definition.id]);
  return row?.count ?? 0;
}

/** Those of the options that some record has. */
export async function usedOptions(unit: UnitOfWork, definition: Definition, options: readonly string[]): Promise<ReadonlySet<string>> {
  const { from, column } = values(definition);
  const rows = await unit.query<{ value: string }>(`select distinct ${column} as value from ${from} and ${column} = any($2::text[])`, [definition.id, options]);
  return new Set(rows.map((row) => row.value));
}

/** How many records have a value. */
export async function recordsWithValue(unit: UnitOfWork, definition: Definition): Promise<number> {
  const { from } = values(definition);
  const [row] = await unit.query<{ count: number }>(`select count(distinct v.record_id)::int as count from ${from}`, [definition.id]);
  return row?.count ?? 0;
}
