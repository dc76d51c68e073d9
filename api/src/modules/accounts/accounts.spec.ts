import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface AccountAnswer {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly domain: string | null;
  readonly size: string | null;
  readonly parentId: string | null;
}
interface Payload {
  readonly account: AccountAnswer;
  readonly changeSetId: string;
}

const CREATE = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id version name domain size parentId } changeSetId } }';
const UPDATE = 'mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { account { id version name domain size parentId } changeSetId } }';
const READ = 'query ($id: ID!) { account(id: $id) { id version name domain size parentId archivedAt } }';

const create = async (caller: Caller, input: Record<string, unknown>): Promise<Payload> => (await caller.data<{ createAccount: Payload }>(CREATE, { input })).createAccount;
const update = async (caller: Caller, input: Record<string, unknown>): Promise<Payload> => (await caller.data<{ updateAccount: Payload }>(UPDATE, { input })).updateAccount;
const read = async (caller: Caller, id: string): Promise<AccountAnswer & { archivedAt: string | null }> => (await caller.data<{ account: AccountAnswer & { archivedAt: string | null } }>(READ, { id })).account;
const undo = (caller: Caller, id: string): Promise<{ revertChangeSet: { reverted: number; skipped: { reason: string }[] } }> =>
  caller.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted skipped { reason } } }', { id });

