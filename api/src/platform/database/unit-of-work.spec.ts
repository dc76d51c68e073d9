import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { runInContext, systemContext } from '../context/request-context.js';
import { Database } from './database.js';

const TENANT = systemContext('019a0000-0000-7000-8000-000000000001', 'Test');

let db: TestDatabase;
let database: Database;
beforeAll(async () => {
  db = await testDatabase();
  database = new Database(await db.connect());
});
afterAll(() => db.drop());

describe('a unit of work', () => {
  it('is not said to be written where a statement failed and its code passed it over', async () => {
    const told: string[] = [];
    await runInContext(TENANT, async () => {
      const work = database.run(async (unit) => {
        unit.afterCommit(() => void told.push('written'));
        await unit.query('select 1 / 0').catch(() => undefined);
        return 'done';
      });
      await expect(work).rejects.toThrow('failed and was passed over');
      expect(told).toEqual([]);
      expect(await database.run((unit) => unit.query('select 1 as one'))).toEqual([{ one: 1 }]);
    });
  });
});
