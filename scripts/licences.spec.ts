import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** Licences under which anything may be part of the product: permissive ones, that ask for no more than their text and the names of the authors. */
const ALLOWED = new Set(['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Python-2.0', 'OFL-1.1']);

/** Packages whose package.json names no licence; their README says it. */
const READ: Readonly<Record<string, string>> = { pause: 'MIT' };

/** What the built web client is made from; the build takes them from the development dependencies. */
const IN_THE_CLIENT = ['@angular/core', '@angular/common', '@angular/forms', '@angular/router', '@angular/platform-browser', '@angular/cdk', '@angular/aria', '@apollo/client', 'apollo-angular', '@jsverse/transloco', '@casl/ability', 'graphql', 'graphql-ws', 'rxjs', 'uqr', 'lucide-static', '@fontsource-variable/inter', 'tailwindcss'];

interface Locked {
  readonly dev?: boolean;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const root = path.resolve(import.meta.dirname, '..');
const lock = (JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }).packages;
const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Where npm put what `name` is for the package at `place`. */
function resolved(name: string, place: string): string | undefined {
  for (let above = place; ; above = above.slice(0, Math.max(above.lastIndexOf('/node_modules/'), 0))) {
    const candidate = `${above ? `${above}/` : ''}node_modules/${name}`;
    if (candidate in lock) return candidate;
    if (!above) return undefined;
  }
}

function closure(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (place: string | undefined): void => {
    if (!place || found.has(place)) return;
    found.add(place);
    for (const name of Object.keys(lock[place]?.dependencies ?? {})) visit(resolved(name, place));
  };
  for (const name of names) visit(resolved(name, ''));
  return found;
}

/** As the package itself says; what is for another kind of machine is not installed here, and the lock file says it. */
function licenceOf(place: string): string {
  const file = path.join(root, place, 'package.json');
  const told = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { license: lock[place]?.license }) as { license?: string | { type?: string }; licenses?: { type?: string }[] };
  const licence = typeof told.license === 'object' ? told.license.type : told.license;
  return licence ?? told.licenses?.map(({ type }) => type).join(' OR ') ?? READ[nameOf(place)] ?? 'none';
}

/** `(MIT OR GPL-3.0)` leaves the choice; `(MIT AND ISC)` asks for both. */
const allowed = (licence: string): boolean => {
  const parts = licence.replace(/[()]/g, '');
  return parts.includes(' OR ') ? parts.split(' OR ').some(allowed) : parts.split(' AND ').every((part) => ALLOWED.has(part.trim()));
};

/** Builds for other machines that neither the lock file nor this machine knows more of come with a package that is checked itself. */
const isBuildFor = (place: string): boolean => !existsSync(path.join(root, place)) && lock[place]?.license === undefined;

describe('licences of everything that is part of the product', () => {
  it('are on the list of those allowed', () => {
    const inServer = Object.entries(lock).filter(([place, { dev }]) => place !== '' && !dev).map(([place]) => place);
    const places = [...new Set([...inServer, ...closure(IN_THE_CLIENT)])].filter((place) => !isBuildFor(place));
    const refused = places.map((place) => ({ name: nameOf(place), licence: licenceOf(place) })).filter(({ licence }) => !allowed(licence));
    expect(refused).toEqual([]);
    expect(places.length).toBeGreaterThan(300);
  });

  it('are known of what the client is made from', () => {
    expect(IN_THE_CLIENT.filter((name) => !resolved(name, ''))).toEqual([]);
  });

  it('are refused where they ask for more, and read where several are named', () => {
    expect(['GPL-3.0', 'none', '(MIT AND GPL-3.0)', 'SSPL-1.0', '(MIT OR GPL-3.0)', '(MIT AND BSD-3-Clause)'].map(allowed)).toEqual([false, false, false, false, true, true]);
  });
});
