import type { BoardColumn, BoardMove, BoardPlace } from './board-types.js';

type Columns<Card> = readonly BoardColumn<Card>[];

/** Where a card is; null when it is not loaded. */
export function placeOf<Card>(columns: Columns<Card>, cardId: (card: Card) => string, id: string | null): BoardPlace | null {
  for (const [column, each] of columns.entries()) {
    const row = each.cards.findIndex((card) => cardId(card) === id);
    if (row >= 0) return { column, row };
  }
  return null;
}

/** The card an arrow key leads to: along the column, or to the nearest column that has cards, at the same height. */
export function neighbour<Card>(columns: Columns<Card>, from: BoardPlace, key: string): BoardPlace | null {
  const here = columns[from.column];
  if (!here) return null;
  const last = here.cards.length - 1;
  switch (key) {
    case 'ArrowUp': return from.row > 0 ? { ...from, row: from.row - 1 } : null;
    case 'ArrowDown': return from.row < last ? { ...from, row: from.row + 1 } : null;
    case 'Home': return { ...from, row: 0 };
    case 'End': return { ...from, row: last };
    case 'ArrowLeft':
    case 'ArrowRight': return sideways(columns, from, key === 'ArrowLeft' ? -1 : 1);
    default: return null;
  }
}

function sideways<Card>(columns: Columns<Card>, from: BoardPlace, step: 1 | -1): BoardPlace | null {
  for (let column = from.column + step; column >= 0 && column < columns.length; column += step) {
    const count = columns[column]?.cards.length ?? 0;
    if (count) return { column, row: Math.min(from.row, count - 1) };
  }
  return null;
}

/** The move that Alt and an arrow key asks for; null when there is no such place or it is locked. */
export function keyMove<Card>(columns: Columns<Card>, from: BoardPlace, key: string, sortable: boolean): BoardMove<Card> | null {
  const source = columns[from.column];
  const card = source?.cards[from.row];
  if (!source || card === undefined) return null;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const target = columns[from.column + (key === 'ArrowLeft' ? -1 : 1)];
    return target && !target.locked ? { card, from: source.id, to: target.id, index: Math.min(from.row, target.cards.length) } : null;
  }
  if (!sortable || (key !== 'ArrowUp' && key !== 'ArrowDown')) return null;
  const index = from.row + (key === 'ArrowUp' ? -1 : 1);
  return index >= 0 && index < source.cards.length ? { card, from: source.id, to: source.id, index } : null;
}
