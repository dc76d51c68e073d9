import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { Bell, told } from '../../../test/harness/bell.js';
import { OutboxSignal } from '../../platform/changes/outbox-signal.js';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { writeEvent } from '../../platform/events/write-event.js';
import { eventColumns, type OutboxEvent } from '../../platform/events/outbox-event.js';
import { Database } from '../../platform/database/database.js';
import { DueNotices } from './due-notices.service.js';
import { EventNotices } from './event-notices.service.js';
import { NOTIFICATION_TYPE_NAMES } from './notification-types.js';

let app: TestApp;
const bells: Bell[] = [];
beforeAll(async () => {
  app = await testApp();
});
afterEach(async () => {
  for (const bell of bells.splice(0)) await bell.close();
});
afterAll(() => app.close());

const listen = async (caller: Caller): Promise<Bell> => {
  const bell = await Bell.of(app, caller);
  bells.push(bell);
  return bell;
};
const make = async (caller: Caller, type: string, input: Record<string, unknown>): Promise<string> => {
  const { done } = await caller.data<{ done: Record<string, { id: string }> }>(`mutation ($input: Create${type}Input!) { done: create${type}(input: $input) { ${type.toLowerCase()} { id } } }`, { input });
  return done[type.toLowerCase()]!.id;
};
const eventOf = async (tenantId: string, kind: string): Promise<OutboxEvent> => (await app.db.asOwner<OutboxEvent>(`select ${eventColumns('o')} from outbox o where o.tenant_id = $1 and o.kind = $2`, [tenantId, kind]))[0]!;
const within = <T>(caller: Caller, work: () => Promise<T>): Promise<T> => runInContext(systemContext(caller.tenantId, 'Test'), work);

describe('notifications', () => {
  it('tell whom a record was given, live and once, and never who gave it', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const bell = await listen(member);
    const id = await make(owner, 'Opportunity', { name: 'Roof', ownerId: member.memberId });
    expect(await bell.next()).toMatchObject({ type: 'DEAL_ASSIGNED', title: 'Olive Owner assigned you “Roof”', actionUrl: `/opportunities/${id}`, actorName: 'Olive Owner', data: { record: 'Roof' }, readAt: null });
    const event = await eventOf(owner.tenantId, 'opportunity.assigned');
    // A worker that died after it had told tells again.
    await within(owner, () => app.app.get(EventNotices, { strict: false }).assigned(event));
    await within(owner, () => app.app.get(EventNotices, { strict: false }).assigned(event));
    expect(await told(member)).toHaveLength(1);
    await make(owner, 'Account', { name: 'Own' });
    await make(owner, 'Account', { name: 'Given', ownerId: member.memberId });
    expect((await bell.next()).type).toBe('ACCOUNT_ASSIGNED');
    expect(await told(owner)).toEqual([]);
  });

  it('tell owners of deals what colleagues do with them, winning only as winning', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const accountId = await make(owner, 'Account', { name: 'Acme' });
    const id = await make(member, 'Opportunity', { name: 'Roof', accountId });
    const { pipelines } = await owner.data<{ pipelines: { nodes: { stages: { id: string; name: string }[] }[] } }>('{ pipelines { nodes { stages { id name } } } }');
    const bell = await listen(member);
    await owner.data('mutation ($id: ID!, $stageId: ID!) { moveOpportunityStage(id: $id, stageId: $stageId) { changeSetId } }', { id, stageId: pipelines.nodes[0]!.stages[2]!.id });
    expect(await bell.next()).toMatchObject({ type: 'DEAL_STAGE_CHANGED', priority: 'LOW', data: { stage: pipelines.nodes[0]!.stages[2]!.name } });
    await owner.data('mutation ($id: ID!) { winOpportunity(id: $id) { changeSetId } }', { id });
    expect(await bell.next()).toMatchObject({ type: 'DEAL_WON', priority: 'HIGH', title: 'Olive Owner marked “Roof” as won' });
    const event = await eventOf(owner.tenantId, 'opportunity.stageChanged');
    await within(owner, () => app.app.get(EventNotices, { strict: false }).moved(event));
    expect((await told(member)).map(({ type }) => type)).toEqual(['DEAL_WON', 'DEAL_STAGE_CHANGED']);
  });

  it('tell owners that scheduled imports are paused, and nobody else', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const bell = await listen(owner);
    await within(owner, () => app.app.get(Database, { strict: false }).run((unit) => writeEvent(unit, 'importProfile.paused', { profileId: randomUUID(), name: 'Shop' })));
    app.app.get(OutboxSignal, { strict: false }).raise();
    expect(await bell.next()).toMatchObject({ type: 'IMPORT_PAUSED', priority: 'HIGH', title: 'Scheduled imports of “Shop” are paused: nobody is there to go on with them', actionUrl: '/imports', data: { record: 'Shop' } });
    expect(await told(member)).toEqual([]);
  });

  it('tell of tasks given and mentions made', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const bell = await listen(member);
    const create = (input: Record<string, unknown>): Promise<unknown> => owner.data('mutation ($input: CreateActivityInput!) { createActivity(input: $input) { changeSetId } }', { input });
    await create({ subject: 'Send the offer', ownerId: member.memberId });
    expect(await bell.next()).toMatchObject({ type: 'TASK_ASSIGNED', data: { record: 'Send the offer', kind: 'TASK' } });
    await create({ subject: 'They like it', type: 'NOTE', mentionIds: [member.memberId, owner.memberId] });
    expect(await bell.next()).toMatchObject({ type: 'MENTION', title: 'Olive Owner mentioned you in “They like it”' });
    expect(await told(owner)).toEqual([]);
  });

  it('come with preferences, which hold from then on', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const [row] = await app.db.asOwner<{ members: number; rows: number }>('select count(distinct member_id)::int as members, count(*)::int as rows from notification_preferences where tenant_id = $1', [owner.tenantId]);
    expect(row).toEqual({ members: 2, rows: 2 * NOTIFICATION_TYPE_NAMES.length });
    const bell = await listen(member);
    const { done } = await member.data<{ done: { type: string; enabled: boolean }[] }>('mutation { done: setNotificationPreference(type: DEAL_ASSIGNED, channel: IN_APP, enabled: false) { type enabled } }');
    expect(done.filter(({ enabled }) => !enabled).map(({ type }) => type)).toEqual(['DEAL_ASSIGNED']);
    await make(owner, 'Opportunity', { name: 'Roof', ownerId: member.memberId });
    await make(owner, 'Account', { name: 'Given', ownerId: member.memberId });
    expect((await bell.next()).type).toBe('ACCOUNT_ASSIGNED');
    await within(owner, async () => app.app.get(EventNotices, { strict: false }).assigned(await eventOf(owner.tenantId, 'opportunity.assigned')));
    expect((await told(member)).map(({ type }) => type)).toEqual(['ACCOUNT_ASSIGNED']);
  });

  it('are read, unread, removed and brought back by their member only', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const bell = await listen(member);
    for (const name of ['One', 'Two', 'Three']) await make(owner, 'Account', { name, ownerId: member.memberId });
    for (let heard = 0; heard < 3; heard++) await bell.next();
    const [first, second] = await told(member);
    const mark = (caller: Caller, ids: string[], read: boolean) => caller.graphql<{ done: { count: number; unreadCount: number } }>('mutation ($ids: [ID!]!, $read: Boolean!) { done: markNotifications(ids: $ids, read: $read) { count unreadCount } }', { ids, read });
    expect((await mark(member, [first!.id], true)).data?.done).toEqual({ count: 1, unreadCount: 2 });
    // Other clients of the member hear of it.
    expect((await bell.read()).unreadCount).toBe(2);
    expect((await mark(member, [first!.id], false)).data?.done.unreadCount).toBe(3);
    expect((await mark(owner, [first!.id], true)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const change = async (verb: string): Promise<unknown> => (await member.data<Record<string, unknown>>(`mutation ($ids: [ID!]!) { done: ${verb}(ids: $ids) { count unreadCount } }`, { ids: [first!.id, second!.id] }))['done'];
    expect(await change('deleteNotifications')).toEqual({ count: 2, unreadCount: 1 });
    expect(await told(member)).toHaveLength(1);
    expect(await change('restoreNotifications')).toEqual({ count: 2, unreadCount: 3 });
    expect(await member.data('mutation { markAllNotificationsRead { count unreadCount } }')).toEqual({ markAllNotificationsRead: { count: 3, unreadCount: 0 } });
    const page = await member.data<{ notifications: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }>('{ notifications(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } } }');
    const rest = await member.data<{ notifications: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean } } }>('query ($after: String) { notifications(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage } } }', { after: page.notifications.pageInfo.endCursor });
    expect([page.notifications.pageInfo.hasNextPage, rest.notifications.nodes.length, rest.notifications.pageInfo.hasNextPage]).toEqual([true, 1, false]);
  });
});

