import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface Membership {
  readonly done: { readonly changed: number; readonly changeSetId: string | null; readonly group: { readonly contactCount: number } };
}
const CHANGE = (verb: string): string => `mutation ($groupId: ID!, $contacts: ContactChoiceInput!) { done: ${verb}(groupId: $groupId, contacts: $contacts) { changed changeSetId group { contactCount } } }`;
const change = async (caller: Caller, verb: 'addContactsToGroup' | 'removeContactsFromGroup', groupId: string, contacts: unknown): Promise<Membership['done']> => (await caller.data<Membership>(CHANGE(verb), { groupId, contacts })).done;
const contact = async (caller: Caller, lastName: string, input: Record<string, unknown> = {}): Promise<string> =>
  (await caller.data<{ done: { contact: { id: string } } }>('mutation ($input: CreateContactInput!) { done: createContact(input: $input) { contact { id } } }', { input: { lastName, ...input } })).done.contact.id;
const CREATE = 'mutation ($input: CreateContactGroupInput!) { done: createContactGroup(input: $input) { contactGroup { id contactCount } changeSetId } }';
const group = async (caller: Caller, input: Record<string, unknown>): Promise<string> => (await caller.data<{ done: { contactGroup: { id: string } } }>(CREATE, { input })).done.contactGroup.id;
const listed = async (caller: Caller, filter: unknown): Promise<string[]> =>
  (await caller.data<{ contacts: { totalCount: number; nodes: { lastName: string }[] } }>('query ($filter: ContactFilter) { contacts(filter: $filter) { totalCount nodes { lastName } } }', { filter })).contacts.nodes.map(({ lastName }) => lastName);

