/**
 * `npm run bench [-- --quick] [--json FILE] [--profile FOLDER] [--only WORD]`: what the product's API does in a second, beside a bare handler that answers the same rows with one statement,
 * in the same run on the same data. The ratio is what counts; times of one machine say little about another's.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { CASES } from './bench/cases.mjs';
import { load } from './bench/load.mjs';
import { hottest, profiler } from './bench/profile.mjs';
import { seed } from './bench/seed.mjs';
import { computed, resident } from './bench/usage.mjs';
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { die, say, step } from './lib/log.mjs';
import { nodeProgram } from './lib/node24.mjs';
import { inRoot } from './lib/paths.mjs';
import { freePort } from './lib/ports.mjs';
import { stopEverything, stopServer } from './lib/processes.mjs';
import { cli, productEnv, startProduct } from './lib/product.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { startTestServices } from './lib/test-services.mjs';

const CONNECTIONS = 20;

async function signUp(url) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'mutation { signUp(input: { tenantName: "Bench", name: "Bench", email: "bench@example.com", password: "correct horse battery", timezone: "UTC", currency: "USD" }) { accessToken me { member { id } tenant { id } } } }' }),
  });
  const { data, errors } = await response.json();
  if (!data) throw new Error(JSON.stringify(errors));
  return data.signUp;
}

async function main() {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'string' }, profile: { type: 'string' }, only: { type: 'string' } } });
  const [contacts, seconds] = values.quick ? [20_000, 4] : [200_000, 10];
  stopOnSignals(130);
  await ensureInstalled();
  const node = await nodeProgram();
  await build(node);
  const services = await step('Starting PostgreSQL and Redis', () => startTestServices());
  const admin = await services.postgres.admin();
  await admin.query('create database kinship_bench owner kinship_owner');
  await admin.end();
  const urls = services.urls('kinship_bench');
  const [port, floorPort, inspectPort] = [await freePort(), await freePort(), await freePort()];
  const home = path.join(services.folder, 'home');
  mkdirSync(home, { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const env = productEnv({ home, port, stores: { databaseUrl: urls.api, databaseOwnerUrl: urls.owner, redisUrl: `${services.redis.url}/1` }, env: { ...process.env, KINSHIP_DEMO: '0', KINSHIP_ROLE: 'all', KINSHIP_RATE_LIMIT: '0', PUBLIC_URL: url } });
  await step('Migrations', () => cli(node, ['migrate'], env));
  const server = await step('Starting Kinship', () => startProduct({ node, env, port, nodeOptions: values.profile ? [`--inspect=127.0.0.1:${inspectPort}`] : [], logFile: path.join(services.folder, 'kinship.log') }));
  const session = await signUp(url);
  const tenant = session.me.tenant.id;
  const client = new pg.Client({ connectionString: urls.owner });
  // What goes wrong is told by the query that did; the end of the server at the very end is none of it.
  client.on('error', () => undefined);
  await client.connect();
  const ids = await step(`Filling a workspace with ${contacts} contacts`, () => seed(client, tenant, session.me.member.id, contacts));
  // The floor owes nobody isolation: it reads and writes as the owner.
  await client.query('alter table contacts no force row level security');
  await client.end();
  const floor = spawn(node, [inRoot('scripts/bench/floor.mjs')], { env: { ...process.env, FLOOR_URL: urls.owner, FLOOR_PORT: String(floorPort) }, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => floor.stdout.once('data', resolve));
  const results = {};
  say(`\n${contacts} contacts, ${CONNECTIONS} connections, ${seconds} s each\n`);
  say('case                                     floor/s   product/s   ratio    p50 ms    p95 ms    p99 ms   API ms  database ms');
  const recorder = values.profile ? await profiler(inspectPort) : null;
  if (values.profile) mkdirSync(values.profile, { recursive: true });
  for (const { name, query, variables, key = () => '', floor: sql } of CASES.filter((each) => each.name.includes(values.only ?? ''))) {
    const statement = sql(tenant);
    const of = (target, headers, next, check) => (time) => load({ url: target, headers, connections: CONNECTIONS, seconds: time, next, check });
    const bare = of(`http://127.0.0.1:${floorPort}`, {}, () => ({ sql: statement, key: key(variables(Math.random, ids)) }), (status, body) => (status === 200 ? null : `The floor failed: ${body}`));
    const product = of(`${url}/graphql`, { authorization: `Bearer ${session.accessToken}` }, () => ({ query, variables: variables(Math.random, ids) }), (status, body) => (status === 200 && !body.includes('"errors"') ? null : `The product failed: ${body.subarray(0, 500)}`));
    // Both are warm before they are measured.
    for (const run of [bare, product]) await run(1);
    const lowest = await bare(seconds);
    await recorder?.start();
    const used = () => [computed(server.child.pid), computed(services.postgres.server.child.pid, true)];
    const before = used();
    const ours = await product(seconds);
    const [api, database] = used().map((now, at) => (now === null ? null : ((now - before[at]) * 1000) / (ours.perSecond * seconds)));
    const recorded = await recorder?.stop(path.join(values.profile, `${name.replaceAll(' ', '-')}.cpuprofile`));
    const ratio = ours.perSecond / lowest.perSecond;
    results[name] = { ratio, floorPerSecond: lowest.perSecond, perSecond: ours.perSecond, apiMilliseconds: api, databaseMilliseconds: database, apiMegabytes: resident(server.child.pid), p50: ours.p50, p95: ours.p95, p99: ours.p99 };
    say(`${name.padEnd(40)} ${lowest.perSecond.toFixed(0).padStart(7)} ${ours.perSecond.toFixed(0).padStart(11)} ${ratio.toFixed(2).padStart(7)} ${[ours.p50, ours.p95, ours.p99].map((time) => time.toFixed(1).padStart(9)).join(' ')} ${api?.toFixed(2).padStart(8)} ${database?.toFixed(2).padStart(12)}`);
    if (recorded) say(hottest(recorded).join('\n'));
  }
  recorder?.close();
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  floor.kill();
  await stopServer(server);
  await services.stop();
}

main().then(() => process.exit(0), async (error) => {
  await stopEverything();
  die(error);
});
