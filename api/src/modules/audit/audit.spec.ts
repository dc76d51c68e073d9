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

describe('a filter that a view or a group keeps', () => {
  const german = { 'accept-language': 'de' };
  const ITEMS = 'query ($id: ID!) { auditItems(changeSetId: $id) { nodes { changes { field label beforeText afterText } } } }';
  const filterOf = async (changeSetId: string, headers: Record<string, string> = {}): Promise<{ beforeText: string | null; afterText: string | null }> => {
    const { data } = await app.graphql<{ auditItems: { nodes: { changes: { field: string; beforeText: string | null; afterText: string | null }[] }[] } }>(ITEMS, { id: changeSetId }, { authorization: `Bearer ${owner.token}`, ...headers });
    const { beforeText, afterText } = data!.auditItems.nodes[0]!.changes.find(({ field }) => field === 'filter')!;
    return { beforeText, afterText };
  };
  const made = async (input: object): Promise<{ id: string; changeSetId: string }> => {
    const { createSavedView } = await owner.data<{ createSavedView: { changeSetId: string; savedView: { id: string } } }>('mutation ($input: CreateSavedViewInput!) { createSavedView(input: $input) { changeSetId savedView { id } } }', { input });
    return { id: createSavedView.savedView.id, changeSetId: createSavedView.changeSetId };
  };

  it('is told with fields, operators and the names of records, in the reader’s language', async () => {
    const { createAccount } = await owner.data<{ createAccount: { account: { id: string } } }>('mutation { createAccount(input: { name: "Reed Steel" }) { account { id } } }');
    const { pipelines } = await owner.data<{ pipelines: { nodes: { stages: { id: string; name: string }[] }[] } }>('{ pipelines(first: 1) { nodes { stages { id name } } } }');
    const [lead, next] = pipelines.nodes[0]!.stages;
    await owner.data('mutation { createCustomField(input: { recordType: "opportunity", kind: SELECT, label: "Tier", options: [{ label: "Gold" }] }) { changeSetId } }');
    const filter = { and: [{ ownerId: { in: ['me', owner.memberId] } }, { or: [{ stageId: { in: [lead!.id, next!.id] } }, { amount: { gte: '1000' } }] }, { not: { name: { contains: 'test' } } }, { accountId: { eq: createAccount.account.id } }, { expectedCloseOn: { within: 'last 7 days' } }, { cf_tier: { in: ['gold'] } }] };
    const view = await made({ name: 'Filtered', recordType: 'opportunity', filter });
    const english = `Owner is Me, Olive Owner and (Stage is ${lead!.name}, ${next!.name} or Amount is at least 1,000) and Name does not contain test and Account is Reed Steel and Expected close is within the last 7 days and Tier is Gold`;
    expect(await filterOf(view.changeSetId)).toEqual({ beforeText: null, afterText: english });
    expect((await filterOf(view.changeSetId, german)).afterText).toMatch(/^Zuständig ist Ich, Olive Owner und \(Phase ist .+ oder Betrag ist mindestens 1\.000\) und Name enthält nicht test und Firma ist Reed Steel und .+ liegt im Zeitraum in den letzten 7 Tagen und Tier ist Gold$/);

    // What is gone is not told by its id, and a change of the filter alone still says which list it is of.
    const change = { id: view.id, filter: { or: [{ status: { notIn: ['LOST'] } }, { closedOn: { within: 'this month' } }, { nextStep: { isNull: false } }] } };
    const { updateSavedView } = await owner.data<{ updateSavedView: { changeSetId: string } }>('mutation ($input: UpdateSavedViewInput!) { updateSavedView(input: $input) { changeSetId } }', { input: change });
    await owner.data('mutation ($id: ID!) { deleteAccount(id: $id) { changeSetId } }', { id: createAccount.account.id });
    await owner.data('mutation ($id: ID!) { deleteSavedView(id: $id) { changeSetId } }', { id: view.id });
    const changed = { beforeText: english.replace('Reed Steel', 'Account (deleted)'), afterText: 'Status is not Lost or Closed is this month or Next step is filled' };
    expect(await filterOf(updateSavedView.changeSetId)).toEqual(changed);
    expect((await filterOf(updateSavedView.changeSetId, german)).beforeText).toContain('Firma (gelöscht)');
    const file = await (await fetch(`${app.url}/files/audit.csv?recordType=savedView`, { headers: { authorization: `Bearer ${owner.token}` } })).text();
    for (const text of Object.values(changed)) expect(file).toContain(text);
    expect(file).not.toContain(createAccount.account.id);
  });

  it('is told with tags, ranges and none of', async () => {
    const filter = { tags: { hasAny: ['vip', 'board'] }, createdAt: { within: '2026-01-01 to 2026-01-31' }, not: { or: [{ doNotCall: { eq: true } }, { lastName: { isNull: true } }, { accountSince: { between: ['2026-02-01', '2026-02-28'] } }] } };
    const { createContactGroup } = await owner.data<{ createContactGroup: { changeSetId: string } }>('mutation ($input: CreateContactGroupInput!) { createContactGroup(input: $input) { changeSetId } }', { input: { name: 'VIPs', kind: 'DYNAMIC', visibility: 'SHARED', filter } });
    expect((await filterOf(createContactGroup.changeSetId)).afterText).toBe('Tags has any of vip, board and Created is between Jan 1, 2026 and Jan 31, 2026 and none of: Do not call is on or Last name is empty or At this account since is between Feb 1, 2026 and Feb 28, 2026');
    expect((await filterOf(createContactGroup.changeSetId, german)).afterText).toContain('Angelegt liegt zwischen 01.01.2026 und 31.01.2026 und nichts davon: ');
  });
});
