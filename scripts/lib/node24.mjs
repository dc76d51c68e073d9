import { existsSync } from 'node:fs';
import path from 'node:path';
import { Fault, step } from './log.mjs';
import { npm } from './install.mjs';
import { inRoot } from './paths.mjs';
import { run } from './processes.mjs';

const NEEDED = [24, 15];

/** Whether this version string ("24.15.0") is one the product and its tools run on. */
export function isRecent(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

const carried = () => inRoot('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

async function works(program) {
  return existsSync(program) && (await run(program, ['--version'])).code === 0;
}

/**
 * The Node that builds and runs the product: the one that runs this script when it is recent enough, else the one that came with the dependencies
 * (the package `node`). The scripts themselves stay on the system's Node; only what they start needs the newer one.
 */
export async function nodeProgram() {
  if (isRecent(process.versions.node)) return process.execPath;
  const program = carried();
  if (await works(program)) return program;
  // The package fetches its program in an install script, which `npm ci --ignore-scripts` leaves out.
  await step('Fetching Node 24', () => npm(['rebuild', 'node']));
  if (await works(program)) return program;
  throw new Fault(`Kinship needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node} and the one from npm does not run here. Install a newer Node.`);
}

/** Environment in which every tool that is started by name or through a shebang gets that Node too. */
export function toolEnv(node, env = process.env) {
  const places = [path.dirname(node), inRoot('node_modules/.bin'), env.PATH ?? ''];
  return { ...env, PATH: places.join(path.delimiter), NG_CLI_ANALYTICS: 'false', NO_UPDATE_NOTIFIER: '1' };
}
