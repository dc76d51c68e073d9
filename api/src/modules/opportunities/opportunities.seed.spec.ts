import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { required, testApp, type Answer, type TestApp } from '../../../test/harness/app.js';
import { Config } from '../../platform/config/config.js';
import { DemoSeeds } from '../../platform/seed/demo-seeds.js';

let app: TestApp;
let token = '';
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const ask = async <T>(query: string, variables: Record<string, unknown> = {}): Promise<T> => {
  const answer: Answer<T> = await app.graphql<T>(query, variables, { authorization: `Bearer ${token}` });
  return required(answer);
};

/** As `npm run seed` does, then signed in as the demo's owner. */
async function seed(): Promise<void> {
  await app.app.get(DemoSeeds, { strict: false }).run(() => undefined);
  const input = { email: 'owner@demo.kinship.test', password: app.app.get(Config, { strict: false }).demoPassword };
  token = required(await app.graphql<{ signIn: { accessToken: string } }>('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input })).signIn.accessToken;
}
/** Companies with two people each, for when no other step has made any. */
async function companies(): Promise<void> {
  for (let number = 0; number < 10; number++) {
    const { createAccount } = await ask<{ createAccount: { account: { id: string } } }>('mutation ($name: String!) { createAccount(input: { name: $name }) { account { id } } }', { name: `Company ${number}` });
    for (const lastName of ['Lovelace', 'Hopper']) await ask('mutation ($lastName: String!, $accountId: ID!) { createContact(input: { lastName: $lastName, accountId: $accountId }) { changeSetId } }', { lastName, accountId: createAccount.account.id });
  }
}
const counts = async (): Promise<Record<string, number>> => {
  const count = async (filter: string): Promise<number> => (await ask<{ opportunities: { totalCount: number } }>(`{ opportunities(first: 1, filter: ${filter}) { totalCount } }`)).opportunities.totalCount;
  return { all: await count('{}'), won: await count('{ status: { eq: WON } }'), lost: await count('{ status: { eq: LOST } }'), withoutAccount: await count('{ accountId: { isNull: true } }'), priced: await count('{ amount: { gt: "0" } }') };
};

describe("the demo's deals", () => {
  it('are a believable book of business, and not doubled by a second start', async () => {
    await seed();
    await companies();
    await seed();
    const first = await counts();
    expect(first).toMatchObject({ all: 120, won: 45, lost: 30, withoutAccount: 5 });
    expect(first['priced']).toBeGreaterThan(100);
    await seed();
    expect(await counts()).toEqual(first);

    const { opportunities } = await ask<{ opportunities: { nodes: { status: string; closedOn: string | null; openedOn: string; isStale: boolean; currency: string; lostReason: string | null; stageHistory: { changedAt: string }[] }[] } }>(
      '{ opportunities(first: 200) { nodes { status closedOn openedOn isStale currency lostReason stageHistory { changedAt } } } }',
    );
    const deals = opportunities.nodes;
    const today = new Date().toISOString().slice(0, 10);
    expect(deals.filter((deal) => (deal.closedOn === null) !== (deal.status === 'OPEN') || deal.openedOn > today || (deal.closedOn ?? today) > today || (deal.closedOn ?? today) < deal.openedOn)).toEqual([]);
    expect(deals.filter((deal) => (deal.status === 'LOST') !== (deal.lostReason !== null))).toEqual([]);
    expect(deals.filter((deal) => deal.isStale).length).toBeGreaterThan(4);
    expect([...new Set(deals.map((deal) => deal.currency))].sort()).toEqual(['EUR', 'GBP', 'SEK', 'USD']);
    for (const { stageHistory } of deals) expect(stageHistory.map((step) => step.changedAt)).toEqual(stageHistory.map((step) => step.changedAt).sort());
    const { renewals } = await ask<{ renewals: { stages: { count: number }[] } }>('query ($id: ID!) { renewals: opportunityBoard(pipelineId: $id) { stages { count } } }', {
      id: (await ask<{ pipelines: { nodes: { id: string }[] } }>('{ pipelines(filter: { name: { eq: "Renewals" } }) { nodes { id } } }')).pipelines.nodes[0]!.id,
    });
    expect(renewals.stages).toHaveLength(5);
    expect(renewals.stages.reduce((total, stage) => total + stage.count, 0)).toBeGreaterThan(5);
  });
});
