import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { runInContext, systemContext } from '../context/request-context.js';
import { Database } from './database.js';
import { surviveLostConnections } from './lost-connections.js';

const TENANT = systemContext('019a0000-0000-7000-8000-000000000001', 'Test');

let db: TestDatabase;
let source: DataSource;
let database: Database;
beforeAll(async () => {
  db = await testDatabase();
  source = await db.connect();
  database = new Database(source);
});
afterAll(() => db.drop());

/** Breaks every connection the pool has, as a network does. An error that nobody listens to would end the process of this test. */
async function breakAll(): Promise<void> {
  const { _clients: clients } = (source.driver as unknown as { master: Pool & { _clients: (PoolClient & { connection: { stream: Socket } })[] } }).master;
  const gone = clients.map(({ connection: { stream } }) => new Promise((resolve) => stream.once('close', resolve)));
  for (const { connection } of clients) connection.stream.destroy(new Error('The network is gone.'));
  await Promise.all(gone);
}

describe('a connection that is lost', () => {
  // The server notices only at its end that nobody waits for it.
  const slow = 'select pg_sleep(2)';

  it.each([
    ['a read in one flight', () => database.read(slow)],
    ['a unit of work', () => database.run((unit) => unit.query(slow))],
  ])('fails %s and nothing else; the next has a new one', async (_what, work) => {
    await runInContext(TENANT, async () => {
      const failed = work().then(() => 'answered', (error: Error) => error.message);
      await database.run((unit) => unit.query('select 1'));
      await breakAll();
      expect(await failed).not.toBe('answered');
      expect(await database.read('select 1 as one')).toEqual([{ one: 1 }]);
    });
  });

  it('is one whose server is silent: what waits is told, and the next has a new one', async () => {
    const alone = await db.connect();
    surviveLostConnections(alone, 300);
    await expect(alone.query(slow)).rejects.toThrow('said nothing for 300 ms');
    expect(await alone.query('select 1 as one')).toEqual([{ one: 1 }]);
  });
});
