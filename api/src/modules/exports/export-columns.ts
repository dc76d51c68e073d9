import { validationError } from '../../platform/errors/app-error.js';
import type { Field } from '../../platform/records/fields.js';
import { text } from '../../platform/records/fields.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import type { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import type { Cell, CellMaker } from './cells.js';

const MOST_COLUMNS = 200;
const ID = text({ label: 'Id' });

/** One column of the file. */
export interface ExportColumn {
  readonly name: string;
  readonly field: Field;
}

/** The columns asked for, the currency beside each amount that has one of its own. @throws VALIDATION_ERROR */
export function columnsOf(type: RecordType, names: readonly string[]): ExportColumn[] {
  if (names.length === 0) throw validationError({ columns: ['Choose at least one column.'] });
  if (names.length > MOST_COLUMNS) throw validationError({ columns: [`At most ${MOST_COLUMNS} columns.`] });
  const chosen = new Map<string, ExportColumn>();
  for (const name of names) {
    const field = name === 'id' ? ID : type.allFields[name];
    if (!field) throw validationError({ columns: [`${type.labelPlural} have no field "${name}".`] });
    chosen.set(name, { name, field });
    const currency = field.currencyField;
    if (currency && type.allFields[currency] && !names.includes(currency)) chosen.set(currency, { name: currency, field: type.allFields[currency] });
  }
  return [...chosen.values()];
}

/** What the records that these rows point at are called, as far as the reader may see them. */
async function titlesOf(store: RecordStore, columns: readonly ExportColumn[], rows: readonly AnyRow[]): Promise<Map<string, string>> {
  const wanted = new Map<string, Set<string>>();
  for (const { name, field } of columns) {
    if (field.kind !== 'reference') continue;
    const ids = wanted.get(field.target!) ?? new Set<string>();
    for (const row of rows) if (typeof row[name] === 'string') ids.add(row[name]);
    wanted.set(field.target!, ids);
  }
  const titles = new Map<string, string>();
  for (const [target, ids] of wanted) {
    if (ids.size === 0) continue;
    const type = recordTypeNamed(target);
    for (const row of await store.byIds(type, [...ids], [...type.titleFields, ...('email' in type.allFields ? ['email'] : [])])) titles.set(row.id, titleOf(type, row));
  }
  return titles;
}

/** Reads these records, as far as the reader may see them, in the order of the ids. */
export async function readCells(store: RecordStore, type: RecordType, columns: readonly ExportColumn[], maker: CellMaker, ids: readonly string[]): Promise<Cell[][]> {
  const rows = new Map((await store.byIds(type, ids, columns.map(({ name }) => name).filter((name) => name !== 'id'))).map((row) => [row.id, row]));
  const found = ids.flatMap((id) => rows.get(id) ?? []);
  const titles = await titlesOf(store, columns, found);
  return found.map((row) => columns.map(({ name, field }) => maker.cell(field, row[name], titles.get(String(row[name])) ?? null)));
}
