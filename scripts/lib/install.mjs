import { existsSync } from 'node:fs';
import { Fault, step } from './log.mjs';
import { inRoot, root } from './paths.mjs';
import { run } from './processes.mjs';
import { readJson } from './state.mjs';

/**
 * What differs between package-lock.json and what npm says it installed (its own record, node_modules/.package-lock.json).
 * Compared package by package rather than by date: a checkout sets dates anew, and `npm install <one package>` is as good as `npm ci`.
 */
export function installedDiffers(wanted, present) {
  if (!present?.packages) return 'node_modules is missing';
  for (const [name, { version, link, optional, peer }] of Object.entries(wanted.packages)) {
    if (name === '' || link) continue;
    const found = present.packages[name];
    if (!found && !optional && !peer) return `${name} is missing`;
    if (found && found.version !== version) return `${name} is ${found.version}, should be ${version}`;
  }
  return undefined;
}

/** Installs the dependencies when they are missing or are not those of package-lock.json. */
export async function ensureInstalled() {
  const wanted = readJson(inRoot('package-lock.json'));
  const present = existsSync(inRoot('node_modules')) ? readJson(inRoot('node_modules/.package-lock.json')) : undefined;
  if (!installedDiffers(wanted, present)) return;
  await step('Installing dependencies (npm ci), takes one to three minutes', () => npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--prefer-offline']));
}

/** Runs npm: the one that runs this script when there is one, else the one on the PATH. */
export async function npm(args) {
  const own = process.env.npm_execpath;
  const [command, before] = own && /\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []];
  // The Redis of redis-memory-server is compiled only when nothing else provides one, not at every install.
  const env = { ...process.env, REDISMS_DISABLE_POSTINSTALL: '1', INIT_CWD: root };
  const { code, output } = await run(command, [...before, ...args], { cwd: root, env });
  if (code !== 0) throw new Fault(`npm ${args[0]} failed:\n${output.trim().split('\n').slice(-25).join('\n')}`);
}
