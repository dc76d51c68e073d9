import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from '../lib/postgres.mjs';
import { API, OWNER, ensureRoles } from '../lib/roles.mjs';
import { testApp, type Caller, type TestApp } from '../../api/test/harness/app.js';
import type { TestDatabase } from '../../api/test/harness/database.js';
import { eventually } from '../../api/test/harness/eventually.js';
import { migrationDataSource } from '../../api/src/platform/database/migration-source.js';
import { Replica } from '../../api/src/platform/database/replica.js';

/** A primary and a standby that streams from it, as two machines would run them. */
const PASSWORD = 'standby';
const SMALL = { wal_level: 'replica', max_wal_senders: '4', hot_standby: 'on', shared_buffers: '32MB' };
const home = mkdtempSync(path.join(tmpdir(), 'kinship-replica-'));
type Server = Awaited<ReturnType<typeof startPostgres>>;
let primary: Server;
let standby: Server;
let product: TestApp;
let replica: Replica;

const url = (server: Server, role: string): string => `postgres://${role}:${PASSWORD}@127.0.0.1:${server.port}/kinship`;
const start = (name: string, port?: number): Promise<Server> => startPostgres({ home: path.join(home, name), instance: `replica-${randomBytes(4).toString('hex')}`, password: PASSWORD, port, throwAway: true, extra: SMALL, logFile: path.join(home, `${name}.log`) });

/** Asks the standby itself. */
async function onStandby<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = (await standby.admin('kinship')) as pg.Client;
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function asOwner<T extends pg.QueryResultRow>(sql: string, parameters?: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: url(primary, OWNER) });
  await client.connect();
  try {
    return (await client.query<T>(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  chmodSync(home, 0o711);
  primary = await start('first');
  const admin = (await primary.admin()) as pg.Client;
  await ensureRoles(admin, { ownerPassword: PASSWORD, apiPassword: PASSWORD, database: 'kinship' });
  await admin.end();
  const source = await (await migrationDataSource(url(primary, OWNER))).initialize();
  await source.runMigrations();
  await source.destroy();
  const { port } = primary;
  await primary.stop();
  // The package brings no pg_basebackup; a copy of a server at rest is the same.
  execFileSync('mkdir', ['-m', '711', path.join(home, 'second')]);
  execFileSync('cp', ['-a', path.join(home, 'first', 'postgres'), path.join(home, 'second', 'postgres')]);
  primary = await start('first', port);
  writeFileSync(path.join(home, 'second', 'postgres', 'standby.signal'), '');
  appendFileSync(path.join(home, 'second', 'postgres', 'postgresql.auto.conf'), `primary_conninfo = 'host=127.0.0.1 port=${primary.port} user=postgres password=${PASSWORD}'\n`);
  standby = await start('second');
  const database = { name: `replica_${randomBytes(4).toString('hex')}`, url: url(primary, API), ownerUrl: url(primary, OWNER), asOwner } as unknown as TestDatabase;
  product = await testApp({ database, env: { DATABASE_REPLICA_URL: url(standby, API) } });
  replica = product.app.get(Replica);
});
afterAll(async () => {
  await product.close();
  await Promise.all([primary.stop(), standby.stop()]);
  rmSync(home, { recursive: true, force: true });
});

const names = async (caller: Caller): Promise<string[]> => (await caller.data<{ accounts: { nodes: { name: string }[] } }>('{ accounts(sort: [{ field: name, direction: ASC }]) { nodes { name } } }')).accounts.nodes.map(({ name }) => name);
const create = (caller: Caller, name: string): Promise<unknown> => caller.data('mutation ($name: String!) { createAccount(input: { name: $name }) { account { id } } }', { name });
/** What was read, and whether the replica answered. */
const read = async (caller: Caller): Promise<[names: string[], byReplica: boolean]> => {
  const before = replica.served;
  return [await names(caller), replica.served > before];
};
const fromReplica = (caller: Caller): Promise<string[]> =>
  eventually(async () => {
    const [found, byReplica] = await read(caller);
    return byReplica ? found : null;
  });

describe('a read replica', () => {
  let owner: Caller;
  let stranger: Caller;
  beforeAll(async () => {
    owner = await product.signUp('Near');
    stranger = await product.signUp('Far');
  });

  it('answers what people read, once it has what they wrote', async () => {
    await create(owner, 'Alpha');
    expect(await fromReplica(owner)).toEqual(['Alpha']);
  });

  it('never answers what is older than what the workspace knows of, and goes on for the others', async () => {
    await fromReplica(stranger);
    await onStandby('select pg_wal_replay_pause()');
    await create(owner, 'Beta');
    const colleague = await product.colleague(owner, 'VIEWER');
    for (const caller of [owner, colleague]) expect(await read(caller)).toEqual([['Alpha', 'Beta'], false]);
    expect(await read(stranger)).toEqual([[], true]);
    await onStandby('select pg_wal_replay_resume()');
    expect(await fromReplica(colleague)).toEqual(['Alpha', 'Beta']);
  });

  it('is done without when it ends', async () => {
    await fromReplica(owner);
    await standby.stop();
    expect(await names(owner)).toEqual(['Alpha', 'Beta']);
    expect(await read(owner)).toEqual([['Alpha', 'Beta'], false]);
    await create(owner, 'Gamma');
    expect(await names(owner)).toEqual(['Alpha', 'Beta', 'Gamma']);
  });
});
