import type { GridColumn, GridLayout } from './grid-types.js';

export const MIN_WIDTH = 72;
export const MAX_WIDTH = 800;
const DEFAULT_WIDTH = 160;

/** All columns in the person's order; those the layout does not know keep their place at the end. The first column always stays first. */
export function orderedColumns<Row>(columns: readonly GridColumn<Row>[], layout: GridLayout): readonly GridColumn<Row>[] {
  const [first, ...rest] = columns;
  if (!first) return [];
  const place = new Map(layout.order.map((id, at) => [id, at]));
  const order = (column: GridColumn<Row>, at: number) => place.get(column.id) ?? layout.order.length + at;
  const sorted = rest.map((column, at) => ({ column, order: order(column, at) })).sort((a, b) => a.order - b.order);
  return [first, ...sorted.map((each) => each.column)];
}

export const isHidden = <Row>(column: GridColumn<Row>, layout: GridLayout): boolean => layout.hidden[column.id] ?? column.hidden ?? false;

export const widthOf = <Row>(column: GridColumn<Row>, layout: GridLayout): number => layout.widths[column.id] ?? column.width ?? DEFAULT_WIDTH;

/** The columns on screen, in order. The first cannot be hidden: it names the record. */
export function visibleColumns<Row>(columns: readonly GridColumn<Row>[], layout: GridLayout): readonly GridColumn<Row>[] {
  return orderedColumns(columns, layout).filter((column, at) => at === 0 || !isHidden(column, layout));
}

export function withWidth(layout: GridLayout, id: string, width: number): GridLayout {
  return { ...layout, widths: { ...layout.widths, [id]: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))) } };
}

export function withHidden(layout: GridLayout, id: string, hidden: boolean): GridLayout {
  return { ...layout, hidden: { ...layout.hidden, [id]: hidden } };
}

/** Moves a column past its next visible neighbour. */
export function withMoved<Row>(columns: readonly GridColumn<Row>[], layout: GridLayout, id: string, step: -1 | 1): GridLayout {
  const visible = visibleColumns(columns, layout).map((column) => column.id);
  const at = visible.indexOf(id);
  const target = visible[at + step];
  if (at <= 0 || target === undefined || at + step === 0) return layout;
  return withPlaced(columns, layout, id, target, step === 1);
}

/** Puts a column before or after another. */
export function withPlaced<Row>(columns: readonly GridColumn<Row>[], layout: GridLayout, id: string, target: string, after: boolean): GridLayout {
  const order = orderedColumns(columns, layout).map((column) => column.id);
  if (id === order[0] || id === target) return layout;
  const rest = order.filter((each) => each !== id);
  const at = Math.max(1, rest.indexOf(target) + (after ? 1 : 0));
  rest.splice(at, 0, id);
  return { ...layout, order: rest };
}
