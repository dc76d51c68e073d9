import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { SALES, Salesperson } from '../../../test/harness/sales.js';

let app: TestApp;
let owner: Salesperson;
beforeAll(async () => {
  app = await testApp();
  owner = new Salesperson(await app.signUp());
});
afterAll(() => app.close());

type Verb = keyof typeof SALES;

/** A deal of `sales` with a line item and a contact, and a call of every verb on it. */
async function verbsOn(sales: Salesperson): Promise<{ id: string; calls: [Verb, Record<string, unknown>][] }> {
  const [stages, accountId, contactId, other, productId] = [await sales.stages(), await owner.account(`A${Math.random()}`), await owner.contact('Lovelace'), await owner.contact('Hopper'), await owner.product({ name: `P${Math.random()}`, price: '5' })];
  const { id } = await sales.create({ accountId });
  const item = await sales.does<{ lineItem: { id: string } }>('addLineItem', { input: { opportunityId: id, productId } });
  const role = await sales.does<{ opportunityContact: { id: string } }>('addOpportunityContact', { input: { opportunityId: id, contactId } });
  return {
    id,
    calls: [
      ['updateOpportunity', { input: { id, nextStep: 'Call' } }],
      ['moveOpportunityStage', { id, stageId: stages['Proposal'] }],
      ['loseOpportunity', { input: { id, reason: 'PRICE' } }],
      ['reopenOpportunity', { id }],
      ['winOpportunity', { id }],
      ['addLineItem', { input: { opportunityId: id, productId } }],
      ['updateLineItem', { input: { id: item.lineItem.id, quantity: 2 } }],
      ['removeLineItem', { id: item.lineItem.id }],
      ['addOpportunityContact', { input: { opportunityId: id, contactId: other } }],
      ['updateOpportunityContact', { input: { id: role.opportunityContact.id, role: 'BUYER' } }],
      ['removeOpportunityContact', { id: role.opportunityContact.id }],
    ],
  };
}

const codes = async (caller: Caller, calls: [Verb, Record<string, unknown>][]): Promise<[Verb, string | undefined][]> => {
  const found: [Verb, string | undefined][] = [];
  for (const [verb, variables] of calls) found.push([verb, (await caller.graphql(SALES[verb], variables)).errors?.[0]?.extensions.code]);
  return found;
};

describe('the verbs of opportunities', () => {
  it('are for owners and administrators on any, for members on their own, for viewers not at all', async () => {
    const [admin, member, viewer] = [await app.colleague(owner.caller, 'ADMIN'), await app.colleague(owner.caller, 'MEMBER'), await app.colleague(owner.caller, 'VIEWER')];
    const theirs = await verbsOn(owner);
    for (const colleague of [member, viewer]) {
      expect(await codes(colleague, theirs.calls)).toEqual(theirs.calls.map(([verb]) => [verb, 'FORBIDDEN']));
      expect((await colleague.data<{ opportunity: { id: string } }>(SALES.opportunity, { id: theirs.id })).opportunity.id).toBe(theirs.id);
    }
    expect((await codes(viewer, [['createOpportunity', { input: { name: 'x' } }]]))[0]?.[1]).toBe('FORBIDDEN');
    const own = await verbsOn(new Salesperson(member));
    expect(await codes(member, own.calls)).toEqual(own.calls.map(([verb]) => [verb, undefined]));
    expect(await codes(admin, theirs.calls)).toEqual(theirs.calls.map(([verb]) => [verb, undefined]));
  });

  it('know nothing of another workspace', async () => {
    const stranger = new Salesperson(await app.signUp());
    const theirs = await verbsOn(owner);
    const hidden = await codes(stranger.caller, theirs.calls);
    for (const [verb, code] of hidden) expect([verb, ['NOT_FOUND', 'VALIDATION_ERROR'].includes(String(code))]).toEqual([verb, true]);
    expect((await stranger.tries('opportunity', { id: theirs.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it("refuse another workspace's ids wherever an input holds one", async () => {
    const stranger = new Salesperson(await app.signUp());
    const [stages, accountId, contactId, productId] = [await owner.stages(), await owner.account('Theirs'), await owner.contact('Theirs'), await owner.product({ name: 'Theirs' })];
    const [foreign, own] = [await owner.create(), await stranger.create()];
    const [ownProduct, ownContact] = [await stranger.product({ name: 'Own' }), await stranger.contact('Own')];
    const calls: [Verb, Record<string, unknown>, string][] = [
      ['createOpportunity', { input: { name: 'x', accountId } }, 'accountId'],
      ['createOpportunity', { input: { name: 'x', stageId: stages['Lead'] } }, 'stageId'],
      ['createOpportunity', { input: { name: 'x', pipelineId: foreign.pipeline.id } }, 'pipelineId'],
      ['createOpportunity', { input: { name: 'x', ownerId: owner.caller.memberId } }, 'ownerId'],
      ['updateOpportunity', { input: { id: own.id, accountId } }, 'accountId'],
      ['moveOpportunityStage', { id: own.id, stageId: stages['Lead'] }, 'stageId'],
      ['reopenOpportunity', { id: own.id, stageId: stages['Lead'] }, ''],
      ['addLineItem', { input: { opportunityId: own.id, productId } }, 'productId'],
      ['addLineItem', { input: { opportunityId: foreign.id, productId: ownProduct } }, 'opportunityId'],
      ['addOpportunityContact', { input: { opportunityId: own.id, contactId } }, 'contactId'],
      ['addOpportunityContact', { input: { opportunityId: foreign.id, contactId: ownContact } }, 'opportunityId'],
    ];
    for (const [verb, variables, field] of calls) {
      const refusal = await stranger.refusal(verb, variables);
      expect([verb, refusal.code, refusal.fields]).toEqual([verb, field ? 'VALIDATION_ERROR' : 'PRECONDITION_FAILED', field ? [field] : []]);
    }
    const board = await stranger.caller.graphql('query ($id: ID!) { opportunityBoard(pipelineId: $id) { count } }', { id: foreign.pipeline.id });
    expect(board.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
