import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Query, Resolver, Subscription } from '@nestjs/graphql';
import { PubSub } from 'graphql-subscriptions';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startEdge } from '../../../test/harness/edge-app.js';
import { spawnProduct } from '../../../test/harness/product-process.js';
import { Operation } from '../access/operation.decorator.js';
import { Database } from '../database/database.js';

/** Lets the test decide when a slow request goes on. */
class Gate {
  private open!: () => void;
  private enter!: () => void;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));
  readonly entered = new Promise<void>((resolve) => (this.enter = resolve));
  async pass(): Promise<void> {
    this.enter();
    await this.opened;
  }
  release(): void {
    this.open();
  }
}

/** For a whole process to come up and end, on a machine that has other work as well. */
const PATIENCE = 90_000;

let gate = new Gate();
let listening: () => void = () => undefined;

@Resolver()
class SlowResolver {
  constructor(private readonly database: Database) {}

  @Query(() => String)
  @Operation({ module: 'platform', permission: 'public' })
  async slow(): Promise<string> {
    await gate.pass();
    // The pool has to be there for requests that are still running.
    const rows = await this.database.runAs('identity', (unit) => unit.query<{ answer: string }>(`select 'done' as answer`));
    return rows[0]!.answer;
  }

  @Subscription(() => String)
  @Operation({ module: 'platform', permission: 'public' })
  never(): AsyncIterator<unknown> {
    listening();
    return new PubSub().asyncIterableIterator('never');
  }
}

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(async () => {
  await db?.drop();
});

describe('ending', () => {
  it('answers what runs, says good-bye to sockets, and takes no more', async () => {
    gate = new Gate();
    const app = await startEdge(db, [SlowResolver]);
    const subscribed = new Promise<void>((resolve) => (listening = resolve));
    const socketClosed = new Promise<number>((resolve) => {
      app.socket({ token: app.sessions.open().token, onClosed: resolve }).subscribe({ query: 'subscription { never }' }, { next: () => undefined, error: () => undefined, complete: () => undefined });
    });
    const running = app.graphql('{ slow }');
    await Promise.all([gate.entered, subscribed]);
    const closed = app.close();
    expect(await socketClosed).toBe(1001);
    gate.release();
    expect((await running).body.data).toEqual({ slow: 'done' });
    await closed;
    await expect(fetch(`${app.url}/health/live`)).rejects.toThrow();
  });
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

describe('the process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  const start = (env: Record<string, string>): { child: ChildProcess; output: () => string; exited: Promise<unknown> } => {
    const child = spawnProduct({ DATABASE_URL: db.url, REDIS_URL: process.env['TEST_REDIS_URL'], KINSHIP_SECRET: 'a secret of the tests, long enough', ...env });
    children.push(child);
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    return { child, output: () => text, exited: once(child, 'exit').then(([code]) => code as unknown) };
  };

  it.each(['SIGTERM', 'SIGINT'] as const)('ends with code 0 on %s', async (signal) => {
    const port = await freePort();
    const { child, output, exited } = start({ PORT: String(port) });
    const ready = new Promise<void>((resolve) => child.stdout?.on('data', () => output().includes('Listening on port') && resolve()));
    await Promise.race([ready, exited]);
    expect((await fetch(`http://localhost:${port}/health/ready`)).status).toBe(200);
    child.kill(signal);
    expect(await exited).toBe(0);
    expect(output()).toContain('"msg":"Ended"');
  }, PATIENCE);

  it('says first that it is not ready, and answers until a load balancer has noticed', async () => {
    const port = await freePort();
    const { child, output, exited } = start({ PORT: String(port), KINSHIP_DRAIN_SECONDS: '3' });
    const ready = new Promise<void>((resolve) => child.stdout?.on('data', () => output().includes('Listening on port') && resolve()));
    await Promise.race([ready, exited]);
    const url = `http://localhost:${port}`;
    expect((await fetch(`${url}/health/live`)).headers.get('connection')).toBe('keep-alive');
    const told = new Promise<void>((resolve) => child.stdout?.on('data', () => output().includes('finishing what runs') && resolve()));
    child.kill('SIGTERM');
    await told;
    const [readiness, asked] = await Promise.all([fetch(`${url}/health/ready`), fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' })]);
    expect([readiness.status, asked.status, asked.headers.get('connection')]).toEqual([503, 200, 'close']);
    expect(await exited).toBe(0);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  }, PATIENCE);

  it.each([
    ['a wrong setting', { PORT: 'many' }, /^Kinship can't start: PORT must be a whole number/],
    ['no database', { DATABASE_URL: 'postgres://a:hunter2@127.0.0.1:1/x', PORT: '0' }, /^Kinship can't start: a server it needs does not answer/m],
    ['no Redis', { REDIS_URL: 'redis://:hunter2@127.0.0.1:1', PORT: '0' }, /^Kinship can't start: a server it needs does not answer/m],
  ])('ends with code 1 and one line on %s', async (_name, env, line) => {
    const { output, exited } = start({ LOG_LEVEL: 'silent', ...env });
    expect(await exited).toBe(1);
    expect(output()).toMatch(line);
    expect(output()).not.toContain('hunter2');
    expect(output().trim().split('\n')).toHaveLength(1);
  }, PATIENCE);
});
