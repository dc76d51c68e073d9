/** `npm run acceptance [-- pattern ...]`: the product on public data beside the repository; skipped with one line where that is absent. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { die, say, step } from './lib/log.mjs';
import { nodeProgram } from './lib/node24.mjs';
import { root } from './lib/paths.mjs';
import { stopEverything } from './lib/processes.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { startTestServices } from './lib/test-services.mjs';
import { jestTier, summary } from './lib/tiers.mjs';

async function main() {
  const data = path.resolve(root, process.env.KINSHIP_ACCEPTANCE_DATA || '../shared/data');
  if (!existsSync(data)) {
    say(`skipped: there is no public data at ${data}`);
    return;
  }
  stopOnSignals(130);
  await ensureInstalled();
  const node = await nodeProgram();
  const services = await step('Starting PostgreSQL and Redis for tests', () => startTestServices());
  const result = await jestTier(node, 'api/acceptance', { env: { ...services.env, KINSHIP_ACCEPTANCE_DATA: data }, patterns: process.argv.slice(2) });
  await services.stop();
  process.exit(summary([result]) === 0 ? 0 : 1);
}

main().catch(async (error) => {
  await stopEverything();
  die(error);
});
