import path from 'node:path';
import { build } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { Fault, bold, die, dim, say, seconds, step } from './log.mjs';
import { nodeProgram } from './node24.mjs';
import { homeFolder, root } from './paths.mjs';
import { requirePort } from './ports.mjs';
import { stopEverything, tail } from './processes.mjs';
import { DEMO_ROLES, isOn, productEnv, startProduct } from './product.mjs';
import { announce, claim } from './running.mjs';
import { prepare } from './prepared.mjs';
import { stopOnSignals } from './signals.mjs';
import { logFile, openStores } from './stores.mjs';

function welcome(env, since) {
  if (isOn(env.KINSHIP_DEMO)) {
    say(`\nDemo sign-ins, password ${bold(env.KINSHIP_DEMO_PASSWORD)}:`);
    say(DEMO_ROLES.map((role) => `  ${role}@demo.kinship.test`).join('\n'));
  }
  say(dim(`Ready after ${seconds(since)}. Logs and data: ${path.relative(process.cwd(), env.KINSHIP_HOME) || '.'}. Ctrl-C stops everything.`));
  say(bold(`Kinship is ready at http://localhost:${env.PORT}`));
}

/** Installs, builds, starts the stores and the product, and stays until asked to stop or until one of them ends. */
export async function start() {
  const since = Date.now();
  const stopping = stopOnSignals(0);
  try {
    const port = Number(process.env.PORT ?? 3000);
    if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Fault(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
    const home = homeFolder();
    await claim(home);
    await requirePort(port, 'PORT');
    await ensureInstalled();
    const node = await nodeProgram();
    const [built, opened] = await Promise.allSettled([build(node), openStores(home)]);
    for (const result of [built, opened]) if (result.status === 'rejected') throw result.reason;
    const stores = opened.value;
    const env = productEnv({ home, stores, port });
    await prepare(node, env, home, built.value.server);
    const product = await step('Starting Kinship', (onStage) => startProduct({ node, env, port, logFile: logFile(home, 'kinship'), onStage }));
    announce(home, { url: env.PUBLIC_URL, product: product.child.pid, ...stores, servers: undefined });
    welcome(env, since);
    const first = await Promise.race([product, ...stores.servers].map(async (server) => ({ server, result: await server.exited })));
    if (stopping()) return;
    const { server, result } = first;
    throw new Fault(`${server.name} ended by itself (${result.signal ?? `code ${result.code}`}); everything is stopped. The end of ${path.relative(root, server.logFile)}:\n${tail(server.logFile, 15)}`);
  } catch (error) {
    // While stopping, whatever fails does so because its server is gone.
    if (stopping()) return;
    await stopEverything();
    die(error);
  }
}
