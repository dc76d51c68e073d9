/** `npm test [-- --only api|web|chaos|e2e|lint|types] [-- pattern ...]`: every tier, then one line a tier and the sum. */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, entryOf } from './lib/build.mjs';
import { chromiumEnv } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Fault, die, say, step } from './lib/log.mjs';
import { nodeProgram } from './lib/node24.mjs';
import { inRoot } from './lib/paths.mjs';
import { freePort } from './lib/ports.mjs';
import { stopEverything, stopServer } from './lib/processes.mjs';
import { cli, productEnv, startProduct } from './lib/product.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { startTestServices } from './lib/test-services.mjs';
import { browserTier, chaosTier, hasStories, jestTier, lintTier, summary, typesTier } from './lib/tiers.mjs';

const TIERS = ['types', 'lint', 'api', 'web', 'chaos', 'e2e'];

/** The product as a person would have it: own database with the demo tenant, own port. */
async function withProduct(node, services, work) {
  const database = 'kinship_e2e';
  const admin = await services.postgres.admin();
  await admin.query(`create database ${database} owner kinship_owner`);
  await admin.end();
  const home = path.join(services.folder, 'home');
  mkdirSync(home, { recursive: true });
  const port = await freePort();
  const urls = services.urls(database);
  const stores = { databaseUrl: urls.api, databaseOwnerUrl: urls.owner, redisUrl: `${services.redis.url}/1` };
  // The service to sign in through is played by the story about it, at a port that the system gives to nobody else until then.
  const issuerPort = await freePort(20_000 + Math.floor(Math.random() * 10_000));
  const service = JSON.stringify([{ id: 'local', name: 'Northlight ID', issuer: `http://127.0.0.1:${issuerPort}`, clientId: 'kinship', clientSecret: 'known to stories alone' }]);
  const env = productEnv({ home, stores, port, env: { ...process.env, KINSHIP_DEMO: '1', KINSHIP_ROLE: 'all', KINSHIP_RATE_LIMIT: '0', KINSHIP_OIDC_PROVIDERS: service, PUBLIC_URL: `http://localhost:${port}` } });
  await step('Migrations and demo tenant', async () => {
    await cli(node, ['migrate'], env);
    await cli(node, ['seed'], env);
  });
  const server = await step('Starting Kinship', () => startProduct({ node, env, port, logFile: path.join(services.folder, 'kinship.log') }));
  try {
    return await work({ ...env, KINSHIP_URL: env.PUBLIC_URL });
  } finally {
    await stopServer(server);
  }
}

async function endToEnd(node, services, patterns) {
  await build(node);
  const browser = await step('Unpacking the browser', () => chromiumEnv());
  return withProduct(node, services, (env) => browserTier(node, { env: { ...env, ...browser, ...services.env }, patterns }));
}

/** A tier whose preparation fails is a failed tier, not the end of the run: the others still tell something. */
async function guarded(name, work) {
  const since = Date.now();
  try {
    return await work();
  } catch (error) {
    say(`✗ ${name}: ${error instanceof Fault ? error.message : error.stack}`);
    return { name, passed: 0, failed: 1, took: Date.now() - since };
  }
}

async function main() {
  const { values, positionals: patterns } = parseArgs({ allowPositionals: true, options: { only: { type: 'string', multiple: true } } });
  const unknown = values.only?.find((name) => !TIERS.includes(name));
  if (unknown) throw new Fault(`--only ${unknown}: the tiers are ${TIERS.join(', ')}`);
  const wanted = (name) => values.only?.includes(name) ?? (patterns.length === 0 || !['types', 'lint'].includes(name));
  stopOnSignals(130);
  await ensureInstalled();
  const node = await nodeProgram();
  const results = [];
  const tier = async (name, present, work) => {
    if (wanted(name) && present) results.push(await guarded(name, work));
  };
  // Each works with one core.
  await Promise.all([tier('types', true, () => typesTier(node)), tier('lint', existsSync(inRoot('eslint.config.mjs')), () => lintTier(node))]);
  await tier('web', existsSync(inRoot('web/jest.config.mjs')), () => jestTier(node, 'web', { patterns }));
  await tier('chaos', patterns.length === 0 && process.platform === 'linux', async () => {
    await build(node, ['server']);
    return chaosTier(node);
  });
  if (wanted('api') || (wanted('e2e') && hasStories())) {
    const services = await step('Starting PostgreSQL and Redis for tests', () => startTestServices());
    await tier('api', true, async () => {
      await build(node, ['server']);
      return jestTier(node, 'api', { env: { ...services.env, TEST_SERVER_ENTRY: entryOf('server') }, patterns });
    });
    await tier('e2e', hasStories(), () => endToEnd(node, services, patterns));
    await services.stop();
  }
  process.exit(summary(results) === 0 ? 0 : 1);
}

main().catch(async (error) => {
  await stopEverything();
  die(error);
});
