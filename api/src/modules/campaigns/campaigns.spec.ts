import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const CREATE = 'mutation ($input: CreateCampaignInput!) { done: createCampaign(input: $input) { campaign { id budgetBase currency } } }';
const create = async (caller: Caller, input: Record<string, unknown>): Promise<{ id: string; budgetBase: string | null; currency: string | null }> =>
  (await caller.data<{ done: { campaign: { id: string; budgetBase: string | null; currency: string | null } } }>(CREATE, { input })).done.campaign;
const FIGURES = 'figures { currency contactCount leadCount opportunityCount openCount pipelineBase weightedBase wonCount wonBase lostCount returnOnBudget }';

describe('campaigns', () => {
  it('sum up what came of them in the base currency', async () => {
    const owner = await app.signUp();
    await owner.data('mutation { setExchangeRate(currency: "EUR", rate: 2) { changeSetId } }');
    const fair = await create(owner, { name: 'Spring fair', channel: 'EVENT', budget: '1000', currency: 'eur', startsOn: '2026-03-01', endsOn: '2026-03-03' });
    expect(fair).toMatchObject({ budgetBase: '2000.00', currency: 'EUR' });
    const quiet = await create(owner, { name: 'Quiet one' });
    const campaignId = fair.id;
    const { account } = (await owner.data<{ done: { account: { id: string } } }>('mutation { done: createAccount(input: { name: "Acme" }) { account { id } } }')).done;
    for (const input of [{ lastName: 'Lead' }, { lastName: 'Customer', lifecycle: 'CUSTOMER' }]) await owner.data('mutation ($input: CreateContactInput!) { createContact(input: $input) { changeSetId } }', { input: { ...input, campaignId } });
    const deal = async (input: Record<string, unknown>): Promise<string> =>
      (await owner.data<{ done: { opportunity: { id: string } } }>('mutation ($input: CreateOpportunityInput!) { done: createOpportunity(input: $input) { opportunity { id } } }', { input: { accountId: account.id, campaignId, probability: 50, ...input } })).done.opportunity.id;
    await deal({ name: 'Open', amount: '300' });
    await deal({ name: 'Other', amount: '999', campaignId: null });
    await owner.data('mutation ($id: ID!) { winOpportunity(id: $id) { changeSetId } }', { id: await deal({ name: 'Won', amount: '2500', currency: 'EUR' }) });
    const { campaigns } = await owner.data<{ campaigns: { nodes: unknown[] } }>(`{ campaigns(sort: [{ field: name, direction: DESC }]) { nodes { name ${FIGURES} } } }`);
    expect(campaigns.nodes).toEqual([
      { name: 'Spring fair', figures: { currency: 'USD', contactCount: 2, leadCount: 1, opportunityCount: 2, openCount: 1, pipelineBase: '300.00', weightedBase: '150.00', wonCount: 1, wonBase: '5000.00', lostCount: 0, returnOnBudget: 1.5 } },
      { name: 'Quiet one', figures: { currency: 'USD', contactCount: 0, leadCount: 0, opportunityCount: 0, openCount: 0, pipelineBase: '0.00', weightedBase: '0.00', wonCount: 0, wonBase: '0.00', lostCount: 0, returnOnBudget: null } },
    ]);
    expect(quiet.budgetBase).toBeNull();
    const { contacts } = await owner.data<{ contacts: { totalCount: number } }>('query ($id: ID) { contacts(filter: { campaignId: { eq: $id } }) { totalCount } }', { id: campaignId });
    expect(contacts.totalCount).toBe(2);
  });

  it('say what is wrong with them', async () => {
    const owner = await app.signUp();
    for (const [input, field] of [
      [{ name: 'x', startsOn: '2026-03-02', endsOn: '2026-03-01' }, 'endsOn'],
      [{ name: 'x', budget: '-1' }, 'budget'],
      [{ name: 'x', budget: '1', currency: 'XQZ' }, 'currency'],
      [{ name: 'x', budget: '1', currency: 'EUR' }, 'currency'],
    ] as const) {
      const extensions = (await owner.graphql(CREATE, { input })).errors?.[0]?.extensions;
      expect([input, extensions?.code, Object.keys(extensions?.details ?? {})]).toEqual([input, 'VALIDATION_ERROR', [field]]);
    }
  });
});
