import type { GridColumn } from './grid-types.js';

/** A cell: row -1 is the header. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The cell under the pointer; null where something in it takes the click itself. */
export function placeUnder(event: MouseEvent): Place | null {
  if (!(event.target instanceof Element) || event.target.closest('button, a, input, ui-cell-editor, .edge')) return null;
  const cell = event.target.closest<HTMLElement>('[data-row]');
  return cell ? { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) } : null;
}

/** Follows the pointer from a press on a handle until it is let go; `moved` gets the way in px. */
export function followDrag(event: PointerEvent, moved: (by: number) => void, done: () => void = () => undefined): void {
  event.preventDefault();
  event.stopPropagation();
  const handle = event.currentTarget as HTMLElement;
  const start = event.clientX;
  handle.setPointerCapture(event.pointerId);
  const move = (at: PointerEvent) => moved(at.clientX - start);
  const end = () => {
    handle.removeEventListener('pointermove', move);
    done();
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('lostpointercapture', end, { once: true });
}

/** A button that opens the menu of its row, as a right click there would. */
export function askForMenu(event: Event): void {
  const button = event.currentTarget as HTMLElement;
  const { left, bottom } = button.getBoundingClientRect();
  event.stopPropagation();
  button.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left, clientY: bottom + 2, button: 2 }));
}

/** Asks for the menu of the row where the grid's active cell is, as the menu key does. @returns true: the key was for this */
export const askForRowMenu = (view: HTMLElement | undefined): boolean => {
  view?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
  return true;
};

/** Records as lines for a spreadsheet. */
export const asLines = <Row>(rows: readonly Row[], columns: readonly GridColumn<Row>[]): string =>
  rows.map((row) => columns.map((column) => column.text(row)).join('\t')).join('\n');

/** Scrolls sideways as little as it takes to see a column; the first one is always seen. */
export function showColumn(view: HTMLElement, column: number, widths: readonly number[], lead: number): void {
  if (column === 0) return;
  const fixed = lead + (widths[0] ?? 0);
  const left = lead + widths.slice(0, column).reduce((sum, width) => sum + width, 0);
  const right = left + (widths[column] ?? 0);
  if (left < view.scrollLeft + fixed) view.scrollLeft = left - fixed;
  else if (right > view.scrollLeft + view.clientWidth) view.scrollLeft = right - view.clientWidth;
}
