import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly actorName: string;
  readonly via: string;
  readonly itemCount: number;
  readonly reverted: boolean;
  readonly undo: boolean;
  readonly subjects: readonly { readonly recordType: string; readonly title: string; readonly operation: string }[];
}

let app: TestApp;
let owner: Caller;
let accountId: string;
let changeSetId: string;
beforeAll(async () => {
  app = await testApp();
  owner = await app.signUp('Audited');
  const made = await owner.data<{ createAccount: { account: { id: string } } }>('mutation { createAccount(input: { name: "Acme", industry: "Energy" }) { account { id } changeSetId } }');
  accountId = made.createAccount.account.id;
  const changed = await owner.data<{ updateAccount: { changeSetId: string } }>('mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { changeSetId } }', { input: { id: accountId, industry: 'Retail', name: 'Acme & Sons' } });
  changeSetId = changed.updateAccount.changeSetId;
});
afterAll(() => app.close());

const LOG = 'query ($filter: AuditFilter, $first: Int, $after: ID) { auditLog(filter: $filter, first: $first, after: $after) { nodes { id label actorName via itemCount reverted undo subjects { recordType title operation } } pageInfo { hasNextPage endCursor } } }';
const log = async (filter: Record<string, unknown> | null = null, more: Record<string, unknown> = {}): Promise<readonly Entry[]> => (await owner.data<{ auditLog: { nodes: Entry[] } }>(LOG, { filter, ...more })).auditLog.nodes;

