/** `node scripts/services.mjs [--env FILE] [--pg-port N] [--redis-port N] [--home DIR]`: PostgreSQL and Redis for single test runs, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { die, say, step } from './lib/log.mjs';
import { writePrivate } from './lib/state.mjs';
import { startTestServices } from './lib/test-services.mjs';

const { values } = parseArgs({ options: { env: { type: 'string' }, 'pg-port': { type: 'string' }, 'redis-port': { type: 'string' }, home: { type: 'string' } } });

async function main() {
  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
  });
  const services = await step('Starting PostgreSQL and Redis for tests', () =>
    startTestServices({ home: values.home, pgPort: Number(values['pg-port']) || undefined, redisPort: Number(values['redis-port']) || undefined }));
  const lines = Object.entries(services.env).map(([name, value]) => `export ${name}='${value}'`).join('\n');
  if (values.env) writePrivate(values.env, `${lines}\n`);
  say(lines);
  say(values.env ? `Ready. Load them with: . ${values.env}` : 'Ready.');
  const ended = await Promise.race([stopped.then(() => undefined), services.postgres.server.exited.then(() => 'PostgreSQL'), services.redis.server.exited.then(() => 'Redis')]);
  await services.stop();
  if (ended) die(`${ended} ended by itself; see ${services.folder}`);
  process.exit(0);
}

main().catch(die);
