import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startProcess, type ProcessOptions, type TestProcess } from '../../../test/harness/process.js';
import { newTenant } from '../../../test/harness/tenants.js';
import { createTickets, describeMembers, ticket } from '../../../test/harness/tickets.js';
import { ChangeSets } from '../changes/change-sets.service.js';
import { currentActor, currentTenantId, runInContext, systemContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { RedisChannels } from '../redis/redis-channels.js';
import { Dispatcher } from './dispatcher.service.js';
import { OnEvent } from './on-event.decorator.js';
import { newsChannel, type OutboxEvent } from './outbox-event.js';
import { OutboxRetention } from './outbox-retention.service.js';

/** What the consumer got, by tenant. */
const consumed = new Map<string, OutboxEvent[]>();
const watchers = new Set<() => void>();

@Injectable()
class Listener {
  @OnEvent('ticket.*', 'Listener')
  async hear(event: OutboxEvent): Promise<void> {
    expect([currentTenantId(), currentActor().name]).toEqual([event.tenantId, 'Listener']);
    consumed.set(event.tenantId, [...(consumed.get(event.tenantId) ?? []), event]);
    for (const watcher of watchers) watcher();
  }
}

/** Resolves with the tenant's consumed events, by order of publication, once there are that many. */
const heard = (tenantId: string, count: number): Promise<OutboxEvent[]> =>
  new Promise((resolve) => {
    const look = (): void => {
      const events = consumed.get(tenantId) ?? [];
      if (events.length < count) return;
      watchers.delete(look);
      resolve([...events].sort((a, b) => Number(BigInt(a.seq) - BigInt(b.seq))));
    };
    watchers.add(look);
    look();
  });

let db: TestDatabase;
let processes: TestProcess[] = [];
let redisPrefix: string | undefined;

const start = async (options: ProcessOptions = {}): Promise<TestProcess> => {
  const process = await startProcess(db, { providers: [Listener], ...(redisPrefix ? { redisPrefix } : {}), ...options });
  redisPrefix = process.redisPrefix;
  processes.push(process);
  return process;
};
const stop = async (process: TestProcess): Promise<void> => {
  processes = processes.filter((other) => other !== process);
  await process.close();
};
const create = (process: TestProcess, tenantId: string, name: string): Promise<string> =>
  runInContext(systemContext(tenantId, 'Test'), async () => (await process.get(ChangeSets).applyOne('Created', { type: ticket, operation: 'create', values: { name } })).id);
const rename = (process: TestProcess, tenantId: string, id: string, name: string): Promise<unknown> =>
  runInContext(systemContext(tenantId, 'Test'), () => process.get(ChangeSets).applyOne('Renamed', { type: ticket, operation: 'update', id, values: { name } }));
const published = (tenantId: string): Promise<{ seq: string; published_at: unknown }[]> => db.asOwner('select seq, published_at from outbox where tenant_id = $1 order by seq', [tenantId]);
const titles = (events: readonly OutboxEvent[]): unknown[] => events.map((event) => event.data['title']);

beforeAll(async () => {
  db = await testDatabase();
  describeMembers();
  await createTickets(db);
});
beforeEach(() => {
  redisPrefix = undefined;
});
afterEach(async () => {
  await Promise.all(processes.map((process) => process.close()));
  processes = [];
});
afterAll(() => db.drop());

describe('publishing', () => {
  it("keeps the order of a record's events, tells subscribers, and notes what is published", async () => {
    const process = await start();
    const tenantId = await newTenant(db);
    const newest: string[] = [];
    await process.get(RedisChannels).subscribe(newsChannel(tenantId), (seq) => newest.push(seq));
    const id = await create(process, tenantId, 'one');
    await rename(process, tenantId, id, 'two');
    await rename(process, tenantId, id, 'three');
    const events = await heard(tenantId, 3);
    expect(events.map(({ kind }) => kind)).toEqual(['ticket.created', 'ticket.updated', 'ticket.updated']);
    expect(titles(events)).toEqual(['one', 'two', 'three']);
    expect(newest.at(-1)).toBe(events[2]!.seq);
    await stop(process);
    expect((await published(tenantId)).map((row) => row.published_at)).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  });

  it('reaches a subscriber with the commit, not with the next look into the outbox', async () => {
    const process = await start();
    const tenantId = await newTenant(db);
    await create(process, tenantId, 'first');
    await heard(tenantId, 1);
    const [writing, telling]: [number[], number[]] = [[], []];
    for (let round = 0; round < 20; round++) {
      const told = Promise.withResolvers<void>();
      const end = await process.get(RedisChannels).subscribe(newsChannel(tenantId), () => told.resolve());
      const started = performance.now();
      await create(process, tenantId, `ticket ${round}`);
      const committed = performance.now();
      await told.promise;
      writing.push(committed - started);
      telling.push(performance.now() - committed);
      end();
    }
    const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length / 2]!;
    // A look into the outbox comes a hundred writes later.
    expect(median(telling)).toBeLessThan(10 * median(writing));
  });

  it('tells nothing before the commit and nothing of what was rolled back, and gives a late commit a later place', async () => {
    const process = await start();
    const tenantId = await newTenant(db);
    const inside = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const slow = runInContext(systemContext(tenantId, 'Test'), () =>
      process.get(Database).run(async () => {
        await process.get(ChangeSets).applyOne('Created', { type: ticket, operation: 'create', values: { name: 'slow' } });
        inside.resolve();
        await gate.promise;
      }),
    );
    await inside.promise;
    const failing = runInContext(systemContext(tenantId, 'Test'), () =>
      process.get(Database).run(async () => {
        await process.get(ChangeSets).applyOne('Created', { type: ticket, operation: 'create', values: { name: 'rolled back' } });
        throw new Error('changed my mind');
      }),
    );
    await expect(failing).rejects.toThrow('changed my mind');
    await create(process, tenantId, 'quick');
    expect(titles(await heard(tenantId, 1))).toEqual(['quick']);
    gate.resolve();
    await slow;
    // The slow one wrote its event first; its place is behind what was already published.
    expect(titles(await heard(tenantId, 2))).toEqual(['quick', 'slow']);
  });

  it('publishes many batches completely and in order', async () => {
    const process = await start();
    const tenantId = await newTenant(db);
    await runInContext(systemContext(tenantId, 'Test'), () =>
      process.get(ChangeSets).apply({ label: 'Many', changes: Array.from({ length: 1_200 }, (_, index) => ({ type: ticket, operation: 'create' as const, values: { name: `ticket ${index}` } })) }),
    );
    const events = await heard(tenantId, 1_200);
    expect(titles(events)).toEqual(Array.from({ length: 1_200 }, (_, index) => `ticket ${index}`));
  });
});

