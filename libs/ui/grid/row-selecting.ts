import type { Signal, WritableSignal } from '@angular/core';
import { isSelected, selectedCount, toggleAll, withSelected } from './grid-selection.js';
import { NOTHING_SELECTED, type GridSelection, type GridWindow } from './grid-types.js';

/** The list whose records are selected. */
export interface SelectableRows<Row> {
  readonly selectable: Signal<boolean>;
  readonly selection: WritableSignal<GridSelection>;
  readonly count: Signal<number>;
  readonly rowAt: Signal<(index: number) => Row | undefined>;
  readonly rowId: Signal<(row: Row) => string>;
  /** Loads the records of a range that was selected across places not seen yet. */
  readonly loadRange: Signal<((window: GridWindow) => Promise<readonly Row[]>) | null>;
}

/** How records are selected, in tables and among cards alike: one by one, or in a range from where it began. */
export class RowSelecting<Row> {
  private anchor: number | null = null;

  constructor(private readonly rows: SelectableRows<Row>) {}

  readonly isOn = (row: Row): boolean => isSelected(this.rows.selection(), this.rows.rowId()(row));

  get began(): boolean {
    return this.anchor !== null;
  }

  /** @returns true: the key or click was for this */
  toggle(index: number): boolean {
    const row = this.rows.rowAt()(index);
    if (row === undefined) return true;
    this.anchor = index;
    this.rows.selection.set(withSelected(this.rows.selection(), [this.rows.rowId()(row)], !this.isOn(row)));
    return true;
  }

  /** From where it began, or from here, to there. */
  async extend(from: number, to: number): Promise<void> {
    if (!this.rows.selectable()) return;
    this.anchor ??= from;
    const range = { first: Math.max(0, Math.min(this.anchor, to)), last: Math.max(this.anchor, to) };
    let rows: readonly (Row | undefined)[] = Array.from({ length: range.last - range.first + 1 }, (_, i) => this.rows.rowAt()(range.first + i));
    const load = this.rows.loadRange();
    if (load && rows.includes(undefined)) rows = await load(range);
    this.rows.selection.set(withSelected(this.rows.selection(), rows.filter((row) => row !== undefined).map((row) => this.rows.rowId()(row)), true));
  }

  all(): boolean {
    if (this.rows.selectable()) this.rows.selection.set(toggleAll(NOTHING_SELECTED, this.rows.count()));
    return this.rows.selectable();
  }

  /** @returns whether anything was selected */
  clear(): boolean {
    if (selectedCount(this.rows.selection(), this.rows.count()) === 0) return false;
    this.anchor = null;
    this.rows.selection.set(NOTHING_SELECTED);
    return true;
  }
}
