/**
 * The yardstick: PostGraphile over the same tables, as a role that row-level security applies to, within the workspace that YARDSTICK_TENANT names. YARDSTICK_URL, YARDSTICK_PORT.
 * It has a package.json of its own, so that only who runs the bench installs it.
 */
import { createServer } from 'node:http';
import { grafserv } from 'grafserv/node';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const { YARDSTICK_URL, YARDSTICK_PORT, YARDSTICK_TENANT } = process.env;

const yardstick = postgraphile({
  extends: [PostGraphileAmberPreset],
  // It takes no notice of partial indexes, and would offer no order that they serve.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ connectionString: YARDSTICK_URL, schemas: ['public'], poolConfig: { max: 20 } })],
  grafast: { context: () => ({ pgSettings: { 'app.tenant_id': YARDSTICK_TENANT } }) },
  grafserv: { watch: false, graphiql: false },
});
const server = createServer();
await yardstick.createServ(grafserv).addTo(server);
server.listen(Number(YARDSTICK_PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
