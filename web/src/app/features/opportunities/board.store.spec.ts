import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Subject } from 'rxjs';
import { AppError } from '../../core/graphql/app-error.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { answerOf, dealOf, stageOf } from './board.fixtures.js';
import { BoardStore } from './board.store.js';
import { OpportunitiesGateway, type BoardAnswer, type BoardSums, type CardPage, type DealCard } from './opportunities.gateway.js';

const LEAD = stageOf('lead');
const TALK = stageOf('talk', { probability: 50 });
const page = (nodes: readonly DealCard[]): CardPage => ({ __typename: 'OpportunityConnection', nodes: [...nodes], pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } });

describe('board store', () => {
  const events = new Subject<{ kind: string; recordType: string | null; recordId: string | null }>();
  const gateway = { board: jest.fn<() => Promise<BoardAnswer>>(), sums: jest.fn<() => Promise<BoardSums>>(), cards: jest.fn<(...of: readonly unknown[]) => Promise<CardPage>>() };
  let store: BoardStore;
  const place = (): string[][] => (store.columns() ?? []).map((column) => column.cards.map((card) => card.id));
  const counts = (): number[] => (store.columns() ?? []).map((column) => column.count);

  beforeEach(async () => {
    const answer = answerOf([{ stage: LEAD, cards: [dealOf('a', LEAD), dealOf('b', LEAD, { stageChangedAt: '2026-01-01T00:00:00Z' })] }, { stage: TALK, cards: [] }]);
    gateway.board.mockReset().mockResolvedValue(answer);
    gateway.sums.mockReset().mockResolvedValue(answer);
    gateway.cards.mockReset().mockResolvedValue(page([dealOf('a', LEAD)]));
    TestBed.configureTestingModule({ providers: [BoardStore, { provide: OpportunitiesGateway, useValue: gateway }, { provide: RecordsLive, useValue: { events } }] });
    store = TestBed.inject(BoardStore);
    store.show({ pipelineId: null, filter: null, search: null });
    await store.refresh();
  });

  it('shows a move before the API has answered, and the answer after', async () => {
    const answer = Promise.withResolvers<{ deal: DealCard }>();
    const moving = store.move('a', 'talk', () => answer.promise);
    expect(place()).toEqual([['b'], ['a']]);
    expect(counts()).toEqual([1, 1]);
    answer.resolve({ deal: dealOf('a', TALK, { version: 2 }) });
    await moving;
    expect(store.card('a')).toMatchObject({ stageId: 'talk', version: 2 });
  });

  it('puts the card back at its place, with counts and sums, when the API refuses', async () => {
    const before = (store.columns() ?? []).map(({ count, amountBase, weightedBase }) => [count, amountBase, weightedBase]);
    const refused = store.move('a', 'talk', () => Promise.reject(new AppError('FORBIDDEN', 'No.')));
    await expect(refused).rejects.toThrow('No.');
    expect(place()).toEqual([['a', 'b'], []]);
    expect((store.columns() ?? []).map(({ count, amountBase, weightedBase }) => [count, amountBase, weightedBase])).toEqual(before);
  });

  it('puts the card back when the person thought better of it', async () => {
    await store.move('a', 'talk', () => Promise.resolve(null));
    expect(place()).toEqual([['a', 'b'], []]);
    expect(counts()).toEqual([2, 0]);
  });

  it('reads a card again that a colleague moved, under the conditions of the board', async () => {
    jest.useFakeTimers();
    gateway.cards.mockResolvedValue(page([dealOf('a', TALK)]));
    events.next({ kind: 'opportunity.stageChanged', recordType: 'opportunity', recordId: 'a' });
    await jest.advanceTimersByTimeAsync(200);
    jest.useRealTimers();
    expect(gateway.cards.mock.calls[0]?.[0]).toEqual({ and: [{ id: { in: ['a'] } }, { pipelineId: { eq: 'p' } }] });
    expect(place()).toEqual([['b'], ['a']]);
  });

  it('lets go of a card that is gone, and asks for nothing about other records', async () => {
    jest.useFakeTimers();
    gateway.cards.mockResolvedValue(page([]));
    events.next({ kind: 'contact.updated', recordType: 'contact', recordId: 'x' });
    await jest.advanceTimersByTimeAsync(200);
    expect(gateway.cards).not.toHaveBeenCalled();
    events.next({ kind: 'opportunity.deleted', recordType: 'opportunity', recordId: 'b' });
    await jest.advanceTimersByTimeAsync(200);
    jest.useRealTimers();
    expect(place()).toEqual([['a'], []]);
  });

  it('does not let an event pull back a card that is on its way', async () => {
    jest.useFakeTimers();
    const answer = Promise.withResolvers<{ deal: DealCard }>();
    const moving = store.move('a', 'talk', () => answer.promise);
    events.next({ kind: 'opportunity.updated', recordType: 'opportunity', recordId: 'a' });
    await jest.advanceTimersByTimeAsync(200);
    expect(place()).toEqual([['b'], ['a']]);
    expect(gateway.cards).not.toHaveBeenCalled();
    answer.resolve({ deal: dealOf('a', TALK) });
    await moving;
    jest.useRealTimers();
  });

  it('reads again only for fields that cards do not hold yet, and as far as columns were read', async () => {
    const shown = (fields: readonly string[]): void => store.show({ pipelineId: null, filter: null, search: null, fields });
    gateway.board.mockClear();
    shown(['nextStep', 'cf_tier']);
    expect(gateway.board.mock.calls).toEqual([[expect.objectContaining({ fields: ['nextStep', 'cf_tier'] }), 25]]);
    shown(['cf_tier']);
    expect(gateway.board).toHaveBeenCalledTimes(1);
    shown(['cf_tier', 'nextStep']);
    expect(gateway.board).toHaveBeenCalledTimes(2);
    expect(place()).toEqual([['a', 'b'], []]);
    await store.refresh();
  });

  it('keeps what was chosen to be seen on a card through a write that answers less', async () => {
    gateway.board.mockResolvedValue(answerOf([{ stage: LEAD, cards: [{ ...dealOf('a', LEAD), cf_tier: 'Gold' } as DealCard] }, { stage: TALK, cards: [] }]));
    await store.refresh();
    await store.move('a', 'talk', () => Promise.resolve({ deal: dealOf('a', TALK, { version: 2 }) }));
    expect(store.card('a')).toMatchObject({ version: 2, stageId: 'talk', cf_tier: 'Gold' });
  });
});
