import { isKnownHeader } from '../mapping/vocabulary.js';
import { shapeOf, type Shape } from '../values/shape.js';

const VALUE_SHAPES: ReadonlySet<Shape> = new Set(['number', 'date', 'email', 'url', 'phone', 'boolean']);

/**
 * Index of the row that names the columns; null where the first row is data already. Rows above the header are a title or a note.
 * @param rows first rows of the file, cut into cells
 */
export function findHeader(rows: readonly (readonly string[])[]): number | null {
  if (rows.length === 0) return null;
  const width = usualWidth(rows);
  const candidates = rows.slice(0, 30);
  const start = candidates.findIndex((row) => looksWhole(row, width));
  const first = start < 0 ? 0 : start;
  const row = rows[first]!;
  return isHeader(row, rows.slice(first + 1, first + 60)) ? first : null;
}

/** The number of cells that most rows have; with equal support the larger. */
export function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  return [...counts].sort(([widthA, a], [widthB, b]) => b - a || widthB - widthA)[0]![0];
}

function looksWhole(row: readonly string[], width: number): boolean {
  const filled = row.filter((cell) => cell.trim() !== '').length;
  return row.length >= width && filled >= Math.max(1, Math.ceil(width * (width > 2 ? 0.4 : 0.5)));
}

function isHeader(row: readonly string[], body: readonly (readonly string[])[]): boolean {
  const cells = row.map((cell) => cell.trim());
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0) return false;
  const valueLike = filled.filter((cell) => VALUE_SHAPES.has(shapeOf(cell))).length;
  const known = filled.filter(isKnownHeader).length;
  if (known > 0 && known >= filled.length * 0.25 && valueLike <= filled.length * 0.25) return true;
  if (filled.some((cell) => shapeOf(cell) === 'email' || shapeOf(cell) === 'date')) return false;
  if (valueLike > filled.length / 2) return columnNamesByYear(filled) && body.length > 0;
  if (new Set(filled.map((cell) => cell.toLowerCase())).size < filled.length && known === 0) return false;
  if (body.length === 0) return valueLike === 0;
  // Names of columns look unlike what stands below them: a word above numbers, dates or addresses.
  for (let column = 0; column < cells.length; column++) {
    const below = body.map((cellsBelow) => shapeOf(cellsBelow[column]?.trim() ?? '')).filter((shape) => shape !== 'empty');
    const typed = below.filter((shape) => VALUE_SHAPES.has(shape)).length;
    if (below.length > 0 && typed >= below.length * 0.8 && shapeOf(cells[column]!) !== 'empty') {
      if (VALUE_SHAPES.has(shapeOf(cells[column]!))) return false;
      return true;
    }
  }
  return valueLike === 0 && filled.every((cell) => cell.length <= 80);
}

/** Pivot tables name columns 2023, 2024, 2025. */
const columnNamesByYear = (cells: readonly string[]) => cells.some((cell) => shapeOf(cell) === 'text') && cells.every((cell) => shapeOf(cell) === 'text' || /^(19|20)\d\d$/.test(cell));