describe('an account', () => {
  it('derives its domain from the website and its size from the employees', async () => {
    const owner = await app.signUp();
    const { account } = await create(owner, { name: 'Harbour Mills', website: 'www.harbour-mills.example/about', employees: 300 });
    expect(account).toMatchObject({ domain: 'harbour-mills.example', size: 'LARGE' });
    expect((await update(owner, { id: account.id, employees: 9 })).account.size).toBe('MICRO');
    // A size may be known where the number is not.
    expect((await update(owner, { id: account.id, employees: null, size: 'ENTERPRISE' })).account.size).toBe('ENTERPRISE');
    expect((await update(owner, { id: account.id, website: null })).account.domain).toBeNull();
  });

  it('refuses a derived field, an impossible value and an unknown parent as input', async () => {
    const owner = await app.signUp();
    expect((await owner.graphql(CREATE, { input: { name: 'A', domain: 'a.example' } })).errors?.[0]).toBeDefined();
    const refused = await owner.graphql(CREATE, { input: { name: 'A', employees: -1, website: 'ftp://a', parentId: '01939b1e-0000-7000-8000-000000000000' } });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { employees: [expect.any(String)], website: [expect.any(String)] } });
    const orphan = await owner.graphql(CREATE, { input: { name: 'A', parentId: '01939b1e-0000-7000-8000-000000000000' } });
    expect(orphan.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { parentId: [expect.any(String)] } });
  });

  it('answers a stale write with CONFLICT and the present values', async () => {
    const owner = await app.signUp();
    const { account } = await create(owner, { name: 'Before' });
    await update(owner, { id: account.id, expectedVersion: 1, name: 'After' });
    const stale = await owner.graphql(UPDATE, { input: { id: account.id, expectedVersion: 1, name: 'Other' } });
    expect(stale.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', current: { id: account.id, name: 'After', version: 2 } });
    expect((await read(owner, account.id)).name).toBe('After');
  });

  it('is archived, restored and deleted, and each of the three can be undone', async () => {
    const owner = await app.signUp();
    const { account } = await create(owner, { name: 'Archie' });
    const call = async (verb: string): Promise<string> => {
      const selection = verb === 'delete' ? 'id' : 'account { id archivedAt }';
      const answer = await owner.data<Record<string, { changeSetId: string }>>(`mutation ($id: ID!) { done: ${verb}Account(id: $id) { ${selection} changeSetId } }`, { id: account.id });
      return answer['done']!.changeSetId;
    };
    const archived = await call('archive');
    expect((await read(owner, account.id)).archivedAt).not.toBeNull();
    await undo(owner, archived);
    expect((await read(owner, account.id)).archivedAt).toBeNull();
    await call('archive');
    const restored = await call('restore');
    expect((await read(owner, account.id)).archivedAt).toBeNull();
    await undo(owner, restored);
    expect((await read(owner, account.id)).archivedAt).not.toBeNull();
    const deleted = await call('delete');
    expect((await owner.graphql(READ, { id: account.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await undo(owner, deleted);
    expect((await read(owner, account.id)).name).toBe('Archie');
  });

  it('stays with the tenant: another one neither reads, changes nor points at it', async () => {
    const one = await app.signUp();
    const two = await app.signUp();
    const { account } = await create(one, { name: 'Theirs' });
    expect((await two.graphql(READ, { id: account.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await two.graphql(UPDATE, { input: { id: account.id, name: 'Mine' } })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await two.graphql('query ($id: ID!) { accountTree(id: $id) { rootId } }', { id: account.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const pointing = await two.graphql(CREATE, { input: { name: 'Mine', parentId: account.id } });
    expect(pointing.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { parentId: [expect.any(String)] } });
    expect((await two.graphql(CREATE, { input: { name: 'Mine', ownerId: one.memberId } })).errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { ownerId: [expect.any(String)] } });
  });

  it('is edited by its owner and by administrators, deleted by administrators, and only seen by viewers', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const viewer = await app.colleague(owner, 'VIEWER');
    const { account: theirs } = await create(owner, { name: 'Of the owner' });
    const { account: own } = await create(member, { name: 'Of the member' });
    const code = async (caller: Caller, query: string, variables: Record<string, unknown>): Promise<string | undefined> => (await caller.graphql(query, variables)).errors?.[0]?.extensions.code;
    const DELETE = 'mutation ($id: ID!) { deleteAccount(id: $id) { id } }';
    expect(await code(member, UPDATE, { input: { id: theirs.id, name: 'No' } })).toBe('FORBIDDEN');
    expect(await code(member, UPDATE, { input: { id: own.id, name: 'Yes' } })).toBeUndefined();
    expect(await code(member, DELETE, { id: own.id })).toBe('FORBIDDEN');
    expect(await code(viewer, CREATE, { input: { name: 'No' } })).toBe('FORBIDDEN');
    expect(await code(viewer, UPDATE, { input: { id: own.id, name: 'No' } })).toBe('FORBIDDEN');
    expect((await read(viewer, own.id)).name).toBe('Yes');
    expect(await code(owner, DELETE, { id: own.id })).toBeUndefined();
  });
});

describe('the hierarchy', () => {
  const TREE = 'query ($id: ID!) { accountTree(id: $id) { rootId truncated nodes { depth parentId account { name } } } }';
  interface TreeAnswer {
    readonly accountTree: { readonly rootId: string; readonly nodes: { readonly depth: number; readonly parentId: string | null; readonly account: { readonly name: string } }[] };
  }

  it('is read from any of its accounts, with children, ancestors and counts', async () => {
    const owner = await app.signUp();
    const top = (await create(owner, { name: 'Top' })).account;
    const west = (await create(owner, { name: 'West', parentId: top.id })).account;
    const east = (await create(owner, { name: 'East', parentId: top.id })).account;
    const far = (await create(owner, { name: 'Far East', parentId: east.id })).account;
    const { accountTree } = await owner.data<TreeAnswer>(TREE, { id: far.id });
    expect(accountTree.rootId).toBe(top.id);
    expect(accountTree.nodes.map((node) => [node.depth, node.account.name, node.parentId])).toEqual([[0, 'Top', null], [1, 'East', top.id], [2, 'Far East', east.id], [1, 'West', top.id]]);
    const { accounts } = await owner.data<{ accounts: { nodes: unknown[] } }>('{ accounts { nodes { name childCount children { name } ancestors { name } parent { name } } } }');
    expect(accounts.nodes).toEqual([
      { name: 'East', childCount: 1, children: [{ name: 'Far East' }], ancestors: [{ name: 'Top' }], parent: { name: 'Top' } },
      { name: 'Far East', childCount: 0, children: [], ancestors: [{ name: 'East' }, { name: 'Top' }], parent: { name: 'East' } },
      { name: 'Top', childCount: 2, children: [{ name: 'East' }, { name: 'West' }], ancestors: [], parent: null },
      { name: 'West', childCount: 0, children: [], ancestors: [{ name: 'Top' }], parent: { name: 'Top' } },
    ]);
    expect(west.parentId).toBe(top.id);
  });

  it('refuses an account that would belong to itself or to one below it', async () => {
    const owner = await app.signUp();
    const top = (await create(owner, { name: 'Top' })).account;
    const middle = (await create(owner, { name: 'Middle', parentId: top.id })).account;
    const bottom = (await create(owner, { name: 'Bottom', parentId: middle.id })).account;
    for (const parentId of [top.id, middle.id, bottom.id]) {
      const refused = await owner.graphql(UPDATE, { input: { id: top.id, parentId } });
      expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { parentId: [expect.any(String)] } });
    }
    // A move that only looks like one is fine.
    expect((await update(owner, { id: bottom.id, parentId: top.id })).account.parentId).toBe(top.id);
    expect((await update(owner, { id: middle.id, parentId: bottom.id })).account.parentId).toBe(bottom.id);
  });

  it('lets only one of two changes through that together would close a circle', async () => {
    const owner = await app.signUp();
    const a = (await create(owner, { name: 'A' })).account;
    const b = (await create(owner, { name: 'B' })).account;
    const answers = await Promise.all([owner.graphql(UPDATE, { input: { id: a.id, parentId: b.id } }), owner.graphql(UPDATE, { input: { id: b.id, parentId: a.id } })]);
    expect(answers.map((answer) => answer.errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['VALIDATION_ERROR', 'done']);
  });

  it('is not closed to a circle by an undo either', async () => {
    const owner = await app.signUp();
    const a = (await create(owner, { name: 'A' })).account;
    const b = (await create(owner, { name: 'B', parentId: a.id })).account;
    const freed = await update(owner, { id: b.id, parentId: null });
    await update(owner, { id: a.id, parentId: b.id });
    const undone = await owner.graphql('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: freed.changeSetId });
    expect(undone.errors?.[0]?.extensions.code).toBe('PRECONDITION_FAILED');
    expect((await read(owner, b.id)).parentId).toBeNull();
  });
});
