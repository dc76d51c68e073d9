import type { BoardAnswer, DealCard, DealStage } from './opportunities.gateway.js';

/** A stage for specs; open unless said otherwise. */
export const stageOf = (id: string, changes: Partial<DealStage> = {}): DealStage => ({ __typename: 'Stage', id, name: id, type: 'OPEN', colour: 'BLUE', probability: 10, position: 1, pipelineId: 'p', ...changes });

/** A deal of 100 in the base currency with the stage's chance. */
export const dealOf = (id: string, stage: DealStage, changes: Partial<DealCard> = {}): DealCard => ({
  __typename: 'Opportunity', id, version: 1, name: `Deal ${id}`, amount: '100', currency: 'USD', amountBase: '100', weightedAmountBase: String(stage.probability), probability: stage.probability, status: stage.type,
  pipelineId: 'p', stageId: stage.id, stageChangedAt: '2026-02-01T00:00:00Z', daysInStage: 5, isStale: false, expectedCloseOn: null, closedOn: null, ownerId: 'm', accountId: 'acc',
  stage: { __typename: 'Stage', id: stage.id, name: stage.name }, owner: { __typename: 'Member', id: 'm', name: 'Ada Berg' }, account: { __typename: 'Account', id: 'acc', name: 'Acme' }, nextActivity: null, ...changes,
});

/** A board's answer with all cards loaded; sums are those of the cards. */
export function answerOf(columns: readonly { readonly stage: DealStage; readonly cards: readonly DealCard[] }[]): BoardAnswer {
  const sum = (cards: readonly DealCard[], key: 'amountBase' | 'weightedAmountBase'): string => String(cards.reduce((total, card) => total + Number(card[key]), 0));
  const all = columns.flatMap((column) => column.cards);
  return {
    __typename: 'OpportunityBoard', count: all.length, amountBase: sum(all, 'amountBase'), weightedBase: sum(all, 'weightedAmountBase'), currency: 'USD', pipeline: { __typename: 'Pipeline', id: 'p', name: 'Sales', rotDays: 30 },
    stages: columns.map(({ stage, cards }) => ({
      __typename: 'OpportunityBoardStage', count: cards.length, amountBase: sum(cards, 'amountBase'), weightedBase: sum(cards, 'weightedAmountBase'), stage,
      opportunities: { __typename: 'OpportunityConnection', nodes: [...cards], pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } },
    })),
  };
}
