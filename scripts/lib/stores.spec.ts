import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isFree } from './ports.mjs';
import { alive, stopEverything } from './processes.mjs';
import { announce, claim, running } from './running.mjs';
import { openStores } from './stores.mjs';

type Stores = Awaited<ReturnType<typeof openStores>>;
let home: string;

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const portOf = (url: string): number => Number(new URL(url).port);

beforeAll(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'kinship-stores-'));
  chmodSync(home, 0o711);
});

afterAll(async () => {
  await stopEverything();
  rmSync(home, { recursive: true, force: true });
});

describe('the embedded stores', () => {
  let first: Stores;

  it('come up with two roles that cannot bypass row-level security', async () => {
    first = await openStores(home, {});
    const roles = await query(first.databaseUrl, "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname like 'kinship%' order by 1");
    expect(roles).toEqual([
      { rolname: 'kinship_api', rolsuper: false, rolbypassrls: false, rolcreaterole: false },
      { rolname: 'kinship_owner', rolsuper: false, rolbypassrls: false, rolcreaterole: false },
    ]);
    expect(await query(first.databaseUrl, "select current_setting('server_version_num')::int / 10000 as major, current_setting('fsync') as fsync")).toEqual([{ major: 18, fsync: 'on' }]);
  });

  it('let the API create no table', async () => {
    await expect(query(first.databaseUrl, 'create table public.mine (id int)')).rejects.toThrow(/permission denied/);
  });

  it('keep secrets readable for nobody else', () => {
    for (const file of ['credentials.json', 'ports.json', 'redis/redis.conf']) expect(statSync(path.join(home, file)).mode & 0o077).toBe(0);
  });

  it('keep data and ports over a restart, also after being killed and with a process id that now names another program', async () => {
    await query(first.databaseOwnerUrl ?? '', 'create table kept as select 42 as answer');
    await stopEverything();
    const leftover = path.join(first.databaseFolder ?? '', 'postmaster.pid');
    expect(existsSync(leftover)).toBe(false);
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    writeFileSync(leftover, `${stranger.pid}\n`);
    const second = await openStores(home, {});
    expect(alive(stranger.pid)).toBe(true);
    stranger.kill();
    expect(await query(second.databaseOwnerUrl ?? '', 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect([portOf(second.databaseUrl), portOf(second.redisUrl)]).toEqual([portOf(first.databaseUrl), portOf(first.redisUrl)]);
  });

  it('leave nothing running once stopped', async () => {
    await stopEverything();
    expect(await isFree(portOf(first.databaseUrl))).toBe(true);
    expect(await isFree(portOf(first.redisUrl))).toBe(true);
  });

  it('are not started for what DATABASE_URL and REDIS_URL name', async () => {
    const named = await openStores(home, { DATABASE_URL: 'postgres://a@db.example/x', REDIS_URL: 'redis://queue.example' });
    expect(named).toEqual({ databaseUrl: 'postgres://a@db.example/x', databaseOwnerUrl: undefined, redisUrl: 'redis://queue.example', databaseFolder: undefined, servers: [] });
  });
});

describe('a home folder', () => {
  it('takes one start at a time and tells others what runs', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60000)'], { stdio: 'ignore' });
    announce(home, { url: 'http://localhost:3000', databaseUrl: 'postgres://x' });
    const file = path.join(home, 'running.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(String(process.pid), String(other.pid)));
    expect(running(home)).toMatchObject({ pid: other.pid, databaseUrl: 'postgres://x' });
    await expect(claim(home)).rejects.toThrow(/already runs here .*http:\/\/localhost:3000/);
    other.kill();
  });

  it('is free again when the process that held it is gone; the product it left behind is ended', async () => {
    const orphan = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60000)'], { stdio: 'ignore' });
    const ended = new Promise((resolve) => orphan.once('exit', (_code, signal) => resolve(signal)));
    writeFileSync(path.join(home, 'running.json'), `{ "pid": 999999999, "product": ${orphan.pid} }`);
    expect(running(home)).toBeUndefined();
    await claim(home);
    expect(await ended).toBe('SIGTERM');
    expect(running(home)).toBeUndefined();
  });
});
