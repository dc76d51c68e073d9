import { can, hasPermission } from '../access/ability.js';
import { currentActor } from '../context/request-context.js';
import type { UnitOfWork } from '../database/database.js';
import { recordTypeNamed } from '../records/record-registry.js';
import { decodeRow, selectList, type AnyRow } from '../records/record-rows.js';
import type { RecordType } from '../records/record-type.js';
import type { ChangeOperation } from './draft.js';

/** A record as it is now, and what the undo would do with it. */
export interface Undoing {
  readonly type: RecordType;
  readonly row: AnyRow;
  /** Of the change that is undone. */
  readonly operation: ChangeOperation;
  /** The values that would be put back. */
  readonly values: Readonly<Record<string, unknown>>;
}

type Present = Pick<Undoing, 'type' | 'row'>;

/**
 * Whether the present actor may undo what a change set did to records, by what they may do now: having been allowed once is not enough for somebody whose
 * role was lowered or whose record was given to a colleague. What a hook changed elsewhere as a consequence is held to the same, and left when it isn't theirs.
 *
 * @param touchedSince answers which of these records another set has changed after this one
 */
export async function undoPermission(unit: UnitOfWork, setId: string, records: readonly Present[], touchedSince: (ids: readonly string[]) => Promise<ReadonlySet<string>>): Promise<(undoing: Undoing) => boolean> {
  if (currentActor().kind === 'system') return () => true;
  const wholes = await wholesOf(unit, records);
  const ids = [...new Set([...records.map(({ row }) => row.id), ...wholes.keys()])];
  const [touched, born] = [await touchedSince(ids), await bornIn(unit, setId, ids)];
  /** Whoever may create may take back what they made, whoever it was made for, until somebody has changed it. */
  const stillNew = ({ type, row }: Present): boolean => born.has(row.id) && !touched.has(row.id) && can('create', type);
  const allows = ({ type, row, operation, values }: Undoing): boolean => {
    if (operation === 'create') return can('create', type);
    if (operation === 'delete') return can('delete', type, row);
    // Giving a record away is taken back by whom it then belongs to again, as long as its new owner has done nothing with it.
    if (!touched.has(row.id) && isHandOver(values) && hasPermission('manage:users')) return true;
    return can('edit', type, row) || stillNew({ type, row }) || (!touched.has(row.id) && can('edit', type, { ...row, ...values }));
  };
  return (undoing) => {
    const { type, row } = undoing;
    if (type.managedBy && hasPermission(type.managedBy)) return true;
    if (!type.partOf) return allows(undoing);
    const whole = wholes.get(String(row[type.partOf]));
    return whole !== undefined && (can('edit', whole.type, whole.row) || stillNew(whole));
  };
}

/** A place that changed hands, private things included, is given back by whoever manages members: it never shows them anything. */
const isHandOver = (values: Undoing['values']): boolean => Object.keys(values).join() === 'ownerId';

/** The records that parts belong to, by id. */
async function wholesOf(unit: UnitOfWork, records: readonly Present[]): Promise<Map<string, Present>> {
  const wholes = new Map<string, Present>();
  for (const [part, group] of Map.groupBy(records.filter(({ type }) => type.partOf), ({ type }) => type)) {
    const type = recordTypeNamed(part.allFields[part.partOf!]!.target!);
    const ids = [...new Set(group.map(({ row }) => row[part.partOf!]))];
    for (const row of await unit.query(`select ${selectList(type, 't')} from ${type.table} t where t.id = any($1::uuid[])`, [ids])) wholes.set(String(row['id']), { type, row: decodeRow(type.allFields, row) });
  }
  return wholes;
}

/** Which of these records the set itself created. */
async function bornIn(unit: UnitOfWork, setId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await unit.query<{ record_id: string }>(`select record_id from change_items where change_set_id = $1 and record_id = any($2::uuid[]) and operation = 'create'`, [setId, ids]);
  return new Set(rows.map((row) => row.record_id));
}
