import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** The built client, as `npm run build` leaves it. */
const FOLDER = path.resolve(import.meta.dirname, '../../../dist/web');

interface Part {
  readonly needs: readonly string[];
  readonly later: readonly string[];
  readonly bytes: number;
}

/** Sizes in bytes as gzip leaves them, which every browser and proxy does at least as well. */
export interface BundleSizes {
  /** What is loaded before anything is shown. */
  readonly initial: { readonly js: number; readonly css: number; readonly files: number; readonly steps: number };
  /** What each part that is loaded later adds to that, by its name, with all that it needs. */
  readonly later: Readonly<Record<string, number>>;
}

const read = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');
const found = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))];
const sizeOf = (text: string): number => gzipSync(text, { level: 9 }).length;

function partOf(file: string): Part {
  const text = read(file);
  return { needs: found(text, /(?:from|import)\s*["'`](?:\.\/)?([^"'`]+\.js)["'`]/g), later: found(text, /import\(\s*["'`](?:\.\/)?([^"'`]+\.js)["'`]\s*\)/g), bytes: sizeOf(text) };
}

/** How many answers have to be waited for, one after the other, until all is there. */
function stepsTo(parts: ReadonlyMap<string, Part>, known: readonly string[]): number {
  const seen = new Set(known);
  let steps = 1;
  for (let next = known; ; steps++) {
    next = [...new Set(next.flatMap((file) => parts.get(file)?.needs ?? []))].filter((file) => !seen.has(file));
    if (next.length === 0) return steps;
    for (const file of next) seen.add(file);
  }
}

export function bundleSizes(): BundleSizes {
  const files = readdirSync(FOLDER);
  const parts = new Map(files.filter((file) => file.endsWith('.js')).map((file) => [file, partOf(file)]));
  const closure = (from: string, into = new Set<string>()): Set<string> => {
    if (into.has(from) || !parts.has(from)) return into;
    into.add(from);
    for (const file of parts.get(from)!.needs) closure(file, into);
    return into;
  };
  const sum = (names: Iterable<string>): number => [...names].reduce((total, name) => total + (parts.get(name)?.bytes ?? 0), 0);
  const main = [...parts.keys()].find((file) => file.startsWith('main-'))!;
  const initial = closure(main);
  const named = [...new Set([...parts.values()].flatMap(({ later }) => later))].filter((file) => !file.startsWith('chunk-'));
  const page = read('index.html');
  return {
    initial: {
      js: sum(initial),
      css: files.filter((file) => file.endsWith('.css')).reduce((total, file) => total + sizeOf(read(file)), 0) + sizeOf(page),
      files: initial.size,
      steps: stepsTo(parts, [main, ...found(page, /modulepreload" href="([^"]+)"/g)]),
    },
    later: Object.fromEntries(named.map((file) => [file.replace(/-[\w-]{8}\.js$/, ''), sum([...closure(file)].filter((name) => !initial.has(name)))])),
  };
}
