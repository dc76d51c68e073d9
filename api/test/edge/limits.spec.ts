import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Args, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { PubSub } from 'graphql-subscriptions';
import WebSocket from 'ws';
import { Operation } from '../../src/platform/access/operation.decorator.js';
import { Database } from '../../src/platform/database/database.js';
import { SOCKET_LIMITS } from '../../src/platform/graphql/socket-limits.js';
import { limitBodyTime, limitSlowClients, PATIENCE } from '../../src/platform/http/slow-clients.js';
import { testDatabase, type TestDatabase } from '../harness/database.js';
import { startEdge, type EdgeApp } from '../harness/edge-app.js';

const bus = new PubSub();

@Resolver()
class SlowResolver {
  constructor(private readonly database: Database) {}

  @Query(() => String)
  @Operation({ module: 'platform', permission: 'public' })
  async sleepy(@Args('seconds', { type: () => Number }) seconds: number): Promise<string> {
    await this.database.runAs('identity', (unit) => unit.query('select pg_sleep($1)', [seconds]));
    return 'awake';
  }

  @Mutation(() => String)
  @Operation({ module: 'platform', permission: 'public' })
  async manySteps(): Promise<string> {
    await this.database.runAs('identity', async (unit) => {
      for (;;) await unit.query('select 1');
    });
    return 'never';
  }

  @Subscription(() => String)
  @Operation({ module: 'platform', permission: 'public' })
  quiet(): AsyncIterator<unknown> {
    return bus.asyncIterableIterator('quiet');
  }
}

let db: TestDatabase;
let app: EdgeApp;
beforeAll(async () => {
  db = await testDatabase();
  app = await startEdge(db, [SlowResolver], { KINSHIP_REQUEST_SECONDS: '1', KINSHIP_RATE_LIMIT: '1000000' });
});
afterAll(async () => {
  await app?.close();
  await db?.drop();
});

describe('time', () => {
  it('ends a statement that outlasts its request, with a code of its own', async () => {
    const { body } = await app.graphql('{ sleepy(seconds: 60) }');
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'TIMEOUT', retryable: true });
    expect((await app.graphql('{ sleepy(seconds: 0.01) }')).body.data).toEqual({ sleepy: 'awake' });
  });

  it('ends a request of many statements between two of them', async () => {
    const { body } = await app.graphql('mutation { manySteps }');
    expect(body.errors?.[0]?.extensions['code']).toBe('TIMEOUT');
  });
});

/** All that the other side says until it closes. */
async function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  // Who goes on sending may be cut off without a good-bye: that is an end, too.
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('close', resolve));
  return text;
}

describe('slow clients', () => {
  let server: Server;
  beforeAll(async () => {
    const patience = { headers: 300, request: 2_000, body: 300, still: 500, keepAlive: 500 };
    const express = (await import('express')).default();
    express.use(limitBodyTime(patience));
    express.use((request, response) => {
      if (request.path === '/long') response.end(Buffer.alloc(32 * 1_048_576));
      else request.resume().once('end', () => response.end('done'));
    });
    server = createServer({ connectionsCheckingInterval: 50 }, express);
    limitSlowClients(server, patience);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const open = (text: string): Socket => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(text);
    return socket;
  };

  it.each([['nothing at all', ''], ['headers that never end', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: b']])('are let go of: %s', async (_what, text) => {
    expect(await heard(open(text))).toMatch(/^(HTTP\/1.1 408|$)/);
  });

  it('are let go of though headers drip in', async () => {
    const socket = open('GET / HTTP/1.1\r\nHost: x\r\n');
    const drip = setInterval(() => socket.write('X-A: b\r\n'), 50);
    expect(await heard(socket)).toMatch(/^HTTP\/1.1 408/);
    clearInterval(drip);
  });

  it('are told so when the body drips in', async () => {
    const socket = open('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{');
    const drip = setInterval(() => socket.write(' '), 50);
    const answer = await heard(socket);
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1.1 408/);
    expect(answer).toContain('"code":"TIMEOUT"');
  });

  it('may take longer to send files, but not for ever', async () => {
    const socket = open('POST /files/imports HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n');
    let sent = 0;
    const drip = setInterval(() => (sent += socket.write(' ') ? 1 : 1), 50);
    expect(await heard(socket)).toMatch(/^HTTP\/1.1 408/);
    clearInterval(drip);
    expect(sent).toBeGreaterThan(8);
  });

  it('are let go of when they do not read their answer', async () => {
    const socket = open('GET /long HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.pause();
    const [other] = (await once(server, 'connection')) as [Socket];
    await once(other, 'close');
    socket.destroy();
  });

  it('have the time in the product that the list says', async () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout } = app.server;
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout }).toEqual({ headersTimeout: PATIENCE.headers, requestTimeout: PATIENCE.request, keepAliveTimeout: PATIENCE.keepAlive, timeout: PATIENCE.still });
  });
});

