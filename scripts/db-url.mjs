/** `npm run db:url [-- --owner]`: the URL of the running embedded database, for psql and other tools. */
import { parseArgs } from 'node:util';
import { Fault, die } from './lib/log.mjs';
import { homeFolder } from './lib/paths.mjs';
import { running } from './lib/running.mjs';

try {
  const { values } = parseArgs({ options: { owner: { type: 'boolean' } } });
  const found = running(homeFolder());
  const url = values.owner ? found?.databaseOwnerUrl : found?.databaseUrl;
  if (!url) throw new Fault(found ? 'The running Kinship was not given that URL.' : 'Kinship does not run here. Start it with: npm start');
  process.stdout.write(`${url}\n`);
} catch (error) {
  die(error);
}
