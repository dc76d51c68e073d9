import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { contextOf } from '../../../test/harness/caller-context.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { runInContext } from '../../platform/context/request-context.js';
import { accountRecord } from '../accounts/index.js';
import { activityRecord } from './activity.record.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly title: string;
  readonly actorName: string | null;
  readonly reverted: boolean;
  readonly activity: { readonly id: string } | null;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown; readonly beforeText: string | null; readonly afterText: string | null }[];
}
interface TimelineAnswer {
  readonly timeline: { readonly nodes: readonly Entry[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } };
}

const TIMELINE = `query ($type: String!, $id: ID!, $first: Int, $after: String, $kinds: [TimelineKind!]) {
  timeline(recordType: $type, recordId: $id, first: $first, after: $after, kinds: $kinds) {
    nodes { id kind at title actorName reverted activity { id } changes { field before after beforeText afterText } } pageInfo { hasNextPage endCursor } } }`;

const page = async (caller: Caller, type: string, id: string, more: Record<string, unknown> = {}): Promise<TimelineAnswer['timeline']> => (await caller.data<TimelineAnswer>(TIMELINE, { type, id, ...more })).timeline;
const kinds = async (caller: Caller, type: string, id: string): Promise<string[]> => (await page(caller, type, id)).nodes.map((entry) => entry.kind);
const made = async (caller: Caller, mutation: string, variables: Record<string, unknown> = {}): Promise<{ id: string; changeSetId: string }> => {
  const { done } = await caller.data<{ done: Record<string, { id: string }> & { changeSetId: string } }>(mutation, variables);
  const record = Object.values(done).find((value): value is { id: string } => typeof value === 'object')!;
  return { id: record.id, changeSetId: done.changeSetId };
};
const account = (caller: Caller, name = 'Mill'): Promise<{ id: string }> => made(caller, 'mutation ($name: String!) { done: createAccount(input: { name: $name }) { account { id } changeSetId } }', { name });
const contact = (caller: Caller, accountId: string): Promise<{ id: string }> => made(caller, 'mutation ($a: ID) { done: createContact(input: { firstName: "Ada", accountId: $a }) { contact { id } changeSetId } }', { a: accountId });
const deal = (caller: Caller, accountId: string | null): Promise<{ id: string }> => made(caller, 'mutation ($a: ID) { done: createOpportunity(input: { name: "Deal", accountId: $a }) { opportunity { id } changeSetId } }', { a: accountId });
const log = (caller: Caller, input: Record<string, unknown>): Promise<{ id: string }> =>
  made(caller, 'mutation ($input: LogActivityInput!) { done: logActivity(input: $input) { activity { id } changeSetId } }', { input: { type: 'CALL', ...input } });
const update = (caller: Caller, input: Record<string, unknown>): Promise<{ id: string; changeSetId: string }> =>
  made(caller, 'mutation ($input: UpdateAccountInput!) { done: updateAccount(input: $input) { account { id } changeSetId } }', { input });

