import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface View {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly leftOut: readonly string[];
  readonly defaultRoles: readonly string[];
  readonly visibility: string;
}
interface Views {
  readonly listViews: { readonly views: readonly View[]; readonly firstView: string; readonly chosen: boolean };
}
const VIEW = 'id name position visibility defaultRoles leftOut';
const CREATE = `mutation ($input: CreateSavedViewInput!) { createSavedView(input: $input) { savedView { ${VIEW} } changeSetId } }`;
const UPDATE = `mutation ($input: UpdateSavedViewInput!) { updateSavedView(input: $input) { savedView { ${VIEW} } } }`;
const LIST = `query ($recordType: String!) { listViews(recordType: $recordType) { views { ${VIEW} } firstView chosen } }`;

const create = async (caller: Caller, input: Record<string, unknown>): Promise<View> =>
  (await caller.data<{ createSavedView: { savedView: View } }>(CREATE, { input: { recordType: 'contact', ...input } })).createSavedView.savedView;
const viewsOf = async (caller: Caller, recordType = 'contact'): Promise<Views['listViews']> => (await caller.data<Views>(LIST, { recordType })).listViews;
const refusal = (answer: Answer<unknown>): unknown => [answer.errors?.[0]?.extensions.code, Object.keys(answer.errors?.[0]?.extensions.details ?? {})];

async function contacts(owner: Caller): Promise<void> {
  for (const input of [{ lastName: 'Adams', lifecycle: 'LEAD' }, { lastName: 'Brown', lifecycle: 'CUSTOMER' }, { lastName: 'Clark', lifecycle: 'CUSTOMER', jobTitle: 'CEO' }]) {
    await owner.data('mutation ($input: CreateContactInput!) { createContact(input: $input) { changeSetId } }', { input });
  }
}
const names = async (caller: Caller, text: string, variables: Record<string, unknown> = {}): Promise<string[]> =>
  (await caller.data<{ contacts: { nodes: { lastName: string }[] } }>(text, variables)).contacts.nodes.map((node) => node.lastName);
const UNDER = 'query ($viewId: ID, $filter: ContactFilter, $sort: [ContactSort!]) { contacts(viewId: $viewId, filter: $filter, sort: $sort) { nodes { lastName } totalCount } }';

