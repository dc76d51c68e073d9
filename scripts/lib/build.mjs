import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault, step } from './log.mjs';
import { toolEnv } from './node24.mjs';
import { inRoot, root } from './paths.mjs';
import { run } from './processes.mjs';

/** What is built, from what, and the file whose presence tells that it was. */
const PARTS = {
  server: {
    title: 'Building the API',
    entry: 'dist/server/api/src/main.js',
    sources: ['api/src', 'libs/contracts', 'libs/testing', 'ormconfig.ts', 'nest-cli.json', '.swcrc', 'tsconfig.json', 'package-lock.json'],
    command: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
  },
  web: {
    title: 'Building the web client',
    entry: 'dist/web',
    sources: ['web', 'libs/ui', 'libs/contracts', 'libs/graphql', 'angular.json', 'tsconfig.json', 'package-lock.json'],
    command: ['node_modules/@angular/cli/bin/ng.js', 'build'],
  },
};

const isSource = (name) => !/\.spec\.ts$/.test(name) && name !== 'e2e' && name !== 'node_modules';

function filesBelow(item) {
  if (!existsSync(item)) return [];
  if (statSync(item).isFile()) return [item];
  return readdirSync(item, { withFileTypes: true })
    .filter((entry) => isSource(entry.name))
    .flatMap((entry) => filesBelow(path.join(item, entry.name)))
    .sort();
}

/** Fingerprint of the contents a part is built from. */
export function fingerprint(part) {
  const hash = createHash('sha256');
  for (const file of PARTS[part].sources.flatMap((source) => filesBelow(inRoot(source)))) {
    hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** The file a part begins with, once it is built. */
export const entryOf = (part) => inRoot(PARTS[part].entry);

const stampOf = (part) => inRoot('dist', `.${part}`);

/** Whether what lies in dist was built from the present sources. */
export function isBuilt(part, now = fingerprint(part)) {
  return existsSync(entryOf(part)) && existsSync(stampOf(part)) && readFileSync(stampOf(part), 'utf8') === now;
}

async function buildPart(part, node) {
  const now = fingerprint(part);
  if (isBuilt(part, now)) return now;
  const { title, command } = PARTS[part];
  const [script, ...args] = command;
  await step(title, async (detail) => {
    const { code, output } = await run(node, [inRoot(script), ...args], {
      cwd: root, env: toolEnv(node), onLine: (line) => line.trim() && detail(line.trim().slice(0, 60)),
    });
    if (code !== 0) throw new Fault(`${title} failed:\n${output.trim()}`);
  });
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(stampOf(part), now);
  return now;
}

/** Builds what changed of the named parts, side by side. Returns their fingerprints. */
export async function build(node, parts = ['server', 'web']) {
  const wanted = parts.filter((part) => part !== 'web' || existsSync(inRoot('angular.json')));
  const results = await Promise.allSettled(wanted.map(async (part) => [part, await buildPart(part, node)]));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return Object.fromEntries(results.map((result) => result.value));
}
