import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../../test/harness/app.js';
import { contextOf } from '../../../../test/harness/caller-context.js';
import { ChangeSets } from '../../../platform/changes/change-sets.service.js';
import { runInContext } from '../../../platform/context/request-context.js';
import { contactEmailRecord } from './contact-email.record.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface Lists {
  readonly version: number;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly jobTitle: string | null;
  readonly accountId: string | null;
  readonly furtherReach: string | null;
  readonly emails: { id: string | null; address: string; label: string; isMain: boolean; doNotEmail: boolean }[];
  readonly phones: { id: string | null; number: string; label: string; isMain: boolean; doNotCall: boolean }[];
  readonly accounts: { id: string | null; accountId: string; title: string | null; startedOn: string | null; endedOn: string | null; isMain: boolean; account: { name: string } | null }[];
}
const LISTS = `version email phone mobile jobTitle accountId furtherReach emails { id address label isMain doNotEmail } phones { id number label isMain doNotCall }
  accounts { id accountId title startedOn endedOn isMain account { name } }`;

const create = async (caller: Caller, input: Record<string, unknown>): Promise<string> =>
  (await caller.data<{ done: { contact: { id: string } } }>('mutation ($input: CreateContactInput!) { done: createContact(input: $input) { contact { id } } }', { input })).done.contact.id;
const account = async (caller: Caller, name: string): Promise<string> =>
  (await caller.data<{ done: { account: { id: string } } }>('mutation ($name: String!) { done: createAccount(input: { name: $name }) { account { id } } }', { name })).done.account.id;
const read = async (caller: Caller, id: string): Promise<Lists> => (await caller.data<{ contact: Lists }>(`query ($id: ID!) { contact(id: $id) { ${LISTS} } }`, { id })).contact;
const verb = async (caller: Caller, name: string, type: string, input: Record<string, unknown>): Promise<string> =>
  (await caller.data<{ done: { changeSetId: string } }>(`mutation ($input: ${type}!) { done: ${name}(input: $input) { changeSetId } }`, { input })).done.changeSetId;
const refusal = async (caller: Caller, name: string, type: string, input: Record<string, unknown>) => (await caller.graphql(`mutation ($input: ${type}!) { done: ${name}(input: $input) { changeSetId } }`, { input })).errors?.[0]?.extensions;
const byId = async (caller: Caller, name: string, id: string | null): Promise<string> => (await caller.data<{ done: { changeSetId: string } }>(`mutation ($id: ID!) { done: ${name}(id: $id) { changeSetId } }`, { id })).done.changeSetId;
const undo = (caller: Caller, id: string): Promise<unknown> => caller.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id });
const found = async (caller: Caller, search: string): Promise<number> => (await caller.data<{ contacts: { totalCount: number } }>('query ($search: String) { contacts(search: $search) { totalCount } }', { search })).contacts.totalCount;

