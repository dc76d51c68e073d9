import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Fault } from './log.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { API, OWNER, ensureRoles } from './roles.mjs';
import { credentials } from './state.mjs';

/** The database that exists from the start; suites may create more, since the owner role may do that here. */
export const TEST_DATABASE = 'kinship_test';

/**
 * PostgreSQL and Redis for tests: no durability, in a temporary folder that is removed at the end unless `home` names one.
 * @returns { env, postgres, redis, urls(database), stop() }
 */
export async function startTestServices({ home, pgPort, redisPort } = {}) {
  const folder = home ? path.resolve(home) : mkdtempSync(path.join(os.tmpdir(), 'kinship-test-'));
  mkdirSync(folder, { recursive: true });
  // mkdtemp makes the folder private; the account PostgreSQL runs as must be able to pass through it.
  chmodSync(folder, 0o711);
  const keys = credentials(folder);
  const [database, queue] = await Promise.allSettled([
    startPostgres({ home: folder, instance: keys.instance, password: keys.postgresPassword, port: pgPort, throwAway: true, logFile: path.join(folder, 'postgres.log') }),
    startRedis({ home: folder, password: keys.redisPassword, port: redisPort, throwAway: true, logFile: path.join(folder, 'redis.log') }),
  ]);
  const stop = () => Promise.all([database.value?.stop(), queue.value?.stop()]);
  // At the very end rather than in stop(): a run that is broken off leaves nothing behind either.
  if (!home) process.on('exit', () => remove(folder, database.value?.data));
  const failed = [database, queue].find((result) => result.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const client = await database.value.admin();
  if (!client) throw new Fault('PostgreSQL ended right after its start.');
  await ensureRoles(client, { ownerPassword: keys.ownerPassword, apiPassword: keys.apiPassword, database: TEST_DATABASE, createdb: true });
  await client.end();
  const url = (role, password, name) => `postgres://${role}:${password}@127.0.0.1:${database.value.port}/${name}`;
  const urls = (name) => ({ api: url(API, keys.apiPassword, name), owner: url(OWNER, keys.ownerPassword, name) });
  const own = urls(TEST_DATABASE);
  return {
    env: { TEST_DATABASE_URL: own.api, TEST_DATABASE_OWNER_URL: own.owner, TEST_REDIS_URL: queue.value.url },
    postgres: database.value,
    redis: queue.value,
    urls,
    folder,
    stop,
  };
}

function remove(folder, data) {
  rmSync(folder, { recursive: true, force: true });
  if (data && !data.startsWith(folder)) rmSync(path.dirname(data), { recursive: true, force: true });
}
