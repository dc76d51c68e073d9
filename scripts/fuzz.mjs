/** `npm run fuzz [-- --seed S --minutes N]`: operations and requests by chance against the product, until the time is over. The same seed asks the same. */
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/install.mjs';
import { Fault, die, say, step } from './lib/log.mjs';
import { nodeProgram } from './lib/node24.mjs';
import { stopEverything } from './lib/processes.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { startTestServices } from './lib/test-services.mjs';
import { jestTier } from './lib/tiers.mjs';

function numberOf(value, name, most) {
  const number = Number(value);
  if (!(number >= 0 && number <= most)) throw new Fault(`--${name} takes a number from 0 to ${most}.`);
  return String(number);
}

async function main() {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) }, minutes: { type: 'string', default: '10' } } });
  const env = { KINSHIP_FUZZ_SEED: numberOf(values.seed, 'seed', 1_000_000_000), KINSHIP_FUZZ_MINUTES: numberOf(values.minutes, 'minutes', 1_440) };
  stopOnSignals(130);
  await ensureInstalled();
  const node = await nodeProgram();
  const services = await step('Starting PostgreSQL and Redis', () => startTestServices());
  say(`Seed ${env.KINSHIP_FUZZ_SEED}, ${env.KINSHIP_FUZZ_MINUTES} minutes`);
  const { failed } = await jestTier(node, 'api', { env: { ...services.env, ...env }, patterns: ['api/test/fuzz'] });
  await services.stop();
  process.exit(failed === 0 ? 0 : 1);
}

main().catch(async (error) => {
  await stopEverything();
  die(error);
});