describe('a saved view', () => {
  it('filters and sorts the list that names it, together with what the list is asked besides', async () => {
    const owner = await app.signUp();
    await contacts(owner);
    const { id } = await create(owner, { name: 'Customers', filter: { or: [{ lifecycle: { eq: 'CUSTOMER' } }, { jobTitle: { contains: 'x' } }] }, sort: [{ field: 'lastName', direction: 'DESC' }] });
    expect(await names(owner, UNDER, { viewId: id })).toEqual(['Clark', 'Brown']);
    expect(await names(owner, UNDER, { viewId: id, filter: { jobTitle: { isNull: true } } })).toEqual(['Brown']);
    expect(await names(owner, UNDER, { viewId: id, sort: [{ field: 'lastName', direction: 'ASC' }] })).toEqual(['Brown', 'Clark']);
    expect(await owner.data(UNDER, { viewId: id })).toMatchObject({ contacts: { totalCount: 2 } });
    expect(refusal(await owner.graphql('query ($viewId: ID) { accounts(viewId: $viewId) { nodes { id } } }', { viewId: id }))).toEqual(['VALIDATION_ERROR', ['viewId']]);
  });

  it('means by "me" whoever looks, and by a period the days around now', async () => {
    const owner = await app.signUp();
    await contacts(owner);
    const member = await app.colleague(owner, 'MEMBER');
    const { id } = await create(owner, { name: 'Mine of late', visibility: 'SHARED', filter: { ownerId: { in: ['me'] }, createdAt: { within: 'last 7 days' } } });
    expect(await names(owner, UNDER, { viewId: id })).toHaveLength(3);
    expect(await names(member, UNDER, { viewId: id })).toEqual([]);
    expect(await names(owner, UNDER, { viewId: 'mine' })).toHaveLength(3);
    expect(await names(owner, UNDER, { filter: { createdAt: { within: 'more than 2 days ago' } } })).toEqual([]);
    expect(refusal(await owner.graphql(UNDER, { filter: { createdAt: { within: 'soon' } } }))).toEqual(['VALIDATION_ERROR', ['filter.createdAt']]);
  });

  it('is nothing to other workspaces', async () => {
    const [owner, stranger] = [await app.signUp(), await app.signUp()];
    const { id } = await create(owner, { name: 'Ours', visibility: 'SHARED' });
    expect(refusal(await stranger.graphql(UNDER, { viewId: id }))).toEqual(['NOT_FOUND', []]);
    expect(refusal(await stranger.graphql(UNDER, { viewId: 'nonsense' }))).toEqual(['NOT_FOUND', []]);
  });

  it('is refused where its list could not be asked so', async () => {
    const owner = await app.signUp();
    const cases: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ recordType: 'nothing' }, 'recordType'],
      [{ name: ' ' }, 'name'],
      [{ filter: { nope: { eq: 1 } } }, 'filter'],
      [{ filter: 'lifecycle' }, 'filter'],
      [{ filter: { or: { lifecycle: { eq: 'LEAD' } } } }, 'filter'],
      [{ filter: { lifecycle: 'LEAD' } }, 'filter'],
      [{ filter: { lifecycle: { eq: 'PALE' } } }, 'filter'],
      [{ filter: { lifecycle: { gt: 'LEAD' } } }, 'filter'],
      [{ filter: { lifecycle: { in: 'LEAD' } } }, 'filter'],
      [{ filter: { createdAt: { contains: '2026' } } }, 'filter'],
      [{ filter: { createdAt: { within: 7 } } }, 'filter'],
      [{ filter: { lastName: { isNull: 'yes' } } }, 'filter'],
      [{ sort: [{ field: 'lastName' }] }, 'sort'],
      [{ sort: [{ field: 'notes', direction: 'ASC' }] }, 'sort'],
      [{ groupBy: 'lastName' }, 'groupBy'],
      [{ kind: 'BOARD' }, 'kind'],
      [{ columns: [{ field: 'nope' }] }, 'columns'],
      [{ columns: [{ field: 'email', width: 5 }] }, 'columns'],
      [{ columns: [{ field: 'email' }, { field: 'email' }] }, 'columns'],
      [{ defaultRoles: ['VIEWER'] }, 'defaultRoles'],
      [{ visibility: 'SHARED', defaultRoles: ['BOSS'] }, 'defaultRoles'],
    ];
    for (const [input, field] of cases) expect([input, refusal(await owner.graphql(CREATE, { input: { name: 'A', recordType: 'contact', ...input } }))]).toEqual([input, ['VALIDATION_ERROR', [field]]]);
  });

  it('works on without a field that is gone, and says so', async () => {
    const owner = await app.signUp();
    await contacts(owner);
    const { id } = await create(owner, { name: 'Old', filter: { lifecycle: { eq: 'CUSTOMER' } } });
    const gone = { filter: { and: [{ shoeSize: { eq: 42 } }, { or: [{ lifecycle: { eq: 'CUSTOMER' } }, { lifecycle: { eq: 'EXTINCT' } }] }, { or: [{ hat: { eq: 1 } }] }] }, sort: [{ field: 'shoeSize', direction: 'ASC' }, { field: 'lastName', direction: 'DESC' }], columns: [{ field: 'email' }, { field: 'shoeSize' }] };
    const source = await app.db.connect();
    await source.transaction(async (work) => {
      await work.query(`select set_config('app.tenant_id', $1, true)`, [owner.tenantId]);
      await work.query('update saved_views set filter = $2, sort = $3, columns = $4, group_by = $5 where id = $1', [id, JSON.stringify(gone.filter), JSON.stringify(gone.sort), JSON.stringify(gone.columns), 'mood']);
    });
    expect(await names(owner, UNDER, { viewId: id })).toEqual(['Clark', 'Brown']);
    expect((await viewsOf(owner)).views[0]!.leftOut.toSorted()).toEqual(['hat', 'lifecycle', 'mood', 'shoeSize']);
    expect((await owner.graphql(UPDATE, { input: { id, name: 'Still here' } })).errors).toBeUndefined();
    const { duplicateSavedView } = await owner.data<{ duplicateSavedView: { savedView: View } }>(`mutation ($id: ID!) { duplicateSavedView(id: $id) { savedView { ${VIEW} } } }`, { id });
    expect(duplicateSavedView.savedView).toMatchObject({ name: 'Copy of Still here', leftOut: [], visibility: 'PRIVATE' });
  });
});

