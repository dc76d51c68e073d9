import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { contextOf } from '../../../test/harness/caller-context.js';
import { statementsDuring } from '../../../test/harness/queries.js';
import { ChangeSets, type AppliedChangeSet } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { runInContext } from '../../platform/context/request-context.js';
import { contactRecord } from './contact.record.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface ContactAnswer {
  readonly id: string;
  readonly version: number;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly accountId: string | null;
  readonly archivedAt: string | null;
}
interface Payload {
  readonly contact: ContactAnswer;
  readonly changeSetId: string;
}

const FIELDS = 'id version firstName lastName email accountId archivedAt';
const CREATE = `mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { ${FIELDS} } changeSetId } }`;
const UPDATE = `mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contact { ${FIELDS} } changeSetId } }`;
const READ = `query ($id: ID!) { contact(id: $id) { ${FIELDS} } }`;

const create = async (caller: Caller, input: Record<string, unknown>): Promise<Payload> => (await caller.data<{ createContact: Payload }>(CREATE, { input })).createContact;
const read = async (caller: Caller, id: string): Promise<ContactAnswer> => (await caller.data<{ contact: ContactAnswer }>(READ, { id })).contact;
const account = async (caller: Caller, name: string): Promise<string> =>
  (await caller.data<{ createAccount: { account: { id: string } } }>('mutation ($name: String!) { createAccount(input: { name: $name }) { account { id } } }', { name })).createAccount.account.id;
const undo = (caller: Caller, id: string): Promise<unknown> => caller.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id });
const refusal = async (caller: Caller, query: string, input: Record<string, unknown>): Promise<Record<string, unknown> | undefined> => (await caller.graphql(query, { input })).errors?.[0]?.extensions;
const batch = (caller: Caller, changes: readonly RecordChange[]): Promise<AppliedChangeSet> =>
  runInContext(contextOf(caller, 'import'), () => app.app.get(ChangeSets).apply({ label: 'Batch', onRefused: 'collect', changes }));

