import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { whileHeld } from '../../../test/harness/held-row.js';
import { TrashRetention } from './trash-retention.service.js';

interface Trashed {
  readonly recordType: string;
  readonly recordId: string;
  readonly title: string;
  readonly deletedBy: string | null;
}

let app: TestApp;
let owner: Caller;
beforeAll(async () => {
  app = await testApp();
  owner = await app.signUp('Tidy');
});
afterAll(() => app.close());

const make = async (type: 'Account' | 'Contact', input: Record<string, unknown>): Promise<string> => {
  const field = type.toLowerCase();
  return (await owner.data<Record<string, Record<string, { id: string }>>>(`mutation ($input: Create${type}Input!) { create${type}(input: $input) { ${field} { id } } }`, { input }))[`create${type}`]![field]!.id;
};
const remove = (type: 'Account' | 'Contact', id: string): Promise<unknown> => owner.data(`mutation ($id: ID!) { delete${type}(id: $id) { changeSetId } }`, { id });
const TRASH = 'query ($recordType: String, $first: Int, $after: ID) { trashedRecords(recordType: $recordType, first: $first, after: $after) { nodes { recordType recordId title deletedBy } pageInfo { hasNextPage endCursor } } }';
const trash = async (variables: Record<string, unknown> = {}, caller = owner): Promise<readonly Trashed[]> => (await caller.data<{ trashedRecords: { nodes: Trashed[] } }>(TRASH, variables)).trashedRecords.nodes;
const act = (verb: 'restore' | 'purge', records: readonly { recordType: string; recordId: string }[], caller = owner) =>
  caller.graphql<Record<string, { done: number; changeSetId: string; refused: { reason: string }[] }>>(`mutation ($records: [TrashedRecordInput!]!) { ${verb}TrashedRecords(records: $records) { done changeSetId refused { reason } } }`, { records });

describe('the trash', () => {
  it('holds what was deleted, of every type, and gives it back with what refers to it', async () => {
    const account = await make('Account', { name: 'Thrown Away' });
    const contact = await make('Contact', { firstName: 'Stays', lastName: 'Put', accountId: account });
    await remove('Account', account);
    expect(await trash()).toEqual([{ recordType: 'account', recordId: account, title: 'Thrown Away', deletedBy: 'Olive Owner' }]);
    expect(await trash({ recordType: 'contact' })).toEqual([]);
    const restored = await act('restore', [{ recordType: 'account', recordId: account }]);
    expect(restored.data?.['restoreTrashedRecords']).toMatchObject({ done: 1, refused: [] });
    expect(await trash()).toEqual([]);
    const { contact: read } = await owner.data<{ contact: { account: { name: string } } }>('query ($id: ID!) { contact(id: $id) { account { name } } }', { id: contact });
    expect(read.account.name).toBe('Thrown Away');
  });

  it('says why something cannot come back', async () => {
    const first = await make('Contact', { lastName: 'Twin', email: 'twin@example.com' });
    await remove('Contact', first);
    await make('Contact', { lastName: 'Twin', email: 'twin@example.com' });
    const answer = (await act('restore', [{ recordType: 'contact', recordId: first }])).data!['restoreTrashedRecords']!;
    expect([answer.done, answer.refused.length]).toEqual([0, 1]);
    expect((await trash({ recordType: 'contact' })).map((each) => each.recordId)).toContain(first);
  });

  it('goes on where a page ended', async () => {
    for (const name of ['One', 'Two', 'Three']) await remove('Account', await make('Account', { name }));
    const page = await owner.data<{ trashedRecords: { nodes: Trashed[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }>(TRASH, { recordType: 'account', first: 2 });
    expect(page.trashedRecords.nodes.map((each) => each.title)).toEqual(['Three', 'Two']);
    expect((await trash({ recordType: 'account', first: 2, after: page.trashedRecords.pageInfo.endCursor }))[0]?.title).toBe('One');
    expect((await owner.graphql(TRASH, { after: 'bogus' })).errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
  });

  it('is emptied by hand for good, and by time', async () => {
    const [by, time] = [await make('Account', { name: 'By hand' }), await make('Account', { name: 'By time' })];
    await remove('Account', by);
    await remove('Account', time);
    expect((await act('purge', [{ recordType: 'account', recordId: by }])).data?.['purgeTrashedRecords']?.done).toBe(1);
    expect((await trash({ recordType: 'account' })).map((each) => each.title)).not.toContain('By hand');
    await app.db.asOwner('alter table accounts no force row level security');
    await app.db.asOwner(`update accounts set deleted_at = now() - interval '31 days' where id = $1`, [time]);
    await app.db.asOwner('alter table accounts force row level security');
    await app.app.get(TrashRetention).empty({} as never, { checkpoint: () => undefined } as never);
    const left = (await trash({ recordType: 'account' })).map((each) => each.title);
    expect(left).not.toContain('By time');
    expect(left).toContain('Three');
  });

  it('lets nothing go by time that is brought back at that moment', async () => {
    const account = await make('Account', { name: 'At the last moment' });
    await remove('Account', account);
    await app.db.asOwner('alter table accounts no force row level security');
    await app.db.asOwner(`update accounts set deleted_at = now() - interval '31 days' where id = $1`, [account]);
    await app.db.asOwner('alter table accounts force row level security');
    await whileHeld(app.db, 'accounts', account, async (row) => {
      const emptied = app.app.get(TrashRetention).empty({} as never, { checkpoint: () => undefined } as never);
      await row.awaited();
      await row.change('deleted_at = null, version = version + 1');
      await emptied;
    });
    await owner.data('query ($id: ID!) { account(id: $id) { id } }', { id: account });
  });

  it('is for those who may delete, in their own workspace', async () => {
    const account = await make('Account', { name: 'Guarded' });
    await remove('Account', account);
    const record = { recordType: 'account', recordId: account };
    const member = await app.colleague(owner, 'MEMBER');
    expect(await trash({}, member)).not.toContainEqual(expect.objectContaining({ recordId: account }));
    const other = await app.signUp('Elsewhere');
    for (const caller of [member, other]) for (const verb of ['restore', 'purge'] as const) expect((await act(verb, [record], caller)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await act('restore', [{ recordType: 'account', recordId: 'no-id' }])).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await act('restore', [])).errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
    // A record that is not in the trash.
    expect((await act('purge', [{ recordType: 'account', recordId: await make('Account', { name: 'Alive' }) }])).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
