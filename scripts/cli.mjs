/**
 * `npm run migrate` and `npm run seed`: a command of the product's own command line, against the running embedded database, or the one that
 * DATABASE_URL and DATABASE_OWNER_URL name; when neither is there, the embedded one is started for as long as it takes.
 */
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { die } from './lib/log.mjs';
import { nodeProgram } from './lib/node24.mjs';
import { homeFolder } from './lib/paths.mjs';
import { stopEverything } from './lib/processes.mjs';
import { cli, productEnv } from './lib/product.mjs';
import { claim, running } from './lib/running.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { openStores } from './lib/stores.mjs';

async function storesFor(home) {
  const found = running(home);
  if (found?.databaseUrl) return { databaseUrl: found.databaseUrl, databaseOwnerUrl: found.databaseOwnerUrl, redisUrl: found.redisUrl };
  await claim(home);
  return openStores(home);
}

async function main() {
  stopOnSignals(130);
  await ensureInstalled();
  const node = await nodeProgram();
  await build(node);
  const home = homeFolder();
  const stores = await storesFor(home);
  const output = await cli(node, process.argv.slice(2), productEnv({ home, stores, port: Number(process.env.PORT ?? 3000) }));
  process.stdout.write(output);
  await stopEverything();
  process.exit(0);
}

main().catch(async (error) => {
  await stopEverything();
  die(error);
});
