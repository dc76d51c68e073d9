import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startEdge, type EdgeApp } from '../../../test/harness/edge-app.js';
import { Operation } from '../access/operation.decorator.js';
import { loadConfig } from '../config/config.js';
import { runInContext, systemContext } from '../context/request-context.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { RedisClient } from '../redis/redis-client.js';
import { Health } from './health.service.js';
import { Metrics } from './metrics.js';
import { NestLogger } from './nest-logger.js';

@Resolver()
class GreetingResolver {
  @Query(() => String)
  @Operation({ module: 'platform', permission: 'public' })
  greeting(@Args('secret', { type: () => String }) secret: string): string {
    return `hello ${secret.length}`;
  }
}

let db: TestDatabase;
let app: EdgeApp;
beforeAll(async () => {
  db = await testDatabase();
  app = await startEdge(db, [GreetingResolver]);
});
afterAll(async () => {
  await app?.close();
  await db?.drop();
});

const ready = async (of: EdgeApp = app): Promise<{ status: number; body: { status: string; checks: Record<string, string> } }> => {
  const response = await fetch(`${of.url}/health/ready`);
  return { status: response.status, body: (await response.json()) as { status: string; checks: Record<string, string> } };
};
const greet = (secret = 'hunter2'): Promise<unknown> => app.graphql('query Greeting($secret: String!) { greeting(secret: $secret) }', { variables: { secret } });

// First, because Nest has one logger in a process: the last application that was started takes it over.
/** The lines that fit; a request's line is written a moment after its answer arrived. */
async function logged(fits: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>[]> {
  for (let turn = 0; turn < 5000 && !app.logs().some(fits); turn++) await new Promise((resolve) => setImmediate(resolve));
  const lines = app.logs().filter(fits);
  expect(lines).toHaveLength(1);
  return lines;
}

describe('the log', () => {
  it('has one line for each request with its operation, and no variables', async () => {
    const answer = (await greet('very-secret-value')) as { headers: Headers };
    const requestId = answer.headers.get('x-request-id');
    const lines = await logged((line) => line['requestId'] === requestId && line['context'] === 'Access');
    expect(lines).toEqual([expect.objectContaining({ level: 'info', msg: 'query Greeting', method: 'POST', path: '/graphql', status: 200, operation: 'Greeting', ms: expect.any(Number) })]);
    expect(JSON.stringify(app.logs())).not.toContain('very-secret-value');
  });

  it('leaves query strings out, which may hold tokens', async () => {
    await fetch(`${app.url}/oauth/callback?code=one-time-code`);
    await logged((line) => line['path'] === '/oauth/callback');
    expect(JSON.stringify(app.logs())).not.toContain('one-time-code');
  });

  it('names tenant and actor on every line, and hides what a database error carries', () => {
    const lines: string[] = [];
    const logger = new NestLogger('info', 'api', { write: (line: string) => void lines.push(line) } as unknown as NodeJS.WritableStream);
    const fault = Object.assign(new Error('duplicate key'), { parameters: ['ada@example.com'], query: 'insert into contacts', detail: 'Key (email)=(ada@example.com)' });
    runInContext(systemContext('tenant-1', 'importer', 'request-1'), () => logger.error(fault, 'Import'));
    logger.debug('not at this level', 'Import');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'error', role: 'api', requestId: 'request-1', tenantId: 'tenant-1', actor: 'system:importer', context: 'Import', err: { message: 'duplicate key' } });
    expect(lines[0]).not.toMatch(/ada@example|insert into/);
  });
});

