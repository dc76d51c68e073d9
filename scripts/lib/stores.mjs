import { mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { Fault, step } from './log.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { API, OWNER, ensureRoles } from './roles.mjs';
import { rememberPorts, rememberedPorts } from './running.mjs';
import { credentials } from './state.mjs';

const DATABASE = 'kinship';
const LOG_LIMIT = 20 * 2 ** 20;

/** The file a server logs to; a large one is put aside at the start, so that at most two are kept. */
export function logFile(home, name) {
  const folder = path.join(home, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${name}.log`);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(file, `${file}.1`);
  return file;
}

async function embeddedDatabase(home, keys, port) {
  return step('PostgreSQL', async (onStage) => {
    const postgres = await startPostgres({ home, instance: keys.instance, password: keys.postgresPassword, port, logFile: logFile(home, 'postgres'), onStage });
    const client = await postgres.admin();
    if (!client) throw new Fault('PostgreSQL ended right after its start.');
    await ensureRoles(client, { ownerPassword: keys.ownerPassword, apiPassword: keys.apiPassword, database: DATABASE });
    await client.end();
    const url = (role, password) => `postgres://${role}:${password}@127.0.0.1:${postgres.port}/${DATABASE}`;
    return { port: postgres.port, folder: postgres.data, server: postgres.server, databaseUrl: url(API, keys.apiPassword), databaseOwnerUrl: url(OWNER, keys.ownerPassword) };
  });
}

/**
 * The stores the product runs on: those named by DATABASE_URL and REDIS_URL, and embedded ones for whichever is not named.
 * @returns { databaseUrl, databaseOwnerUrl, redisUrl, databaseFolder, servers }; `databaseOwnerUrl` is undefined when only DATABASE_URL was given,
 * `databaseFolder` when the database is not embedded
 */
export async function openStores(home, env = process.env) {
  const keys = credentials(home);
  const before = rememberedPorts(home);
  const [database, queue] = await Promise.allSettled([
    env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL, databaseOwnerUrl: env.DATABASE_OWNER_URL } : embeddedDatabase(home, keys, before.postgres),
    env.REDIS_URL
      ? { url: env.REDIS_URL }
      : step('Redis', (onStage) => startRedis({ home, password: keys.redisPassword, port: before.redis, logFile: logFile(home, 'redis'), onStage })),
  ]);
  for (const result of [database, queue]) if (result.status === 'rejected') throw result.reason;
  const { databaseUrl, databaseOwnerUrl, server, port, folder } = database.value;
  rememberPorts(home, { postgres: port ?? before.postgres, redis: queue.value.port ?? before.redis });
  return { databaseUrl, databaseOwnerUrl, redisUrl: queue.value.url, databaseFolder: folder, servers: [server, queue.value.server].filter(Boolean) };
}