describe('views of a team', () => {
  it('are private until shared, and then changed by who made them and by administrators', async () => {
    const owner = await app.signUp();
    const [member, other, viewer] = [await app.colleague(owner, 'MEMBER'), await app.colleague(owner, 'MEMBER'), await app.colleague(owner, 'VIEWER')];
    const own = await create(member, { name: 'Secret' });
    const shared = await create(member, { name: 'Team', visibility: 'SHARED' });
    for (const colleague of [owner, other, viewer]) expect((await viewsOf(colleague)).views.map((view) => view.name)).toEqual(['Team']);
    expect((await viewsOf(member)).views.map((view) => view.name)).toEqual(['Secret', 'Team']);
    for (const colleague of [owner, other, viewer]) expect(refusal(await colleague.graphql(UNDER, { viewId: own.id }))).toEqual(['NOT_FOUND', []]);
    expect((await names(viewer, UNDER, { viewId: shared.id }))).toEqual([]);
    for (const colleague of [other, viewer]) expect((await colleague.graphql(UPDATE, { input: { id: shared.id, name: 'Mine now' } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await owner.graphql(UPDATE, { input: { id: shared.id, name: 'Team of all' } })).errors).toBeUndefined();
    expect((await viewer.graphql(CREATE, { input: { recordType: 'contact', name: 'A' } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(refusal(await member.graphql(UPDATE, { input: { id: shared.id, ownerId: other.memberId } }))).toEqual(['VALIDATION_ERROR', ['ownerId']]);
    expect((await member.graphql('mutation ($id: ID!) { deleteSavedView(id: $id) { id } }', { id: own.id })).errors).toBeUndefined();
  });

  it('stand in the order somebody gave them', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const [a, b, c] = [await create(owner, { name: 'A', visibility: 'SHARED' }), await create(owner, { name: 'B', visibility: 'SHARED' }), await create(member, { name: 'C' })];
    const ORDER = 'mutation ($viewIds: [ID!]!) { reorderSavedViews(recordType: "contact", viewIds: $viewIds) { changeSetId views { name } } }';
    expect(await owner.data(ORDER, { viewIds: [b.id, a.id] })).toMatchObject({ reorderSavedViews: { views: [{ name: 'B' }, { name: 'A' }] } });
    expect((await viewsOf(member)).views.map((view) => view.name)).toEqual(['B', 'A', 'C']);
    expect((await member.graphql(ORDER, { viewIds: [a.id, b.id] })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await owner.graphql(ORDER, { viewIds: [a.id, c.id] })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('are what members start with: their own choice, or their role’s', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const team = await create(owner, { name: 'Team', visibility: 'SHARED', defaultRoles: ['MEMBER', 'VIEWER'] });
    expect(await viewsOf(member)).toMatchObject({ firstView: team.id, chosen: false });
    expect((await viewsOf(owner)).firstView).toBe('all');
    const CHOOSE = 'mutation ($view: ID) { chooseFirstView(recordType: "contact", view: $view) { firstView chosen } }';
    expect(await member.data(CHOOSE, { view: 'mine' })).toEqual({ chooseFirstView: { firstView: 'mine', chosen: true } });
    expect(await member.data(CHOOSE, { view: null })).toEqual({ chooseFirstView: { firstView: team.id, chosen: false } });
    const next = await create(owner, { name: 'Newer', visibility: 'SHARED', defaultRoles: ['MEMBER'] });
    expect((await viewsOf(member)).firstView).toBe(next.id);
    expect((await viewsOf(owner)).views.map((view) => view.defaultRoles)).toEqual([['VIEWER'], ['MEMBER']]);
    expect(refusal(await member.graphql(CREATE, { input: { recordType: 'contact', name: 'Push', visibility: 'SHARED', defaultRoles: ['OWNER'] } }))).toEqual(['VALIDATION_ERROR', ['defaultRoles']]);
    await owner.data(UPDATE, { input: { id: next.id, visibility: 'PRIVATE' } });
    expect((await viewsOf(member)).firstView).toBe('all');
  });
});

describe('the groups of a list', () => {
  const GROUPS = 'query ($field: String!, $filter: JSON) { recordGroups(recordType: "contact", field: $field, filter: $filter) { groups { value title count } more } }';

  it('are counted by the values of a field, in the order people expect', async () => {
    const owner = await app.signUp();
    await contacts(owner);
    expect(await owner.data(GROUPS, { field: 'lifecycle' })).toEqual({ recordGroups: { more: false, groups: [{ value: 'LEAD', title: null, count: 1 }, { value: 'CUSTOMER', title: null, count: 2 }] } });
    const { recordGroups } = await owner.data<{ recordGroups: { groups: { title: string | null; count: number }[] } }>(GROUPS, { field: 'ownerId', filter: { lifecycle: { eq: 'CUSTOMER' } } });
    expect(recordGroups.groups).toHaveLength(1);
    expect(recordGroups.groups[0]).toMatchObject({ count: 2 });
    expect(recordGroups.groups[0]!.title).not.toBeNull();
  });

  it('need a field with few values, and a filter that is one', async () => {
    const owner = await app.signUp();
    expect(refusal(await owner.graphql(GROUPS, { field: 'lastName' }))).toEqual(['VALIDATION_ERROR', ['field']]);
    expect(refusal(await owner.graphql(GROUPS, { field: 'lifecycle', filter: { lifecycle: { like: 'x' } } }))).toEqual(['VALIDATION_ERROR', ['filter']]);
    expect(refusal(await owner.graphql('{ recordGroups(recordType: "nothing", field: "a") { more } }'))).toEqual(['VALIDATION_ERROR', ['recordType']]);
  });
});
