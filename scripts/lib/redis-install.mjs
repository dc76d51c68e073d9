import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Fault } from './log.mjs';
import { inRoot } from './paths.mjs';
import { run, which } from './processes.mjs';

const PROGRAMS = ['redis-server', 'valkey-server'];

/** Package managers that can install Redis without asking a person, and whether only root may use them. */
const MANAGERS = [
  { command: 'apt-get', root: true, steps: [['update'], ['install', '-y', '--no-install-recommends', 'redis-server']] },
  { command: 'dnf', root: true, steps: [['install', '-y', 'valkey']] },
  { command: 'apk', root: true, steps: [['add', 'valkey']] },
  { command: 'pacman', root: true, steps: [['-Sy', '--noconfirm', 'valkey']] },
  { command: 'brew', root: false, steps: [['install', 'redis']] },
];

async function installed() {
  for (const program of PROGRAMS) {
    const found = await which(program);
    if (found) return found;
  }
  return undefined;
}

async function byPackageManager(onStage) {
  const root = process.getuid?.() === 0;
  for (const { command, root: needsRoot, steps } of MANAGERS) {
    if (needsRoot !== root || !(await which(command))) continue;
    for (const args of steps) {
      onStage(`installing it: ${command} ${args[0]}`);
      const { code } = await run(command, args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1' } });
      if (code !== 0) break;
    }
    return installed();
  }
  return undefined;
}

/** Downloads the sources and compiles them; needs a C compiler and make. The result is kept in KINSHIP_HOME. */
async function built(home, onStage) {
  const entry = inRoot('node_modules/redis-memory-server/lib/util/RedisBinary.js');
  if (!existsSync(entry) || !(await which('make'))) return undefined;
  onStage('building it from source, takes some minutes, once');
  const script = `import(${JSON.stringify(pathToFileURL(entry).href)}).then(async (m) => console.log(await (m.default.default ?? m.default).getPath()))`;
  const env = { ...process.env, REDISMS_DOWNLOAD_DIR: path.join(home, 'redis-program') };
  const { code, output } = await run(process.execPath, ['-e', script], { env });
  const program = output.trim().split('\n').pop();
  return code === 0 && existsSync(program) ? program : undefined;
}

/**
 * Path of a Redis-compatible server: what the system has, else what the package manager installs, else one built from source.
 * Fails with one line that says what to install.
 */
export async function redisProgram({ home, onStage }) {
  const found = (await installed()) ?? (await byPackageManager(onStage)) ?? (await built(home, onStage));
  if (!found) throw new Fault('Kinship needs Redis and could not install it: install the package redis-server or valkey, or set REDIS_URL to a running one.');
  return found;
}
