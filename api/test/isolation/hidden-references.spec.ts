import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../harness/app.js';

/** Who may not see a record can't hang anything on it either: they would write into a timeline they can't read, and learn that the record is there. */
let product: TestApp;
let owner: Caller;
let member: Caller;
let hidden: string;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Hidden references');
  member = await product.colleague(owner, 'MEMBER');
  await owner.data('mutation ($id: ID!) { setMemberPermissions(id: $id, permissions: { records: { account: { view: "own" } } }) { changeSetId } }', { id: member.memberId });
  hidden = (await owner.data<{ createAccount: { account: { id: string } } }>('mutation { createAccount(input: { name: "Hush" }) { account { id } } }')).createAccount.account.id;
});
afterAll(() => product.close());

const NOT_THERE = { code: 'VALIDATION_ERROR', details: { accountId: [expect.stringContaining('There is no such account')] } };

describe('a reference to a record that is hidden from whoever writes it', () => {
  it.each([
    'createOpportunity(input: { name: "X", accountId: $id })',
    'createContact(input: { lastName: "X", accountId: $id })',
    'createActivity(input: { type: NOTE, subject: "X", accountId: $id })',
    'logActivity(input: { type: CALL, subject: "X", accountId: $id })',
  ])('is refused as one that is not there: %s', async (call) => {
    const answer = await member.graphql(`mutation ($id: ID!) { ${call} { changeSetId } }`, { id: hidden });
    expect(answer.errors?.[0]?.extensions).toMatchObject(NOT_THERE);
  });

  it('is refused in an update, and stays where it was', async () => {
    const CREATE = 'mutation ($input: CreateOpportunityInput!) { createOpportunity(input: $input) { opportunity { id } } }';
    const UPDATE = 'mutation ($input: UpdateOpportunityInput!) { updateOpportunity(input: $input) { opportunity { name } changeSetId } }';
    const of = async (caller: Caller, input: object): Promise<string> => (await caller.data<{ createOpportunity: { opportunity: { id: string } } }>(CREATE, { input })).createOpportunity.opportunity.id;
    const free = await of(member, { name: 'Free' });
    expect((await member.graphql(UPDATE, { input: { id: free, accountId: hidden } })).errors?.[0]?.extensions).toMatchObject(NOT_THERE);
    const given = await of(owner, { name: 'Given', accountId: hidden, ownerId: member.memberId });
    // As a form sends it back, and then emptied and put back by undo.
    const answer = await member.data<{ updateOpportunity: { opportunity: { name: string } } }>(UPDATE, { input: { id: given, name: 'Mine', accountId: hidden } });
    expect(answer.updateOpportunity.opportunity.name).toBe('Mine');
    const { updateOpportunity } = await member.data<{ updateOpportunity: { changeSetId: string } }>(UPDATE, { input: { id: given, accountId: null } });
    const undone = await member.data<{ revertChangeSet: { reverted: number; skipped: unknown[] } }>('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted skipped { reason } } }', { id: updateOpportunity.changeSetId });
    expect(undone.revertChangeSet).toEqual({ reverted: 1, skipped: [] });
  });
});
