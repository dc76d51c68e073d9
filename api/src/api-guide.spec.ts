import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '@libs/contracts';
import { committedSchema } from './platform/cli/schema.js';
import { productRoot } from './platform/config/paths.js';
import { HTTP_STATUS } from './platform/errors/http-status.js';
import { LIMITS } from './platform/graphql/operation-limits.js';
import { MAX_PAGE } from './platform/records/record-list.js';

const guide = readFileSync(path.join(productRoot, 'docs/api.md'), 'utf8');
const schema = buildSchema(committedSchema());
const operations = [
  ...[...guide.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1] ?? ''),
  ...[...guide.matchAll(/gql '([^']+)'/g)].map((match) => match[1] ?? ''),
];

describe('the API guide', () => {
  it('has operations to check', () => {
    expect(operations.length).toBeGreaterThan(7);
  });

  it.each(operations)('shows an operation that the schema knows: %s', (source) => {
    expect(validate(schema, parse(source)).map(({ message }) => message)).toEqual([]);
  });

  it('explains every error code as libs/contracts does', () => {
    const rows = (Object.entries(ERROR_CODES) as [ErrorCode, string][]).map(([code, meaning]) => `| \`${code}\` | ${meaning} | ${HTTP_STATUS[code]} |`);
    expect(/<!-- errors -->\n([\s\S]*?)\n<!-- \/errors -->/.exec(guide)?.[1]?.split('\n')).toEqual(rows);
  });

  it('states the limits as they are', () => {
    for (const part of [`${LIMITS.depth} levels deep`, `${LIMITS.aliases} aliases`, `${LIMITS.cost.toLocaleString('en')} objects`, `${LIMITS.tokens.toLocaleString('en')} tokens`, `| mutations in one request | ${LIMITS.mutations} |`, `| page of a list | ${MAX_PAGE} records |`]) {
      expect(guide).toContain(part);
    }
  });
});