describe('health', () => {
  it('is ready with database, migrations and Redis', async () => {
    const { status, body } = await ready();
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ready', checks: { process: 'ok', database: 'ok', migrations: 'ok', redis: 'ok' } });
  });

  it('is not ready while a migration is missing, and lives on', async () => {
    const [last] = await db.asOwner<{ timestamp: string; name: string }>('delete from schema_migrations where id = (select max(id) from schema_migrations) returning timestamp, name');
    try {
      expect(await ready()).toMatchObject({ status: 503, body: { status: 'not ready', checks: { database: 'ok', migrations: '1 not applied; run migrate' } } });
      expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
    } finally {
      await db.asOwner('insert into schema_migrations (timestamp, name) values ($1, $2)', [last!.timestamp, last!.name]);
    }
    expect((await ready()).status).toBe(200);
  });

  it('says which server does not answer, and not where it is', async () => {
    const redis = new RedisClient(loadConfig({ DATABASE_URL: db.url, REDIS_URL: 'redis://:hunter2@127.0.0.1:1', KINSHIP_SECRET: 'a secret of the tests, long enough' }));
    try {
      const { ready: isReady, checks } = await new Health(app.get(DataSource), new Lifecycle(), redis).readiness();
      expect(isReady).toBe(false);
      expect(checks['redis']).not.toBe('ok');
      expect(checks['database']).toBe('ok');
      expect(JSON.stringify(checks)).not.toMatch(/127\.0\.0\.1|hunter2|ECONN/);
    } finally {
      await redis.onApplicationShutdown();
    }
  });

  it('does not wait for a check that hangs', async () => {
    const health = app.get(Health);
    health.add('stuck', () => new Promise<string | null>(() => undefined));
    expect((await health.readiness()).checks['stuck']).toMatch(/no answer within/);
    health.add('stuck', () => Promise.resolve(null));
    expect((await health.readiness()).ready).toBe(true);
  });

  it('is not ready any more once the process is asked to end', async () => {
    const ending = await startEdge(db, []);
    try {
      ending.get(Lifecycle).end();
      expect(await ready(ending)).toMatchObject({ status: 503, body: { checks: { process: 'is ending' } } });
    } finally {
      await ending.close();
    }
  });
});

describe('metrics', () => {
  it('count requests and operations, by name and outcome', async () => {
    await greet();
    await app.graphql('query Broken { nothing }');
    const text = await (await fetch(`${app.url}/metrics`)).text();
    expect(text).toMatch(/kinship_graphql_operation_duration_seconds_count\{operation="Greeting",type="query",outcome="ok"\} [1-9]/);
    expect(text).toMatch(/kinship_graphql_operation_duration_seconds_count\{operation="refused",type="none",outcome="VALIDATION_ERROR"\} [1-9]/);
    expect(text).toMatch(/kinship_http_request_duration_seconds_count\{method="POST",area="graphql",status="200"\} [1-9]/);
    expect(text).toMatch(/kinship_database_connections\{state="idle"\} \d+/);
    expect(text).toMatch(/kinship_queue_jobs\{queue="events",state="dead"\} 0/);
    expect(text).toMatch(/kinship_outbox\{measure="waiting"\} 0/);
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('read gauges when they are asked for', async () => {
    let depth = 3;
    app.get(Metrics).gauge('kinship_probe_depth', 'A probe.', ['queue'], (set) => set({ queue: 'mail' }, depth));
    const read = async (): Promise<string> => (await fetch(`${app.url}/metrics`)).text();
    expect(await read()).toContain('kinship_probe_depth{queue="mail"} 3');
    depth = 8;
    expect(await read()).toContain('kinship_probe_depth{queue="mail"} 8');
  });

  it('keep the number of names bounded, however many callers invent', () => {
    const metrics = new Metrics({ driver: {} } as DataSource);
    const context = systemContext('t', 'probe');
    for (let index = 0; index < 500; index++) metrics.observeOperation({ name: `Invented${index}`, type: 'query', milliseconds: 1, codes: [], context });
    return metrics.registry.metrics().then((text) => {
      const names = new Set([...text.matchAll(/operation="(\w+)"/g)].map((match) => match[1]));
      expect(names.size).toBe(301);
      expect(names).toContain('other');
    });
  });

  it('are for this machine, or for the holder of the token', async () => {
    const proxied = await fetch(`${app.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect({ status: proxied.status, body: await proxied.json() }).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
    const guarded = await startEdge(db, [], { KINSHIP_METRICS_TOKEN: 'sixteen characters' });
    try {
      expect((await fetch(`${guarded.url}/metrics`)).status).toBe(403);
      expect((await fetch(`${guarded.url}/metrics`, { headers: { authorization: 'Bearer sixteen character' } })).status).toBe(403);
      expect((await fetch(`${guarded.url}/metrics`, { headers: { authorization: 'Bearer sixteen characters' } })).status).toBe(200);
    } finally {
      await guarded.close();
    }
  });
});
