import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startPostgres } from '../lib/postgres.mjs';
import { startRedis } from '../lib/redis.mjs';
import { API, OWNER, ensureRoles } from '../lib/roles.mjs';
import { credentials } from '../lib/state.mjs';
import { pause } from './random.mjs';

const DATABASE = 'kinship';
/** The disk is small. */
const SETTINGS = { max_wal_size: '96MB', min_wal_size: '48MB', checkpoint_timeout: '30s', shared_buffers: '128MB' };

/** Processes of a tree, children first. */
function familyOf(pid) {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
    } catch {
      return [];
    }
  });
  const below = (of) => parents.filter(([, parent]) => parent === of).flatMap(([child]) => [...below(child), child]);
  return [...below(pid), pid];
}

/** A store that is started again whenever it ends, as a service manager does; `start` starts one and answers what scripts/lib does. */
async function kept(start) {
  const self = { present: await start(undefined), restarts: 0, stopped: false, down: null };
  const watch = () => void self.present.server.exited.then(() => {
    if (self.stopped) return;
    self.down ??= (async () => {
      for (;;) {
        await pause(self.wait ?? 200);
        try {
          self.present = await start(self.present.port);
          break;
        } catch (error) {
          self.trouble = error.message;
          if (self.stopped) return;
        }
      }
      self.restarts += 1;
      self.down = null;
      watch();
    })();
  });
  watch();
  return self;
}

/** PostgreSQL and Redis that keep what they acknowledged when they are killed, on the folder's disk. */
export async function startStores(folder, logs, { pgPort, redisPort } = {}) {
  const keys = credentials(folder);
  const postgres = await kept((port = pgPort) => startPostgres({ home: folder, instance: keys.instance, password: keys.postgresPassword, port, extra: SETTINGS, logFile: path.join(logs, 'postgres.log') }));
  const redis = await kept((port = redisPort) => startRedis({ home: folder, password: keys.redisPassword, port, logFile: path.join(logs, 'redis.log') }));
  const admin = await postgres.present.admin();
  await ensureRoles(admin, { ownerPassword: keys.ownerPassword, apiPassword: keys.apiPassword, database: DATABASE });
  await admin.end();

  let client = null;
  const connected = async () => {
    if (client) return client;
    const fresh = new pg.Client({ host: '127.0.0.1', port: postgres.present.port, user: 'postgres', password: keys.postgresPassword, database: DATABASE });
    fresh.on('error', () => { client = null; });
    fresh.on('end', () => { client = null; });
    await fresh.connect();
    return (client = fresh);
  };

  const insist = async (text, parameters) => {
    for (let tries = 0; ; tries++) {
      try {
        return (await (await connected()).query(text, parameters)).rows;
      } catch (error) {
        client = null;
        if (tries > 150 || (error.code && /^(42|22|23)/.test(error.code))) throw error;
        await pause(200);
      }
    }
  };
  let turn = Promise.resolve();

  return {
    keys,
    postgres,
    redis,
    /** The URLs of a process whose wires to the stores end at these ports. */
    urls: (pgWire, redisWire) => ({
      databaseUrl: `postgres://${API}:${keys.apiPassword}@127.0.0.1:${pgWire}/${DATABASE}`,
      databaseOwnerUrl: `postgres://${OWNER}:${keys.ownerPassword}@127.0.0.1:${pgWire}/${DATABASE}`,
      redisUrl: `redis://default:${keys.redisPassword}@127.0.0.1:${redisWire}`,
    }),
    /** Rows of a statement as the superuser, past every wire; waits for a database that is away. */
    sql(text, parameters = []) {
      const mine = turn.then(() => insist(text, parameters));
      turn = mine.catch(() => undefined);
      return mine;
    },
    /** A connection of its own, for locks. */
    async connection() {
      const own = new pg.Client({ host: '127.0.0.1', port: postgres.present.port, user: 'postgres', password: keys.postgresPassword, database: DATABASE });
      own.on('error', () => undefined);
      await own.connect();
      return own;
    },
    async emptyRedis() {
      const direct = new Redis({ port: redis.present.port, password: keys.redisPassword, maxRetriesPerRequest: 20 });
      direct.on('error', () => undefined);
      await direct.flushall();
      direct.disconnect();
    },
    /** As power does when it fails: the postmaster and all its children, at once. */
    async killPostgres(wait) {
      postgres.wait = wait;
      const { server } = postgres.present;
      for (const pid of familyOf(server.child.pid)) if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGKILL');
      await server.exited;
    },
    async killRedis(wait) {
      redis.wait = wait;
      redis.present.server.child.kill('SIGKILL');
      await redis.present.server.exited;
    },
    async stop() {
      postgres.stopped = redis.stopped = true;
      await client?.end().catch(() => undefined);
      await Promise.all([postgres.down, redis.down]);
      await Promise.all([postgres.present.stop(), redis.present.stop()]);
    },
  };
}
