import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startProcess, type ProcessOptions, type TestProcess } from '../../../test/harness/process.js';
import { asIdentity, newMember, newTenant } from '../../../test/harness/tenants.js';
import { currentActor, currentTenantId, runInContext, systemContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { AppError } from '../errors/app-error.js';
import { BullConnections } from './bull-queues.js';
import { DeadLetters } from './dead-letters.service.js';
import { JobHandler, OnJobDead, type RunningJob } from './job-handler.decorator.js';
import type { JobPayload } from './job-envelope.js';
import { JobQueue } from './job-queue.service.js';

type Work = (payload: JobPayload, job: RunningJob) => Promise<unknown>;

/** What the test's jobs do, by the `work` of their payload. */
const works = new Map<string, Work>();
const deaths = new Map<string, (reason: Error) => void>();
let ticks: (() => void) | null = null;

@Injectable()
class Handlers {
  @JobHandler('events', 'work')
  run(payload: JobPayload, job: RunningJob): Promise<unknown> {
    return works.get(String(payload['work']))!(payload, job);
  }

  @OnJobDead('events', 'work')
  async dead(payload: JobPayload, reason: Error): Promise<void> {
    deaths.get(String(payload['work']))?.(reason);
  }

  @JobHandler('maintenance', 'tick', { everyMs: 300 })
  async tick(): Promise<void> {
    ticks?.();
  }
}

let db: TestDatabase;
const processes: TestProcess[] = [];
const start = async (options: ProcessOptions = {}): Promise<TestProcess> => {
  const process = await startProcess(db, { providers: [Handlers], ...options });
  processes.push(process);
  return process;
};

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.close()));
  await db.drop();
});

let named = 0;
/** Registers work under a new name and answers a promise for each time it begins. */
function work(run: Work): { name: string; started: (times?: number) => Promise<void>; count: () => number } {
  const name = `work ${++named}`;
  let count = 0;
  const waiting: { times: number; resolve: () => void }[] = [];
  works.set(name, (payload, job) => {
    count++;
    for (const waiter of waiting) if (count >= waiter.times) waiter.resolve();
    return run(payload, job);
  });
  return { name, count: () => count, started: (times = 1) => new Promise((resolve) => (count >= times ? resolve() : waiting.push({ times, resolve }))) };
}