/** Ends as a killed process does: after the order is committed, before anybody is told. */
@Injectable()
class KilledDispatcher extends Dispatcher {
  static readonly assigned = Promise.withResolvers<readonly OutboxEvent[]>();

  protected override publish(events: readonly OutboxEvent[]): Promise<void> {
    if (events.length === 0) return super.publish(events);
    KilledDispatcher.assigned.resolve(events);
    return Promise.reject(new Error('killed'));
  }
}

describe('leading', () => {
  it('has one leader; the next takes over when it ends', async () => {
    const [first, second] = [await start(), await start()];
    const tenantId = await newTenant(db);
    await create(first, tenantId, 'one');
    await heard(tenantId, 1);
    const leaders = [first, second].filter((process) => process.get(Dispatcher).isLeader);
    expect(leaders).toHaveLength(1);
    await stop(leaders[0]!);
    const other = leaders[0] === first ? second : first;
    await create(other, tenantId, 'two');
    expect(titles(await heard(tenantId, 2))).toEqual(['one', 'two']);
    expect(other.get(Dispatcher).isLeader).toBe(true);
  });

  it('hears of a commit in a process that does not lead', async () => {
    const worker = await start({ role: 'worker' });
    const api = await start({ role: 'api' });
    const tenantId = await newTenant(db);
    await create(worker, tenantId, 'warm');
    await heard(tenantId, 1);
    const told = Promise.withResolvers<void>();
    await api.get(RedisChannels).subscribe(newsChannel(tenantId), () => told.resolve());
    await create(api, tenantId, 'from the API');
    await told.promise;
    expect(api.get(Dispatcher).isLeader).toBe(false);
    expect(titles(await heard(tenantId, 2))).toEqual(['warm', 'from the API']);
  });

  it('takes up again after losing its connection to the database', async () => {
    const process = await start();
    const tenantId = await newTenant(db);
    await create(process, tenantId, 'one');
    await heard(tenantId, 1);
    await db.asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kinship-dispatcher' and datname = current_database()`).catch(() => undefined);
    await create(process, tenantId, 'two');
    expect(titles(await heard(tenantId, 2))).toEqual(['one', 'two']);
  });

  it('publishes what a killed leader had given its place but not published', async () => {
    const killed = await start({ override: [[Dispatcher, KilledDispatcher]] });
    const tenantId = await newTenant(db);
    await create(killed, tenantId, 'one');
    const assigned = await KilledDispatcher.assigned.promise;
    expect(assigned.map((event) => event.tenantId)).toEqual([tenantId]);
    expect(await published(tenantId)).toEqual([{ seq: assigned[0]!.seq, published_at: null }]);
    await stop(killed);
    const next = await start();
    await create(next, tenantId, 'two');
    const events = await heard(tenantId, 2);
    expect(titles(events)).toEqual(['one', 'two']);
    expect(events[0]!.seq).toBe(assigned[0]!.seq);
  });
});

describe('retention', () => {
  it('forgets events a week after their publication', async () => {
    const process = await start();
    const tenantId = await newTenant(db);
    await create(process, tenantId, 'old');
    await create(process, tenantId, 'new');
    const [old] = await heard(tenantId, 2);
    await stop(process);
    await db.asOwner('alter table outbox no force row level security');
    await db.asOwner(`update outbox set published_at = now() - interval '8 days' where seq <= $1`, [old!.seq]);
    await db.asOwner('alter table outbox force row level security');
    const next = await start({ role: 'api' });
    await next.get(OutboxRetention).forget({}, { id: '1', attempt: 1, isLastAttempt: false, checkpoint: () => undefined });
    expect(await published(tenantId)).toHaveLength(1);
  });
});
