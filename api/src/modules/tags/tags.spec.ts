import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface TagAnswer {
  readonly name: string;
  readonly count: number;
  readonly colour: string | null;
  readonly uses: readonly { readonly recordType: string; readonly count: number }[];
}
interface RunAnswer {
  readonly run: { readonly id: string; readonly label: string; readonly status: string; readonly changed: number; readonly leftOut: number };
  readonly changeSetId: string;
}
const RUN = 'run { id label status changed leftOut } changeSetId';
const RENAME = `mutation ($name: String!, $to: String!) { renameTag(name: $name, to: $to) { ${RUN} } }`;
const MERGE = `mutation ($tags: [String!]!, $into: String!) { mergeTags(tags: $tags, into: $into) { ${RUN} } }`;
const DELETE = `mutation ($name: String!) { deleteTag(name: $name) { ${RUN} } }`;
const COLOUR = 'mutation ($name: String!, $colour: TagHue) { setTagColour(name: $name, colour: $colour) { colour changeSetId } }';

const tags = async (caller: Caller, args: { recordType?: string; search?: string; first?: number } = {}): Promise<readonly TagAnswer[]> =>
  (await caller.data<{ tags: TagAnswer[] }>('query ($recordType: String, $search: String, $first: Int! = 50) { tags(recordType: $recordType, search: $search, first: $first) { name count colour uses { recordType count } } }', args)).tags;
const short = (list: readonly TagAnswer[]): readonly string[] => list.map(({ name, count, colour }) => `${name} ${count}${colour ? ` ${colour}` : ''}`);
const account = async (caller: Caller, name: string, of: readonly string[]): Promise<string> =>
  (await caller.data<{ createAccount: { account: { id: string } } }>('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } } }', { input: { name, tags: of } })).createAccount.account.id;
const contact = (caller: Caller, lastName: string, of: readonly string[]) =>
  caller.data('mutation ($input: CreateContactInput!) { createContact(input: $input) { changeSetId } }', { input: { lastName, tags: of } });
const accountTags = async (caller: Caller, id: string): Promise<readonly string[]> => (await caller.data<{ account: { tags: string[] } }>('query ($id: ID!) { account(id: $id) { tags } }', { id })).account.tags;
const undo = (caller: Caller, id: string) => caller.data('mutation ($id: ID!) { undoBulkRun(id: $id) { run { status } } }', { id });
const refused = async (caller: Caller, query: string, variables: Record<string, unknown>) => {
  const extensions = (await caller.graphql(query, variables)).errors?.[0]?.extensions;
  return [extensions?.code, ...Object.keys(extensions?.details ?? {})].join(' ');
};

/** A workspace with four tagged records of two types, one of them archived. */
async function tagged() {
  const owner = await app.signUp();
  const gold = await account(owner, 'Gold', ['vip', 'fair']);
  const old = await account(owner, 'Old', ['fair']);
  await owner.data('mutation ($id: ID!) { archiveAccount(id: $id) { changeSetId } }', { id: old });
  await contact(owner, 'Hopper', ['vip', 'VIPs']);
  await contact(owner, 'Byron', ['vip']);
  return { owner, gold, old };
}

