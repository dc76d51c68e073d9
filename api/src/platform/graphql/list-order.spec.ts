import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

interface Person {
  readonly id: string;
  readonly lastName: string | null;
  readonly jobTitle: string | null;
}
interface Page {
  readonly contacts: { nodes: Person[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } };
}
type Sort = readonly (readonly [field: 'lastName' | 'jobTitle', direction: 'ASC' | 'DESC'])[];

let app: TestApp;
let owner: Caller;
let people: readonly Person[];
beforeAll(async () => {
  app = await testApp();
  owner = await app.signUp('Order');
  const names = ['Berg', null, 'Adler'];
  const titles = [null, 'Buyer', null, 'Engineer'];
  for (let index = 0; index < 26; index++) {
    const [lastName, jobTitle] = [names[index % names.length], titles[index % titles.length]];
    await owner.data('mutation ($input: CreateContactInput!) { createContact(input: $input) { changeSetId } }', { input: { email: `p${index}@order.example`, lastName, jobTitle } });
  }
  people = (await page([['lastName', 'ASC']], 'first: 100')).nodes;
});
afterAll(() => app.close());

async function page(sort: Sort, place: string): Promise<Page['contacts']> {
  const order = sort.map(([field, direction]) => `{ field: ${field}, direction: ${direction} }`).join(', ');
  return (await owner.data<Page>(`{ contacts(${place}, sort: [${order}]) { nodes { id lastName jobTitle } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`)).contacts;
}

/** Empty values last, whichever the direction; the id decides in the direction of the last field. */
function ordered(sort: Sort): string[] {
  const compare = (one: string, other: string, direction: string): number => (one === other ? 0 : (one < other ? -1 : 1) * (direction === 'ASC' ? 1 : -1));
  return people
    .toSorted((one, other) => {
      for (const [field, direction] of sort) {
        const [left, right] = [one[field], other[field]];
        if (left === right) continue;
        if (left === null || right === null) return left === null ? 1 : -1;
        return compare(left, right, direction);
      }
      return compare(one.id, other.id, sort.at(-1)![1]);
    })
    .map(({ id }) => id);
}

const SORTS: readonly Sort[] = [
  [['lastName', 'ASC']], [['lastName', 'DESC']], [['lastName', 'ASC'], ['jobTitle', 'ASC']], [['lastName', 'ASC'], ['jobTitle', 'DESC']], [['lastName', 'DESC'], ['jobTitle', 'ASC']], [['lastName', 'DESC'], ['jobTitle', 'DESC']],
];

describe('lists sorted by what may be empty', () => {
  it.each(SORTS.map((sort) => [sort.map((key) => key.join(' ')).join(', '), sort] as const))('%s: the pages from either end are the list', async (_name, sort) => {
    const expected = ordered(sort);
    expect((await page(sort, 'first: 100')).nodes.map(({ id }) => id)).toEqual(expected);
    for (const size of [1, 4, 9]) {
      const forward: string[] = [];
      for (let place = `first: ${size}`; ; ) {
        const { nodes, pageInfo } = await page(sort, place);
        forward.push(...nodes.map(({ id }) => id));
        if (!pageInfo.hasNextPage) break;
        place = `first: ${size}, after: "${pageInfo.endCursor}"`;
      }
      expect(forward).toEqual(expected);
    }
    const backward: string[] = [];
    for (let place = 'last: 4'; ; ) {
      const { nodes, pageInfo } = await page(sort, place);
      backward.unshift(...nodes.map(({ id }) => id));
      if (!pageInfo.hasPreviousPage) break;
      place = `last: 4, before: "${pageInfo.startCursor}"`;
    }
    expect(backward).toEqual(expected);
  });
});
