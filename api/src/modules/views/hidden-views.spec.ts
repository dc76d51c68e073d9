import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { eventually } from '../../../test/harness/eventually.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface Told {
  readonly kind: string;
  readonly recordId: string | null;
  readonly title: string | null;
  readonly actorName: string | null;
  readonly changed: readonly string[];
}

/** Everything that is told about views since `after`, up to the view of that name. */
async function toldUntil(caller: Caller, after: string, last: string): Promise<Told[]> {
  const client = createClient({ url: `${app.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: caller.token }, retryAttempts: 0 });
  const told: Told[] = [];
  const query = 'subscription ($after: ID) { recordEvents(types: ["savedView"], after: $after) { kind recordId title actorName changed } }';
  for await (const { data } of client.iterate<{ recordEvents: Told }>({ query, variables: { after } })) {
    if (data!.recordEvents.kind !== 'READY') told.push(data!.recordEvents);
    if (data!.recordEvents.title === last) break;
  }
  await client.dispose();
  return told;
}

it('tells colleagues at once that a view is no longer shared, and nothing else of it', async () => {
  const owner = await app.signUp();
  const [member, viewer] = [await app.colleague(owner, 'MEMBER'), await app.colleague(owner, 'VIEWER')];
  const make = async (name: string, visibility: string): Promise<string> =>
    (await member.data<{ createSavedView: { savedView: { id: string } } }>('mutation ($input: CreateSavedViewInput!) { createSavedView(input: $input) { savedView { id } } }', { input: { recordType: 'contact', name, visibility } })).createSavedView.savedView.id;
  const change = (input: Record<string, unknown>): Promise<unknown> => member.data('mutation ($input: UpdateSavedViewInput!) { updateSavedView(input: $input) { changeSetId } }', { input });
  const shared = await make('Team', 'SHARED');
  const secret = await make('Secret', 'PRIVATE');
  // What was made so far is not asked for: its place in the order of events has to be given before.
  await eventually(async () => ((await app.db.asOwner('select from outbox where published_at is null')).length === 0 ? true : null));
  const { lastEventId } = await owner.data<{ lastEventId: string }>('{ lastEventId }');
  await change({ id: shared, visibility: 'PRIVATE' });
  await change({ id: shared, name: 'Mine alone' });
  await change({ id: secret, name: 'Still secret' });
  await make('The last', 'SHARED');

  for (const colleague of [owner, viewer]) {
    const told = (await toldUntil(colleague, lastEventId, 'The last')).filter(({ kind }) => kind !== 'savedView.created');
    expect(told).toEqual([expect.objectContaining({ kind: 'savedView.hidden', recordId: shared, title: null, actorName: null, changed: [] })]);
  }
  expect((await toldUntil(member, lastEventId, 'The last')).map(({ kind }) => kind)).toEqual(['savedView.updated', 'savedView.updated', 'savedView.updated', 'savedView.created']);
});
