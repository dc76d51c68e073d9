import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { testApp, type Caller, type TestApp } from '../harness/app.js';

/** Two processes behind one database and Redis, as behind a load balancer. */
let first: TestApp;
let second: TestApp;
beforeAll(async () => {
  first = await testApp();
  second = await testApp({ database: first.db, env: { KINSHIP_ROLE: 'api' } });
});
afterAll(async () => {
  await second.close();
  await first.close();
});

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly recordId: string | null;
  readonly actorName: string | null;
  readonly bulkCount: number | null;
}

const EVENTS = 'subscription ($types: [String!], $after: ID) { recordEvents(types: $types, after: $after) { id kind title recordId actorName bulkCount } }';
const PRESENCE = 'subscription { presenceChanged { memberId name viewing { recordType recordId } } }';

const connect = (app: TestApp, caller: Caller): { client: Client; closed: Promise<number> } => {
  const closed = Promise.withResolvers<number>();
  const client = createClient({
    url: `${app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { accessToken: caller.token },
    retryAttempts: 0,
    on: { closed: (event) => closed.resolve((event as { code: number }).code) },
  });
  return { client, closed: closed.promise };
};

/** Reads the events of a subscription one by one. */
function events(client: Client, variables: Record<string, unknown> = {}): { next: () => Promise<Told>; end: () => void } {
  const stream = client.iterate<{ recordEvents: Told }>({ query: EVENTS, variables });
  return {
    next: async () => {
      const { value } = await stream.next();
      const answer = value as { data?: { recordEvents: Told }; errors?: unknown };
      if (!answer.data) throw new Error(JSON.stringify(answer.errors));
      return answer.data.recordEvents;
    },
    end: () => void stream.return?.(),
  };
}

const createAccount = async (caller: Caller, name: string): Promise<string> =>
  (await caller.data<{ createAccount: { account: { id: string } } }>('mutation ($name: String!) { createAccount(input: { name: $name }) { account { id } } }', { name })).createAccount.account.id;

describe('live over the API', () => {
  it('reaches colleagues on another process, not another workspace, and takes up where a connection broke', async () => {
    const owner = await first.signUp('Acme');
    const viewer = await first.colleague(owner, 'VIEWER');
    const stranger = await first.signUp('Elsewhere');
    const socket = connect(second, viewer);
    const strange = connect(second, stranger);
    const seen = events(socket.client, { types: ['account'] });
    const unseen = events(strange.client);
    expect([(await seen.next()).kind, (await unseen.next()).kind]).toEqual(['READY', 'READY']);

    const id = await createAccount(owner, 'Northwind');
    const told = await seen.next();
    expect(told).toMatchObject({ kind: 'account.created', title: 'Northwind', recordId: id, actorName: 'Olive Owner', bulkCount: null });
    seen.end();

    await createAccount(owner, 'While away');
    await createAccount(stranger, 'Their own');
    const again = events(connect(first, viewer).client, { types: ['account'], after: told.id });
    // Before READY when it was published by then, else after it; once either way.
    const both = [await again.next(), await again.next()];
    expect(both.map(({ title, kind }) => title ?? kind).sort()).toEqual(['READY', 'While away']);
    expect((await unseen.next()).title).toBe('Their own');
    again.end();
    unseen.end();
  });

  it('misses nothing between reading a list and subscribing', async () => {
    const owner = await first.signUp();
    const { lastEventId: after } = await owner.data<{ lastEventId: string }>('{ lastEventId }');
    await createAccount(owner, 'In between');
    const stream = events(connect(second, owner).client, { types: ['account'], after });
    let told = await stream.next();
    while (told.kind !== 'account.created') told = await stream.next();
    expect(told.title).toBe('In between');
    stream.end();
  });

  it('refuses a record type that does not exist and a position that is none', async () => {
    const owner = await first.signUp();
    const { client } = connect(second, owner);
    await expect(events(client, { types: ['nonsense'] }).next()).rejects.toThrow('VALIDATION_ERROR');
    await expect(events(client, { after: 'nonsense' }).next()).rejects.toThrow('VALIDATION_ERROR');
  });

  it('closes the sockets of a member who is deactivated, at once', async () => {
    const owner = await first.signUp();
    const member = await first.colleague(owner, 'MEMBER');
    const { client, closed } = connect(second, member);
    const stream = events(client);
    expect((await stream.next()).kind).toBe('READY');
    stream.next().catch(() => undefined);
    await owner.data('mutation ($id: ID!) { deactivateMember(id: $id) { changeSetId } }', { id: member.memberId });
    expect(await closed).toBe(4403);
  });

  it('closes the sockets of a session that is signed out', async () => {
    const owner = await first.signUp();
    const { client, closed } = connect(second, owner);
    const stream = events(client);
    expect((await stream.next()).kind).toBe('READY');
    stream.next().catch(() => undefined);
    await owner.data('mutation { signOut }');
    expect(await closed).toBe(4403);
  });

  it('shows who is present, and what they look at', async () => {
    const owner = await first.signUp();
    const member = await first.colleague(owner, 'MEMBER');
    const recordId = await createAccount(owner, 'Looked at');
    type Present = { presenceChanged: { memberId: string; viewing: { recordId: string } | null }[] };
    const mine = connect(first, owner).client.iterate<Present>({ query: PRESENCE });
    const theirs = connect(second, member).client.iterate<Present>({ query: PRESENCE });
    await theirs.next();
    await member.data('mutation ($viewing: ViewedRecordInput) { setPresence(viewing: $viewing) }', { viewing: { recordType: 'account', recordId } });
    let present: Present['presenceChanged'] = [];
    while (!present.some(({ viewing }) => viewing)) present = ((await mine.next()).value as { data: Present }).data.presenceChanged;
    expect(present.find(({ viewing }) => viewing)).toMatchObject({ memberId: member.memberId, viewing: { recordId } });
    expect(present.map(({ memberId }) => memberId)).toEqual(expect.arrayContaining([owner.memberId, member.memberId]));
    await theirs.return?.();
    while (present.length > 1) present = ((await mine.next()).value as { data: Present }).data.presenceChanged;
    expect((await owner.data<{ presence: { memberId: string }[] }>('{ presence { memberId } }')).presence).toEqual([{ memberId: owner.memberId }]);
    await mine.return?.();
  });
});