describe('the audit log', () => {
  it('says who did what to which record, newest first', async () => {
    const [latest, before] = await log({ recordId: accountId });
    expect(latest).toMatchObject({ id: changeSetId, actorName: 'Olive Owner', via: 'api', itemCount: 1, reverted: false, undo: false, subjects: [{ recordType: 'account', title: 'Acme & Sons', operation: 'update' }] });
    expect(before).toMatchObject({ label: 'Created account', subjects: [{ title: 'Acme', operation: 'create' }] });
  });

  it('tells each field, before and after, references by name', async () => {
    const { auditItems } = await owner.data<{ auditItems: { nodes: { changes: { field: string; label: string; beforeText: string | null; afterText: string | null }[] }[] } }>(
      'query ($id: ID!) { auditItems(changeSetId: $id) { nodes { changes { field label beforeText afterText } } } }', { id: changeSetId });
    expect(auditItems.nodes[0]!.changes).toEqual(expect.arrayContaining([{ field: 'industry', label: 'Industry', beforeText: 'Energy', afterText: 'Retail' }, { field: 'name', label: 'Name', beforeText: 'Acme', afterText: 'Acme & Sons' }]));
    const [, created] = await log({ recordId: accountId });
    const whole = await owner.data<{ auditItems: { nodes: { changes: { field: string; beforeText: string | null; afterText: string | null }[] }[] } }>('query ($id: ID!) { auditItems(changeSetId: $id) { nodes { changes { field beforeText afterText } } } }', { id: created!.id });
    expect(whole.auditItems.nodes[0]!.changes).toContainEqual({ field: 'ownerId', beforeText: null, afterText: 'Olive Owner' });
  });

  it('tells a list of things by their names', async () => {
    const input = { name: 'Short', recordType: 'account', columns: [{ field: 'name', width: 220 }, { field: 'industry' }] };
    const { createSavedView } = await owner.data<{ createSavedView: { changeSetId: string } }>('mutation ($input: CreateSavedViewInput!) { createSavedView(input: $input) { changeSetId } }', { input });
    const { auditItems } = await owner.data<{ auditItems: { nodes: { changes: { field: string; afterText: string | null }[] }[] } }>('query ($id: ID!) { auditItems(changeSetId: $id) { nodes { changes { field afterText } } } }', { id: createSavedView.changeSetId });
    expect(auditItems.nodes[0]!.changes).toContainEqual({ field: 'columns', afterText: 'name, industry' });
  });

  it('calls what has no title of its own by its type and what it connects, also after it is gone', async () => {
    const { createContact } = await owner.data<{ createContact: { contact: { id: string } } }>('mutation { createContact(input: { firstName: "Ada", lastName: "Berg" }) { contact { id } } }');
    const { createContactGroup } = await owner.data<{ createContactGroup: { contactGroup: { id: string } } }>('mutation { createContactGroup(input: { name: "Friends", visibility: PRIVATE }) { contactGroup { id } } }');
    const variables = { groupId: createContactGroup.contactGroup.id, ids: [createContact.contact.id] };
    await owner.data('mutation ($groupId: ID!, $ids: [ID!]!) { addContactsToGroup(groupId: $groupId, contacts: { ids: $ids }) { changeSetId } }', variables);
    await owner.data('mutation ($groupId: ID!, $ids: [ID!]!) { removeContactsFromGroup(groupId: $groupId, contacts: { ids: $ids }) { changeSetId } }', variables);
    const found = await log({ recordType: 'contactGroupMember' });
    expect(found.map(({ subjects }) => subjects[0])).toMatchObject([{ title: 'Member of group: Friends, Ada Berg', operation: 'delete' }, { title: 'Member of group: Friends, Ada Berg', operation: 'create' }]);
    const { auditItems } = await owner.data<{ auditItems: { nodes: { title: string }[] } }>('query ($id: ID!) { auditItems(changeSetId: $id) { nodes { title } } }', { id: found[0]!.id });
    expect(auditItems.nodes).toEqual([{ title: 'Member of group: Friends, Ada Berg' }]);
    const german = await app.graphql<{ auditLog: { nodes: Entry[] } }>(LOG, { filter: { recordType: 'contactGroupMember' } }, { authorization: `Bearer ${owner.token}`, 'accept-language': 'de' });
    expect(german.data?.auditLog.nodes[0]?.subjects[0]?.title).toBe('Gruppenmitglied: Friends, Ada Berg');
    // A colleague who does not see the private group is not told of it here either, nor who is in it.
    const admin = await app.colleague(owner, 'ADMIN');
    const { auditLog } = await admin.data<{ auditLog: { nodes: Entry[] } }>(LOG, { filter: { recordType: 'contactGroupMember' } });
    expect(auditLog.nodes).toEqual([]);
  });

  it('narrows by person, door, type, words and time', async () => {
    const { me } = await owner.data<{ me: { member: { id: string } } }>('{ me { member { id } } }');
    expect((await log({ actorId: me.member.id, recordType: 'account', via: 'api', search: 'created' })).map((entry) => entry.label)).toEqual(['Created account']);
    expect(await log({ via: 'import' })).toEqual([]);
    expect(await log({ search: '%' })).toEqual([]);
    expect(await log({ until: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect((await log({ from: '2020-01-01T00:00:00Z', recordType: 'account' })).length).toBe(2);
  });

  it('goes on where a page ended, and marks what was undone', async () => {
    const first = await owner.data<{ auditLog: { nodes: Entry[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(LOG, { filter: { recordId: accountId }, first: 1 });
    expect(first.auditLog.pageInfo.hasNextPage).toBe(true);
    expect((await log({ recordId: accountId }, { first: 5, after: first.auditLog.pageInfo.endCursor })).map((entry) => entry.label)).toEqual(['Created account']);
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: changeSetId });
    expect((await log({ recordId: accountId })).map(({ undo, reverted }) => [undo, reverted])).toEqual([[true, false], [false, true], [false, false]]);
  });

  it('refuses what it does not understand, field by field', async () => {
    const refused = await owner.graphql(LOG, { filter: { actorId: 'nobody', via: 'magic', recordType: 'nonsense', search: 'x'.repeat(300) } });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(Object.keys(refused.errors?.[0]?.extensions['details'] ?? {}).sort()).toEqual(['actorId', 'recordType', 'search', 'via']);
    expect((await owner.graphql('{ auditItems(changeSetId: "no-id") { nodes { id } } }')).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('is taken along as a file that spreadsheets do not run', async () => {
    await owner.data('mutation { createAccount(input: { name: "=cmd()" }) { changeSetId } }');
    const file = async (query: string, caller = owner): Promise<Response> => fetch(`${app.url}/files/audit.csv${query}`, { headers: { authorization: `Bearer ${caller.token}` } });
    const answer = await file('?recordType=account');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const lines = (await answer.text()).split('\r\n');
    expect(lines[0]).toContain('at,by,via,what,undone,record type');
    expect(lines.filter((line) => line.includes('Industry') && line.includes('Energy,Retail'))).toHaveLength(1);
    expect(lines.some((line) => line.includes("'=cmd()"))).toBe(true);
    expect(lines.some((line) => line.includes(',=cmd()'))).toBe(false);
    expect((await file('?from=yesterday')).status).toBe(400);
    expect((await file('', await app.colleague(owner, 'MEMBER'))).status).toBe(403);
  });

  it('is for owners and administrators, of their own workspace', async () => {
    const member = await app.colleague(owner, 'MEMBER');
    expect((await member.graphql('{ auditLog { nodes { id } } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const other = await app.signUp('Other');
    expect((await other.graphql('query ($id: ID!) { auditItems(changeSetId: $id) { nodes { id } } }', { id: changeSetId })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
