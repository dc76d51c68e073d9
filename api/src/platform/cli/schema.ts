import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Type } from '@nestjs/common';
import { ConfigError } from '../config/config.js';
import { productRoot } from '../config/paths.js';
import { compositionErrors } from '../federation/composition.js';
import { printPublicSchema, schemaOf } from '../federation/public-schema.js';
import { membersOf, resolversBelow } from '../federation/resolver-inventory.js';
import { splitSchema } from '../federation/subgraphs.js';

/** Where the schema is committed. */
export const SCHEMA_FILE = path.join(productRoot, 'libs/graphql/schema.graphql');

/** The schema of an application and the subgraph of each of its modules. */
export async function describeSchema(application: Type): Promise<{ readonly sdl: string; readonly subgraphs: ReadonlyMap<string, string> }> {
  const resolvers = await resolversBelow(application);
  const schema = await schemaOf(resolvers.map(({ resolver }) => resolver));
  return { sdl: printPublicSchema(schema), subgraphs: splitSchema(schema, resolvers.flatMap(({ module, resolver }) => membersOf(module, resolver))) };
}

/**
 * Writes schema.graphql, and composes the modules' subgraphs. `--check` writes nothing and fails when the committed file differs; `--subgraphs FOLDER`
 * also writes one file for each subgraph there.
 *
 * @throws ConfigError when the file differs or the subgraphs do not compose
 */
export async function schema(application: Type, args: readonly string[]): Promise<void> {
  const { sdl, subgraphs } = await describeSchema(application);
  const errors = await compositionErrors(subgraphs);
  if (errors.length > 0) throw new ConfigError(`The modules' subgraphs do not compose:\n${errors.join('\n')}`);
  if (args.includes('--check')) {
    if (committedSchema() !== sdl) throw new ConfigError('libs/graphql/schema.graphql is not what the code says. Run `npm run schema` and commit it.');
  } else {
    mkdirSync(path.dirname(SCHEMA_FILE), { recursive: true });
    writeFileSync(SCHEMA_FILE, sdl);
  }
  const folder = args[args.indexOf('--subgraphs') + 1];
  if (args.includes('--subgraphs') && folder) writeSubgraphs(folder, subgraphs);
  process.stdout.write(`${sdl.split('\n').length} lines of schema; ${subgraphs.size} subgraphs compose: ${[...subgraphs.keys()].join(', ')}.\n`);
}

function writeSubgraphs(folder: string, subgraphs: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, sdl] of subgraphs) writeFileSync(path.join(folder, `${name}.graphql`), sdl);
}

/** The committed schema; empty before there is one. */
export function committedSchema(): string {
  try {
    return readFileSync(SCHEMA_FILE, 'utf8');
  } catch {
    return '';
  }
}
