import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { Salesperson } from '../../../test/harness/sales.js';

let app: TestApp;
const clients: Client[] = [];
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await app.close();
});

interface Told {
  readonly name: string;
  readonly status: string;
  readonly stage: { readonly name: string };
}

/** Subscribes, and reads one event at a time. */
function listen(caller: Caller, field: string): () => Promise<Told> {
  const client = createClient({ url: `${app.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: caller.token }, retryAttempts: 0 });
  clients.push(client);
  const stream = client.iterate<Record<string, Told>>({ query: `subscription { ${field} { name status stage { name } } }` });
  return async () => {
    const { value } = await stream.next();
    const answer = value as { data?: Record<string, Told>; errors?: unknown };
    if (!answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data[field]!;
  };
}

/** Resolves once the server takes the subscription: a change made before would not be told. */
async function firstTold(next: () => Promise<Told>, act: () => Promise<unknown>): Promise<Told> {
  const told = next();
  let over = false;
  void told.finally(() => (over = true)).catch(() => undefined);
  while (!over) {
    await act();
    await Promise.race([told, new Promise((resolve) => setImmediate(resolve))]);
  }
  return told;
}

describe('live opportunities', () => {
  it('tell colleagues of stages and wins as they see them, and other workspaces nothing', async () => {
    const owner = await app.signUp();
    const sales = new Salesperson(owner);
    const viewer = await app.colleague(owner, 'VIEWER');
    const stranger = new Salesperson(await app.signUp());
    const stages = await sales.stages();
    const deal = await sales.create({ name: 'Renewal', accountId: await sales.account() });

    const moves = listen(viewer, 'opportunityStageChanged');
    const foreign = listen(stranger.caller, 'opportunityStageChanged');
    let there = false;
    const told = await firstTold(moves, async () => {
      there = !there;
      await sales.does('moveOpportunityStage', { id: deal.id, stageId: stages[there ? 'Proposal' : 'Lead'] });
    });
    expect(told).toMatchObject({ name: 'Renewal', status: 'OPEN', stage: { name: expect.stringMatching(/Proposal|Lead/) } });

    const won = await firstTold(listen(viewer, 'opportunityWon'), async () => {
      if ((await sales.deal(deal.id)).status === 'WON') await sales.does('reopenOpportunity', { id: deal.id });
      await sales.does('winOpportunity', { id: deal.id });
    });
    expect(won.name).toBe('Renewal');

    const own = await stranger.create({ name: 'Own' });
    const strangerStages = await stranger.stages();
    let back = false;
    const heard = await firstTold(foreign, async () => {
      back = !back;
      await stranger.does('moveOpportunityStage', { id: own.id, stageId: strangerStages[back ? 'Qualified' : 'Lead'] });
    });
    expect(heard.name).toBe('Own');
  });
});
