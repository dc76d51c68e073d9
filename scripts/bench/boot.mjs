import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { freePort } from '../lib/ports.mjs';

/** How long `npm start` takes on an installation that is built and was started before: databases, API and worker until it answers. */
export async function startTime(node, home) {
  const folder = path.join(home, 'start');
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const once = () =>
    new Promise((resolve, reject) => {
      const since = performance.now();
      let seconds = null;
      let output = '';
      const child = spawn(node, [inRoot('scripts/start.mjs')], { env: { ...process.env, KINSHIP_HOME: folder, PORT: String(port), KINSHIP_DEMO: '0' }, stdio: ['ignore', 'pipe', 'pipe'] });
      const read = (chunk) => {
        output += chunk;
        if (seconds !== null || !output.includes('Kinship is ready')) return;
        seconds = (performance.now() - since) / 1000;
        child.kill('SIGINT');
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => (seconds === null ? reject(new Error(`It did not start:\n${output}`)) : resolve(seconds)));
    });
  await once();
  return once();
}