describe('the e-mail addresses of a contact', () => {
  it('are the main one and further ones, all of which search finds', async () => {
    const owner = await app.signUp();
    const id = await create(owner, { lastName: 'Hopper', email: 'grace@mill.example' });
    const added = await verb(owner, 'addContactEmail', 'CreateContactEmailInput', { contactId: id, address: 'GRACE@home.example', label: 'HOME', doNotEmail: true });
    expect((await read(owner, id)).emails).toEqual([
      { id: null, address: 'grace@mill.example', label: 'WORK', isMain: true, doNotEmail: false },
      { id: expect.any(String), address: 'grace@home.example', label: 'HOME', isMain: false, doNotEmail: true },
    ]);
    expect(await found(owner, 'grace@home')).toBe(1);
    await undo(owner, added);
    expect((await read(owner, id)).emails).toHaveLength(1);
    expect(await found(owner, 'grace@home')).toBe(0);
  });

  it('are each there once', async () => {
    const owner = await app.signUp();
    const id = await create(owner, { lastName: 'Hopper', email: 'grace@mill.example' });
    const add = { contactId: id, address: 'grace@home.example' };
    await verb(owner, 'addContactEmail', 'CreateContactEmailInput', add);
    expect(await refusal(owner, 'addContactEmail', 'CreateContactEmailInput', add)).toMatchObject({ code: 'VALIDATION_ERROR', details: { address: ['The contact has this e-mail address already.'] } });
    expect(await refusal(owner, 'addContactEmail', 'CreateContactEmailInput', { ...add, address: 'Grace@Mill.example' })).toMatchObject({ details: { address: ['This is the main e-mail address already.'] } });
    // Entered as the main one in a list or by an import, it is no further one any more.
    await verb(owner, 'updateContact', 'UpdateContactInput', { id, email: 'grace@home.example' });
    expect((await read(owner, id)).emails.map(({ address }) => address)).toEqual(['grace@home.example']);
  });

  it('change places, and back', async () => {
    const owner = await app.signUp();
    const id = await create(owner, { lastName: 'Hopper', email: 'grace@mill.example', emailLabel: 'WORK' });
    await verb(owner, 'addContactEmail', 'CreateContactEmailInput', { contactId: id, address: 'grace@home.example', label: 'HOME' });
    const swapped = await byId(owner, 'makeMainContactEmail', (await read(owner, id)).emails[1]!.id);
    const after = await read(owner, id);
    expect(after.email).toBe('grace@home.example');
    expect(after.emails.map(({ address, label, isMain }) => [address, label, isMain])).toEqual([['grace@home.example', 'HOME', true], ['grace@mill.example', 'WORK', false]]);
    expect(after.furtherReach).toBe('grace@mill.example');
    await undo(owner, swapped);
    expect((await read(owner, id)).email).toBe('grace@mill.example');
    const { emails } = await read(owner, id);
    await verb(owner, 'updateContactEmail', 'UpdateContactEmailInput', { id: emails[1]!.id, doNotEmail: true });
    expect((await owner.graphql('mutation ($id: ID!) { makeMainContactEmail(id: $id) { changeSetId } }', { id: emails[1]!.id })).errors?.[0]?.extensions.code).toBe('PRECONDITION_FAILED');
  });

  it('move up when the main one is emptied', async () => {
    const owner = await app.signUp();
    const id = await create(owner, { lastName: 'Hopper', email: 'grace@mill.example' });
    await verb(owner, 'addContactEmail', 'CreateContactEmailInput', { contactId: id, address: 'grace@home.example', label: 'HOME' });
    const emptied = await verb(owner, 'updateContact', 'UpdateContactInput', { id, email: null });
    expect(await read(owner, id)).toMatchObject({ email: 'grace@home.example', emails: [{ address: 'grace@home.example', label: 'HOME', isMain: true }] });
    await undo(owner, emptied);
    expect((await read(owner, id)).emails.map(({ address }) => address)).toEqual(['grace@mill.example', 'grace@home.example']);
  });

  it('are replaced as a whole in one change, which is undone as one', async () => {
    const owner = await app.signUp();
    const id = await create(owner, { lastName: 'Hopper', email: 'a@mill.example' });
    const set = (emails: object[], expectedVersion?: number): Promise<string> => verb(owner, 'setContactEmails', 'SetContactEmailsInput', { contactId: id, emails, ...(expectedVersion ? { expectedVersion } : {}) });
    await set([{ address: 'a@mill.example' }, { address: 'b@mill.example', label: 'HOME' }, { address: 'c@mill.example' }]);
    const kept = (await read(owner, id)).emails[1]!.id;
    const changed = await set([{ address: 'c@mill.example', isMain: true, label: 'WORK' }, { address: 'B@mill.example', label: 'OTHER' }]);
    expect((await read(owner, id)).emails).toMatchObject([{ address: 'c@mill.example', isMain: true }, { id: kept, address: 'b@mill.example', label: 'OTHER' }]);
    await undo(owner, changed);
    expect((await read(owner, id)).emails.map(({ address }) => address)).toEqual(['a@mill.example', 'b@mill.example', 'c@mill.example']);
    await set([]);
    expect(await read(owner, id)).toMatchObject({ email: null, emails: [], furtherReach: null });
    const type = 'SetContactEmailsInput';
    expect(await refusal(owner, 'setContactEmails', type, { contactId: id, emails: [{ address: 'no' }] })).toMatchObject({ code: 'VALIDATION_ERROR', details: { emails: [expect.stringContaining('Must be an e-mail address')] } });
    expect(await refusal(owner, 'setContactEmails', type, { contactId: id, emails: [{ address: 'a@x.example' }, { address: 'A@x.example' }] })).toMatchObject({ details: { emails: ['A@x.example is in the list twice.'] } });
    expect(await refusal(owner, 'setContactEmails', type, { contactId: id, emails: [], expectedVersion: 1 })).toMatchObject({ code: 'CONFLICT' });
  });

  it('let go of doubles when a merge brings them from another contact', async () => {
    const owner = await app.signUp();
    const [kept, gone] = [await create(owner, { lastName: 'Hopper', email: 'a@mill.example' }), await create(owner, { lastName: 'Hoper', email: 'b@mill.example' })];
    for (const address of ['a@mill.example', 'new@mill.example']) await verb(owner, 'addContactEmail', 'CreateContactEmailInput', { contactId: gone, address });
    const ids = (await read(owner, gone)).emails.flatMap(({ id }) => id ?? []);
    const { changeSetId } = await runInContext(contextOf(owner, 'web'), () =>
      app.app.get(ChangeSets).apply({ label: 'Merged', changes: ids.map((id) => ({ type: contactEmailRecord, operation: 'update', id, values: { contactId: kept }, derived: true })) }),
    );
    expect((await read(owner, kept)).emails.map(({ address }) => address)).toEqual(['a@mill.example', 'new@mill.example']);
    expect((await read(owner, gone)).furtherReach).toBeNull();
    await undo(owner, changeSetId);
    expect((await read(owner, gone)).emails).toHaveLength(3);
    expect((await read(owner, kept)).emails).toHaveLength(1);
  });
});

