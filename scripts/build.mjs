/** `npm run build`: API and web client into dist, whatever changed. */
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { die } from './lib/log.mjs';
import { nodeProgram } from './lib/node24.mjs';
import { stopOnSignals } from './lib/signals.mjs';

async function main() {
  stopOnSignals(130);
  await ensureInstalled();
  await build(await nodeProgram());
}

main().catch(die);
