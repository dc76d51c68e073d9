/**
 * `npm run chaos [-- --rounds N] [--seed S] [--only FAULT] [--keep]`: two APIs and two workers behind one port, people at work, and in each round one fault at a random moment: a process or a store
 * killed, Redis emptied, the disk full, the pool exhausted, the network cut, clogged or slow. After each round a checker compares the product with its own journal of what was acknowledged.
 */
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { smallDisk } from './chaos/disk.mjs';
import { chance } from './chaos/random.mjs';
import { drained, fileServer, plan, round, settle, verify } from './chaos/run.mjs';
import { startCluster } from './chaos/cluster.mjs';
import { rollingRestart } from './chaos/rolling.mjs';
import { startStores } from './chaos/stores.mjs';
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Fault, bold, die, say, seconds, step } from './lib/log.mjs';
import { nodeProgram } from './lib/node24.mjs';
import { inRoot } from './lib/paths.mjs';
import { stopEverything } from './lib/processes.mjs';
import { stopOnSignals } from './lib/signals.mjs';

const WIDTHS = [6, 20, 24, 10, 8, 9, 9];
const line = (cells) => cells.map((cell, at) => String(cell).padEnd(WIDTHS[at])).join('');

async function main() {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' }, only: { type: 'string' }, keep: { type: 'boolean' }, preload: { type: 'string', multiple: true } } });
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(seed) || !Number.isInteger(rounds) || rounds < 1) throw new Fault('--rounds and --seed must be whole numbers.');
  const luck = chance(seed);
  stopOnSignals(130);
  await ensureInstalled();
  const node = await nodeProgram();
  await build(node, ['server']);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kinship-chaos-'));
  chmodSync(folder, 0o711);
  const logs = path.join(folder, 'logs');
  const disk = smallDisk(path.join(folder, 'disk'), 1_200);
  if (!values.keep) process.on('exit', () => { disk.remove(); rmSync(folder, { recursive: true, force: true }); });
  if (!disk.full) say('No small disk can be mounted here, so none is filled up.');
  const since = Date.now();
  const files = await fileServer();
  const cluster = await step('Starting the stores, two APIs and two workers', async () => {
    const stores = await startStores(disk.folder, folder, {});
    return { disk, ...(await startCluster({ node, stores, folder: disk.folder, logs, env: { CHAOS_FILES: files.url }, preload: [inRoot('scripts/chaos/stand-in-download.mjs'), ...(values.preload ?? []).map((file) => path.resolve(file))] })) };
  });
  if (!(await cluster.ready())) throw new Fault(`The product did not become ready; see ${logs}`);
  const scene = await step('Two workspaces at work', () => settle({ cluster, files, folder, luck }));
  say(`${bold(`${rounds} rounds, seed ${seed}`)}, ${folder}\n${bold(line(['round', 'fault', 'hit', 'well (ms)', 'steps', 'retries', 'round (s)']))}`);
  const list = plan(rounds, luck, cluster, values.only);
  const faults = [];
  for (const [at, fault] of list.entries()) {
    const result = await round(cluster, scene, fault, luck);
    say(line([at + 1, result.fault, result.detail, result.well ?? 'never', result.steps, result.retries, (result.ms / 1000).toFixed(1)]));
    for (const wrong of result.faults) say(`  ✗ ${wrong.slice(0, 600)}`);
    faults.push(...result.faults);
    if (faults.length > 20) break;
  }
  scene.people.go();
  const rolled = await step('Rolling restart', () => rollingRestart(cluster, scene));
  faults.push(...rolled.faults);
  await step('What is left is done', async () => {
    await scene.people.end();
    faults.push(...(await drained(cluster)), ...(await verify(cluster, scene)));
  });
  for (const { end } of scene.hears) await end();
  const { counts, hears, log } = scene;
  say(`${log.entries().length} acknowledged writes, ${counts.requests} requests, ${counts.retries} sent again; ${rolled.requests} requests during the rolling restart; ${hears.map(({ heard }) => `${heard.ids.size} events over ${heard.connections} connections`).join(', ')}`);
  say(bold(faults.length === 0 ? `Nothing lost, nothing doubled (${seconds(since)})` : `${faults.length} faults (${seconds(since)}), seed ${seed}:`));
  for (const wrong of faults) say(`  ✗ ${wrong.slice(0, 1_500)}`);
  files.close();
  await cluster.stop();
  await cluster.stores.stop();
  process.exit(faults.length === 0 ? 0 : 1);
}

main().catch(async (error) => {
  await stopEverything();
  die(error);
});