describe('running', () => {
  it("runs in the job's tenant, as the member with the role of that moment", async () => {
    const { get } = await start();
    const tenantId = await newTenant(db);
    const member = await newMember(db, tenantId, 'MEMBER', 'Ada');
    await asIdentity(db, `update members set role = 'ADMIN' where id = $1`, [member.actor.memberId]);
    const seen = Promise.withResolvers<unknown>();
    const { name } = work(async () => seen.resolve({ tenantId: currentTenantId(), actor: currentActor() }));
    await runInContext(member, () => get(JobQueue).add('events', 'work', { work: name }));
    expect(await seen.promise).toMatchObject({ tenantId, actor: { kind: 'member', memberId: member.actor.memberId, name: 'Ada', role: 'ADMIN', via: 'web' } });
  });

  it('tries a failed job again until it works', async () => {
    const { get } = await start();
    const attempts: number[] = [];
    const done = Promise.withResolvers<void>();
    const { name } = work(async (_payload, job) => {
      attempts.push(job.attempt);
      if (job.attempt < 3) throw new Error('not yet');
      done.resolve();
    });
    await runInContext(systemContext(await newTenant(db), 'Test'), () => get(JobQueue).add('events', 'work', { work: name }));
    await done.promise;
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('queues a key once for each tenant', async () => {
    const { get } = await start();
    const [first, second] = [await newTenant(db), await newTenant(db)];
    const { name, started, count } = work(async () => undefined);
    const add = (tenantId: string, key: string): Promise<string> => runInContext(systemContext(tenantId, 'Test'), () => get(JobQueue).add('events', 'work', { work: name }, { key }));
    const ids = [await add(first, 'a'), await add(first, 'a'), await add(second, 'a'), await add(first, 'b')];
    await started(3);
    expect(new Set(ids).size).toBe(3);
    expect(count()).toBe(3);
  });

  it('refuses to queue inside a transaction, and to carry records', async () => {
    const { get } = await start();
    await runInContext(systemContext(await newTenant(db), 'Test'), async () => {
      await expect(get(Database).run(() => get(JobQueue).add('events', 'work', {}))).rejects.toThrow('inside a transaction');
      await expect(get(JobQueue).add('events', 'work', { text: 'x'.repeat(9000) })).rejects.toThrow('ids, not data');
    });
    await expect(get(JobQueue).add('events', 'work', {})).rejects.toThrow('needs an actor');
  });

  it('leaves the work of an API process to a worker, and repeats scheduled work once for all', async () => {
    const api = await start({ role: 'api' });
    const { name, started, count } = work(async () => undefined);
    await runInContext(systemContext(await newTenant(db), 'Test'), () => api.get(JobQueue).add('events', 'work', { work: name }));
    expect(count()).toBe(0);
    const ticked = Promise.withResolvers<void>();
    let times = 0;
    ticks = () => (++times === 2 ? ticked.resolve() : undefined);
    await start({ role: 'worker', redisPrefix: api.redisPrefix });
    await Promise.all([started(), ticked.promise]);
    ticks = null;
  });
});

describe('dead letters', () => {
  it('lays aside at once what cannot succeed, tells the module, and shows it to its own tenant only', async () => {
    const { get } = await start();
    const tenantId = await newTenant(db);
    const { name, count } = work(() => Promise.reject(new AppError('PRECONDITION_FAILED', 'The import was cancelled.')));
    const told = new Promise<Error>((resolve) => deaths.set(name, resolve));
    const id = await runInContext(systemContext(tenantId, 'Test'), () => get(JobQueue).add('events', 'work', { work: name }));
    expect((await told).message).toBe('The import was cancelled.');
    expect(count()).toBe(1);
    const inTenant = (of: string) => runInContext(systemContext(of, 'Test'), () => get(DeadLetters).list());
    expect(await inTenant(tenantId)).toEqual([expect.objectContaining({ queue: 'events', id, name: 'work', attempts: 1, reason: 'The import was cancelled.' })]);
    expect(await inTenant(await newTenant(db))).toEqual([]);
  });

  it('runs a dead job again when asked to', async () => {
    const { get } = await start();
    const context = systemContext(await newTenant(db), 'Test');
    let broken = true;
    const repaired = Promise.withResolvers<void>();
    const { name } = work(async () => {
      if (broken) throw new AppError('NOT_FOUND', 'Gone.');
      repaired.resolve();
    });
    const told = new Promise<Error>((resolve) => deaths.set(name, resolve));
    const id = await runInContext(context, () => get(JobQueue).add('events', 'work', { work: name }));
    await told;
    broken = false;
    await expect(runInContext(systemContext(await newTenant(db), 'Other'), () => get(DeadLetters).retry('events', id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await runInContext(context, () => get(DeadLetters).retry('events', id));
    await repaired.promise;
  });

  it('does not run the job of a member who was deactivated', async () => {
    const { get } = await start();
    const tenantId = await newTenant(db);
    const member = await newMember(db, tenantId, 'MEMBER');
    await asIdentity(db, `update members set status = 'DEACTIVATED' where id = $1`, [member.actor.memberId]);
    const { name, count } = work(async () => undefined);
    const told = new Promise<Error>((resolve) => deaths.set(name, resolve));
    await runInContext(member, () => get(JobQueue).add('events', 'work', { work: name }));
    expect((await told).message).toMatch(/not an active member/);
    expect(count()).toBe(0);
  });
});

describe('ending', () => {
  const quick = { lockDuration: 600, lockRenewTime: 150, stalledInterval: 300 };

  it('waits for what runs', async () => {
    const { get, close } = await startProcess(db, { providers: [Handlers] });
    const gate = Promise.withResolvers<void>();
    let finished = false;
    const { name, started } = work(async () => {
      await gate.promise;
      finished = true;
    });
    await runInContext(systemContext(await newTenant(db), 'Test'), () => get(JobQueue).add('events', 'work', { work: name }));
    await started();
    const closed = close();
    expect(finished).toBe(false);
    gate.resolve();
    await closed;
    expect(finished).toBe(true);
  });

  it('hands long work over at its next checkpoint, without counting an attempt', async () => {
    const first = await startProcess(db, { providers: [Handlers], queueSettings: quick });
    const attempts: number[] = [];
    const { name, started } = work(async (_payload, job) => {
      attempts.push(job.attempt);
      for (const long = attempts.length === 1; long; ) {
        await setImmediate();
        job.checkpoint();
      }
    });
    await runInContext(systemContext(await newTenant(db), 'Test'), () => first.get(JobQueue).add('events', 'work', { work: name }));
    await started();
    await first.close();
    await start({ redisPrefix: first.redisPrefix, queueSettings: quick });
    await started(2);
    expect(attempts).toEqual([1, 1]);
  });

  it('runs the job of a killed worker again', async () => {
    const first = await startProcess(db, { providers: [Handlers], queueSettings: quick });
    const never = Promise.withResolvers<void>();
    const { name, started } = work(async (_payload, job) => (job.attempt === 1 && firstRun ? never.promise : undefined));
    let firstRun = true;
    await runInContext(systemContext(await newTenant(db), 'Test'), () => first.get(JobQueue).add('events', 'work', { work: name }));
    await started();
    firstRun = false;
    // As a kill does: the connections are gone and nobody renews the lock.
    first.get(BullConnections).onApplicationShutdown();
    await start({ redisPrefix: first.redisPrefix, queueSettings: quick });
    await started(2);
    never.resolve();
    await first.close();
  });
});
