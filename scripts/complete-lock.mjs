/**
 * `npm run lock`: names in package-lock.json every build for another platform that a dependency may ask for. npm leaves out those that its registry
 * could not serve when the lock file was written, and `npm ci` then refuses the whole file, on every platform. Each of them is bound to one exact version and
 * to a platform that is in its name, so its entry is known without asking anybody; npm fetches it on that platform only.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot } from './lib/paths.mjs';

const SYSTEMS = ['darwin', 'win32', 'linux', 'android', 'freebsd', 'openharmony', 'sunos', 'netbsd', 'openbsd', 'aix'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];

/** Where npm would find `name` for the package at `from`, as a key of the lock file; undefined when nowhere. */
function resolve(packages, from, name) {
  for (let place = from; ; place = place.slice(0, Math.max(place.lastIndexOf('/node_modules/'), 0))) {
    const key = `${place ? `${place}/` : ''}node_modules/${name}`;
    if (packages[key]) return key;
    if (!place) return undefined;
  }
}

/** [asking package, name, version] of every optional dependency that the lock file does not hold. */
export function missingOptional(lock) {
  return Object.entries(lock.packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !resolve(lock.packages, from, name))
      .map(([name, version]) => [from, name, version]));
}

/** The lock file's entry for a build for one platform; undefined when its name or version does not tell enough. */
export function platformEntry(name, version, dev) {
  const words = name.split(/[/-]/);
  const system = SYSTEMS.find((word) => words.includes(word));
  const processor = PROCESSORS.find((word) => words.includes(word)) ?? (words.includes('universal') ? 'x64' : undefined);
  if (!/^\d+\.\d+\.\d+/.test(version) || !processor || (!system && processor !== 'wasm32')) return undefined;
  return { version, cpu: [processor], ...(dev && { dev: true }), optional: true, ...(system && { os: [system] }) };
}

/** Adds what is missing. Returns the names of those that could not be added. */
export function complete(lock) {
  const unknown = [];
  for (const [from, name, version] of missingOptional(lock)) {
    const entry = platformEntry(name, version, lock.packages[from].dev);
    if (entry) lock.packages[`node_modules/${name}`] = entry;
    else unknown.push(name);
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  return unknown;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = inRoot('package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = missingOptional(lock).length;
  const unknown = complete(lock);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`${added - unknown.length} builds for other platforms added to package-lock.json\n`);
  if (unknown.length > 0) {
    process.stderr.write(`Not added, since name or version do not tell the platform: ${unknown.join(', ')}\n`);
    process.exitCode = 1;
  }
}