describe('what is due', () => {
  const dueTask = async (caller: Caller): Promise<string> => {
    const { done } = await caller.data<{ done: { activity: { id: string } } }>('mutation ($input: CreateActivityInput!) { done: createActivity(input: $input) { activity { id } } }', { input: { subject: 'Call back', dueAt: new Date(Date.now() + 3_600_000).toISOString() } });
    return done.activity.id;
  };
  /** An hour later, as far as this task goes. */
  const comeDue = (caller: Caller, id: string): Promise<unknown> =>
    within(caller, () => app.app.get(Database, { strict: false }).run((unit) => unit.query(`update timed_notices set due_at = now() - interval '1 second' where record_id = $1 and type = 'TASK_DUE'`, [id])));
  const tell = (caller: Caller): Promise<number> => within(caller, () => app.app.get(DueNotices, { strict: false }).tellSome());

  it('is told once, though a worker dies in between and several work at it', async () => {
    const owner = await app.signUp();
    const bell = await listen(owner);
    await comeDue(owner, await dueTask(owner));
    const dying = within(owner, () =>
      app.app.get(Database, { strict: false }).run(async () => {
        await app.app.get(DueNotices, { strict: false }).tellSome();
        throw new Error('killed');
      }),
    );
    await expect(dying).rejects.toThrow('killed');
    await Promise.all([tell(owner), tell(owner), tell(owner)]);
    await bell.next();
    expect((await told(owner)).map(({ type, title }) => [type, title])).toEqual([['TASK_DUE', 'Due: Call back']]);
  });

  it('follows the task: done, moved and deleted ones are not told of', async () => {
    const owner = await app.signUp();
    const planned = async (id: string): Promise<string[]> => (await app.db.asOwner<{ type: string }>('select type from timed_notices where record_id = $1 order by due_at', [id])).map(({ type }) => type);
    const [done, deleted] = [await dueTask(owner), await dueTask(owner)];
    expect(await planned(done)).toEqual(['TASK_DUE', 'TASK_OVERDUE']);
    const { completeActivity } = await owner.data<{ completeActivity: { changeSetId: string } }>('mutation ($id: ID!) { completeActivity(id: $id) { changeSetId } }', { id: done });
    await owner.data('mutation ($id: ID!) { deleteActivity(id: $id) { id } }', { id: deleted });
    expect([await planned(done), await planned(deleted)]).toEqual([[], []]);
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: completeActivity.changeSetId });
    expect(await planned(done)).toEqual(['TASK_DUE', 'TASK_OVERDUE']);
  });
});
