import path from 'node:path';
import { readJson, writePrivate } from './state.mjs';

const file = (home) => path.join(home, 'prepared.json');

/** Steps that were done for a database are not repeated at every start: `what` was done at `version` for this very database. */
export function prepared(home, what, env, version) {
  const known = readJson(file(home))?.[what];
  return known?.version === version && known.database === databaseOf(env);
}

export function preparedNow(home, what, env, version) {
  writePrivate(file(home), `${JSON.stringify({ ...readJson(file(home)), [what]: { version, database: databaseOf(env) } }, null, 2)}\n`);
}

/** Names the database without its port, which may change, and without its password. */
function databaseOf(env) {
  const url = new URL(env.DATABASE_URL);
  return process.env.DATABASE_URL ? `${url.host}${url.pathname}` : 'embedded';
}
