import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../../test/harness/app.js';
import { DuplicateSteps } from '../../../../test/harness/duplicates.js';
import { Salesperson } from '../../../../test/harness/sales.js';
import { contentsOf } from '../../../../test/harness/tenant-contents.js';

let product: TestApp;
let owner: Caller;
let steps: DuplicateSteps;
beforeAll(async () => {
  product = await testApp();
});
afterAll(() => product.close());
const fresh = async (): Promise<void> => {
  owner = await product.signUp();
  steps = new DuplicateSteps(product, owner);
};
const contents = (): Promise<Record<string, string>> => contentsOf(product.db, owner.tenantId);
const errorOf = async (query: string, variables: Record<string, unknown>, caller = owner): Promise<Record<string, unknown> | undefined> => (await caller.graphql(query, variables)).errors?.[0]?.extensions;
const CONTACT = 'query ($id: ID!) { contact(id: $id) { id firstName jobTitle email } }';

describe('merging contacts', () => {
  let ids: { engine: string; ada: string; twin: string; deal: string; other: string };
  beforeAll(async () => {
    await fresh();
    const engine = await steps.account({ name: 'Engines' });
    const ada = await steps.contact({ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@engines.example', accountId: engine, tags: ['math'], notes: 'First programmer.' });
    const twin = await steps.contact({ firstName: 'Ada', lastName: 'King', email: 'ada.king@home.example', phone: '+44 20 7946 0018', tags: ['math', 'poetry'], notes: 'Countess.', doNotEmail: true });
    const sales = new Salesperson(owner);
    const [deal, other] = [(await sales.create({ name: 'Engine', accountId: engine })).id, (await sales.create({ name: 'Loom' })).id];
    for (const input of [{ opportunityId: deal, contactId: ada, role: 'USER' }, { opportunityId: deal, contactId: twin, role: 'CHAMPION', isPrimary: true }, { opportunityId: other, contactId: twin }]) await sales.does('addOpportunityContact', { input });
    await steps.create('Activity', { type: 'CALL', subject: 'About the engine', contactId: twin, status: 'COMPLETED', completedAt: '2026-11-01T10:00:00.000Z' });
    await steps.create('Reminder', { message: 'Write to her', dueAt: '2027-01-01T09:00:00.000Z', recordType: 'contact', recordId: twin });
    ids = { engine, ada, twin, deal, other };
  });

  it('shows side by side what differs, what is suggested and what would move', async () => {
    const { mergePreview } = await owner.data<{ mergePreview: { survivorId: string; fields: { field: string; differs: boolean; combinable: boolean; suggested: string | null }[]; moves: { recordType: string; moved: number }[] } }>(
      'query ($ids: [ID!]!, $survivor: ID) { mergePreview(recordType: "contact", ids: $ids, survivorId: $survivor) { survivorId records { id title } fields { field differs combinable suggested } moves { recordType moved } } }',
      { ids: [ids.ada, ids.twin], survivor: ids.ada },
    );
    const of = (field: string) => mergePreview.fields.find((each) => each.field === field);
    expect(of('lastName')).toEqual({ field: 'lastName', differs: true, combinable: false, suggested: ids.ada });
    expect(of('phone')).toMatchObject({ differs: true, suggested: ids.twin });
    expect(of('tags')).toEqual({ field: 'tags', differs: true, combinable: true, suggested: null });
    expect(of('firstName')).toMatchObject({ differs: false });
    expect(mergePreview.moves).toEqual(expect.arrayContaining([{ recordType: 'opportunityContact', moved: 2 }, { recordType: 'activity', moved: 1 }, { recordType: 'reminder', moved: 1 }]));
  });

  it('keeps what was chosen, joins what can stand together, and moves all that belonged to the other; taking it back leaves every table as it was', async () => {
    const before = await contents();
    const { record, moved, changeSetId, merged } = await steps.merge('Contacts', [ids.ada, ids.twin], [{ field: 'lastName', recordId: ids.twin }]);
    expect(record).toMatchObject({ id: ids.ada, lastName: 'King', email: 'ada@engines.example', phone: '+44 20 7946 0018', tags: ['math', 'poetry'], notes: 'First programmer.\n\nCountess.', doNotEmail: true });
    expect([merged, moved]).toEqual([1, expect.arrayContaining([{ recordType: 'activity', moved: 1, joined: 0 }, { recordType: 'opportunityContact', moved: 1, joined: 1 }, { recordType: 'reminder', moved: 1, joined: 0 }])]);
    const deal = await new Salesperson(owner).deal(ids.deal);
    expect(deal.contacts).toMatchObject([{ role: 'USER', isPrimary: true }]);
    expect(await errorOf(CONTACT, { id: ids.twin })).toMatchObject({ code: 'NOT_FOUND', details: { mergedInto: [ids.ada] } });
    const undone = await steps.unmerge(changeSetId);
    expect(undone.skipped).toEqual([]);
    expect(await contents()).toEqual(before);
    expect((await owner.data<{ contact: object }>(CONTACT, { id: ids.twin })).contact).toMatchObject({ firstName: 'Ada' });
  });

  it('tells of itself in the history, and is undone by the general undo too', async () => {
    const before = await contents();
    const { changeSetId } = await steps.merge('Contacts', [ids.ada, ids.twin]);
    const HISTORY = 'query ($id: ID!) { recordMerges(recordType: "contact", recordId: $id) { changeSetId undone mergedBy losers { id title } } recordHistory(recordType: "contact", recordId: $id) { label } }';
    const told = await owner.data<{ recordMerges: object[]; recordHistory: object[] }>(HISTORY, { id: ids.ada });
    expect(told.recordMerges[0]).toEqual({ changeSetId, undone: false, mergedBy: 'Olive Owner', losers: [{ id: ids.twin, title: 'Ada King' }] });
    expect(told.recordHistory[0]).toMatchObject({ label: 'Merged 2 contacts into Ada Lovelace' });
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: changeSetId });
    expect(await contents()).toEqual(before);
    expect(await errorOf('mutation ($id: ID!) { unmergeRecords(changeSetId: $id) { reverted } }', { id: changeSetId })).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('leaves what was changed later where it belongs, and lists what could not go back', async () => {
    const { changeSetId } = await steps.merge('Contacts', [ids.ada, ids.twin]);
    await owner.data('mutation ($id: ID!) { updateContact(input: { id: $id, jobTitle: "Analyst", phone: "+1 555 1234567" }) { changeSetId } }', { id: ids.ada });
    const later = await steps.create('Activity', { type: 'NOTE', subject: 'Afterwards', contactId: ids.ada });
    const { skipped } = await steps.unmerge(changeSetId);
    expect(skipped).toEqual([{ recordType: 'contact', title: 'Ada Lovelace', field: 'phone', reason: 'Somebody changed this value since.' }]);
    const { contact, activity } = await owner.data<{ contact: object; activity: object }>('query ($id: ID!, $later: ID!) { contact(id: $id) { jobTitle phone tags } activity(id: $later) { contactId } }', { id: ids.ada, later });
    expect([contact, activity]).toEqual([{ jobTitle: 'Analyst', phone: '+1 555 1234567', tags: ['math'] }, { contactId: ids.ada }]);
  });

  it('follows a chain of merges, which come apart from its end', async () => {
    const third = await steps.contact({ firstName: 'A.', lastName: 'Lovelace' });
    const first = await steps.merge('Contacts', [ids.ada, ids.twin]);
    const second = await steps.merge('Contacts', [third, ids.ada]);
    expect(await errorOf(CONTACT, { id: ids.twin })).toMatchObject({ details: { mergedInto: [third] } });
    expect(await errorOf('mutation ($id: ID!) { unmergeRecords(changeSetId: $id) { reverted } }', { id: first.changeSetId })).toMatchObject({ code: 'PRECONDITION_FAILED' });
    for (const { changeSetId } of [second, first]) expect((await steps.unmerge(changeSetId)).skipped).toEqual([]);
  });

  it('does not come apart while somebody else has the e-mail of one that would return', async () => {
    const [a, b] = [await steps.contact({ lastName: 'One', email: 'one@x.example' }), await steps.contact({ lastName: 'Two', email: 'two@x.example' })];
    const { changeSetId } = await steps.merge('Contacts', [a, b]);
    const thief = await steps.contact({ lastName: 'Thief', email: 'two@x.example' });
    expect(await errorOf('mutation ($id: ID!) { unmergeRecords(changeSetId: $id) { reverted } }', { id: changeSetId })).toMatchObject({ code: 'PRECONDITION_FAILED' });
    await owner.data('mutation ($id: ID!) { deleteContact(id: $id) { id } }', { id: thief });
    expect((await steps.unmerge(changeSetId)).skipped).toEqual([]);
  });
});

describe('what people are reached by', () => {
  beforeAll(fresh);
  const REACH = 'query ($id: ID!) { contact(id: $id) { version furtherReach emails { address isMain doNotEmail } phones { number label isMain } } }';

  it('stays with the one that remains, also what it was reached by itself, and goes back', async () => {
    const kept = await steps.contact({ lastName: 'Hopper', email: 'a@mill.example', phone: '+49 30 2312500' });
    const gone = await steps.contact({ lastName: 'Hoper', email: 'b@mill.example', phone: '030/2312500', mobile: '+49 171 5550001', doNotEmail: true });
    const third = await steps.contact({ lastName: 'Hopper', email: 'c@mill.example', phone: '+49 30 2312599' });
    const before = await contents();
    const { changeSetId } = await steps.merge('Contacts', [kept, gone, third], [{ field: 'email', recordId: third }, { field: 'doNotEmail', recordId: kept }]);
    const { contact } = await owner.data<{ contact: object }>(REACH, { id: kept });
    expect(contact).toMatchObject({
      furtherReach: '+49 30 2312599, a@mill.example, b@mill.example',
      emails: [{ address: 'c@mill.example', isMain: true }, { address: 'a@mill.example', isMain: false, doNotEmail: false }, { address: 'b@mill.example', isMain: false, doNotEmail: true }],
      phones: [{ number: '+49 30 2312500', isMain: true }, { number: '+49 171 5550001', label: 'MOBILE', isMain: true }, { number: '+49 30 2312599', isMain: false }],
    });
    expect((await steps.unmerge(changeSetId)).skipped).toEqual([]);
    expect(await contents()).toEqual(before);
  });

  it('is no obstacle where a third copy has the address at the same account', async () => {
    const mill = await steps.account({ name: 'Mill' });
    const [kept, gone] = [await steps.contact({ lastName: 'King', accountId: mill }), await steps.contact({ lastName: 'King', email: 'king@mill.example' })];
    await steps.contact({ lastName: 'Kink', email: 'king@mill.example', accountId: mill });
    const before = await contents();
    const { record, changeSetId } = await steps.merge('Contacts', [kept, gone]);
    expect(record).toMatchObject({ email: null, accountId: mill });
    expect((await owner.data<{ contact: object }>(REACH, { id: kept })).contact).toMatchObject({ furtherReach: 'king@mill.example' });
    const chosen = { survivorId: gone, records: [{ id: gone }, { id: kept }], fields: [{ field: 'email', recordId: gone }, { field: 'accountId', recordId: kept }] };
    await steps.unmerge(changeSetId);
    expect((await steps.tryMerge('Contacts', chosen)).errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { email: [expect.stringContaining('already has this account and e-mail')] } });
    expect(await contents()).toEqual(before);
  });
});

describe('merging accounts', () => {
  beforeAll(fresh);

  it('keeps the hierarchy free of circles, whoever stood above whom', async () => {
    const top = await steps.account({ name: 'Top' });
    const parent = await steps.account({ name: 'Acme', parentId: top });
    const middle = await steps.account({ name: 'Middle', parentId: parent });
    const child = await steps.account({ name: 'Acme Inc', parentId: middle });
    const before = await contents();
    const down = await steps.merge('Accounts', [child, parent]);
    const { account } = await owner.data<{ account: object }>('query ($id: ID!) { account(id: $id) { parentId } }', { id: middle });
    expect([down.record, account]).toMatchObject([{ parentId: top }, { parentId: child }]);
    expect((await steps.unmerge(down.changeSetId)).skipped).toEqual([]);
    expect(await contents()).toEqual(before);
    const all = await steps.merge('Accounts', [parent, child, middle, top]);
    expect(all.record).toMatchObject({ parentId: null });
    expect((await steps.unmerge(all.changeSetId)).skipped).toEqual([]);
    expect(await contents()).toEqual(before);
  });

  it('makes the same person at both accounts one, and two again', async () => {
    const [a, b] = [await steps.account({ name: 'Globex' }), await steps.account({ name: 'Globex Corp', tags: ['key'] })];
    const [kept, gone] = [await steps.contact({ lastName: 'Scorpio', email: 'hank@globex.example', accountId: a }), await steps.contact({ firstName: 'Hank', lastName: 'Scorpio', email: 'hank@globex.example', accountId: b })];
    const other = await steps.contact({ lastName: 'Simpson', accountId: b });
    const before = await contents();
    const { changeSetId, moved } = await steps.merge('Accounts', [a, b]);
    expect(moved).toEqual([{ recordType: 'contact', moved: 1, joined: 1 }]);
    const { contacts } = await owner.data<{ contacts: { nodes: { id: string }[] } }>('query ($id: ID!) { contacts(filter: { accountId: { eq: $id } }) { nodes { id firstName } } }', { id: a });
    expect(contacts.nodes.map(({ id }) => id).sort()).toEqual([kept, other].sort());
    expect(await errorOf(CONTACT, { id: gone })).toMatchObject({ details: { mergedInto: [kept] } });
    expect((await steps.unmerge(changeSetId)).skipped).toEqual([]);
    expect(await contents()).toEqual(before);
  });

  it('moves more than a batch of contacts, and back', async () => {
    const [a, b] = [await steps.account({ name: 'Large' }), await steps.account({ name: 'Large Ltd' })];
    await steps.plant(Array.from({ length: 700 }, (_, truth) => ({ truth, company: 1, firstName: `F${truth}`, lastName: `L${truth}`, email: null, phone: null, mobile: null, kind: null })), b);
    await steps.scan('contact');
    const before = await contents();
    const { changeSetId, moved } = await steps.merge('Accounts', [a, b]);
    expect(moved).toEqual([{ recordType: 'contact', moved: 700, joined: 0 }]);
    expect((await steps.unmerge(changeSetId)).skipped).toEqual([]);
    expect(await contents()).toEqual(before);
  });
});

describe('who may merge', () => {
  beforeAll(fresh);

  it('is whoever may edit all of them: members their own, and take it back', async () => {
    const [member, viewer, stranger] = [await product.colleague(owner, 'MEMBER'), await product.colleague(owner, 'VIEWER'), await product.signUp()];
    const theirs = new DuplicateSteps(product, member);
    const [mine, own, second] = [await steps.contact({ lastName: 'Mine' }), await theirs.contact({ lastName: 'Own' }), await theirs.contact({ lastName: 'Second' })];
    const code = async (caller: Caller, ids: string[]): Promise<unknown> => (await new DuplicateSteps(product, caller).tryMerge('Contacts', { survivorId: ids[0], records: ids.map((id) => ({ id })) })).errors?.[0]?.extensions.code;
    expect(await code(member, [own, mine])).toBe('FORBIDDEN');
    expect(await code(viewer, [own, second])).toBe('FORBIDDEN');
    expect(await code(stranger, [own, second])).toBe('NOT_FOUND');
    const { changeSetId } = await theirs.merge('Contacts', [own, second]);
    expect((await theirs.unmerge(changeSetId)).skipped).toEqual([]);
    expect((await member.data<{ contact: object }>(CONTACT, { id: second })).contact).toMatchObject({ id: second });
  });

  it('is told what is wrong with the request', async () => {
    const [a, b] = [await steps.contact({ lastName: 'A' }), await steps.contact({ lastName: 'B' })];
    const details = async (input: object): Promise<unknown> => (await steps.tryMerge('Contacts', input)).errors?.[0]?.extensions;
    const records = [{ id: a }, { id: b }];
    expect(await details({ survivorId: a, records: [{ id: a }] })).toMatchObject({ code: 'VALIDATION_ERROR', details: { records: ['Choose 2 to 10 contacts.'] } });
    expect(await details({ survivorId: a, records: [{ id: a }, { id: a }] })).toMatchObject({ code: 'VALIDATION_ERROR', details: { records: ['Each record must be named once.'] } });
    expect(await details({ survivorId: randomUUID(), records })).toMatchObject({ code: 'VALIDATION_ERROR', details: { survivorId: ['Must be one of the records.'] } });
    expect(await details({ survivorId: a, records: [{ id: a }, { id: randomUUID() }] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await details({ survivorId: a, records, fields: [{ field: 'createdAt', recordId: a }] })).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(await details({ survivorId: a, records: [{ id: a }, { id: b, version: 99 }] })).toMatchObject({ code: 'CONFLICT', current: { id: b } });
  });
});
