import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

interface Hit {
  readonly recordType: string;
  readonly title: string;
  readonly detail: string | null;
  readonly score: number;
}

let app: TestApp;
let owner: Caller;
beforeAll(async () => {
  app = await testApp();
  owner = await app.signUp('Searching');
  for (const name of ['Straßer Maschinenbau', 'Smithson Freight', 'Michael Reese Clinic', '100% Pure_Water']) await owner.data('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { changeSetId } }', { input: { name } });
  for (const [firstName, lastName, email] of [['Lucía', 'Galván', 'lucia@galerna.example'], ['Anna', 'Smith', 'anna.smith@smithson.example'], ['Smilla', 'Annasdóttir', null]]) {
    await owner.data('mutation ($input: CreateContactInput!) { createContact(input: $input) { changeSetId } }', { input: { firstName, lastName, ...(email && { email }), jobTitle: 'Buyer' } });
  }
});
afterAll(() => app.close());

const find = async (query: string, more: Record<string, unknown> = {}, caller = owner): Promise<readonly Hit[]> =>
  (await caller.data<{ search: { hits: Hit[] } }>('query ($query: String!, $types: [String!], $first: Int) { search(query: $query, types: $types, first: $first) { hits { recordType recordId title detail score } } }', { query, ...more })).search.hits;
const titles = async (query: string, more: Record<string, unknown> = {}): Promise<readonly string[]> => (await find(query, more)).map((hit) => hit.title);

describe('search', () => {
  it.each([
    ['lucia', 'Lucía Galván'], ['GALVÁN lucia', 'Lucía Galván'], ['strasser', 'Straßer Maschinenbau'], ['smith anna', 'Anna Smith'], ['anna.smith@', 'Anna Smith'],
    // Misspelt.
    ['galvna', 'Lucía Galván'], ['micheal', 'Michael Reese Clinic'], ['smithsen fraight', 'Smithson Freight'], ['maschinnenbau', 'Straßer Maschinenbau'],
  ])('finds "%s"', async (query, title) => expect((await titles(query))[0]).toBe(title));

  it('puts names that begin so first, then names, then what only an address says', async () => {
    expect((await titles('smith')).slice(0, 2)).toEqual(expect.arrayContaining(['Smithson Freight', 'Anna Smith']));
    expect((await find('smithson')).map((hit) => hit.title)).toEqual(['Smithson Freight', 'Anna Smith']);
  });

  it('says what tells a record from others', async () => expect((await find('lucia'))[0]).toMatchObject({ recordType: 'contact', detail: expect.stringContaining('Buyer') }));

  it('does not take words for patterns, and finds nothing for nothing', async () => {
    expect(await titles('100% pure_w')).toEqual(['100% Pure_Water']);
    expect(await titles('%')).toEqual(['100% Pure_Water']);
    expect(await titles("x' or 1=1 --")).toEqual([]);
    expect(await titles('  ')).toEqual([]);
    expect(await titles('\\')).toEqual([]);
  });

  it('looks only where it is told to', async () => {
    expect(await titles('smith', { types: ['contact'] })).toEqual(['Anna Smith']);
    const refused = await owner.graphql('{ search(query: "a", types: ["nonsense"]) { hits { title } } }');
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { types: [expect.any(String)] } });
    expect((await owner.graphql('{ search(query: "a", first: 51) { hits { title } } }')).errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
  });

  it('finds nothing of another workspace', async () => expect(await find('smith', {}, await app.signUp('Other'))).toEqual([]));

  it('leaves out what was deleted', async () => {
    const { createAccount } = await owner.data<{ createAccount: { account: { id: string } } }>('mutation { createAccount(input: { name: "Vanishing Ltd" }) { account { id } } }');
    expect(await titles('vanishing')).toEqual(['Vanishing Ltd']);
    await owner.data('mutation ($id: ID!) { deleteAccount(id: $id) { changeSetId } }', { id: createAccount.account.id });
    expect(await titles('vanishing')).toEqual([]);
  });

  it('answers lists with the same eyes for accents', async () => {
    const { contacts } = await owner.data<{ contacts: { nodes: { lastName: string }[] } }>('{ contacts(search: "galvan") { nodes { lastName } } }');
    expect(contacts.nodes).toEqual([{ lastName: 'Galván' }]);
  });
});