describe('the timeline', () => {
  it("tells a record's history in words, with names for references, and marks what was undone", async () => {
    const owner = await app.signUp();
    const parent = await account(owner, 'Holding');
    const { id } = await account(owner);
    const { changeSetId } = await update(owner, { id, name: 'Mill & Sons', parentId: parent.id, employees: 30 });
    await owner.data('mutation ($id: ID!) { archiveAccount(id: $id) { changeSetId } }', { id });
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: changeSetId });
    const { nodes } = await page(owner, 'account', id);
    expect(nodes.map((entry) => [entry.kind, entry.actorName, entry.reverted])).toEqual([
      ['UNDONE', 'Olive Owner', false],
      ['ARCHIVED', 'Olive Owner', false],
      ['CHANGED', 'Olive Owner', true],
      ['CREATED', 'Olive Owner', false],
    ]);
    const changes = new Map(nodes[2]!.changes.map((change) => [change.field, change]));
    expect(changes.get('parentId')).toMatchObject({ before: null, after: parent.id, beforeText: null, afterText: 'Holding' });
    expect(changes.get('name')).toMatchObject({ beforeText: 'Mill', afterText: 'Mill & Sons' });
    expect(changes.get('employees')).toMatchObject({ after: 30, afterText: '30' });
  });

  it("shows an account the activities of its contacts and opportunities, once each, and those only their own", async () => {
    const owner = await app.signUp();
    const { id: mill } = await account(owner);
    const { id: other } = await account(owner, 'Other');
    const { id: person } = await contact(owner, mill);
    const { id: chance } = await deal(owner, mill);
    await log(owner, { subject: 'account', accountId: mill, happenedAt: '2026-01-01T00:00:00Z' });
    await log(owner, { subject: 'all three', accountId: mill, contactId: person, opportunityId: chance, happenedAt: '2026-01-02T00:00:00Z' });
    // Entered under another account, and still about people and deals of this one.
    await log(owner, { subject: 'contact', accountId: other, contactId: person, happenedAt: '2026-01-03T00:00:00Z' });
    await log(owner, { subject: 'deal', accountId: other, opportunityId: chance, happenedAt: '2026-01-04T00:00:00Z' });
    await log(owner, { subject: 'elsewhere', accountId: other, happenedAt: '2026-01-05T00:00:00Z' });
    const titles = async (type: string, id: string): Promise<string[]> => (await page(owner, type, id, { kinds: ['ACTIVITY'] })).nodes.map((entry) => entry.title);
    expect(await titles('account', mill)).toEqual(['deal', 'contact', 'all three', 'account']);
    expect(await titles('account', other)).toEqual(['elsewhere', 'deal', 'contact']);
    expect(await titles('contact', person)).toEqual(['contact', 'all three']);
    expect(await titles('opportunity', chance)).toEqual(['deal', 'all three']);
  });

  it("finds what only an account's people and deals know of among pages of its own", async () => {
    const owner = await app.signUp();
    const [{ id: mill }, { id: other }] = [await account(owner), await account(owner, 'Other')];
    const [{ id: person }, { id: chance }] = [await contact(owner, mill), await deal(owner, mill)];
    // Every third names another account; several are of one moment.
    const links = [{ accountId: mill }, { accountId: mill, contactId: person }, { accountId: other, contactId: person }, { accountId: other, opportunityId: chance }, { accountId: other }];
    await runInContext(contextOf(owner), () =>
      app.app.get(ChangeSets).apply({
        label: 'Many',
        changes: Array.from({ length: 60 }, (_, index) => ({ type: activityRecord, operation: 'create' as const, values: { type: 'CALL', subject: `Call ${index}`, completedAt: `2026-01-${String(1 + (index >> 2)).padStart(2, '0')}T00:00:00Z`, ...links[(index * 7) % 5] } })),
      }),
    );
    const rows = await app.db.asOwner<{ id: string }>('select id from activities where tenant_id = $1 and (account_id = $2 or contact_id = $3 or opportunity_id = $4) order by occurred_at desc, id desc', [owner.tenantId, mill, person, chance]);
    expect(rows).toHaveLength(48);
    for (const first of [1, 5, 12, 100]) {
      const seen: string[] = [];
      for (let after: string | null = null; ; ) {
        const { nodes, pageInfo }: TimelineAnswer['timeline'] = await page(owner, 'account', mill, { first, after, kinds: ['ACTIVITY'] });
        seen.push(...nodes.map((entry) => entry.id));
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      expect(seen).toEqual(rows.map(({ id }) => id));
    }
  });

  it('tells stage changes, imports and plans apart, and leaves out what the product sets in passing', async () => {
    const owner = await app.signUp();
    const { id: chance } = await deal(owner, null);
    const stages = await owner.data<{ pipelines: { nodes: { stages: { id: string; name: string }[] }[] } }>('{ pipelines { nodes { stages { id name } } } }');
    const [first, second] = stages.pipelines.nodes[0]!.stages;
    await owner.data('mutation ($id: ID!, $stage: ID!) { updateOpportunity(input: { id: $id, stageId: $stage }) { changeSetId } }', { id: chance, stage: second!.id });
    const { nodes } = await page(owner, 'opportunity', chance);
    expect(nodes.map((entry) => entry.kind)).toEqual(['STAGE_CHANGED', 'CREATED']);
    expect(nodes[0]!.changes).toContainEqual(expect.objectContaining({ field: 'stageId', beforeText: first!.name, afterText: second!.name }));
    const { id: mill } = await account(owner);
    const { id: person } = await contact(owner, mill);
    await log(owner, { contactId: person });
    await owner.data('mutation ($id: ID!) { createActivity(input: { subject: "Plan", contactId: $id, dueAt: "2100-01-01T00:00:00Z" }) { changeSetId } }', { id: person });
    // The call moved "last contacted", which is nothing to tell beside the call itself.
    expect(await kinds(owner, 'contact', person)).toEqual(['PLANNED', 'ACTIVITY', 'CREATED']);
    await runInContext(contextOf(owner, 'import'), () => app.app.get(ChangeSets).applyOne('Imported', { type: accountRecord, operation: 'update', id: mill, values: { industry: 'Paper' } }));
    expect(await kinds(owner, 'account', mill)).toEqual(['PLANNED', 'IMPORTED', 'ACTIVITY', 'CREATED']);
  });

  it('comes page by page without gap or repetition, entries of one moment and of chosen kinds included', async () => {
    const owner = await app.signUp();
    const { id: mill } = await account(owner);
    const moment = '2026-01-01T00:00:00Z';
    await runInContext(contextOf(owner), () =>
      app.app.get(ChangeSets).apply({
        label: 'Many',
        changes: Array.from({ length: 25 }, (_, index) => ({
          type: activityRecord,
          operation: 'create',
          values: { type: 'CALL', subject: `Call ${index}`, accountId: mill, completedAt: index < 15 ? moment : `2026-01-${String(index).padStart(2, '0')}T00:00:00Z` },
        })),
      }),
    );
    for (let index = 0; index < 4; index++) await update(owner, { id: mill, industry: `Industry ${index}` });
    const through = async (first: number, chosen?: readonly string[]): Promise<Entry[]> => {
      const seen: Entry[] = [];
      for (let after: string | null = null; ; ) {
        const { nodes, pageInfo }: TimelineAnswer['timeline'] = await page(owner, 'account', mill, { first, after, ...(chosen ? { kinds: chosen } : {}) });
        seen.push(...nodes);
        if (!pageInfo.hasNextPage) return seen;
        after = pageInfo.endCursor;
      }
    };
    const whole = await through(100);
    expect(whole).toHaveLength(30);
    expect(new Set(whole.map((entry) => entry.id)).size).toBe(30);
    expect(whole.map((entry) => entry.at)).toEqual(whole.map((entry) => entry.at).sort().reverse());
    for (const first of [1, 4, 7]) expect((await through(first)).map((entry) => entry.id)).toEqual(whole.map((entry) => entry.id));
    expect((await through(3, ['CHANGED'])).map((entry) => entry.kind)).toEqual(['CHANGED', 'CHANGED', 'CHANGED', 'CHANGED']);
    expect(await through(4, ['ACTIVITY'])).toHaveLength(25);
    expect(await through(4, ['PLANNED'])).toHaveLength(0);
  });

  it('is refused for records of others, unknown types, wrong cursors and sizes', async () => {
    const [owner, stranger] = [await app.signUp(), await app.signUp()];
    const { id } = await account(owner);
    const code = async (caller: Caller, variables: Record<string, unknown>): Promise<string | undefined> => (await caller.graphql(TIMELINE, { type: 'account', id, ...variables })).errors?.[0]?.extensions.code;
    expect(await code(stranger, {})).toBe('NOT_FOUND');
    expect(await code(owner, { type: 'member' })).toBe('VALIDATION_ERROR');
    expect(await code(owner, { type: 'nothing' })).toBe('VALIDATION_ERROR');
    expect(await code(owner, { after: 'nonsense' })).toBe('VALIDATION_ERROR');
    expect(await code(owner, { first: 0 })).toBe('VALIDATION_ERROR');
    expect(await code(owner, {})).toBeUndefined();
  });
});
