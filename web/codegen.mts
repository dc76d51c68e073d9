import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';

const root = 'web/src/app';
const folders = [
  ...new Set(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.graphql'))
      .map((file) => dirname(file)),
  ),
];

/** One typed file beside the operations of each folder, so that a lazy feature carries its own documents only. */
const config: CodegenConfig = {
  schema: process.env['SCHEMA'] ?? 'libs/graphql/schema.graphql',
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    strictScalars: true,
    nonOptionalTypename: true,
    skipTypeNameForRoot: true,
    inputMaybeValue: 'T | null | undefined',
    scalars: { ID: 'string', JSON: 'unknown', DateTime: 'string', Date: 'string', Decimal: 'string' },
  },
  generates: Object.fromEntries(
    folders.map((folder) => [
      `${root}/${folder}/operations.generated.ts`,
      { documents: `${root}/${folder}/*.graphql`, plugins: ['typescript-operations', 'typed-document-node'] },
    ]),
  ),
};
export default config;
