import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type TestApp } from '../harness/app.js';
import { callsOf, operationsOf } from './synthesise.js';
import { buildWorld, idsOf, schemaOf, type World } from './world.js';

/** They would end the session that the probing needs. */
const ENDS_THE_SESSION = new Set(['signOut', 'signOutEverywhere', 'revokeSession', 'refreshSession']);
const TIMES = 4;

let product: TestApp;
let world: World;
beforeAll(async () => {
  product = await testApp();
  world = await buildWorld(product);
});
afterAll(() => product.close());

describe('a request that is sent several times at once', () => {
  it('is done or refused in words each time, whichever it is', async () => {
    const faults: unknown[] = [];
    for (const operation of operationsOf(schemaOf(product)).filter(({ kind, field }) => kind === 'mutation' && !ENDS_THE_SESSION.has(field.name))) {
      const { name, text, variables } = callsOf(operation, idsOf(world))[0]!;
      const answers = await Promise.all(Array.from({ length: TIMES }, () => world.owner.graphql<unknown>(text, variables)));
      faults.push(...answers.flatMap(({ errors = [] }) => errors.filter(({ extensions: { code } }) => code === 'INTERNAL').map(({ message }) => [name, message])));
    }
    expect(faults).toEqual([]);
  }, 180_000);

  it('merges, converts and undoes once', async () => {
    const make = async (lastName: string): Promise<string> => (await world.owner.data<{ createContact: { contact: { id: string } } }>('mutation ($lastName: String!) { createContact(input: { lastName: $lastName }) { contact { id } } }', { lastName })).createContact.contact.id;
    const codes = async (query: string, variables: Record<string, unknown>): Promise<(string | undefined)[]> =>
      (await Promise.all(Array.from({ length: TIMES }, () => world.owner.graphql(query, variables)))).map(({ errors }) => errors?.[0]?.extensions.code).sort();
    const [one, two] = [await make('Once'), await make('Once too')];
    const merged = await codes('mutation ($input: MergeRecordsInput!) { mergeContacts(input: $input) { changeSetId } }', { input: { survivorId: one, records: [{ id: one }, { id: two }] } });
    expect(merged.filter((code) => code === undefined)).toHaveLength(1);
    expect(new Set(merged.slice(0, -1))).toEqual(new Set(['NOT_FOUND']));
    const [merge] = (await world.owner.data<{ recordMerges: { changeSetId: string }[] }>('query ($id: ID!) { recordMerges(recordType: "contact", recordId: $id) { changeSetId } }', { id: one })).recordMerges;
    expect(await codes('mutation ($id: ID!) { unmergeRecords(changeSetId: $id) { changeSetId } }', { id: merge!.changeSetId })).toEqual(['PRECONDITION_FAILED', 'PRECONDITION_FAILED', 'PRECONDITION_FAILED', undefined]);
    const account = await codes('mutation ($id: ID!) { convertContact(input: { contactId: $id, accountName: "Converted once" }) { changeSetId } }', { id: one });
    expect(account).toEqual(['PRECONDITION_FAILED', 'PRECONDITION_FAILED', 'PRECONDITION_FAILED', undefined]);
    const { accounts } = await world.owner.data<{ accounts: { totalCount: number } }>('{ accounts(filter: { name: { eq: "Converted once" } }) { totalCount } }');
    expect(accounts.totalCount).toBe(1);
  });
});