describe('the tags of a workspace', () => {
  it('are counted over all record types, the most used first', async () => {
    const { owner } = await tagged();
    expect(short(await tags(owner))).toEqual(['vip 3', 'fair 2', 'VIPs 1']);
    expect((await tags(owner))[0]?.uses).toEqual(expect.arrayContaining([{ recordType: 'account', count: 1 }, { recordType: 'contact', count: 2 }]));
    expect(short(await tags(owner, { recordType: 'account' }))).toEqual(['fair 2', 'vip 1']);
    expect(short(await tags(owner, { search: 'Vip' }))).toEqual(['vip 3', 'VIPs 1']);
    expect(short(await tags(owner, { search: '%' }))).toEqual([]);
    expect(short(await tags(owner, { first: 1 }))).toEqual(['vip 3']);
    for (const args of ['recordType: "pipeline"', 'recordType: "nothing"', 'first: 0', 'first: 501']) expect(await refused(owner, `{ tags(${args}) { name } }`, {})).toMatch(/^VALIDATION_ERROR (recordType|first)$/);
  });

  it('are renamed everywhere with their colour, and an undo takes back both', async () => {
    const { owner, gold } = await tagged();
    await owner.data(COLOUR, { name: 'vip', colour: 'AMBER' });
    const { renameTag } = await owner.data<{ renameTag: RunAnswer }>(RENAME, { name: 'vip', to: ' key account ' });
    expect(renameTag.run).toMatchObject({ status: 'COMPLETED', changed: 3, leftOut: 0, label: 'Renamed the tag "vip" to "key account" (3 records)' });
    expect(short(await tags(owner))).toEqual(['key account 3 AMBER', 'fair 2', 'VIPs 1']);
    expect(await accountTags(owner, gold)).toEqual(['key account', 'fair']);
    await undo(owner, renameTag.run.id);
    expect(short(await tags(owner))).toEqual(['vip 3 AMBER', 'fair 2', 'VIPs 1']);
  });

  it('are renamed in the filters of views and groups, those of colleagues too, and an undo takes that back without a word about what is private', async () => {
    const { owner } = await tagged();
    const member = await app.colleague(owner, 'MEMBER');
    const filter = { and: [{ tags: { hasAny: ['vip', 'fair'] } }, { not: { tags: { contains: 'vip' } } }, { lastName: { eq: 'vip' } }] };
    const renamed = { and: [{ tags: { hasAny: ['gold', 'fair'] } }, { not: { tags: { contains: 'gold' } } }, { lastName: { eq: 'vip' } }] };
    const keep = async (caller: Caller, visibility: string): Promise<void> => {
      await caller.data('mutation ($input: CreateSavedViewInput!) { createSavedView(input: $input) { changeSetId } }', { input: { recordType: 'contact', name: 'View', visibility, filter } });
      await caller.data('mutation ($input: CreateContactGroupInput!) { createContactGroup(input: $input) { changeSetId } }', { input: { kind: 'DYNAMIC', name: 'Group', visibility, filter: { tags: { hasAll: ['vip'] } } } });
    };
    await keep(owner, 'SHARED');
    await keep(member, 'PRIVATE');
    const filters = async (caller: Caller): Promise<unknown[]> => {
      const { savedViews, contactGroups } = await caller.data<{ savedViews: { nodes: { filter: unknown }[] }; contactGroups: { nodes: { filter: unknown }[] } }>('{ savedViews { nodes { filter } } contactGroups { nodes { filter } } }');
      return [...savedViews.nodes, ...contactGroups.nodes].map((node) => node.filter);
    };
    const { renameTag } = await owner.data<{ renameTag: RunAnswer }>(RENAME, { name: 'vip', to: 'gold' });
    expect(renameTag.run).toMatchObject({ changed: 3, leftOut: 0 });
    expect(await filters(owner)).toEqual([renamed, { tags: { hasAll: ['gold'] } }]);
    expect(await filters(member)).toEqual([renamed, renamed, { tags: { hasAll: ['gold'] } }, { tags: { hasAll: ['gold'] } }]);
    const { undoBulkRun } = await owner.data<{ undoBulkRun: { run: { undoResult: { skippedCount: number } } } }>('mutation ($id: ID!) { undoBulkRun(id: $id) { run { undoResult { skippedCount } } } }', { id: renameTag.run.id });
    expect(undoBulkRun.run.undoResult.skippedCount).toBe(0);
    expect(await filters(member)).toEqual([filter, filter, { tags: { hasAll: ['vip'] } }, { tags: { hasAll: ['vip'] } }]);
    // What its owner has changed meanwhile stays, and whoever undoes is not told whose it is.
    const again = (await owner.data<{ renameTag: RunAnswer }>(RENAME, { name: 'vip', to: 'gold' })).renameTag.run;
    const { savedViews } = await member.data<{ savedViews: { nodes: { id: string; visibility: string }[] } }>('{ savedViews { nodes { id visibility } } }');
    await member.data('mutation ($input: UpdateSavedViewInput!) { updateSavedView(input: $input) { changeSetId } }', { input: { id: savedViews.nodes.find(({ visibility }) => visibility === 'PRIVATE')!.id, filter: { tags: { hasAny: ['new'] } } } });
    const last = await owner.data<{ undoBulkRun: { run: { undoResult: { skippedCount: number } } } }>('mutation ($id: ID!) { undoBulkRun(id: $id) { run { undoResult { skippedCount } } } }', { id: again.id });
    expect(last.undoBulkRun.run.undoResult.skippedCount).toBe(0);
    expect(await filters(member)).toContainEqual({ tags: { hasAny: ['new'] } });
  });

  it('are merged into one, which no record carries twice', async () => {
    const { owner, gold, old } = await tagged();
    await owner.data(COLOUR, { name: 'fair', colour: 'RED' });
    await owner.data(COLOUR, { name: 'VIPs', colour: 'BLUE' });
    const { mergeTags } = await owner.data<{ mergeTags: RunAnswer }>(MERGE, { tags: ['fair', 'VIPs', 'vip'], into: 'vip' });
    expect(mergeTags.run).toMatchObject({ changed: 3, label: 'Merged the tags "fair", "VIPs" into "vip" (3 records)' });
    expect(short(await tags(owner))).toEqual(['vip 4 RED']);
    expect([await accountTags(owner, gold), await accountTags(owner, old)]).toEqual([['vip'], ['vip']]);
    await undo(owner, mergeTags.run.id);
    expect(short(await tags(owner))).toEqual(['vip 3', 'fair 2 RED', 'VIPs 1 BLUE']);
  });

  it('are deleted from every record and come back by an undo', async () => {
    const { owner } = await tagged();
    await owner.data(COLOUR, { name: 'fair', colour: 'GREEN' });
    const { deleteTag } = await owner.data<{ deleteTag: RunAnswer }>(DELETE, { name: 'fair' });
    expect(deleteTag.run).toMatchObject({ changed: 2, label: 'Deleted the tag "fair" (2 records)' });
    expect(short(await tags(owner))).toEqual(['vip 3', 'VIPs 1']);
    await undo(owner, deleteTag.run.id);
    expect(short(await tags(owner))).toEqual(['vip 3', 'fair 2 GREEN', 'VIPs 1']);
  });

  it('keep a colour that no record carries any more until it is deleted, which can be undone too', async () => {
    const owner = await app.signUp();
    const id = await account(owner, 'Gold', ['once']);
    const set = await owner.data<{ setTagColour: { changeSetId: string } }>(COLOUR, { name: 'once', colour: 'TEAL' });
    expect((await owner.data<{ setTagColour: object }>(COLOUR, { name: 'once', colour: 'TEAL' })).setTagColour).toEqual({ colour: 'TEAL', changeSetId: null });
    await owner.data('mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { changeSetId } }', { input: { id, tags: [] } });
    expect(short(await tags(owner))).toEqual(['once 0 TEAL']);
    const { deleteTag } = await owner.data<{ deleteTag: RunAnswer }>(DELETE, { name: 'once' });
    expect([deleteTag.run.changed, await tags(owner)]).toEqual([0, []]);
    const revert = 'mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }';
    await owner.data(revert, { id: deleteTag.changeSetId });
    expect(short(await tags(owner))).toEqual(['once 0 TEAL']);
    await owner.data(revert, { id: set.setTagColour.changeSetId });
    expect(await tags(owner)).toEqual([]);
  });

  it('are refused what would lose or confuse them', async () => {
    const { owner } = await tagged();
    expect(await refused(owner, RENAME, { name: 'vip', to: 'fair' })).toBe('VALIDATION_ERROR to');
    expect(await refused(owner, RENAME, { name: 'vip', to: 'vip' })).toBe('VALIDATION_ERROR to');
    expect(await refused(owner, RENAME, { name: 'vip', to: '  ' })).toBe('VALIDATION_ERROR to');
    expect(await refused(owner, RENAME, { name: 'vip', to: 'x'.repeat(61) })).toBe('VALIDATION_ERROR to');
    expect(await refused(owner, RENAME, { name: 'nobody', to: 'x' })).toMatch(/^NOT_FOUND/);
    expect(await refused(owner, MERGE, { tags: ['vip'], into: 'vip' })).toBe('VALIDATION_ERROR tags');
    expect(await refused(owner, MERGE, { tags: ['vip'], into: 'nobody' })).toMatch(/^NOT_FOUND/);
    expect(await refused(owner, DELETE, { name: 'nobody' })).toMatch(/^NOT_FOUND/);
    expect(await refused(owner, COLOUR, { name: 'nobody', colour: 'RED' })).toMatch(/^NOT_FOUND/);
  });

  it("are the administrators' to change and everybody's to see, in their own workspace", async () => {
    const { owner } = await tagged();
    for (const role of ['MEMBER', 'VIEWER'] as const) {
      const colleague = await app.colleague(owner, role);
      expect(short(await tags(colleague))).toEqual(['vip 3', 'fair 2', 'VIPs 1']);
      for (const [query, variables] of [[RENAME, { name: 'vip', to: 'x' }], [MERGE, { tags: ['vip'], into: 'fair' }], [DELETE, { name: 'vip' }], [COLOUR, { name: 'vip', colour: 'RED' }]] as const) {
        expect(await refused(colleague, query, variables)).toMatch(/^FORBIDDEN/);
      }
    }
    const stranger = await app.signUp('Other');
    expect(await tags(stranger)).toEqual([]);
    expect(await refused(stranger, DELETE, { name: 'vip' })).toMatch(/^NOT_FOUND/);
    await account(stranger, 'Theirs', ['vip']);
    await stranger.data(RENAME, { name: 'vip', to: 'theirs' });
    expect(short(await tags(owner))).toEqual(['vip 3', 'fair 2', 'VIPs 1']);
  });

  it('are counted only on records that the caller may see', async () => {
    const { owner } = await tagged();
    const colleague = await app.colleague(owner, 'MEMBER');
    await account(colleague, 'Mine', ['vip']);
    await owner.data('mutation ($id: ID!, $permissions: JSON!) { setMemberPermissions(id: $id, permissions: $permissions) { changeSetId } }', { id: colleague.memberId, permissions: { records: { account: { view: 'own' }, contact: { view: 'none' } } } });
    expect(short(await tags(colleague))).toEqual(['vip 1']);
  });
});
