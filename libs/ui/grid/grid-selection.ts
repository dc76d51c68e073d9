import { NOTHING_SELECTED, type GridSelection } from './grid-types.js';

export const isSelected = (selection: GridSelection, id: string): boolean => selection.all !== selection.ids.has(id);

/** The same selection with these records in or out. */
export function withSelected(selection: GridSelection, ids: readonly string[], on: boolean): GridSelection {
  const next = new Set(selection.ids);
  for (const id of ids) {
    if (on === selection.all) next.delete(id);
    else next.add(id);
  }
  return { all: selection.all, ids: next };
}

/** How many of `total` are selected. */
export const selectedCount = (selection: GridSelection, total: number): number => (selection.all ? Math.max(0, total - selection.ids.size) : selection.ids.size);

export const toggleAll = (selection: GridSelection, total: number): GridSelection =>
  selectedCount(selection, total) === total && total > 0 ? NOTHING_SELECTED : { all: true, ids: new Set() };
