import type { BoardAnswer, BoardSums, DealCard, DealStage } from './opportunities.gateway.js';

/** A column of the board. Sums and count cover all its deals, in the base currency; `cards` the loaded ones, what came in last first. */
export interface DealColumn {
  readonly stage: DealStage;
  readonly count: number;
  readonly amountBase: number;
  readonly weightedBase: number;
  readonly cards: readonly DealCard[];
  /** Where the next page starts; null when all are loaded. */
  readonly cursor: string | null;
  readonly loading: boolean;
}

export function columnsOf(answer: BoardAnswer): readonly DealColumn[] {
  return answer.stages.map(({ stage, count, amountBase, weightedBase, opportunities }) => ({
    stage,
    count,
    amountBase: Number(amountBase),
    weightedBase: Number(weightedBase),
    cards: opportunities.nodes,
    cursor: opportunities.pageInfo.hasNextPage ? opportunities.pageInfo.endCursor : null,
    loading: false,
  }));
}

export const cardOf = (columns: readonly DealColumn[], id: string): DealCard | undefined => columns.flatMap((column) => column.cards).find((card) => card.id === id);

/** What a card adds to its column's weighted sum while it stands in a stage; its own probability stays unless it was that of the stage it left. */
function weightIn(card: DealCard, from: DealStage, to: DealStage): number {
  const chance = to.type === 'WON' ? 100 : to.type === 'LOST' ? 0 : card.probability === null || card.probability === from.probability || from.type !== 'OPEN' ? to.probability : card.probability;
  return (Number(card.amountBase ?? 0) * chance) / 100;
}

/** The board as it will be once the API has moved the card: on top of its new column, with counts and sums that follow. */
export function withMoved(columns: readonly DealColumn[], id: string, stageId: string, now: string): readonly DealColumn[] {
  const card = cardOf(columns, id);
  const from = columns.find((column) => column.cards.some((each) => each.id === id));
  const to = columns.find((column) => column.stage.id === stageId);
  if (!card || !from || !to || from === to) return columns;
  const amount = Number(card.amountBase ?? 0);
  const weighted = weightIn(card, from.stage, to.stage);
  const before = Number(card.weightedAmountBase ?? weightIn(card, from.stage, from.stage));
  const moved: DealCard = {
    ...card,
    stageId,
    stage: { __typename: 'Stage', id: to.stage.id, name: to.stage.name },
    status: to.stage.type,
    stageChangedAt: now,
    daysInStage: to.stage.type === 'OPEN' ? 0 : null,
    isStale: false,
    weightedAmountBase: String(weighted),
  };
  return columns.map((column) => {
    if (column === from) return { ...column, count: column.count - 1, amountBase: column.amountBase - amount, weightedBase: column.weightedBase - before, cards: column.cards.filter((each) => each.id !== id) };
    if (column === to) return { ...column, count: column.count + 1, amountBase: column.amountBase + amount, weightedBase: column.weightedBase + weighted, cards: [moved, ...column.cards] };
    return column;
  });
}

/** How cards take their place: those that are `gone` leave; with `keepPlaces` they stay where they are, for the board has an order of its own. */
export interface Placing {
  readonly gone?: ReadonlySet<string>;
  readonly keepPlaces?: boolean;
}

/** Cards as they are now take the place of what the board had of them; cards of other stages leave it. Sums are not touched. */
export function withCards(columns: readonly DealColumn[], cards: readonly DealCard[], { gone = new Set(), keepPlaces = false }: Placing = {}): readonly DealColumn[] {
  const fresh = new Map(cards.map((card) => [card.id, card]));
  return columns.map((column) => {
    const kept = column.cards.filter((card) => !gone.has(card.id) && (!fresh.has(card.id) || fresh.get(card.id)!.stageId === column.stage.id));
    const known = new Set(kept.map((card) => card.id));
    const added = cards.filter((card) => card.stageId === column.stage.id && !known.has(card.id) && !gone.has(card.id) && reaches(column, card));
    if (added.length === 0 && kept.length === column.cards.length && !kept.some((card) => fresh.has(card.id))) return column;
    // An answer to a write has not all that somebody chose to see on cards.
    const present = kept.map((card) => (fresh.has(card.id) ? { ...card, ...fresh.get(card.id)! } : card));
    return { ...column, cards: keepPlaces ? [...added, ...present] : [...present, ...added].sort(newestFirst) };
  });
}

export function withSums(columns: readonly DealColumn[], sums: BoardSums): readonly DealColumn[] {
  const byStage = new Map(sums.stages.map((each) => [each.stage.id, each]));
  return columns.map((column) => {
    const sum = byStage.get(column.stage.id);
    return sum ? { ...column, count: sum.count, amountBase: Number(sum.amountBase), weightedBase: Number(sum.weightedBase) } : column;
  });
}

/** The order of a column's pages, so that the next one joins where this one ends. */
function newestFirst(one: DealCard, other: DealCard): number {
  const by = (other.stageChangedAt ?? '').localeCompare(one.stageChangedAt ?? '');
  return by === 0 ? other.id.localeCompare(one.id) : by;
}

/** A card that belongs below the loaded ones comes with its own page. */
function reaches(column: DealColumn, card: DealCard): boolean {
  const last = column.cards.at(-1);
  return column.cursor === null || last === undefined || newestFirst(card, last) <= 0;
}
