import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const make = async (caller: Caller, type: string, input: Record<string, unknown>): Promise<string> =>
  (await caller.data<{ done: Record<string, { id: string }> }>(`mutation ($input: Create${type}Input!) { done: create${type}(input: $input) { ${type.toLowerCase()} { id } } }`, { input })).done[type.toLowerCase()]!.id;
const update = async (caller: Caller, input: Record<string, unknown>): Promise<string> =>
  (await caller.data<{ done: { changeSetId: string } }>('mutation ($input: UpdateContactInput!) { done: updateContact(input: $input) { changeSetId } }', { input })).done.changeSetId;
const undo = (caller: Caller, id: string): Promise<{ revertChangeSet: { skipped: object[] } }> => caller.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted skipped { title reason } } }', { id });

interface ContactState {
  readonly lifecycle: string;
  readonly accountId: string | null;
  readonly lifecycleChangedAt: string;
  readonly lifecycleHistory: { from: string | null; to: string; cause: string | null; changedBy: { id: string } | null; secondsInPrevious: number | null }[];
  readonly conversion: { accountId: string; opportunityId: string | null; fromLifecycle: string; madeAccount: boolean } | null;
}
const STATE = 'lifecycle accountId lifecycleChangedAt lifecycleHistory { from to cause secondsInPrevious changedBy { id } } conversion { accountId opportunityId fromLifecycle madeAccount }';
const read = async (caller: Caller, id: string): Promise<ContactState> => (await caller.data<{ contact: ContactState }>(`query ($id: ID!) { contact(id: $id) { ${STATE} } }`, { id })).contact;
const way = async (caller: Caller, id: string): Promise<unknown[]> => (await read(caller, id)).lifecycleHistory.map(({ from, to, cause }) => [from, to, cause]);

interface Converted {
  readonly contact: { id: string; lifecycle: string; accountId: string };
  readonly account: { id: string; name: string; website: string | null };
  readonly opportunity: { id: string; name: string; amount: string | null; accountId: string; leadSource: string | null; contacts: { contactId: string; role: string; isPrimary: boolean }[] } | null;
  readonly changeSetId: string;
  readonly repeated: boolean;
}
const CONVERT = `mutation ($input: ConvertContactInput!) { convertContact(input: $input) { contact { id lifecycle accountId } account { id name website }
  opportunity { id name amount accountId leadSource contacts { contactId role isPrimary } } changeSetId repeated } }`;
const convert = async (caller: Caller, input: Record<string, unknown>): Promise<Converted> => (await caller.data<{ convertContact: Converted }>(CONVERT, { input })).convertContact;
const refusal = async (caller: Caller, input: Record<string, unknown>) => (await caller.graphql(CONVERT, { input })).errors?.[0]?.extensions;

