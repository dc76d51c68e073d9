import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from './log.mjs';

/** A random secret that is safe in a URL and in SQL without quoting. */
export const secret = (bytes = 24) => randomBytes(bytes).toString('hex');

/** Writes so that a crash leaves the old or the new file, never half of one. Only the owner may read it. */
export function writePrivate(file, text) {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Reads a JSON file; `undefined` when there is none. */
export function readJson(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Fault(`${file} cannot be read as JSON (${error.message}). Restore it from a backup.`);
  }
}

/** Passwords and keys of an installation: made once, kept in `credentials.json` with mode 0600. */
export function credentials(home) {
  const file = path.join(home, 'credentials.json');
  const known = readJson(file) ?? {};
  const all = {
    instance: known.instance ?? secret(6),
    postgresPassword: known.postgresPassword ?? secret(),
    ownerPassword: known.ownerPassword ?? secret(),
    apiPassword: known.apiPassword ?? secret(),
    redisPassword: known.redisPassword ?? secret(),
    kinshipSecret: known.kinshipSecret ?? secret(32),
  };
  if (JSON.stringify(all) !== JSON.stringify(known)) writePrivate(file, `${JSON.stringify(all, null, 2)}\n`);
  return all;
}
