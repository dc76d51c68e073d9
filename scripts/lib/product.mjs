import path from 'node:path';
import { Fault } from './log.mjs';
import { inRoot, root } from './paths.mjs';
import { run, startServer, stopServer, tail, until } from './processes.mjs';
import { credentials } from './state.mjs';

const serverFile = (name) => inRoot('dist/server/api/src', name);

/** Password of the demo sign-ins unless KINSHIP_DEMO_PASSWORD sets another. */
export const DEMO_PASSWORD = 'kinship-demo';
export const DEMO_ROLES = ['owner', 'admin', 'member', 'viewer'];

/** Whether a switch like KINSHIP_DEMO is on; the same words as the product accepts. */
export const isOn = (value) => /^(1|on|true|yes)$/i.test(value ?? '');

/** The environment the built product runs in. What a person set wins over every default. */
export function productEnv({ home, stores, port, env = process.env }) {
  return {
    ...env,
    NODE_ENV: env.NODE_ENV ?? 'production',
    KINSHIP_HOME: home,
    PORT: String(port),
    PUBLIC_URL: env.PUBLIC_URL ?? `http://localhost:${port}`,
    DATABASE_URL: stores.databaseUrl,
    ...(stores.databaseOwnerUrl && { DATABASE_OWNER_URL: stores.databaseOwnerUrl }),
    REDIS_URL: stores.redisUrl,
    KINSHIP_SECRET: env.KINSHIP_SECRET ?? credentials(home).kinshipSecret,
    KINSHIP_ROLE: env.KINSHIP_ROLE ?? 'all',
    // A database that somebody named is theirs: nothing is put into it unasked.
    KINSHIP_DEMO: env.KINSHIP_DEMO ?? (env.DATABASE_URL ? '0' : '1'),
    KINSHIP_DEMO_PASSWORD: env.KINSHIP_DEMO_PASSWORD ?? DEMO_PASSWORD,
  };
}

/** Runs a command of the product's own command line (`migrate`, `seed`, ...). */
export async function cli(node, command, env, onLine) {
  const { code, output } = await run(node, ['--enable-source-maps', serverFile('cli.js'), ...command], { cwd: root, env, onLine });
  if (code !== 0) throw new Fault(`kinship ${command.join(' ')} failed:\n${output.trim().split('\n').slice(-25).join('\n')}`);
  return output;
}

/**
 * Starts the product and waits until it answers.
 * @returns the server (see startServer); fails with the end of its log when it ends or stays unready for two minutes
 */
export async function startProduct({ node, env, logFile, port, nodeOptions = [], onStage = () => undefined }) {
  const server = startServer(node, ['--enable-source-maps', ...nodeOptions, serverFile('main.js')], { cwd: root, env, logFile, name: 'Kinship', patience: 30_000 });
  let ended;
  void server.exited.then((result) => { ended = result; });
  let answer = '';
  const ready = await until(async () => {
    answer = ended ? 'it ended' : await readiness(port);
    onStage(answer);
    return ended ?? answer === 'ready';
  }, 120_000, 100);
  if (ready === true) return server;
  await stopServer(server);
  throw new Fault(`Kinship did not become ready (${answer}). The end of its log, ${path.relative(root, logFile)}:\n${tail(logFile, 15)}`);
}

/** `ready`, or in a few words why not yet. */
async function readiness(port) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(5000) });
    return response.ok ? 'ready' : `/health/ready answers ${response.status}`;
  } catch (error) {
    return error.name === 'TimeoutError' ? 'no answer within 5 s' : 'not listening yet';
  }
}