describe('a contact', () => {
  it('needs something to be called by, and keeps it', async () => {
    const owner = await app.signUp();
    const nameless = { code: 'VALIDATION_ERROR', details: { lastName: ['A contact needs a first name, a last name or an e-mail address.'] } };
    expect(await refusal(owner, CREATE, { jobTitle: 'Nobody' })).toMatchObject(nameless);
    for (const input of [{ firstName: 'Cher' }, { lastName: 'Okonkwo' }, { email: 'info@mill.example' }]) expect((await create(owner, input)).contact.id).toBeDefined();
    const { contact } = await create(owner, { firstName: 'Cher' });
    expect(await refusal(owner, UPDATE, { id: contact.id, firstName: ' ' })).toMatchObject(nameless);
  });

  it('has an e-mail address of its own within its account, and among those without one', async () => {
    const owner = await app.signUp();
    const [mill, dock] = [await account(owner, 'Mill'), await account(owner, 'Dock')];
    const first = await create(owner, { firstName: 'Ada', email: 'ADA@mill.example', accountId: mill });
    expect(first.contact.email).toBe('ada@mill.example');
    expect(await refusal(owner, CREATE, { firstName: 'Ada', email: 'ada@Mill.example', accountId: mill })).toMatchObject({ code: 'VALIDATION_ERROR', details: { email: [expect.any(String)] } });
    const elsewhere = await create(owner, { firstName: 'Ada', email: 'ada@mill.example', accountId: dock });
    expect(await refusal(owner, UPDATE, { id: elsewhere.contact.id, accountId: mill })).toMatchObject({ code: 'VALIDATION_ERROR', details: { email: [expect.any(String)] } });
    await create(owner, { firstName: 'Ada', email: 'ada@mill.example' });
    expect(await refusal(owner, CREATE, { firstName: 'Ada', email: 'ada@mill.example' })).toMatchObject({ code: 'VALIDATION_ERROR', details: { email: [expect.any(String)] } });
    // Who is deleted is out of the way.
    await owner.data('mutation ($id: ID!) { deleteContact(id: $id) { id } }', { id: first.contact.id });
    expect((await create(owner, { firstName: 'Ada', email: 'ada@mill.example', accountId: mill })).contact.accountId).toBe(mill);
  });

  it('is saved once when two people save the same address at the same moment', async () => {
    const owner = await app.signUp();
    const input = { firstName: 'Twin', email: 'twin@mill.example', accountId: await account(owner, 'Mill') };
    const answers = await Promise.all([1, 2, 3].map(() => owner.graphql(CREATE, { input })));
    expect(answers.map((answer) => answer.errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['VALIDATION_ERROR', 'VALIDATION_ERROR', 'done']);
  });

  it('is refused a second time within one batch', async () => {
    const owner = await app.signUp();
    const accountId = await account(owner, 'Mill');
    const values = [{ email: 'a@mill.example', accountId }, { email: 'A@mill.example', accountId }, { email: 'a@mill.example' }, { email: 'b@mill.example', accountId }, { notes: 'nobody' }];
    const { outcomes } = await batch(owner, values.map((each) => ({ type: contactRecord, operation: 'create', values: each })));
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true, true, false]);
  });

  it('costs as many statements for 500 in a batch as for 5', async () => {
    const owner = await app.signUp();
    const accountId = await account(owner, 'Mill');
    const cost = (size: number): Promise<number> =>
      statementsDuring(app.app.get(DataSource), () =>
        batch(owner, Array.from({ length: size }, () => ({ type: contactRecord, operation: 'create', values: { lastName: 'Many', email: `${randomUUID()}@mill.example`, accountId } }))),
      );
    const few = await cost(5);
    expect(few).toBeGreaterThan(3);
    expect(await cost(500)).toBe(few);
  });

  it('answers a stale write with CONFLICT and the present values', async () => {
    const owner = await app.signUp();
    const { contact } = await create(owner, { firstName: 'Ada', lastName: 'Before' });
    await owner.data(UPDATE, { input: { id: contact.id, expectedVersion: 1, lastName: 'After' } });
    expect(await refusal(owner, UPDATE, { id: contact.id, expectedVersion: 1, lastName: 'Other' })).toMatchObject({ code: 'CONFLICT', current: { lastName: 'After', version: 2 } });
  });

  it('is archived, restored and deleted, and each of the three can be undone', async () => {
    const owner = await app.signUp();
    const { contact } = await create(owner, { firstName: 'Archie' });
    const call = async (verb: string): Promise<string> => {
      const answer = await owner.data<{ done: { changeSetId: string } }>(`mutation ($id: ID!) { done: ${verb}Contact(id: $id) { changeSetId } }`, { id: contact.id });
      return answer.done.changeSetId;
    };
    const archived = await call('archive');
    expect((await read(owner, contact.id)).archivedAt).not.toBeNull();
    await undo(owner, archived);
    expect((await read(owner, contact.id)).archivedAt).toBeNull();
    await call('archive');
    await undo(owner, await call('restore'));
    expect((await read(owner, contact.id)).archivedAt).not.toBeNull();
    const deleted = await call('delete');
    expect((await owner.graphql(READ, { id: contact.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await undo(owner, deleted);
    expect((await read(owner, contact.id)).firstName).toBe('Archie');
  });

  it('stays with the tenant, and never belongs to an account of another', async () => {
    const [one, two] = [await app.signUp(), await app.signUp()];
    const foreign = await account(one, 'Mill');
    const { contact } = await create(one, { firstName: 'Ada', email: 'ada@mill.example', accountId: foreign });
    expect((await two.graphql(READ, { id: contact.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await refusal(two, UPDATE, { id: contact.id, firstName: 'Mine' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(two, CREATE, { firstName: 'Eve', accountId: foreign })).toMatchObject({ code: 'VALIDATION_ERROR', details: { accountId: [expect.any(String)] } });
    expect((await create(two, { firstName: 'Ada', email: 'ada@mill.example' })).contact.id).not.toBe(contact.id);
    const { contacts } = await two.data<{ contacts: { totalCount: number } }>('query ($id: ID) { contacts(filter: { accountId: { eq: $id } }) { totalCount } }', { id: foreign });
    expect(contacts.totalCount).toBe(0);
  });

  it('is edited by its owner and by administrators, and only seen by viewers', async () => {
    const owner = await app.signUp();
    const [member, viewer] = [await app.colleague(owner, 'MEMBER'), await app.colleague(owner, 'VIEWER')];
    const { contact: theirs } = await create(owner, { firstName: 'Of the owner' });
    const { contact: own } = await create(member, { firstName: 'Of the member' });
    expect(await refusal(member, UPDATE, { id: theirs.id, firstName: 'No' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(member, UPDATE, { id: own.id, firstName: 'Yes' })).toBeUndefined();
    expect(await refusal(viewer, CREATE, { firstName: 'No' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(viewer, UPDATE, { id: own.id, firstName: 'No' })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await read(viewer, own.id)).firstName).toBe('Yes');
  });

  it('is counted at its account', async () => {
    const owner = await app.signUp();
    const mill = await account(owner, 'Mill');
    await create(owner, { firstName: 'A', accountId: mill });
    const { contact } = await create(owner, { firstName: 'B', accountId: mill });
    await create(owner, { firstName: 'C' });
    const count = async (): Promise<number> => (await owner.data<{ account: { contactCount: number } }>('query ($id: ID!) { account(id: $id) { contactCount } }', { id: mill })).account.contactCount;
    expect(await count()).toBe(2);
    await owner.data('mutation ($id: ID!) { archiveContact(id: $id) { changeSetId } }', { id: contact.id });
    expect(await count()).toBe(1);
  });
});