describe('people with several addresses', () => {
  it('are recognised by any of them', async () => {
    const owner = await app.signUp();
    const id = await create(owner, { firstName: 'Grace', lastName: 'Hopper', email: 'grace@mill.example' });
    await verb(owner, 'addContactEmail', 'CreateContactEmailInput', { contactId: id, address: 'amazing.grace@home.example' });
    const { possibleDuplicates } = await owner.data<{ possibleDuplicates: { recordId: string }[] }>(
      'query ($draft: JSON!) { possibleDuplicates(recordType: "contact", draft: $draft) { recordId } }',
      { draft: { firstName: 'Grace', lastName: 'Hopper', email: 'amazing.grace@home.example' } },
    );
    expect(possibleDuplicates.map(({ recordId }) => recordId)).toEqual([id]);
  });

  it('keep them when two that are the same are merged', async () => {
    const owner = await app.signUp();
    const [kept, gone] = [await create(owner, { lastName: 'Hopper', email: 'a@mill.example' }), await create(owner, { lastName: 'Hopper', phone: '+49 30 23125 1' })];
    await verb(owner, 'addContactEmail', 'CreateContactEmailInput', { contactId: gone, address: 'new@mill.example' });
    await verb(owner, 'mergeContacts', 'MergeRecordsInput', { survivorId: kept, records: [{ id: kept }, { id: gone }] });
    expect((await read(owner, kept)).emails.map(({ address }) => address)).toEqual(['a@mill.example', 'new@mill.example']);
    expect(await found(owner, 'new@mill')).toBe(1);
  });
});

describe('the numbers of a contact', () => {
  it('have a main one and a main mobile', async () => {
    const owner = await app.signUp();
    const id = await create(owner, { lastName: 'Hopper', phone: '+49 30 1', mobile: '+49 170 1' });
    await verb(owner, 'addContactPhone', 'CreateContactPhoneInput', { contactId: id, number: '+49 170 2', label: 'MOBILE', doNotCall: false });
    const { phones } = await read(owner, id);
    expect(phones.map(({ number, label, isMain }) => [number, label, isMain])).toEqual([['+49 30 1', 'WORK', true], ['+49 170 1', 'MOBILE', true], ['+49 170 2', 'MOBILE', false]]);
    await byId(owner, 'makeMainContactPhone', phones[2]!.id);
    expect(await read(owner, id)).toMatchObject({ phone: '+49 30 1', mobile: '+49 170 2', furtherReach: '+49 170 1' });
    expect(await found(owner, '49 170 1')).toBe(1);
    await verb(owner, 'updateContact', 'UpdateContactInput', { id, doNotCall: true });
    expect((await read(owner, id)).phones.every(({ doNotCall }) => doNotCall)).toBe(true);
  });
});