describe('the lifecycle of a contact', () => {
  it('keeps each step, of any direction, and goes back with an undo', async () => {
    const owner = await app.signUp();
    const id = await make(owner, 'Contact', { lastName: 'Hopper' });
    await update(owner, { id, lifecycle: 'CUSTOMER' });
    const back = await update(owner, { id, lifecycle: 'MQL' });
    expect(await way(owner, id)).toEqual([[null, 'LEAD', null], ['LEAD', 'CUSTOMER', 'PERSON'], ['CUSTOMER', 'MQL', 'PERSON']]);
    const { lifecycleHistory } = await read(owner, id);
    expect(lifecycleHistory[1]).toMatchObject({ changedBy: { id: expect.any(String) }, secondsInPrevious: expect.any(Number) });
    await undo(owner, back);
    expect(await way(owner, id)).toEqual([[null, 'LEAD', null], ['LEAD', 'CUSTOMER', 'PERSON']]);
  });

  it('moves forward with the deals of the contact, and never back', async () => {
    const owner = await app.signUp();
    const mill = await make(owner, 'Account', { name: 'Mill' });
    const [lead, evangelist] = [await make(owner, 'Contact', { lastName: 'Hopper' }), await make(owner, 'Contact', { lastName: 'Fan', lifecycle: 'EVANGELIST' })];
    const deal = await make(owner, 'Opportunity', { name: 'Deal', accountId: mill });
    for (const contactId of [lead, evangelist]) await owner.data('mutation ($input: CreateOpportunityContactInput!) { addOpportunityContact(input: $input) { changeSetId } }', { input: { opportunityId: deal, contactId } });
    expect(await way(owner, lead)).toEqual([[null, 'LEAD', null], ['LEAD', 'OPPORTUNITY', 'RULE']]);
    const { winOpportunity } = await owner.data<{ winOpportunity: { changeSetId: string } }>('mutation ($id: ID!) { winOpportunity(id: $id) { changeSetId } }', { id: deal });
    expect((await read(owner, lead)).lifecycle).toBe('CUSTOMER');
    expect((await read(owner, evangelist)).lifecycle).toBe('EVANGELIST');
    await undo(owner, winOpportunity.changeSetId);
    expect(await way(owner, lead)).toEqual([[null, 'LEAD', null], ['LEAD', 'OPPORTUNITY', 'RULE']]);
  });

  it('follows the rules of the workspace, which those change who manage settings', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const SET = 'mutation ($input: SetLifecycleRuleInput!) { setLifecycleRule(input: $input) { rule { isActive } changeSetId } }';
    const rules = async () => (await member.data<{ lifecycleRules: object[] }>('{ lifecycleRules { trigger lifecycle isActive } }')).lifecycleRules;
    const defaults = [{ trigger: 'DEAL_CREATED', lifecycle: 'OPPORTUNITY', isActive: true }, { trigger: 'DEAL_WON', lifecycle: 'CUSTOMER', isActive: true }];
    expect(await rules()).toEqual(defaults);
    const off = { trigger: 'DEAL_CREATED', lifecycle: 'OPPORTUNITY', isActive: false };
    expect((await member.graphql(SET, { input: off })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const { setLifecycleRule } = await owner.data<{ setLifecycleRule: { changeSetId: string } }>(SET, { input: off });
    expect(await rules()).toEqual([off, defaults[1]]);
    const [contactId, deal] = [await make(owner, 'Contact', { lastName: 'Hopper' }), await make(owner, 'Opportunity', { name: 'Deal' })];
    await owner.data('mutation ($input: CreateOpportunityContactInput!) { addOpportunityContact(input: $input) { changeSetId } }', { input: { opportunityId: deal, contactId } });
    expect((await read(owner, contactId)).lifecycle).toBe('LEAD');
    await undo(owner, setLifecycleRule.changeSetId);
    expect(await rules()).toEqual(defaults);
  });

  it('is counted as a funnel', async () => {
    const owner = await app.signUp();
    const [one] = [await make(owner, 'Contact', { lastName: 'A' }), await make(owner, 'Contact', { lastName: 'B' }), await make(owner, 'Contact', { lastName: 'C', lifecycle: 'CUSTOMER' })];
    await update(owner, { id: one, lifecycle: 'SQL' });
    const funnel = async (variables: Record<string, unknown>) => (await owner.data<{ contactFunnel: { lifecycle: string }[] }>('query ($since: DateTime, $filter: ContactFilter) { contactFunnel(since: $since, filter: $filter) { lifecycle count entered left } }', variables)).contactFunnel;
    const steps = await funnel({});
    expect(steps).toHaveLength(7);
    expect(steps.filter(({ lifecycle }) => ['LEAD', 'SQL', 'CUSTOMER'].includes(lifecycle))).toEqual([
      { lifecycle: 'LEAD', count: 1, entered: 2, left: 1 },
      { lifecycle: 'SQL', count: 1, entered: 1, left: 0 },
      { lifecycle: 'CUSTOMER', count: 1, entered: 1, left: 0 },
    ]);
    expect(await funnel({ since: '2100-01-01T00:00:00Z', filter: { lastName: { eq: 'A' } } })).toContainEqual({ lifecycle: 'SQL', count: 1, entered: 0, left: 0 });
  });
});

describe('converting a lead', () => {
  it('makes account and deal with the contact in it, takes the activities along, and is undone as a whole', async () => {
    const owner = await app.signUp();
    const id = await make(owner, 'Contact', { firstName: 'Grace', lastName: 'Hopper', email: 'grace@north-mill.example', leadSource: 'Referral' });
    const activity = await make(owner, 'Activity', { subject: 'First call', type: 'CALL', contactId: id });
    const { conversionSuggestion } = await owner.data<{ conversionSuggestion: object }>('query ($id: ID!) { conversionSuggestion(contactId: $id) { convertible accountName opportunityName accounts { name } } }', { id });
    expect(conversionSuggestion).toEqual({ convertible: true, accountName: 'North Mill', opportunityName: 'North Mill – Grace Hopper', accounts: [] });
    const done = await convert(owner, { contactId: id, accountName: 'North Mill', opportunity: { amount: '1200.50', role: 'CHAMPION' } });
    expect(done).toMatchObject({
      repeated: false,
      contact: { lifecycle: 'OPPORTUNITY', accountId: done.account.id },
      account: { name: 'North Mill', website: 'https://north-mill.example' },
      opportunity: { name: 'North Mill – Grace Hopper', amount: '1200.50', accountId: done.account.id, leadSource: 'Referral', contacts: [{ contactId: id, role: 'CHAMPION', isPrimary: true }] },
    });
    expect(await read(owner, id)).toMatchObject({ conversion: { accountId: done.account.id, opportunityId: done.opportunity!.id, fromLifecycle: 'LEAD', madeAccount: true } });
    expect(await way(owner, id)).toEqual([[null, 'LEAD', null], ['LEAD', 'OPPORTUNITY', 'CONVERSION']]);
    const linked = async () => (await owner.data<{ activity: object }>('query ($id: ID!) { activity(id: $id) { contactId accountId opportunityId } }', { id: activity })).activity;
    expect(await linked()).toEqual({ contactId: id, accountId: done.account.id, opportunityId: done.opportunity!.id });
    const { recordHistory } = await owner.data<{ recordHistory: { label: string }[] }>('query ($id: ID!) { recordHistory(recordType: "contact", recordId: $id, first: 5) { label } }', { id });
    expect(recordHistory[0]?.label).toBe('Converted the lead');

    expect((await undo(owner, done.changeSetId)).revertChangeSet.skipped).toEqual([]);
    expect(await read(owner, id)).toMatchObject({ lifecycle: 'LEAD', accountId: null, conversion: null });
    expect(await way(owner, id)).toEqual([[null, 'LEAD', null]]);
    expect(await linked()).toEqual({ contactId: id, accountId: null, opportunityId: null });
    const { accounts, opportunities } = await owner.data<Record<'accounts' | 'opportunities', { totalCount: number }>>('{ accounts { totalCount } opportunities { totalCount } }');
    expect([accounts.totalCount, opportunities.totalCount]).toEqual([0, 0]);
  });

  it('happens once, however often and however fast somebody clicks', async () => {
    const owner = await app.signUp();
    const contactId = await make(owner, 'Contact', { lastName: 'Hopper' });
    const input = { contactId, accountName: 'Mill', opportunity: {}, requestId: randomUUID() };
    const clicks = await Promise.all([convert(owner, input), convert(owner, input), convert(owner, input)]);
    expect(clicks.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(clicks.map(({ account, opportunity, changeSetId }) => `${account.id} ${opportunity!.id} ${changeSetId}`)).size).toBe(1);
    expect(await refusal(owner, { ...input, requestId: randomUUID() })).toMatchObject({ code: 'PRECONDITION_FAILED' });
    const { accounts } = await owner.data<{ accounts: { totalCount: number } }>('{ accounts { totalCount } }');
    expect(accounts.totalCount).toBe(1);
  });

  it('takes an account that is there, and keeps the former one as a further one', async () => {
    const owner = await app.signUp();
    const [mill, dock] = [await make(owner, 'Account', { name: 'Mill', website: 'mill.example' }), await make(owner, 'Account', { name: 'Dock' })];
    const contactId = await make(owner, 'Contact', { lastName: 'Hopper', email: 'grace@mill.example', accountId: dock, jobTitle: 'Engineer' });
    const { conversionSuggestion } = await owner.data<{ conversionSuggestion: { accounts: { name: string }[] } }>('query ($id: ID!) { conversionSuggestion(contactId: $id) { accounts { name } } }', { id: contactId });
    expect(conversionSuggestion.accounts.map(({ name }) => name)).toEqual(['Dock', 'Mill']);
    const done = await convert(owner, { contactId, accountId: mill });
    expect(done).toMatchObject({ contact: { lifecycle: 'SQL', accountId: mill }, opportunity: null });
    const { contact } = await owner.data<{ contact: { accounts: object[] } }>('query ($id: ID!) { contact(id: $id) { accounts { accountId title isMain } } }', { id: contactId });
    expect(contact.accounts).toEqual([{ accountId: mill, title: 'Engineer', isMain: true }, { accountId: dock, title: 'Engineer', isMain: false }]);
  });

  it('says what is missing, and whom it is not for', async () => {
    const owner = await app.signUp();
    const [member, viewer, stranger] = [await app.colleague(owner, 'MEMBER'), await app.colleague(owner, 'VIEWER'), await app.signUp()];
    const contactId = await make(owner, 'Contact', { lastName: 'Hopper' });
    expect(await refusal(owner, { contactId })).toMatchObject({ code: 'VALIDATION_ERROR', details: { accountId: ['Choose an account, or name a new one.'] } });
    expect(await refusal(owner, { contactId, accountId: randomUUID() })).toMatchObject({ code: 'VALIDATION_ERROR', details: { accountId: [expect.any(String)] } });
    expect(await refusal(owner, { contactId, accountId: randomUUID(), accountName: 'Mill' })).toMatchObject({ code: 'VALIDATION_ERROR', details: { accountName: [expect.any(String)] } });
    expect(await refusal(owner, { contactId, accountName: 'Mill', opportunity: { stageId: randomUUID() } })).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(await refusal(owner, { contactId, accountName: 'Mill', expectedVersion: 7 })).toMatchObject({ code: 'CONFLICT' });
    expect(await refusal(member, { contactId, accountName: 'Mill' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(viewer, { contactId, accountName: 'Mill' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(stranger, { contactId, accountName: 'Mill' })).toMatchObject({ code: 'NOT_FOUND' });
    await update(owner, { id: contactId, lifecycle: 'CUSTOMER' });
    expect(await refusal(owner, { contactId, accountName: 'Mill' })).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });
});
