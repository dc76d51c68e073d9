import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Path inside the checkout. */
export const inRoot = (...parts) => path.join(root, ...parts);

/**
 * The folder with everything an embedded installation keeps: database, queue, keys, uploaded files.
 * Created when missing. Others may pass through it (0711) but not list it: PostgreSQL may run as another user.
 */
export function homeFolder(given = process.env.KINSHIP_HOME) {
  const folder = path.resolve(root, given || '.kinship');
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return realpathSync(folder);
}
