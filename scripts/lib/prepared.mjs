import path from 'node:path';
import { step } from './log.mjs';
import { cli, isOn } from './product.mjs';
import { readJson, writePrivate } from './state.mjs';

const file = (home) => path.join(home, 'prepared.json');

/** Steps that were done for a database are not repeated at every start: `what` was done at `version` for this very database. */
function prepared(home, what, env, version) {
  const known = readJson(file(home))?.[what];
  return known?.version === version && known.database === databaseOf(env);
}

function preparedNow(home, what, env, version) {
  writePrivate(file(home), `${JSON.stringify({ ...readJson(file(home)), [what]: { version, database: databaseOf(env) } }, null, 2)}\n`);
}

/** Names the database without its port, which may change, and without its password. */
function databaseOf(env) {
  const url = new URL(env.DATABASE_URL);
  return process.env.DATABASE_URL ? `${url.host}${url.pathname}` : 'embedded';
}

/**
 * Migrations and, unless KINSHIP_DEMO says otherwise, the demo tenant: each only when it was not done yet by this build for this database.
 * A newer build is asked again, since its modules may have migrations and demo records to add.
 * Without DATABASE_OWNER_URL the database is somebody else's to migrate.
 */
export async function prepare(node, env, home, built) {
  if (env.DATABASE_OWNER_URL && !prepared(home, 'migrated', env, built)) {
    await step('Bringing the database up to date', (detail) => cli(node, ['migrate'], env, detail));
    preparedNow(home, 'migrated', env, built);
  }
  if (isOn(env.KINSHIP_DEMO) && !prepared(home, 'seeded', env, built)) {
    await step('Filling the demo tenant', (detail) => cli(node, ['seed'], env, detail));
    preparedNow(home, 'seeded', env, built);
  }
}
