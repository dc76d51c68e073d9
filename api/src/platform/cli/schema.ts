import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Type } from '@nestjs/common';
import { operationLines, operationsOf } from '../access/declared-operations.js';
import { ConfigError } from '../config/config.js';
import { productRoot } from '../config/paths.js';
import { compositionErrors } from '../federation/composition.js';
import { printPublicSchema, schemaOf } from '../federation/public-schema.js';
import { classesBelow, membersOf, resolversBelow } from '../federation/resolver-inventory.js';
import { splitSchema } from '../federation/subgraphs.js';

/** Where the schema is committed. */
export const SCHEMA_FILE = path.join(productRoot, 'libs/graphql/schema.graphql');

/** Where the list of declared operations is committed, for reviewers and for the specs that check each of them. */
export const OPERATIONS_FILE = path.join(productRoot, 'api/test/operations.snapshot.txt');

export interface DescribedSchema {
  readonly sdl: string;
  readonly subgraphs: ReadonlyMap<string, string>;
  /** Each operation and route with its licence and permission, a line each. */
  readonly operations: string;
}

/** The schema of an application, the subgraph of each of its modules, and what its operations declare. */
export async function describeSchema(application: Type): Promise<DescribedSchema> {
  const resolvers = await resolversBelow(application);
  const declared = (await classesBelow(application)).flatMap(({ type }) => operationsOf(type));
  const schema = await schemaOf(resolvers.map(({ resolver }) => resolver));
  return { sdl: printPublicSchema(schema), operations: `${operationLines(declared).join('\n')}\n`, subgraphs: splitSchema(schema, resolvers.flatMap(({ module, resolver }) => membersOf(module, resolver))) };
}

/**
 * Writes schema.graphql and the list of operations, and composes the modules' subgraphs. `--check` writes nothing and fails when a committed file differs; `--subgraphs FOLDER`
 * also writes one file for each subgraph there.
 *
 * @throws ConfigError when a file differs or the subgraphs do not compose
 */
export async function schema(application: Type, args: readonly string[]): Promise<void> {
  const { sdl, subgraphs, operations } = await describeSchema(application);
  const errors = await compositionErrors(subgraphs);
  if (errors.length > 0) throw new ConfigError(`The modules' subgraphs do not compose:\n${errors.join('\n')}`);
  if (args.includes('--check')) {
    for (const [file, text] of [[SCHEMA_FILE, sdl], [OPERATIONS_FILE, operations]] as const) {
      if (committed(file) !== text) throw new ConfigError(`${path.relative(productRoot, file)} is not what the code says. Run \`npm run schema\` and commit it.`);
    }
  } else {
    mkdirSync(path.dirname(SCHEMA_FILE), { recursive: true });
    writeFileSync(SCHEMA_FILE, sdl);
    mkdirSync(path.dirname(OPERATIONS_FILE), { recursive: true });
    writeFileSync(OPERATIONS_FILE, operations);
  }
  const folder = args[args.indexOf('--subgraphs') + 1];
  if (args.includes('--subgraphs') && folder) writeSubgraphs(folder, subgraphs);
  process.stdout.write(`${sdl.split('\n').length} lines of schema; ${subgraphs.size} subgraphs compose: ${[...subgraphs.keys()].join(', ')}.\n`);
}

function writeSubgraphs(folder: string, subgraphs: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, sdl] of subgraphs) writeFileSync(path.join(folder, `${name}.graphql`), sdl);
}

/** A generated file as it is committed; empty before there is one. */
export function committed(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export const committedSchema = (): string => committed(SCHEMA_FILE);
