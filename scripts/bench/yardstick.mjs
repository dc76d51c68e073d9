import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { say, step } from '../lib/log.mjs';
import { inRoot } from '../lib/paths.mjs';
import { freePort } from '../lib/ports.mjs';
import { run } from '../lib/processes.mjs';

/**
 * Starts PostGraphile on the workspace's tables as the API's role. It is installed beside the bench's data the first time, by its own lock file.
 * @returns { url, stop() }; null where it can't be installed, and the bench goes on without it
 */
export async function startYardstick(node, { home, urls }, tenantId) {
  const folder = path.join(path.dirname(home), 'bench-yardstick');
  try {
    await install(folder);
    const port = await freePort();
    const env = { ...process.env, GRAPHILE_ENV: 'production', YARDSTICK_URL: urls.api, YARDSTICK_PORT: String(port), YARDSTICK_TENANT: tenantId };
    const child = spawn(node, ['server.mjs'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] });
    // A bench that is broken off leaves nobody behind.
    process.once('exit', () => child.kill());
    const [first] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    if (!String(first).includes('ready')) throw new Error('It ended by itself.');
    return { url: `http://127.0.0.1:${port}/graphql`, stop: () => child.kill() };
  } catch (error) {
    say(`PostGraphile is left out: ${error.message}`);
    return null;
  }
}

async function install(folder) {
  const source = inRoot('scripts/bench/yardstick');
  const lock = readFileSync(path.join(source, 'package-lock.json'), 'utf8');
  const stamp = path.join(folder, 'installed.json');
  mkdirSync(folder, { recursive: true });
  cpSync(source, folder, { recursive: true });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  await step('Installing PostGraphile for the bench', async () => {
    const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, env: process.env });
    if (code !== 0) throw new Error(output.trim().split('\n').at(-1));
  });
  writeFileSync(stamp, lock);
}
