import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { eventually } from '../../../test/harness/eventually.js';
import { Config } from '../config/config.js';
import { RedisClient } from '../redis/redis-client.js';
import { BullQueues } from './bull-queues.js';
import { LostJobs } from './lost-jobs.service.js';

/** An API without a worker, so that what it queues stays in Redis until the test has emptied that. */
let api: TestApp;
let owner: Caller;
beforeAll(async () => {
  api = await testApp({ env: { KINSHIP_ROLE: 'api' } });
  owner = await api.signUp('Forgetful');
  for (let at = 0; at < 13; at++) await owner.data(`mutation { ${Array.from({ length: 10 }, (_, nth) => `c${nth}: createAccount(input: { name: "Firm" }) { account { id } }`).join(' ')} }`);
});
afterAll(() => api.close());

async function emptyRedis(app: TestApp): Promise<void> {
  const redis = app.app.get(RedisClient);
  const keys = await redis.keys(`*${app.app.get(Config).redisPrefix}*`);
  expect(keys.length).toBeGreaterThan(0);
  await redis.del(...keys);
}

describe('what Redis has lost', () => {
  it('is queued again from what was promised, once, and forgotten when it is done', async () => {
    const { startBulkRun } = await owner.data<{ startBulkRun: { run: { id: string } } }>('mutation ($input: BulkInput!) { startBulkRun(input: $input) { run { id } } }', {
      input: { recordType: 'account', selection: { filter: {} }, action: 'ADD_TAGS', tags: ['found'] },
    });
    expect(await api.db.asOwner('select queue, name from promised_jobs')).toEqual([{ queue: 'bulk', name: 'run' }]);
    await emptyRedis(api);
    const worker = await testApp({ database: api.db });
    try {
      // Left alone as long as it may only be on its way.
      await worker.app.get(LostJobs, { strict: false }).look(600);
      expect(await worker.app.get(BullQueues, { strict: false }).open('bulk').getJobCounts()).toMatchObject({ waiting: 0, active: 0, completed: 0 });
      await worker.app.get(LostJobs, { strict: false }).look(0);
      const run = await eventually(async () => {
        const { bulkRun } = await owner.data<{ bulkRun: { status: string } }>('query ($id: ID!) { bulkRun(id: $id) { status changed } }', { id: startBulkRun.run.id });
        return bulkRun.status === 'RUNNING' ? null : bulkRun;
      });
      expect(run).toEqual({ status: 'COMPLETED', changed: 130 });
      await eventually(async () => ((await api.db.asOwner('select from promised_jobs')).length === 0 ? true : null));
    } finally {
      await worker.close();
    }
  });

  it('is the timetable, too', async () => {
    const worker = await testApp({ database: api.db });
    const jobs = worker.app.get(LostJobs, { strict: false });
    const timetable = async (): Promise<string[]> => (await worker.app.get(BullQueues, { strict: false }).open('maintenance').getRepeatableJobs()).map(({ name }) => name).sort();
    try {
      await jobs.look();
      const before = await timetable();
      expect(before).toContain('forget-events');
      await emptyRedis(worker);
      expect(await timetable()).toEqual([]);
      await jobs.look();
      expect(await timetable()).toEqual(before);
    } finally {
      await worker.close();
    }
  });
});