describe('groups', () => {
  it('hold contacts put in and taken out many at once, by ids or by a filter, and every step can be undone', async () => {
    const owner = await app.signUp();
    const ids = [await contact(owner, 'Ada'), await contact(owner, 'Bob', { department: 'Sales' }), await contact(owner, 'Cid', { department: 'Sales' })];
    const groupId = await group(owner, { name: 'Friends' });
    const added = await change(owner, 'addContactsToGroup', groupId, { ids });
    expect(added).toMatchObject({ changed: 3, group: { contactCount: 3 } });
    expect(await change(owner, 'addContactsToGroup', groupId, { ids })).toEqual({ changed: 0, changeSetId: null, group: { contactCount: 3 } });
    const removed = await change(owner, 'removeContactsFromGroup', groupId, { filter: { department: { eq: 'Sales' } } });
    expect(removed).toMatchObject({ changed: 2, group: { contactCount: 1 } });
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: removed.changeSetId });
    expect(await listed(owner, { groupId: { eq: groupId } })).toEqual(['Ada', 'Bob', 'Cid']);
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: added.changeSetId });
    expect(await listed(owner, { groupId: { in: [groupId] } })).toEqual([]);
  });

  it('by filter hold whoever fits it, alone and together with others', async () => {
    const owner = await app.signUp();
    const [ada] = [await contact(owner, 'Ada'), await contact(owner, 'Bob', { department: 'Sales' })];
    const byHand = await group(owner, { name: 'By hand' });
    await change(owner, 'addContactsToGroup', byHand, { ids: [ada] });
    const dynamic = await group(owner, { name: 'Sales people', kind: 'DYNAMIC', filter: { department: { eq: 'Sales' } } });
    expect(await listed(owner, { groupId: { eq: dynamic } })).toEqual(['Bob']);
    await contact(owner, 'Cid', { department: 'Sales' });
    expect(await listed(owner, { groupId: { in: [dynamic, byHand] } })).toEqual(['Ada', 'Bob', 'Cid']);
    expect(await listed(owner, { groupId: { notIn: [dynamic] } })).toEqual(['Ada']);
    expect(await listed(owner, { or: [{ groupId: { eq: byHand } }, { lastName: { eq: 'Cid' } }] })).toEqual(['Ada', 'Cid']);
    expect((await owner.data<{ contactGroups: { nodes: unknown[] } }>('{ contactGroups { nodes { name contactCount } } }')).contactGroups.nodes).toEqual([{ name: 'By hand', contactCount: 1 }, { name: 'Sales people', contactCount: 2 }]);
    expect((await owner.graphql(CHANGE('addContactsToGroup'), { groupId: dynamic, contacts: { ids: [ada] } })).errors?.[0]?.extensions.code).toBe('PRECONDITION_FAILED');
  });

  it('that are private are nowhere for others: not in lists, filters, counts, nor on their contacts', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const ada = await contact(owner, 'Ada');
    const secret = await group(member, { name: 'Job seekers', visibility: 'PRIVATE' });
    await change(member, 'addContactsToGroup', secret, { ids: [ada] });
    expect(await listed(member, { groupId: { eq: secret } })).toEqual(['Ada']);
    const groupsOf = async (caller: Caller): Promise<unknown> => (await caller.data<{ contact: { groups: unknown } }>('query ($id: ID!) { contact(id: $id) { groups { name } } }', { id: ada })).contact.groups;
    const looks = async (): Promise<unknown[]> => [
      await listed(owner, { groupId: { eq: secret } }),
      await listed(owner, { groupId: { isNull: false } }),
      await listed(owner, { groupId: { ne: secret } }),
      (await owner.data<{ contactGroups: { totalCount: number } }>('{ contactGroups { totalCount } }')).contactGroups.totalCount,
      await groupsOf(owner),
    ];
    expect(await looks()).toEqual([[], [], ['Ada'], 0, []]);
    for (const verb of ['addContactsToGroup', 'removeContactsFromGroup']) expect((await owner.graphql(CHANGE(verb), { groupId: secret, contacts: { ids: [ada] } })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await groupsOf(member)).toEqual([{ name: 'Job seekers' }]);
    await member.data('mutation ($id: ID!) { updateContactGroup(input: { id: $id, visibility: SHARED }) { changeSetId } }', { id: secret });
    expect(await looks()).toEqual([['Ada'], ['Ada'], [], 1, [{ name: 'Job seekers' }]]);
    await member.data('mutation ($id: ID!) { updateContactGroup(input: { id: $id, visibility: PRIVATE }) { changeSetId } }', { id: secret });
    expect(await looks()).toEqual([[], [], ['Ada'], 0, []]);
    const dynamic = await group(member, { name: 'All', visibility: 'PRIVATE', kind: 'DYNAMIC', filter: { lastName: { eq: 'Ada' } } });
    expect(await listed(owner, { groupId: { eq: dynamic } })).toEqual([]);
  });

  it('that are shared are changed by their owner and administrators', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const [ada, shared] = [await contact(owner, 'Ada'), await group(owner, { name: 'Press' })];
    expect((await member.graphql(CHANGE('addContactsToGroup'), { groupId: shared, contacts: { ids: [ada] } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const own = await group(member, { name: 'Mine' });
    expect((await change(owner, 'addContactsToGroup', own, { ids: [ada] })).changed).toBe(1);
  });

  it('say what is wrong', async () => {
    const owner = await app.signUp();
    const stranger = await app.signUp();
    const foreign = await contact(stranger, 'Eve');
    const groupId = await group(owner, { name: 'Friends' });
    for (const [input, field] of [
      [{ name: 'x', kind: 'DYNAMIC' }, 'filter'],
      [{ name: 'x', kind: 'DYNAMIC', filter: { dragon: { eq: 1 } } }, 'filter'],
      [{ name: 'x', kind: 'DYNAMIC', filter: { groupId: { eq: groupId } } }, 'filter'],
      [{ name: 'x', filter: { lastName: { eq: 'x' } } }, 'filter'],
      [{ name: 'x', cadenceDays: 0 }, 'cadenceDays'],
    ] as const) {
      const extensions = (await owner.graphql(CREATE, { input })).errors?.[0]?.extensions;
      expect([input, extensions?.code, Object.keys(extensions?.details ?? {})]).toEqual([input, 'VALIDATION_ERROR', [field]]);
    }
    for (const contacts of [{}, { ids: [foreign] }, { ids: ['x'] }]) expect((await owner.graphql(CHANGE('addContactsToGroup'), { groupId, contacts })).errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
  });

  it('are filled and emptied by actions on many records, with a count before, an undo after, and nothing done twice', async () => {
    const owner = await app.signUp();
    const [ada] = [await contact(owner, 'Ada'), await contact(owner, 'Bob', { department: 'Sales' }), await contact(owner, 'Cid', { department: 'Sales' })];
    const groupId = await group(owner, { name: 'Fair' });
    const sales = await group(owner, { name: 'Sales people', kind: 'DYNAMIC', filter: { department: { eq: 'Sales' } } });
    await change(owner, 'addContactsToGroup', groupId, { ids: [ada] });
    const PREVIEW = 'query ($input: BulkInput!) { bulkPreview(input: $input) { matching permitted } }';
    const START = 'mutation ($input: BulkInput!) { startBulkRun(input: $input) { run { id label status total changed unchanged leftOut } } }';
    const start = async (input: Record<string, unknown>): Promise<Record<string, unknown>> => (await owner.data<{ startBulkRun: { run: Record<string, unknown> } }>(START, { input: { recordType: 'contact', ...input } })).startBulkRun.run;
    expect(await owner.data(PREVIEW, { input: { recordType: 'contact', action: 'ADD_TO_GROUP', groupId, selection: { filter: {} } } })).toEqual({ bulkPreview: { matching: 3, permitted: 3 } });
    const added = await start({ action: 'ADD_TO_GROUP', groupId, selection: { filter: {} } });
    expect(added).toMatchObject({ label: 'Added to Fair (3 contacts)', status: 'COMPLETED', total: 3, changed: 2, unchanged: 1, leftOut: 0 });
    expect(await listed(owner, { groupId: { eq: groupId } })).toEqual(['Ada', 'Bob', 'Cid']);
    // Those of a group by filter, out of a group put together by hand.
    expect(await start({ action: 'REMOVE_FROM_GROUP', groupId, selection: { filter: { groupId: { in: [sales] } } } })).toMatchObject({ total: 2, changed: 2 });
    expect(await listed(owner, { groupId: { eq: groupId } })).toEqual(['Ada']);
    await owner.data('mutation ($id: ID!) { undoBulkRun(id: $id) { run { status undoResult { reverted skippedCount } } } }', { id: added['id'] });
    expect(await listed(owner, { groupId: { eq: groupId } })).toEqual(['Ada']);
    for (const [input, code] of [
      [{ action: 'ADD_TO_GROUP', selection: { ids: [ada] } }, 'VALIDATION_ERROR'],
      [{ action: 'ADD_TO_GROUP', groupId: sales, selection: { ids: [ada] } }, 'PRECONDITION_FAILED'],
      [{ action: 'ADD_TO_GROUP', groupId: ada, selection: { ids: [ada] } }, 'NOT_FOUND'],
      [{ recordType: 'account', action: 'ADD_TO_GROUP', groupId, selection: { filter: {} } }, 'VALIDATION_ERROR'],
    ] as const) expect((await owner.graphql(START, { input: { recordType: 'contact', ...input } })).errors?.[0]?.extensions.code).toBe(code);
    const viewer = await app.colleague(owner, 'VIEWER');
    expect((await viewer.graphql(START, { input: { recordType: 'contact', action: 'ADD_TO_GROUP', groupId, selection: { ids: [ada] } } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('by filter go into files as they go into lists', async () => {
    const owner = await app.signUp();
    await contact(owner, 'Ada');
    await contact(owner, 'Bob', { department: 'Sales' });
    const sales = await group(owner, { name: 'Sales people', kind: 'DYNAMIC', filter: { department: { eq: 'Sales' } } });
    const EXPORT = 'mutation ($input: ExportInput!) { startExport(input: $input) { export { status total downloadPath } } }';
    for (const [filter, names] of [[{ groupId: { in: [sales] } }, ['Bob']], [{ not: { groupId: { eq: sales } } }, ['Ada']]] as const) {
      const { startExport } = await owner.data<{ startExport: { export: { total: number; downloadPath: string } } }>(EXPORT, { input: { recordType: 'contact', format: 'JSON', columns: ['lastName'], filter } });
      const file = await fetch(`${app.url}${startExport.export.downloadPath}`, { headers: { authorization: `Bearer ${owner.token}` } });
      expect(await file.json()).toEqual(names.map((lastName) => ({ lastName })));
    }
  });
});
