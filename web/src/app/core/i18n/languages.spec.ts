import { describe, expect, it } from '@jest/globals';
import { ENGLISH_UI_TEXT } from '@libs/ui';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Words = string | { readonly [key: string]: Words };
const app = join(dirname(fileURLToPath(import.meta.url)), '../..');
const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => /(^|[./\\])en\.json$/.test(file));

/** Each text with its place and what is filled into it: `home.morning {{ name }}`. */
function entries(words: Words, place = ''): readonly string[] {
  if (typeof words === 'string') return [[place, ...(words.match(/\{\{ ?\w+ ?\}\}|\{\d\}/g) ?? []).map((each) => each.replaceAll(' ', '')).sort()].join(' ')];
  return Object.entries(words).flatMap(([key, value]) => entries(value, place ? `${place}.${key}` : key));
}
const read = (file: string): Words => JSON.parse(readFileSync(join(app, file), 'utf8')) as Words;

describe('the words of every part', () => {
  it('are found', () => expect(files.length).toBeGreaterThan(8));

  it.each(files)('of %s are all there in German, and take the same values', (file) => {
    const german = read(file.replace(/en\.json$/, 'de.json'));
    // The English of the design system stands in the design system.
    const english = file === join('core', 'i18n', 'en.json') ? { ...(read(file) as object), ui: ENGLISH_UI_TEXT } : read(file);
    expect([...entries(german)].sort()).toEqual([...entries(english)].sort());
  });
});
