import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const app = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Names that the style sheet of the client places by itself: a class of this name would leave the flow of its page, and lie over its neighbours. */
const PLACED: ReadonlySet<string> = new Set(['fixed', 'absolute', 'sticky', 'collapse', 'invisible']);

function namesIn(file: string): readonly string[] {
  const text = readFileSync(join(app, file), 'utf8');
  const listed = [...text.matchAll(/\bclass="([^"{]*)"/g)].flatMap(([, names]) => names!.split(/\s+/));
  return [...listed, ...[...text.matchAll(/\[class\.([\w-]+)\]/g)].map(([, name]) => name!)];
}

describe('the class names of templates', () => {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.spec)\.(html|ts)$/.test(file));

  it('are never those that place an element outside the flow', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((file) => namesIn(file).filter((name) => PLACED.has(name)).map((name) => `${file}: ${name}`))).toEqual([]);
  });
});