const socketTo = (path = '/graphql'): WebSocket => new WebSocket(`${app.url.replace('http', 'ws')}${path}`, 'graphql-transport-ws');
const closeOf = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];

/** A socket that has been let in, and what it hears. */
async function admitted(token: string): Promise<{ socket: WebSocket; messages: { type: string; id?: string; payload?: unknown }[]; closed: Promise<number> }> {
  const socket = socketTo();
  const messages: { type: string }[] = [];
  const closed = closeOf(socket);
  const acknowledged = new Promise<void>((resolve) =>
    socket.on('message', (text: Buffer) => {
      messages.push(JSON.parse(text.toString()) as { type: string });
      if (messages.length === 1) resolve();
    }),
  );
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { token } }));
  await Promise.race([acknowledged, closed]);
  return { socket, messages, closed };
}

describe('sockets', () => {
  it('that never say who they are get closed', async () => {
    expect(await closeOf(socketTo())).toBe(4408);
  });

  it('on any other path are refused and closed', async () => {
    for (const path of ['/', '/api', '/files/x', '/graph']) {
      const socket = connect(Number(new URL(app.url).port), 'localhost');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`);
      expect(await heard(socket)).toMatch(/^HTTP\/1.1 404/);
    }
  });

  it('are counted by caller: one more than allowed is closed, and may come when another has gone', async () => {
    const [{ token }, other] = [app.sessions.open(), app.sessions.open()];
    const open = await Promise.all(Array.from({ length: SOCKET_LIMITS.sockets }, () => admitted(token)));
    expect(await (await admitted(token)).closed).toBe(4429);
    const calm = await admitted(other.token);
    expect(calm.messages[0]?.type).toBe('connection_ack');
    open[0]!.socket.close();
    await open[0]!.closed;
    let again = await admitted(token);
    // That one has gone is known here before the server knows it.
    for (let turn = 0; turn < 50 && again.messages[0]?.type !== 'connection_ack'; turn++) again = await admitted(token);
    expect(again.messages[0]?.type).toBe('connection_ack');
    for (const { socket } of [...open, again, calm]) socket.terminate();
  });

  it('may not open and close subscriptions without end', async () => {
    const { socket, messages } = await admitted(app.sessions.open().token);
    const refused = new Promise<unknown>((resolve) =>
      socket.on('message', () => {
        const error = messages.find(({ type }) => type === 'error');
        if (error) resolve(error);
      }),
    );
    for (let turn = 0; turn < 2 * SOCKET_LIMITS.burst; turn++) {
      socket.send(JSON.stringify({ type: 'subscribe', id: `s${turn}`, payload: { query: 'subscription { quiet }' } }));
      // What has been given up hears no refusal; the last ones are waited for.
      if (turn < 2 * SOCKET_LIMITS.burst - 20) socket.send(JSON.stringify({ type: 'complete', id: `s${turn}` }));
    }
    expect(await refused).toMatchObject({ payload: [{ extensions: { code: 'RATE_LIMITED', retryAfter: 1 } }] });
    socket.terminate();
  });
});
