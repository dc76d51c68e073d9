import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';

/** Two processes behind one database and Redis, as behind a load balancer. */
let first: TestApp;
let second: TestApp;
let owner: Caller;
beforeAll(async () => {
  first = await testApp();
  // What a process keeps in its modules must not be shared here either: the other one loads all of them anew.
  jest.resetModules();
  for (const kept of ['GqlTypeMetadataStorage', 'GqlLazyMetadataStorageHost']) Reflect.deleteProperty(globalThis, kept);
  const another = await import('../../../test/harness/app.js');
  second = await another.testApp({ database: first.db });
  owner = await first.signUp();
});
afterAll(async () => {
  await second.close();
  await first.close();
});

type Input = Readonly<Record<string, unknown>>;
const there = <T = Record<string, unknown>>(query: string, variables: Input = {}): Promise<Answer<T>> => second.graphql<T>(query, variables, { authorization: `Bearer ${owner.token}` });
const create = (...customFields: readonly Input[]): Promise<Answer> => there('mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id } } }', { input: { lastName: 'There', customFields } });
/** Fields that were refused. */
const refused = async (answer: Promise<Answer>): Promise<string[]> => Object.keys((await answer).errors?.[0]?.extensions.details ?? {});
const here = async (verb: string, input: string, variables: Input): Promise<{ changeSetId: string; customField: { id: string } }> =>
  (await owner.data<{ done: { changeSetId: string; customField: { id: string } } }>(`mutation (${input}) { done: ${verb} { changeSetId customField { id } } }`, variables)).done;
const define = (label: string): ReturnType<typeof here> => here('createCustomField(input: $input)', '$input: NewCustomFieldInput!', { input: { recordType: 'contact', kind: 'TEXT', label } });

describe('custom fields in another process', () => {
  it.each(['One', 'Two', 'Three', 'Four', 'Five'])('are there at once, changed, undone and archived: %s', async (label) => {
    const key = label.toLowerCase();
    const value = { key, text: 'x' };
    // It has the definitions at hand by this, and alone would go on with them for half a minute.
    expect(await refused(create(value))).toEqual([`cf_${key}`]);
    const { customField } = await define(label);
    expect(await refused(create(value))).toEqual([]);
    const required = await here('changeCustomField(input: $input)', '$input: ChangeCustomFieldInput!', { input: { id: customField.id, required: true } });
    expect(await refused(create())).toEqual([`cf_${key}`]);
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: required.changeSetId });
    expect(await refused(create())).toEqual([]);
    await here('archiveCustomField(id: $id)', '$id: ID!', { id: customField.id });
    expect(await refused(create(value))).toEqual([`cf_${key}`]);
  });

  it('are described, filtered and sorted by there as they are here', async () => {
    await define('Rank');
    await create({ key: 'rank', text: 'b' });
    await create({ key: 'rank', text: 'a' });
    const { data, errors } = await there<{ contacts: { nodes: { rank: string }[] }; recordTypes: { name: string; fields: { customKey: string | null }[] }[] }>(
      '{ contacts(filter: { customFields: [{ key: "rank", isNull: false }] }, sort: [{ custom: "rank", direction: ASC }]) { nodes { rank: customValue(key: "rank") } } recordTypes { name fields { customKey } } }');
    expect(errors).toBeUndefined();
    expect(data?.contacts.nodes.map(({ rank }) => rank)).toEqual(['a', 'b']);
    expect(data?.recordTypes.find(({ name }) => name === 'contact')?.fields.map(({ customKey }) => customKey)).toContain('rank');
  });
});
