import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { say, step } from '../lib/log.mjs';
import { inRoot } from '../lib/paths.mjs';
import { freePort } from '../lib/ports.mjs';
import { startPostgres } from '../lib/postgres.mjs';
import { stopServer } from '../lib/processes.mjs';
import { cli, productEnv, startProduct } from '../lib/product.mjs';
import { startRedis } from '../lib/redis.mjs';
import { API, OWNER, ensureRoles } from '../lib/roles.mjs';
import { credentials, readJson } from '../lib/state.mjs';
import { fill } from './big/fill.mjs';
import { Workspace } from './big/people.mjs';
import { builtParts } from './big/parts.mjs';

const DATABASE = 'kinship';
const PASSWORD = 'correct horse battery';

/** How much is in the large workspace, and in how many small ones beside it how much. */
const SHAPES = {
  full: { large: { accounts: 200_000, contacts: 1_000_000, opportunities: 300_000, activities: 2_000_000 }, small: { accounts: 400, contacts: 2_000, opportunities: 600, activities: 4_000 }, others: 50 },
  quick: { large: { accounts: 10_000, contacts: 50_000, opportunities: 15_000, activities: 100_000 }, small: { accounts: 400, contacts: 2_000, opportunities: 600, activities: 4_000 }, others: 5 },
};
const COLLEAGUES = { large: 39, small: 4 };

/**
 * PostgreSQL and Redis with the settings of an installation, filled once and kept in a folder (KINSHIP_BENCH_HOME, otherwise below .kinship).
 * @param databaseSettings what PostgreSQL gets beyond an installation's settings
 * @returns { urls, redisUrl, postgres, workspaces, admin(), env(port, role), stop() }
 */
export async function openInstallation(node, shapeName, databaseSettings = {}) {
  const home = path.resolve(process.env.KINSHIP_BENCH_HOME ?? inRoot('.kinship'), `bench-${shapeName}`);
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o711);
  const keys = credentials(home);
  const [postgres, redis] = await step('Starting PostgreSQL and Redis', () => Promise.all([
    startPostgres({ home, instance: keys.instance, password: keys.postgresPassword, extra: databaseSettings, logFile: path.join(home, 'postgres.log') }),
    startRedis({ home, password: keys.redisPassword, throwAway: true, logFile: path.join(home, 'redis.log') }),
  ]));
  const url = (role, password) => `postgres://${role}:${password}@127.0.0.1:${postgres.port}/${DATABASE}`;
  const urls = { api: url(API, keys.apiPassword), owner: url(OWNER, keys.ownerPassword), admin: url('postgres', keys.postgresPassword) };
  const installation = {
    home, urls, postgres, redis, node, database: DATABASE,
    redisUrl: `${redis.url}/1`,
    env: (port, role) => productEnv({
      home, port, stores: { databaseUrl: urls.api, databaseOwnerUrl: urls.owner, redisUrl: `${redis.url}/1` },
      env: { ...process.env, KINSHIP_DEMO: '0', KINSHIP_ROLE: role, KINSHIP_RATE_LIMIT: '0', PUBLIC_URL: `http://127.0.0.1:${port}` },
    }),
    stop: () => Promise.all([postgres.stop(), redis.stop()]),
  };
  const stamp = stampOf(SHAPES[shapeName]);
  const file = path.join(home, 'seeded.json');
  const seeded = readJson(file)?.stamp === stamp;
  await prepareDatabase(postgres, keys, !seeded);
  await step('Migrations', (detail) => cli(node, ['migrate'], installation.env(0, 'all'), detail));
  if (!seeded) {
    const workspaces = await seedAll(installation, SHAPES[shapeName]);
    writeFileSync(file, JSON.stringify({ stamp, workspaces }));
  }
  const { sizeOf, domainOf } = await builtParts(inRoot('dist/server'));
  installation.workspaces = readJson(file).workspaces.map((plan) => Object.assign(new Workspace(plan, { sizeOf, domainOf }), plan));
  return installation;
}

