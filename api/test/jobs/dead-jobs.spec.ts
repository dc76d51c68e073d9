import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { runInContext } from '../../src/platform/context/request-context.js';
import { JobQueue } from '../../src/platform/queue/job-queue.service.js';
import { testApp, type Caller, type TestApp } from '../harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface DeadJobs {
  readonly deadJobs: readonly { readonly queue: string; readonly id: string; readonly name: string; readonly reason: string; readonly attempts: number }[];
}
const DEAD = '{ deadJobs { queue id name reason attempts } }';
const dead = async (caller: Caller): Promise<DeadJobs['deadJobs']> => (await caller.data<DeadJobs>(DEAD)).deadJobs;

/** A job of somebody who is no member: it can't run, now or later. */
async function killJob(owner: Caller): Promise<string> {
  const actor = { kind: 'member' as const, userId: randomUUID(), memberId: randomUUID(), name: 'Nobody', role: 'MEMBER' as const, overrides: {}, via: 'web' as const };
  const context = { requestId: randomUUID(), tenantId: owner.tenantId, userId: actor.userId, locale: 'en', timezone: 'UTC', actor };
  return runInContext(context, () => app.app.get(JobQueue).add('maintenance', 'forget-events', {}));
}

it('shows administrators the dead jobs of their own workspace, and lets them try again', async () => {
  const [owner, stranger] = [await app.signUp('Acme'), await app.signUp('Elsewhere')];
  const member = await app.colleague(owner, 'MEMBER');
  const id = await killJob(owner);
  let jobs = await dead(owner);
  while (jobs.length === 0) jobs = await dead(owner);
  expect(jobs).toEqual([{ queue: 'maintenance', id, name: 'forget-events', attempts: 1, reason: expect.stringContaining('not an active member') }]);
  expect(await dead(stranger)).toEqual([]);
  expect((await member.graphql(DEAD)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');

  const retry = 'mutation ($queue: String!, $id: ID!) { retryDeadJob(queue: $queue, id: $id) }';
  expect((await stranger.graphql(retry, { queue: 'maintenance', id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await owner.graphql(retry, { queue: 'nonsense', id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  await owner.data(retry, { queue: 'maintenance', id });
  // It still can't run, and comes back with one more attempt.
  jobs = await dead(owner);
  while (jobs[0]?.attempts !== 2) jobs = await dead(owner);
  expect(jobs).toHaveLength(1);
});
