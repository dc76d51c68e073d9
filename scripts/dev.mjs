/** `npm run dev`: the API and the web client, both rebuilt and reloaded on every change; the client at http://localhost:4200. */
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Fault, bold, die, say } from './lib/log.mjs';
import { nodeProgram, toolEnv } from './lib/node24.mjs';
import { homeFolder, inRoot, root } from './lib/paths.mjs';
import { requirePort } from './lib/ports.mjs';
import { prepare } from './lib/prepared.mjs';
import { startServer, stopEverything } from './lib/processes.mjs';
import { productEnv } from './lib/product.mjs';
import { announce, claim } from './lib/running.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { openStores } from './lib/stores.mjs';

async function main() {
  const stopping = stopOnSignals(0);
  const port = Number(process.env.PORT ?? 3000);
  const webPort = Number(process.env.WEB_PORT ?? 4200);
  const home = homeFolder();
  await claim(home);
  await requirePort(port, 'PORT');
  await requirePort(webPort, 'WEB_PORT');
  await ensureInstalled();
  const node = await nodeProgram();
  const [{ server: built }, stores] = await Promise.all([build(node, ['server']), openStores(home)]);
  const publicUrl = `http://localhost:${webPort}`;
  const env = toolEnv(node, productEnv({ home, stores, port, env: { NODE_ENV: 'development', PUBLIC_URL: publicUrl, ...process.env } }));
  await prepare(node, env, home, built);
  announce(home, { url: publicUrl, ...stores, servers: undefined });
  const api = startServer(node, [inRoot('node_modules/@nestjs/cli/bin/nest.js'), 'start', '--watch', '--preserveWatchOutput', '--entryFile', 'api/src/main'], { cwd: root, env, name: 'The API', family: true });
  const web = startServer(node, [inRoot('node_modules/@angular/cli/bin/ng.js'), 'serve', '--port', String(webPort)], {
    // The development server takes PORT before its own option.
    cwd: root, env: { ...env, PORT: String(webPort), API_URL: `http://localhost:${port}` }, name: 'The web client', family: true,
  });
  say(bold(`Kinship for development: ${publicUrl} (API on port ${port}). Ctrl-C stops everything.`));
  const ended = await Promise.race([...stores.servers, api, web].map(async (server) => { await server.exited; return server.name; }));
  if (!stopping()) throw new Fault(`${ended} ended by itself; everything is stopped.`);
}

main().catch(async (error) => {
  await stopEverything();
  die(error);
});
