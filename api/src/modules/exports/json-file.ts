import type { Cell } from './cells.js';

/** One record as an object, its fields by name. Numbers of money stay text, so that no digit is lost. */
export function jsonRecord(names: readonly string[], cells: readonly Cell[], exact: ReadonlySet<string>): string {
  return JSON.stringify(Object.fromEntries(names.map((name, index) => [name, valueOf(cells[index]!, exact.has(name))])));
}

function valueOf(cell: Cell, exact: boolean): unknown {
  switch (cell.kind) {
    case 'empty':
      return null;
    case 'text':
      return cell.text;
    case 'number':
      return exact ? cell.text : Number(cell.text);
    case 'boolean':
      return cell.value;
    case 'date':
      return cell.day;
    case 'time':
      return `${cell.local.replace(' ', 'T')}${cell.offset}`;
  }
}
