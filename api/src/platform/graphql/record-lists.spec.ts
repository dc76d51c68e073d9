import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { RecordStore } from '../records/record-store.js';

let product: TestApp;
let owner: Caller;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp();
  for (const name of ['Sales', 'Service', 'Support']) await owner.data('mutation ($input: CreateTeamInput!) { createTeam(input: $input) { changeSetId } }', { input: { name } });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await product?.close();
});

interface Teams {
  readonly teams: {
    readonly totalCount?: number;
    readonly nodes: readonly { readonly name: string }[];
    readonly edges?: readonly { readonly cursor: string; readonly node: { readonly name: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly startCursor: string; readonly endCursor: string };
  };
}
const PAGE = 'nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const names = ({ teams }: Teams): string[] => teams.nodes.map(({ name }) => name);
const list = (args: string, fields = PAGE): Promise<Teams> => owner.data<Teams>(`{ teams(${args}) { ${fields} } }`);

describe('a list', () => {
  it('counts when it is asked to, and only then', async () => {
    const count = jest.spyOn(product.app.get(RecordStore, { strict: false }), 'count');
    expect(names(await list('first: 2'))).toHaveLength(2);
    expect(count).not.toHaveBeenCalled();
    expect((await list('first: 1', `totalCount ${PAGE}`)).teams.totalCount).toBe(3);
    expect(count).toHaveBeenCalledTimes(1);
  });

  it('goes on where a page ended, and back', async () => {
    const sorted = 'sort: [{ field: name, direction: ASC }]';
    const first = await list(`first: 2, ${sorted}`);
    expect({ names: names(first), ...first.teams.pageInfo }).toMatchObject({ names: ['Sales', 'Service'], hasNextPage: true, hasPreviousPage: false });
    const second = await list(`first: 2, after: "${first.teams.pageInfo.endCursor}", ${sorted}`);
    expect({ names: names(second), ...second.teams.pageInfo }).toMatchObject({ names: ['Support'], hasNextPage: false, hasPreviousPage: true });
    const back = await list(`last: 2, before: "${second.teams.pageInfo.startCursor}", ${sorted}`);
    expect(names(back)).toEqual(['Sales', 'Service']);
  });

  it('filters and searches, with the total of what fits', async () => {
    const { teams } = await list('filter: { or: [{ name: { startsWith: "sa" } }, { name: { eq: "Support" } }] }, sort: [{ field: name, direction: DESC }]', `totalCount ${PAGE}`);
    expect({ total: teams.totalCount, names: teams.nodes.map(({ name }) => name) }).toEqual({ total: 2, names: ['Support', 'Sales'] });
    expect(names(await list('search: "serv"'))).toEqual(['Service']);
  });

  it.each([
    ['a page of nothing', 'first: 0', 'VALIDATION_ERROR'],
    ['a page beyond measure', 'first: 201', 'VALIDATION_ERROR'],
    ['a page from both ends', 'first: 1, last: 1', 'VALIDATION_ERROR'],
    ['a page before nobody knows how many', `before: "${Buffer.from('[null,null]').toString('base64url')}"`, 'VALIDATION_ERROR'],
    ["somebody else's cursor", 'after: "bm90IG91cnM"', 'VALIDATION_ERROR'],
    ['a cursor that names no record', `after: "${Buffer.from('[null,null]').toString('base64url')}"`, 'VALIDATION_ERROR'],
  ])('refuses %s', async (_name, args, code) => {
    const { errors } = await owner.graphql(`{ teams(${args}) { ${PAGE} } }`);
    expect(errors?.[0]?.extensions.code).toBe(code);
  });
});
