import { EMPTY_LAYOUT, visibleColumns, type GridColumn, type GridLayout } from '@libs/ui';

/** A column of a view, in the order of the list; `width` only where somebody chose one. */
export interface ViewColumn {
  readonly field: string;
  readonly width?: number;
}

/** What the grid shows for these columns; null is as described. */
export function layoutOf<Row>(all: readonly GridColumn<Row>[], columns: readonly ViewColumn[] | null): GridLayout {
  if (!columns) return EMPTY_LAYOUT;
  const order = columns.map((column) => column.field);
  return {
    order,
    widths: Object.fromEntries(columns.flatMap(({ field, width }) => (width === undefined ? [] : [[field, width]]))),
    hidden: Object.fromEntries(all.map((column) => [column.id, !order.includes(column.id)])),
  };
}

/** The columns that a layout shows. */
export const columnsIn = <Row>(all: readonly GridColumn<Row>[], layout: GridLayout): readonly ViewColumn[] =>
  visibleColumns(all, layout).map(({ id }) => ({ field: id, ...(layout.widths[id] === undefined ? {} : { width: layout.widths[id] }) }));

/** For the address bar: `title:240,email`. */
export const encodeColumns = (columns: readonly ViewColumn[]): string => columns.map(({ field, width }) => (width === undefined ? field : `${field}:${width}`)).join(',');

/** Columns there are not (any more) do no harm: the grid leaves them out. */
export function decodeColumns(text: string | null | undefined): readonly ViewColumn[] | null {
  if (!text) return null;
  return text.split(',').flatMap((part): ViewColumn[] => {
    const [field, width] = part.split(':');
    const px = Number(width);
    return field ? [{ field, ...(width !== undefined && px >= 40 && px <= 2000 ? { width: px } : {}) }] : [];
  });
}
