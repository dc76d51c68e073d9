/**
 * `npm run bench [-- --quick] [--json FILE] [--profile FOLDER] [--only WORDS] [--skip WORDS] [--seconds N] [--rows N] [--doc]`: what the product's API does in a second, beside a bare handler that answers the same rows with one
 * statement, in the same run on the same data: a workspace of a million contacts beside fifty small ones, filled once and kept. The ratio is what counts; times of one machine say little
 * about another's. `--doc` writes the table of docs/performance.md anew.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startTime } from './bench/boot.mjs';
import { mixCase, READS, WRITES } from './bench/cases.mjs';
import { databaseProfiler, WATCHED } from './bench/database-profile.mjs';
import { openInstallation } from './bench/installation.mjs';
import { masses } from './bench/masses.mjs';
import { Measuring } from './bench/measure.mjs';
import { profiler } from './bench/profile.mjs';
import { subscribers } from './bench/subscribers.mjs';
import { caseLine, HEAD, massLine, writeDocument } from './bench/table.mjs';
import { resident } from './bench/usage.mjs';
import { startYardstick } from './bench/yardstick.mjs';
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { die, Fault, say, step } from './lib/log.mjs';
import { nodeProgram } from './lib/node24.mjs';
import { inRoot } from './lib/paths.mjs';
import { freePort } from './lib/ports.mjs';
import { stopEverything, stopServer } from './lib/processes.mjs';
import { startProduct } from './lib/product.mjs';
import { stopOnSignals } from './lib/signals.mjs';

const SIZES = {
  full: { connections: 100, seconds: 8, subscribers: 1000, writes: 20, rows: 100_000 },
  quick: { connections: 100, seconds: 2, subscribers: 200, writes: 5, rows: 2_000 },
};

/** What a process at rest holds is asked for after a rest: V8 gives back what its start needed some ten seconds later. */
const REST = 15_000;

async function startFloor(node, url) {
  const port = await freePort();
  const floor = spawn(node, [inRoot('scripts/bench/floor.mjs')], { env: { ...process.env, FLOOR_URL: url, FLOOR_PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => floor.stdout.once('data', resolve));
  return { floor, url: `http://127.0.0.1:${port}` };
}

async function startProcess(node, installation, role, nodeOptions = []) {
  const port = await freePort();
  const server = await step(`Starting Kinship (${role})`, () => startProduct({ node, env: installation.env(port, role), port, nodeOptions, logFile: path.join(installation.home, `${role}.log`) }));
  return { server, url: `http://127.0.0.1:${port}` };
}

async function main() {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'string' }, profile: { type: 'string' }, only: { type: 'string' }, doc: { type: 'boolean' }, seconds: { type: 'string' }, skip: { type: 'string' }, rows: { type: 'string' } } });
  if (values.doc && values.profile) throw new Fault('--doc and --profile: to be watched costs time, so that figures with a profile are none for the documentation.');
  const size = { ...SIZES[values.quick ? 'quick' : 'full'], ...(values.seconds && { seconds: Number(values.seconds) }), ...(values.rows && { rows: Number(values.rows) }) };
  const named = (words, name) => words.split(',').some((word) => name.includes(word));
  const wanted = (name) => named(values.only ?? '', name) && !(values.skip && named(values.skip, name));
  stopOnSignals(130);
  const node = await nodeProgram();
  await build(node, ['server']);
  const installation = await openInstallation(node, values.quick ? 'quick' : 'full', values.profile ? WATCHED : {});
  const inspectPort = await freePort();
  const { server, url } = await startProcess(node, installation, 'api', values.profile ? [`--inspect=127.0.0.1:${inspectPort}`] : []);
  const { server: worker } = await startProcess(node, installation, 'worker');
  const { floor, url: floorUrl } = await startFloor(node, installation.urls.admin);
  if (values.profile) mkdirSync(values.profile, { recursive: true });
  const recorder = values.profile ? await profiler(inspectPort) : null;
  const databaseRecorder = values.profile ? await databaseProfiler(await installation.postgres.admin(installation.database)) : null;
  const results = {};
  await new Promise((resolve) => setTimeout(resolve, REST));
  const idle = { api: resident(server.child.pid), worker: resident(worker.child.pid) };
  if (wanted('idle memory')) results['idle memory'] = { ...idle, megabytes: idle.api + idle.worker };
  say(`\nIdle: API ${idle.api?.toFixed(0)} MB, worker ${idle.worker?.toFixed(0)} MB. ${size.connections} connections, ${size.seconds} s each\n\n${HEAD}`);
  const yardstick = wanted('list of 50 contacts with account') ? await startYardstick(node, installation, installation.workspaces[0].tenantId) : null;
  const measuring = new Measuring({ installation, server, floor, url, floorUrl, yardstickUrl: yardstick?.url, connections: size.connections, seconds: size.seconds, recorder, databaseRecorder, profileFolder: values.profile });
  for (const make of [...READS, mixCase, ...WRITES]) {
    if (!wanted(make(installation.workspaces[0]).name)) continue;
    const { name, hottest, ...result } = await measuring.run(make);
    results[name] = result;
    say(caseLine(name, result));
    if (result.yardstickRatio) say(`  PostGraphile on the same: ${result.yardstickPerSecond.toFixed(0)}/s, ratio ${result.yardstickRatio.toFixed(2)}`);
    if (hottest) say(hottest.join('\n'));
  }
  recorder?.close();
  await databaseRecorder?.close();
  yardstick?.stop();
  floor.kill();
  if (wanted('subscribers')) {
    const told = await subscribers({ url, installation, count: size.subscribers, writes: size.writes });
    results.subscribers = told;
    say(`\n${told.subscribers} subscribers: ${told.delivered} of ${told.expected} events delivered; the last knew after ${told.median.toFixed(0)} ms (median), ${told.longest.toFixed(0)} ms (longest)`);
  }
  if (wanted('import and bulk edit')) {
    for (const { name, ...result } of await masses({ url, installation, worker, rows: size.rows })) {
      results[name] = result;
      say(massLine(name, result));
    }
  }
  await stopServer(worker);
  await stopServer(server);
  if (wanted('start')) {
    results.start = { seconds: await startTime(node, installation.home) };
    say(`Start of a built installation: ${results.start.seconds.toFixed(1)} s`);
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  if (values.doc) writeDocument(results, size);
  await installation.stop();
}

/** The product's own functions fill its workspaces, so this runs in the product's Node. */
async function inProductsNode() {
  await ensureInstalled();
  const node = await nodeProgram();
  if (Number(process.versions.node.split('.')[0]) >= 24) return main();
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  process.exit(code ?? 130);
}

inProductsNode().then(() => process.exit(0), async (error) => {
  await stopEverything();
  die(error);
});