/** Changes when the seed would. */
function stampOf(shape) {
  const folder = inRoot('scripts/bench/big');
  const hash = createHash('sha256').update(JSON.stringify(shape));
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.mjs')).sort()) hash.update(readFileSync(path.join(folder, name)));
  return hash.digest('hex');
}

async function prepareDatabase(postgres, keys, fresh) {
  const client = await postgres.admin();
  if (fresh) await client.query(`drop database if exists ${DATABASE} with (force)`);
  await ensureRoles(client, { ownerPassword: keys.ownerPassword, apiPassword: keys.apiPassword, database: DATABASE });
  await client.end();
}

async function seedAll(installation, shape) {
  const { node, postgres, urls, home } = installation;
  const since = Date.now();
  const port = await freePort();
  const server = await step('Starting Kinship', () => startProduct({ node, env: installation.env(port, 'api'), port, logFile: path.join(home, 'seeding.log') }));
  const plans = [];
  await step(`Signing up ${shape.others + 1} workspaces`, async () => {
    for (let index = 0; index <= shape.others; index++) plans.push(await planned(`http://127.0.0.1:${port}`, index, index === 0 ? shape.large : shape.small));
  });
  await stopServer(server);
  const admin = await postgres.admin(DATABASE);
  for (const plan of plans) await addColleagues(admin, plan);
  // What is lost in a crash is filled anew.
  const careless = ['fsync = off', 'full_page_writes = off', 'synchronous_commit = off', 'autovacuum = off', "max_wal_size = '16GB'"];
  for (const setting of careless) await admin.query(`alter system set ${setting}`);
  await admin.query('select pg_reload_conf()');
  const connect = async () => {
    const client = new pg.Client({ connectionString: urls.owner });
    await client.connect();
    return client;
  };
  await fill(connect, await builtParts(inRoot('dist/server')), plans.map((plan) => ({ ...plan })), say);
  await admin.query('alter system reset all');
  await admin.query('select pg_reload_conf()');
  await step('Vacuum', () => admin.query('vacuum analyze'));
  await admin.query('checkpoint');
  await admin.end();
  say(`Filled in ${Math.round((Date.now() - since) / 1000)} s`);
  return plans;
}

const emailOf = (index) => `bench-${index}@example.com`;

async function planned(url, index, counts) {
  const input = { tenantName: `Bench ${index}`, name: 'Bench', email: emailOf(index), password: PASSWORD, timezone: 'UTC', currency: 'USD' };
  const { signUp } = await ask(url, null, 'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken me { member { id } tenant { id } } } }', { input });
  const { pipelines } = await ask(url, signUp.accessToken, '{ pipelines { nodes { id stages { id type probability } } } }');
  const [pipeline] = pipelines.nodes;
  const { tenant, member } = signUp.me;
  return { email: input.email, tenantId: tenant.id, actor: { id: member.id, name: 'Bench' }, members: [member.id], salt: index + 1, now: Date.now(), ...counts, stages: pipeline.stages.map((stage) => ({ ...stage, pipelineId: pipeline.id })) };
}

async function addColleagues(admin, plan) {
  const count = plan.contacts > 10_000 ? COLLEAGUES.large : COLLEAGUES.small;
  const { rows } = await admin.query(
    `insert into members (tenant_id, name, role, search_text) select $1, 'Colleague ' || g, 'MEMBER', 'colleague ' || g from generate_series(1, ${count}) g returning id`, [plan.tenantId]);
  plan.members.push(...rows.map(({ id }) => id));
}

/** One GraphQL request that must succeed. */
export async function ask(url, token, query, variables = {}) {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** A fresh access token; they live for a quarter of an hour. */
export async function signIn(url, { email }) {
  const { signIn: session } = await ask(url, null, 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email, password: PASSWORD } });
  return session.accessToken;
}
