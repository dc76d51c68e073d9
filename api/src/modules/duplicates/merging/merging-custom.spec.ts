import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../../test/harness/app.js';
import { DuplicateSteps } from '../../../../test/harness/duplicates.js';
import { contentsOf } from '../../../../test/harness/tenant-contents.js';

let product: TestApp;
let owner: Caller;
let steps: DuplicateSteps;
beforeAll(async () => {
  product = await testApp();
});
afterAll(() => product.close());
beforeEach(async () => {
  owner = await product.signUp();
  steps = new DuplicateSteps(product, owner);
});

type Input = Readonly<Record<string, unknown>>;
const contents = (): Promise<Record<string, string>> => contentsOf(product.db, owner.tenantId);
const define = (input: Input): Promise<unknown> => owner.data('mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { changeSetId } }', { input: { recordType: 'contact', ...input } });
const contact = (lastName: string, customFields: readonly Input[], caller = owner): Promise<string> => new DuplicateSteps(product, caller).contact({ lastName, customFields });
async function valuesOf(id: string): Promise<Record<string, unknown>> {
  const query = 'query ($id: ID!) { contact(id: $id) { customFields { key value } } }';
  const { customFields } = (await owner.data<{ contact: { customFields: { key: string; value: unknown }[] } }>(query, { id })).contact;
  return Object.fromEntries(customFields.map(({ key, value }) => [key, value]));
}

describe('fields of the workspace itself', () => {
  it('are merged like the others: chosen, taken over where empty, put together, and given back', async () => {
    await define({ label: 'Badge', kind: 'TEXT', isUnique: true, searchable: true });
    await define({ label: 'Level', kind: 'NUMBER' });
    await define({ label: 'Drinks', kind: 'MULTI_SELECT', options: [{ label: 'Coffee' }, { label: 'Tea' }, { label: 'Milk' }] });
    await define({ label: 'Story', kind: 'LONG_TEXT' });
    await define({ label: 'Mentor', kind: 'REFERENCE', target: 'contact' });
    const mentor = await contact('Mentor', []);
    const kept = await contact('Hopper', [{ key: 'level', number: 3 }, { key: 'drinks', options: ['coffee'] }, { key: 'story', text: 'One.' }]);
    const gone = await contact('Hoper', [{ key: 'badge', text: 'B-7' }, { key: 'level', number: 5 }, { key: 'drinks', options: ['tea', 'coffee'] }, { key: 'story', text: 'Two.' }, { key: 'mentor', referenceId: mentor }]);
    const pupil = await contact('Pupil', [{ key: 'mentor', referenceId: gone }]);
    const before = await contents();
    const { mergePreview } = await owner.data<{ mergePreview: { fields: { field: string; combinable: boolean; suggested: string | null }[]; moves: object[] } }>(
      'query ($ids: [ID!]!) { mergePreview(recordType: "contact", ids: $ids, survivorId: null) { fields { field combinable suggested } moves { recordType moved } } }', { ids: [kept, gone] });
    expect(mergePreview.fields).toEqual(expect.arrayContaining([{ field: 'cf_drinks', combinable: true, suggested: null }, { field: 'cf_badge', combinable: false, suggested: gone }]));
    const { changeSetId } = await steps.merge('Contacts', [kept, gone], [{ field: 'cf_level', recordId: gone }]);
    expect(await valuesOf(kept)).toMatchObject({ badge: 'B-7', level: 5, drinks: ['coffee', 'tea'], story: 'One.\n\nTwo.', mentor });
    expect(await valuesOf(pupil)).toMatchObject({ mentor: kept });
    const found = await owner.data<{ contacts: { nodes: { id: string }[] } }>('{ contacts(search: "b-7") { nodes { id } } }');
    expect(found.contacts.nodes).toEqual([{ id: kept }]);
    expect((await steps.unmerge(changeSetId)).skipped).toEqual([]);
    expect(await contents()).toEqual(before);
  });

  it('do not point at the record itself, whichever of the two pointed at the other', async () => {
    await define({ label: 'Mentor', kind: 'REFERENCE', target: 'contact' });
    const kept = await contact('Hopper', []);
    const gone = await contact('Hoper', [{ key: 'mentor', referenceId: kept }]);
    const before = await contents();
    const { changeSetId } = await steps.merge('Contacts', [kept, gone]);
    expect((await valuesOf(kept))['mentor'] ?? null).toBeNull();
    expect((await steps.unmerge(changeSetId)).skipped).toEqual([]);
    expect(await contents()).toEqual(before);
  });

  it('keep a merge from coming apart while somebody else has the value of one that would return, and from making two records the only one', async () => {
    await define({ label: 'Badge', kind: 'TEXT', isUnique: true });
    await define({ label: 'Stand-in', kind: 'REFERENCE', target: 'contact', isUnique: true });
    const [kept, gone] = [await contact('Hopper', []), await contact('Hoper', [{ key: 'badge', text: 'B-7' }])];
    const { changeSetId } = await steps.merge('Contacts', [kept, gone]);
    await owner.data('mutation ($input: UpdateContactInput!) { updateContact(input: $input) { changeSetId } }', { input: { id: kept, customFields: [{ key: 'badge', text: 'B-8' }] } });
    const thief = await contact('Thief', [{ key: 'badge', text: 'B-7' }]);
    const UNMERGE = 'mutation ($id: ID!) { unmergeRecords(changeSetId: $id) { reverted } }';
    expect((await owner.graphql(UNMERGE, { id: changeSetId })).errors?.[0]).toMatchObject({ message: expect.stringContaining('Thief has the same badge'), extensions: { code: 'PRECONDITION_FAILED' } });
    await owner.data('mutation ($id: ID!) { deleteContact(id: $id) { id } }', { id: thief });
    await owner.data(UNMERGE, { id: changeSetId });
    for (const [name, id] of [['One', kept], ['Two', gone]] as const) await contact(name, [{ key: 'stand_in', referenceId: id }]);
    const refused = await steps.tryMerge('Contacts', { survivorId: kept, records: [{ id: kept }, { id: gone }] });
    expect(refused.errors?.[0]).toMatchObject({ message: expect.stringContaining('would have the same Stand-in'), extensions: { code: 'PRECONDITION_FAILED' } });
  });

  it('that a role may not set are neither chosen by it nor lost', async () => {
    await define({ label: 'Rating', kind: 'NUMBER', writers: 'ADMINS' });
    const member = await product.colleague(owner, 'MEMBER');
    const theirs = new DuplicateSteps(product, member);
    const [kept, gone] = [await contact('Hopper', [], member), await contact('Hoper', [], member)];
    await owner.data('mutation ($input: UpdateContactInput!) { updateContact(input: $input) { changeSetId } }', { input: { id: gone, customFields: [{ key: 'rating', number: 4 }] } });
    const fields = [{ field: 'cf_rating', recordId: kept }];
    expect((await theirs.tryMerge('Contacts', { survivorId: kept, records: [{ id: kept }, { id: gone }], fields })).errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR' });
    const before = await contents();
    const { changeSetId } = await theirs.merge('Contacts', [kept, gone]);
    expect(await valuesOf(kept)).toMatchObject({ rating: 4 });
    expect((await theirs.unmerge(changeSetId)).skipped).toEqual([]);
    expect(await contents()).toEqual(before);
  });
});
