import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Args, Field, ObjectType, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { Client } from 'graphql-ws';
import { PubSub } from 'graphql-subscriptions';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startEdge, type EdgeApp } from '../../../test/harness/edge-app.js';
import { Operation } from '../access/operation.decorator.js';
import { currentContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { LIMITS } from './operation-limits.js';
import { SubscriptionEdge } from './subscription-edge.js';

const bus = new PubSub();
let opened = 0;
let released = 0;

@ObjectType()
class Tick {
  @Field(() => String) name!: string;
  @Field(() => String) seenBy!: string;
}

@Resolver(() => Tick)
class TickResolver {
  @Query(() => String)
  @Operation({ module: 'platform', permission: 'public' })
  tickProbe(): string {
    return 'ok';
  }

  @Subscription(() => Tick)
  @Operation({ module: 'platform', permission: 'public' })
  ticks(@Args('topic', { type: () => String }) topic: string): AsyncIterator<unknown> {
    if (topic === 'refused') throw new AppError('FORBIDDEN', 'Not this topic.');
    opened++;
    const source = bus.asyncIterableIterator<unknown>(topic);
    const end = source.return?.bind(source);
    source.return = () => {
      released++;
      return end ? end() : Promise.resolve({ done: true, value: undefined });
    };
    return source;
  }

  /** Runs for each event, in the subscriber's context or in none. */
  @ResolveField('seenBy', () => String)
  seenBy(@Parent() tick: Tick): string {
    if (tick.name === 'broken') throw new Error('secret of the server');
    return String(currentContext().userId);
  }
}

let db: TestDatabase;
let app: EdgeApp;
beforeAll(async () => {
  db = await testDatabase();
  app = await startEdge(db, [TickResolver], { KINSHIP_CORS_ORIGINS: 'https://partner.example' });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await app?.close();
  await db?.drop();
});

const QUERY = 'subscription ($topic: String!) { ticks(topic: $topic) { name seenBy } }';
const until = async (condition: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 5000 && !condition(); turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(condition()).toBe(true);
};

/** Subscribes and waits until the server listens. */
async function subscribe(client: Client, topic: string): Promise<AsyncIterableIterator<{ data?: unknown; errors?: unknown }>> {
  const before = opened;
  const stream = client.iterate({ query: QUERY, variables: { topic } });
  const first = stream.next();
  // A socket that the server closes rejects it; whoever awaits the event still hears of that.
  first.catch(() => undefined);
  await until(() => opened > before);
  return { next: () => first, return: () => stream.return?.() ?? Promise.resolve({ done: true, value: undefined }), [Symbol.asyncIterator]: () => stream } as AsyncIterableIterator<{ data?: unknown; errors?: unknown }>;
}

const publish = (topic: string, name: string): Promise<void> => bus.publish(topic, { ticks: { name } });

/** What a client without rights is told: the code its socket is closed with. */
async function closeCode(options: { token?: string; origin?: string }): Promise<number> {
  const code = new Promise<number>((resolve) => {
    const client = app.socket({ ...options, onClosed: resolve });
    client.subscribe({ query: QUERY, variables: { topic: 'x' } }, { next: () => undefined, error: () => undefined, complete: () => undefined });
  });
  return code;
}

describe('subscriptions', () => {
  it('answer each event as the subscriber, whoever published it', async () => {
    const [ada, ben] = [app.sessions.open(), app.sessions.open()];
    const clients = [app.socket({ token: ada.token }), app.socket({ token: ben.token })];
    const streams = [await subscribe(clients[0]!, 'shared'), await subscribe(clients[1]!, 'shared')];
    await publish('shared', 'one');
    const [first, second] = [await streams[0]!.next(), await streams[1]!.next()];
    expect(first.value).toEqual({ data: { ticks: { name: 'one', seenBy: ada.userId } } });
    expect(second.value).toEqual({ data: { ticks: { name: 'one', seenBy: ben.userId } } });
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toMatch(/kinship_open_sockets\{kind="subscriptions"\} 2/);
    for (const client of clients) await client.dispose();
  });

  it('let go of their source at once when the client leaves, also while nothing happens', async () => {
    const client = app.socket({ token: app.sessions.open().token });
    await subscribe(client, 'quiet');
    const before = released;
    await client.dispose();
    await until(() => released > before);
  });

  it('format errors of events like any other answer', async () => {
    const client = app.socket({ token: app.sessions.open().token });
    const stream = await subscribe(client, 'faulty');
    await publish('faulty', 'broken');
    const { value } = (await stream.next()) as { value: { errors: { message: string; extensions: Record<string, unknown> }[] } };
    expect(value.errors[0]?.extensions).toMatchObject({ code: 'INTERNAL', requestId: expect.any(String) });
    expect(JSON.stringify(value)).not.toContain('secret of the server');
    await client.dispose();
  });

  it.each([
    ['an error of the resolver', QUERY, { topic: 'refused' }, 'FORBIDDEN'],
    ['an unknown field', 'subscription { tocks }', {}, 'VALIDATION_ERROR'],
    ['a syntax error', 'subscription {', {}, 'VALIDATION_ERROR'],
    ['a query, which belongs on HTTP', '{ tickProbe }', {}, 'VALIDATION_ERROR'],
    ['something too long', `subscription { ${'ticks '.repeat(LIMITS.tokens + 1)} }`, {}, 'QUERY_TOO_COMPLEX'],
  ])('refuse %s with a code and keep the socket', async (_name, query, variables, code) => {
    const client = app.socket({ token: app.sessions.open().token });
    const refused = new Promise((resolve) => {
      client.subscribe({ query, variables }, { next: resolve, error: resolve, complete: () => undefined });
    });
    const answer = (await refused) as { extensions: Record<string, unknown> }[] | { errors: { extensions: Record<string, unknown> }[] };
    const errors = Array.isArray(answer) ? answer : answer.errors;
    expect(errors[0]?.extensions['code']).toBe(code);
    const stream = await subscribe(client, 'after');
    await publish('after', 'fine');
    expect((await stream.next()).value).toMatchObject({ data: { ticks: { name: 'fine' } } });
    await client.dispose();
  });

  it('close a socket without a session, or from a page of somebody else', async () => {
    const { token } = app.sessions.open();
    expect(await closeCode({})).toBe(4403);
    expect(await closeCode({ token: 'made-up' })).toBe(4403);
    expect(await closeCode({ token, origin: 'https://evil.example' })).toBe(4403);
  });

  it.each(['https://partner.example', 'own'])('let pages in that are ours: %s', async (origin) => {
    const client = app.socket({ token: app.sessions.open().token, origin: origin === 'own' ? app.url : origin });
    const stream = await subscribe(client, 'origin');
    await publish('origin', 'in');
    expect((await stream.next()).value).toMatchObject({ data: { ticks: { name: 'in' } } });
    await client.dispose();
  });

  it('end with the session: no event after it, and the socket is closed', async () => {
    const { token } = app.sessions.open();
    const closed = new Promise<number>((resolve) => {
      const client = app.socket({ token, onClosed: resolve });
      void subscribe(client, 'ending').then(async () => {
        app.sessions.end(token);
        // The context of a socket is believed for half a minute.
        const now = Date.now();
        jest.spyOn(Date, 'now').mockImplementation(() => now + 60_000);
        await publish('ending', 'too late');
      });
    });
    expect(await closed).toBe(4403);
    jest.restoreAllMocks();
  });

  it('end with the session also where nothing happens', async () => {
    const { token } = app.sessions.open();
    const closed = new Promise<number>((resolve) => {
      const client = app.socket({ token, onClosed: resolve });
      void subscribe(client, 'quiet').then(async () => {
        app.sessions.end(token);
        const now = Date.now();
        jest.spyOn(Date, 'now').mockImplementation(() => now + 60_000);
        await app.get(SubscriptionEdge).sweep();
      });
    });
    expect(await closed).toBe(4403);
    jest.restoreAllMocks();
  });
});
