import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder that holds package.json: the same for the sources and for what is built from them. */
export const productRoot = ancestorWith('package.json', import.meta.dirname);

function ancestorWith(name: string, folder: string): string {
  if (existsSync(path.join(folder, name))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? process.cwd() : ancestorWith(name, parent);
}