describe('the accounts of a contact', () => {
  it('keep former employers, and lead from each account to its people', async () => {
    const owner = await app.signUp();
    const [mill, dock, board] = [await account(owner, 'Mill'), await account(owner, 'Dock'), await account(owner, 'Board')];
    const id = await create(owner, { firstName: 'Grace', lastName: 'Hopper', accountId: mill, jobTitle: 'Engineer' });
    const moved = await verb(owner, 'moveContactToAccount', 'MoveContactInput', { contactId: id, accountId: dock, title: 'Captain', since: '2026-03-01' });
    await verb(owner, 'addContactAccount', 'CreateContactAccountInput', { contactId: id, accountId: board, title: 'Adviser', startedOn: '2026-01-01' });
    const after = await read(owner, id);
    expect(after).toMatchObject({ accountId: dock, jobTitle: 'Captain' });
    expect(after.accounts.map(({ account: of, title, startedOn, endedOn, isMain }) => [of?.name, title, startedOn, endedOn, isMain])).toEqual([
      ['Dock', 'Captain', '2026-03-01', null, true],
      ['Board', 'Adviser', '2026-01-01', null, false],
      ['Mill', 'Engineer', null, '2026-03-01', false],
    ]);
    const people = async (of: string) => (await owner.data<{ account: { people: object[] } }>('query ($id: ID!) { account(id: $id) { people { title endedOn isMain contact { lastName } } } }', { id: of })).account.people;
    expect(await people(dock)).toEqual([{ title: 'Captain', endedOn: null, isMain: true, contact: { lastName: 'Hopper' } }]);
    expect(await people(mill)).toEqual([{ title: 'Engineer', endedOn: '2026-03-01', isMain: false, contact: { lastName: 'Hopper' } }]);
    await undo(owner, moved);
    expect(await read(owner, id)).toMatchObject({ accountId: mill, jobTitle: 'Engineer' });
    expect(await people(mill)).toHaveLength(1);
    expect(await refusal(owner, 'addContactAccount', 'CreateContactAccountInput', { contactId: id, accountId: dock, startedOn: '2026-02-01', endedOn: '2026-01-01' })).toMatchObject({ details: { endedOn: [expect.any(String)] } });
  });
});

describe('who may', () => {
  it('edit the contact may edit its lists, of this workspace only', async () => {
    const owner = await app.signUp();
    const [member, viewer, stranger] = [await app.colleague(owner, 'MEMBER'), await app.colleague(owner, 'VIEWER'), await app.signUp()];
    const theirs = await create(owner, { lastName: 'Hopper', email: 'a@mill.example' });
    const own = await create(member, { lastName: 'Lovelace', email: 'b@mill.example' });
    const add = (contactId: string): object => ({ contactId, address: 'x@mill.example' });
    expect(await refusal(member, 'addContactEmail', 'CreateContactEmailInput', { ...add(own) })).toBeUndefined();
    expect(await refusal(member, 'addContactEmail', 'CreateContactEmailInput', { ...add(theirs) })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(viewer, 'addContactEmail', 'CreateContactEmailInput', { ...add(own) })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(stranger, 'addContactEmail', 'CreateContactEmailInput', { ...add(own) })).toMatchObject({ code: 'VALIDATION_ERROR' });
    const part = (await read(member, own)).emails[1]!.id;
    expect((await stranger.graphql('mutation ($id: ID!) { removeContactEmail(id: $id) { id } }', { id: part })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const removed = await byId(member, 'removeContactEmail', part);
    expect((await read(member, own)).emails).toHaveLength(1);
    await undo(member, removed);
    expect((await read(member, own)).emails).toHaveLength(2);
  });
});
