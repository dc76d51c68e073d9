import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { CUSTOM_FIELD_LIMITS } from '@libs/contracts';
import { AppError } from '../errors/app-error.js';
import { checkLimits, LIMITS } from './operation-limits.js';

const schema = buildSchema(`
  type Query { contacts(first: Int, last: Int, name: String): ContactConnection!, me: Contact, tags: [Tag!]! }
  type Mutation { touch(id: ID!): Contact }
  type ContactConnection { nodes: [Contact!]!, edges: [ContactEdge!]!, totalCount: Int! }
  type ContactEdge { node: Contact! }
  type Contact { id: ID!, name: String, account: Account, boss: Contact, tags: [Tag!]!, customValue(key: String!): String, customReference(key: String!): Tag }
  type Account { id: ID!, contacts(first: Int, last: Int): ContactConnection! }
  type Tag { id: ID, name: String! }
`);

function costOf(source: string, variables: Record<string, unknown> = {}): number {
  const document = parse(source);
  return checkLimits(schema, document, getOperationAST(document)!, variables);
}

const refusal = (source: string, variables: Record<string, unknown> = {}): AppError => {
  try {
    costOf(source, variables);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The operation was accepted.');
};

const nested = (levels: number): string => `{ me ${'{ boss '.repeat(levels - 1)}{ id }${' }'.repeat(levels - 1)} }`;

describe('limits of an operation', () => {
  it('counts objects by page size, once for each page', () => {
    expect(costOf('{ me { id name } }')).toBe(1);
    expect(costOf('{ contacts(first: 100) { totalCount nodes { id name account { id } } } }')).toBe(100 * (1 + 1 + 1));
    expect(costOf('{ contacts { edges { node { id } } } }')).toBe(50 * 3);
    expect(costOf('{ contacts(last: 5) { nodes { tags { name } } } }')).toBe(5 * (1 + 1 + 10));
  });

  it('reads page sizes from variables and their defaults', () => {
    expect(costOf('query ($n: Int = 20) { contacts(first: $n) { nodes { id } } }', { n: 200 })).toBe(400);
    expect(costOf('query ($n: Int = 200) { contacts(first: $n) { nodes { id } } }')).toBe(400);
  });

  it('leaves values that fit no argument to be refused where they are read', () => {
    expect(costOf('query ($n: Int!) { contacts(first: $n) { nodes { id } } }', { n: null })).toBe(100);
    expect(costOf('query ($n: Int!) { contacts(first: $n) { nodes { id } } }', { n: 'many' })).toBe(100);
  });

  it('refuses lists within lists that multiply', () => {
    const query = '{ contacts(first: 200) { nodes { account { contacts(first: 200) { nodes { id } } } } } }';
    expect(refusal(query)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    expect(costOf(query.replaceAll('200', '20'))).toBeLessThan(LIMITS.cost);
  });

  it('holds the depth at its limit exactly', () => {
    expect(costOf(nested(LIMITS.depth))).toBe(LIMITS.depth);
    expect(refusal(nested(LIMITS.depth + 1)).message).toContain(`${LIMITS.depth} levels`);
  });

  it('holds aliases, also those hidden in fragments', () => {
    const aliases = (count: number): string => Array.from({ length: count }, (_, index) => `a${index}: me { id }`).join(' ');
    expect(costOf(`{ ${aliases(LIMITS.aliases)} }`)).toBe(LIMITS.aliases);
    expect(refusal(`{ ${aliases(LIMITS.aliases + 1)} }`).message).toContain('aliases');
    expect(refusal(`{ ...All } fragment All on Query { ${aliases(LIMITS.aliases + 1)} }`).message).toContain('aliases');
  });

  it('lets as many custom fields be asked for as a plan has, each once', () => {
    const custom = (count: number, key: (index: number) => string): string => `{ contacts(first: 1) { nodes { ${Array.from({ length: count }, (_, index) => `c${index}: customValue(key: ${key(index)}) r${index}: customReference(key: ${key(index)}) { id }`).join(' ')} } } }`;
    const most = Math.max(...Object.values(CUSTOM_FIELD_LIMITS));
    expect(costOf(custom(most, (index) => `"k${index}"`))).toBeGreaterThan(0);
    expect(refusal(custom(LIMITS.aliases, () => '"k"')).message).toContain('aliases');
    expect(refusal(`query ($k: String!) ${custom(LIMITS.aliases, () => '$k')}`).message).toContain('aliases');
    expect(refusal(`{ contacts(first: 1) { nodes { ${'...A '.repeat(2)} ...B } } } fragment A on Contact { ...B } fragment B on Contact { ${Array.from({ length: LIMITS.aliases + 2 }, (_, index) => `c${index}: customValue(key: "same")`).join(' ')} }`).message).toContain('aliases');
  });

  it('stops documents that unfold', () => {
    // Two to the power of sixty: whoever follows them never comes back.
    const fragments = Array.from({ length: 60 }, (_, index) => `fragment F${index} on Contact { ${index < 59 ? `...F${index + 1} ...F${index + 1}` : 'id'} }`).join('\n');
    expect(refusal(`{ me { ...F0 } } ${fragments}`)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });

  it('takes few mutations at a time', () => {
    const touches = (count: number): string => `mutation { ${Array.from({ length: count }, (_, index) => `t${index}: touch(id: "${index}") { id }`).join(' ')} }`;
    expect(costOf(touches(LIMITS.mutations))).toBe(LIMITS.mutations);
    expect(refusal(touches(LIMITS.mutations + 1)).message).toContain('mutations');
  });

  it('leaves introspection to the rule that is made for it', () => {
    expect(costOf('{ __schema { types { fields { type { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } } } }')).toBe(0);
  });
});
