import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Fault } from './log.mjs';
import { alive, programOf, until } from './processes.mjs';
import { readJson, writePrivate } from './state.mjs';

const runFile = (home) => path.join(home, 'running.json');
const portsFile = (home) => path.join(home, 'ports.json');

/** What runs in this home folder ({ pid, url, databaseUrl, databaseOwnerUrl, redisUrl }), or undefined. */
export function running(home) {
  const found = existsSync(runFile(home)) ? readJson(runFile(home)) : undefined;
  // Process ids are used again, most of all in containers: only a Node process can be the one that wrote the file.
  return found && found.pid !== process.pid && isNode(found.pid) ? found : undefined;
}

/** Whether that process is alive and, as far as the system tells, a Node. */
const isNode = (pid) => alive(pid) && /node|undefined/.test(String(programOf(pid)));

/**
 * Refuses a second start on the same data; otherwise notes this one, after ending the product of a start that was killed and could not end it itself
 * (PostgreSQL and Redis of such a start are ended where they are started).
 */
export async function claim(home) {
  const other = running(home);
  if (other) {
    throw new Fault(`Kinship already runs here (process ${other.pid}${other.url ? `, ${other.url}` : ''}). Stop it first, or use another data folder with KINSHIP_HOME.`);
  }
  const { product } = existsSync(runFile(home)) ? readJson(runFile(home)) : {};
  if (product && isNode(product)) {
    process.kill(product, 'SIGTERM');
    if (!(await until(() => !alive(product), 30_000))) throw new Fault(`Kinship of an earlier start (process ${product}) does not stop. End it and start again.`);
  }
  announce(home, {});
  process.on('exit', () => release(home));
}

/** Tells other scripts (db:url) what runs. */
export const announce = (home, facts) => writePrivate(runFile(home), `${JSON.stringify({ pid: process.pid, ...facts }, null, 2)}\n`);

function release(home) {
  if (readJson(runFile(home))?.pid === process.pid) rmSync(runFile(home), { force: true });
}

/** The ports of the last start, so that tools keep finding the database at the same place. */
export const rememberedPorts = (home) => readJson(portsFile(home)) ?? {};
export const rememberPorts = (home, ports) => writePrivate(portsFile(home), `${JSON.stringify(ports)}\n`);
