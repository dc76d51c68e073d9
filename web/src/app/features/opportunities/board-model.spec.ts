import { describe, expect, it } from '@jest/globals';
import { cardOf, columnsOf, withCards, withMoved, withSums, type DealColumn } from './board-model.js';
import { answerOf, dealOf, stageOf } from './board.fixtures.js';

const LEAD = stageOf('lead', { probability: 10 });
const TALK = stageOf('talk', { probability: 50 });
const WON = stageOf('won', { type: 'WON', probability: 100 });
const ids = (columns: readonly DealColumn[]): string[][] => columns.map((column) => column.cards.map((card) => card.id));
const board = (): readonly DealColumn[] =>
  columnsOf(answerOf([
    { stage: LEAD, cards: [dealOf('a', LEAD, { stageChangedAt: '2026-03-02T00:00:00Z' }), dealOf('b', LEAD, { stageChangedAt: '2026-03-01T00:00:00Z' })] },
    { stage: TALK, cards: [dealOf('c', TALK)] },
    { stage: WON, cards: [] },
  ]));

describe('board model', () => {
  it('moves a card on top of its new column; counts and sums follow', () => {
    const [lead, talk] = withMoved(board(), 'a', 'talk', '2026-03-09T00:00:00Z');
    expect(ids([lead!, talk!])).toEqual([['b'], ['a', 'c']]);
    expect([lead!.count, lead!.amountBase, lead!.weightedBase]).toEqual([1, 100, 10]);
    // The chance was that of the stage it left, so it becomes that of the new one.
    expect([talk!.count, talk!.amountBase, talk!.weightedBase]).toEqual([2, 200, 100]);
    expect(cardOf([talk!], 'a')).toMatchObject({ stageId: 'talk', daysInStage: 0, isStale: false, weightedAmountBase: '50' });
  });

  it('keeps a chance that somebody set, but a won deal counts in full', () => {
    const own = withCards(board(), [dealOf('a', LEAD, { probability: 30, weightedAmountBase: '30' })]);
    expect(cardOf(withMoved(own, 'a', 'talk', 'now'), 'a')?.weightedAmountBase).toBe('30');
    expect(cardOf(withMoved(own, 'a', 'won', 'now'), 'a')).toMatchObject({ weightedAmountBase: '100', status: 'WON', daysInStage: null });
  });

  it('leaves the board alone when the card is not loaded or is there already', () => {
    const before = board();
    expect(withMoved(before, 'nobody', 'talk', 'now')).toBe(before);
    expect(withMoved(before, 'a', 'lead', 'now')).toBe(before);
  });

  it('takes cards as they are now, in the order of their column, and lets go of the others', () => {
    const next = withCards(board(), [dealOf('b', TALK, { stageChangedAt: '2026-01-01T00:00:00Z' }), dealOf('new', LEAD, { stageChangedAt: '2026-03-01T12:00:00Z' })], { gone: new Set(['c']) });
    expect(ids(next)).toEqual([['a', 'new'], ['b'], []]);
  });

  it('leaves a card that belongs below the loaded ones to its page', () => {
    const more = board().map((column) => ({ ...column, cursor: 'next' }));
    expect(ids(withCards(more, [dealOf('old', LEAD, { stageChangedAt: '2020-01-01T00:00:00Z' })]))[0]).toEqual(['a', 'b']);
    expect(ids(withCards(board(), [dealOf('old', LEAD, { stageChangedAt: '2020-01-01T00:00:00Z' })]))[0]).toEqual(['a', 'b', 'old']);
  });

  it('takes sums for the columns they are of', () => {
    const next = withSums(board(), { __typename: 'OpportunityBoard', count: 9, amountBase: '9', weightedBase: '9', stages: [{ __typename: 'OpportunityBoardStage', count: 9, amountBase: '900.50', weightedBase: '90', stage: { __typename: 'Stage', id: 'lead' } }] });
    expect(next.map((column) => [column.count, column.amountBase])).toEqual([[9, 900.5], [1, 100], [0, 0]]);
  });
});
