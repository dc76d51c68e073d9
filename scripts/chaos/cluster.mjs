import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { cli, productEnv } from '../lib/product.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import { freePort } from '../lib/ports.mjs';
import { startServer, stopServer, until } from '../lib/processes.mjs';
import { balancer } from './balancer.mjs';
import { pause } from './random.mjs';
import { wire } from './wire.mjs';

const MAIN = inRoot('dist/server/api/src/main.js');

/** A process of the product with wires of its own to the stores; started again when it ends, as a service manager does. */
async function member({ node, name, role, stores, folder, logs, extraEnv, preload }) {
  const [database, redis] = await Promise.all([wire(() => stores.postgres.present.port), wire(() => stores.redis.present.port)]);
  const port = await freePort();
  const self = { name, role, port, wires: { database, redis }, kills: 0, unasked: [], server: null, wait: 200, stopped: false };
  const env = productEnv({ home: folder, stores: stores.urls(database.port, redis.port), port, env: { ...process.env, KINSHIP_ROLE: role, KINSHIP_DEMO: '0', KINSHIP_RATE_LIMIT: '0', KINSHIP_POOL_SIZE: '6', LOG_LEVEL: 'warn', ...extraEnv } });
  const start = () => {
    self.asked = false;
    self.wasReady = false;
    const server = startServer(node, ['--enable-source-maps', ...preload.flatMap((file) => ['--import', file]), MAIN], { cwd: root, env, logFile: path.join(logs, `${name}.log`), name, patience: 25_000 });
    self.server = server;
    void server.exited.then(async ({ code, signal }) => {
      if (self.stopped) return;
      // A start without stores ends with one line; whoever manages the service tries again.
      if (!self.asked && self.wasReady) self.unasked.push(`${name} ended by itself (${signal ?? `code ${code}`})`);
      await pause(self.asked ? self.wait : 500);
      if (!self.stopped) start();
    });
  };
  self.start = start;
  self.kill = (wait) => {
    Object.assign(self, { asked: true, wait, kills: self.kills + 1 });
    self.server.child.kill('SIGKILL');
  };
  /** Asks it to end, and waits until it has and another has begun. */
  self.restart = async () => {
    Object.assign(self, { asked: true, wait: 0 });
    const { server } = self;
    await stopServer(server);
    return server.exited;
  };
  self.isReady = async () => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_500) });
      await response.arrayBuffer();
      self.wasReady ||= response.ok;
      return response.ok;
    } catch {
      return false;
    }
  };
  self.stop = async () => {
    self.stopped = true;
    await stopServer(self.server);
    database.close();
    redis.close();
  };
  start();
  return self;
}

/**
 * Two APIs and two workers behind one port, over stores that can be killed.
 * @param options.preload files loaded into each process before the product
 */
export async function startCluster({ node, stores, folder, logs, env = {}, preload = [] }) {
  mkdirSync(logs, { recursive: true });
  const home = path.join(folder, 'product');
  mkdirSync(home, { recursive: true });
  const { port: pgPort } = stores.postgres.present;
  const { port: redisPort } = stores.redis.present;
  await cli(node, ['migrate'], productEnv({ home, stores: stores.urls(pgPort, redisPort), port: 0, env: { ...process.env, KINSHIP_DEMO: '0' } }));
  const entry = await freePort();
  const extraEnv = { KINSHIP_DRAIN_SECONDS: '1', ...env, PUBLIC_URL: `http://127.0.0.1:${entry}` };
  const names = [['api-1', 'api'], ['api-2', 'api'], ['worker-1', 'worker'], ['worker-2', 'worker']];
  const members = await Promise.all(names.map(([name, role]) => member({ node, name, role, stores, folder: home, logs, extraEnv, preload })));
  const door = await balancer(members.filter(({ role }) => role === 'api'), entry);
  const ready = (who = members) => until(async () => (await Promise.all(who.map((one) => one.isReady()))).every(Boolean), 60_000, 100);
  return {
    url: door.url,
    members,
    stores,
    apis: members.filter(({ role }) => role === 'api'),
    workers: members.filter(({ role }) => role === 'worker'),
    /** Whether all of these say they are ready, within a minute. */
    ready,
    async stop() {
      door.close();
      await Promise.all(members.map((one) => one.stop()));
    },
  };
}
