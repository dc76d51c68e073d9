import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface ActivityAnswer {
  readonly id: string;
  readonly version: number;
  readonly type: string;
  readonly subject: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly completedAt: string | null;
  readonly occurredAt: string;
  readonly dueAt: string | null;
  readonly scheduledAt: string | null;
  readonly accountId: string | null;
  readonly mentions: readonly { readonly id: string }[];
}
interface Payload {
  readonly activity: ActivityAnswer;
  readonly changeSetId: string;
}

const FIELDS = 'activity { id version type subject status outcome completedAt occurredAt dueAt scheduledAt accountId mentions { id } } changeSetId';
const CREATE = `mutation ($input: CreateActivityInput!) { done: createActivity(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($input: UpdateActivityInput!) { done: updateActivity(input: $input) { ${FIELDS} } }`;
const LOG = `mutation ($input: LogActivityInput!) { done: logActivity(input: $input) { ${FIELDS} } }`;
const COMPLETE = `mutation ($id: ID!, $outcome: String, $version: Int) { done: completeActivity(id: $id, outcome: $outcome, expectedVersion: $version) { ${FIELDS} } }`;
const REOPEN = `mutation ($id: ID!) { done: reopenActivity(id: $id) { ${FIELDS} } }`;
const RESCHEDULE = `mutation ($id: ID!, $scheduledAt: DateTime, $dueAt: DateTime) { done: rescheduleActivity(id: $id, scheduledAt: $scheduledAt, dueAt: $dueAt) { ${FIELDS} } }`;

const does = async (caller: Caller, query: string, variables: Record<string, unknown>): Promise<Payload> => (await caller.data<{ done: Payload }>(query, variables)).done;
const refusal = async (caller: Caller, query: string, variables: Record<string, unknown>): Promise<Record<string, unknown> | undefined> => (await caller.graphql(query, variables)).errors?.[0]?.extensions;
const read = async (caller: Caller, id: string): Promise<ActivityAnswer> =>
  (await caller.data<{ activity: ActivityAnswer }>('query ($id: ID!) { activity(id: $id) { id status completedAt occurredAt outcome mentions { id } } }', { id })).activity;
const undo = async (caller: Caller, id: string): Promise<{ reverted: number; skipped: unknown[] }> =>
  (await caller.data<{ revertChangeSet: { reverted: number; skipped: unknown[] } }>('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted skipped { field reason } } }', { id })).revertChangeSet;
const account = async (caller: Caller): Promise<string> =>
  (await caller.data<{ createAccount: { account: { id: string } } }>('mutation { createAccount(input: { name: "Mill" }) { account { id } } }')).createAccount.account.id;
const contact = async (caller: Caller, accountId: string | null = null): Promise<string> =>
  (await caller.data<{ createContact: { contact: { id: string } } }>('mutation ($a: ID) { createContact(input: { firstName: "Ada", accountId: $a }) { contact { id } } }', { a: accountId })).createContact.contact.id;
const opportunity = async (caller: Caller, accountId: string | null = null): Promise<string> =>
  (await caller.data<{ createOpportunity: { opportunity: { id: string } } }>('mutation ($a: ID) { createOpportunity(input: { name: "Deal", accountId: $a }) { opportunity { id } } }', { a: accountId })).createOpportunity.opportunity.id;
const lastContacted = async (caller: Caller, id: string): Promise<string | null> =>
  (await caller.data<{ contact: { lastContactedAt: string | null } }>('query ($id: ID!) { contact(id: $id) { lastContactedAt } }', { id })).contact.lastContactedAt;

describe('status and times', () => {
  it('stay in step, whichever of them is given', async () => {
    const owner = await app.signUp();
    const done = await does(owner, CREATE, { input: { subject: 'Call back', completedAt: '2026-03-01T10:00:00Z' } });
    expect(done.activity).toMatchObject({ type: 'TASK', status: 'COMPLETED', occurredAt: '2026-03-01T10:00:00.000Z' });
    const reopened = await does(owner, UPDATE, { input: { id: done.activity.id, status: 'IN_PROGRESS' } });
    expect(reopened.activity).toMatchObject({ status: 'IN_PROGRESS', completedAt: null });
    const timed = await does(owner, UPDATE, { input: { id: done.activity.id, dueAt: '2026-04-01T10:00:00Z' } });
    expect(timed.activity.occurredAt).toBe('2026-04-01T10:00:00.000Z');
    expect((await does(owner, UPDATE, { input: { id: done.activity.id, completedAt: '2026-04-02T10:00:00Z' } })).activity).toMatchObject({ status: 'COMPLETED', occurredAt: '2026-04-02T10:00:00.000Z' });
    expect((await does(owner, UPDATE, { input: { id: done.activity.id, completedAt: null } })).activity).toMatchObject({ status: 'PLANNED', occurredAt: '2026-04-01T10:00:00.000Z' });
    expect(await refusal(owner, CREATE, { input: { subject: 'Both', status: 'CANCELLED', completedAt: '2026-03-01T10:00:00Z' } })).toMatchObject({ code: 'VALIDATION_ERROR', details: { completedAt: [expect.any(String)] } });
  });

  it('count what was entered as done from when it was to be done', async () => {
    const owner = await app.signUp();
    const { activity } = await does(owner, CREATE, { input: { subject: 'Old call', type: 'CALL', status: 'COMPLETED', scheduledAt: '2019-05-06T07:00:00Z' } });
    expect(activity).toMatchObject({ completedAt: '2019-05-06T07:00:00.000Z', occurredAt: '2019-05-06T07:00:00.000Z' });
  });

  it('make a note a thing done', async () => {
    const owner = await app.signUp();
    expect((await does(owner, CREATE, { input: { subject: 'They moved', type: 'NOTE' } })).activity).toMatchObject({ status: 'COMPLETED' });
    expect((await does(owner, CREATE, { input: { subject: 'Write it up', type: 'NOTE', dueAt: '2030-01-01T00:00:00Z' } })).activity).toMatchObject({ status: 'PLANNED' });
  });

  it('stay in step when an undo can put back only one of them', async () => {
    const owner = await app.signUp();
    const { activity } = await does(owner, CREATE, { input: { subject: 'Call' } });
    const { changeSetId } = await does(owner, COMPLETE, { id: activity.id });
    await does(owner, UPDATE, { input: { id: activity.id, completedAt: '2026-01-01T00:00:00Z' } });
    const undone = await undo(owner, changeSetId);
    expect(undone.skipped).toContainEqual({ field: 'completedAt', reason: expect.any(String) });
    const present = await read(owner, activity.id);
    expect(present.completedAt === null).toBe(present.status !== 'COMPLETED');
  });
});

describe('the verbs', () => {
  it('log what was done, on what it was about, with a subject of its own making', async () => {
    const owner = await app.signUp();
    const accountId = await account(owner);
    const { activity } = await does(owner, LOG, { input: { type: 'LINKEDIN_MESSAGE', description: 'Asked about the renewal\nand the new site', contactId: await contact(owner, accountId), durationMinutes: 5 } });
    expect(activity).toMatchObject({ subject: 'Asked about the renewal', status: 'COMPLETED', accountId });
    expect(activity.completedAt).toBe(activity.occurredAt);
    expect((await does(owner, LOG, { input: { type: 'CALL', happenedAt: '2026-02-03T04:05:06Z' } })).activity).toMatchObject({ subject: 'Call', completedAt: '2026-02-03T04:05:06.000Z' });
  });

  it('complete, reopen and reschedule, each with an undo', async () => {
    const owner = await app.signUp();
    const { activity } = await does(owner, CREATE, { input: { subject: 'Demo', type: 'DEMO', scheduledAt: '2030-01-01T09:00:00Z' } });
    const completed = await does(owner, COMPLETE, { id: activity.id, outcome: 'They want an offer' });
    expect(completed.activity).toMatchObject({ status: 'COMPLETED', outcome: 'They want an offer' });
    expect(await refusal(owner, RESCHEDULE, { id: activity.id, dueAt: '2030-01-02T09:00:00Z' })).toMatchObject({ code: 'PRECONDITION_FAILED' });
    await undo(owner, completed.changeSetId);
    expect(await read(owner, activity.id)).toMatchObject({ status: 'PLANNED', completedAt: null, outcome: null, occurredAt: '2030-01-01T09:00:00.000Z' });
    await does(owner, COMPLETE, { id: activity.id });
    const reopened = await does(owner, REOPEN, { id: activity.id });
    expect(reopened.activity).toMatchObject({ status: 'PLANNED', completedAt: null });
    await undo(owner, reopened.changeSetId);
    expect((await read(owner, activity.id)).status).toBe('COMPLETED');
    await does(owner, UPDATE, { input: { id: activity.id, status: 'NO_SHOW' } });
    const moved = await does(owner, RESCHEDULE, { id: activity.id, scheduledAt: '2031-01-01T09:00:00Z' });
    expect(moved.activity).toMatchObject({ status: 'PLANNED', scheduledAt: '2031-01-01T09:00:00.000Z', occurredAt: '2031-01-01T09:00:00.000Z' });
    await undo(owner, moved.changeSetId);
    expect(await read(owner, activity.id)).toMatchObject({ status: 'NO_SHOW', occurredAt: '2030-01-01T09:00:00.000Z' });
    expect(await refusal(owner, RESCHEDULE, { id: activity.id })).toMatchObject({ code: 'VALIDATION_ERROR' });
  });

  it('refuse a stale version with the present values', async () => {
    const owner = await app.signUp();
    const { activity } = await does(owner, CREATE, { input: { subject: 'First' } });
    await does(owner, UPDATE, { input: { id: activity.id, subject: 'Second' } });
    expect(await refusal(owner, COMPLETE, { id: activity.id, version: 1 })).toMatchObject({ code: 'CONFLICT', current: { subject: 'Second', version: 2 } });
  });

  it('are for the owner and administrators, and not for viewers or other tenants', async () => {
    const owner = await app.signUp();
    const [member, viewer, stranger] = [await app.colleague(owner, 'MEMBER'), await app.colleague(owner, 'VIEWER'), await app.signUp()];
    const { activity: theirs } = await does(owner, CREATE, { input: { subject: 'Of the owner' } });
    const { activity: own } = await does(member, CREATE, { input: { subject: 'Of the member' } });
    expect((await does(member, COMPLETE, { id: own.id })).activity.status).toBe('COMPLETED');
    for (const query of [COMPLETE, REOPEN]) {
      expect(await refusal(member, query, { id: theirs.id })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refusal(viewer, query, { id: theirs.id })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refusal(stranger, query, { id: theirs.id })).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await refusal(viewer, LOG, { input: { type: 'CALL' } })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(stranger, RESCHEDULE, { id: theirs.id, dueAt: '2030-01-02T09:00:00Z' })).toMatchObject({ code: 'NOT_FOUND' });
    expect((await does(owner, COMPLETE, { id: own.id })).activity.status).toBe('COMPLETED');
  });
});

describe('what an activity is about', () => {
  it('never belongs to another tenant', async () => {
    const [one, two] = [await app.signUp(), await app.signUp()];
    const foreign = { accountId: await account(one), contactId: await contact(one), opportunityId: await opportunity(one) };
    for (const [field, id] of Object.entries(foreign)) {
      expect(await refusal(two, LOG, { input: { type: 'CALL', [field]: id } })).toMatchObject({ code: 'VALIDATION_ERROR', details: { [field]: [expect.any(String)] } });
    }
    expect(await refusal(two, LOG, { input: { type: 'NOTE', mentionIds: [one.memberId] } })).toMatchObject({ code: 'VALIDATION_ERROR', details: { mentionIds: [expect.any(String)] } });
    expect(await refusal(two, LOG, { input: { type: 'NOTE', mentionIds: ['nobody'] } })).toMatchObject({ code: 'VALIDATION_ERROR', details: { mentionIds: [expect.any(String)] } });
  });

  it('includes the account of its opportunity, else of its contact, unless one is given', async () => {
    const owner = await app.signUp();
    const [mine, other] = [await account(owner), await account(owner)];
    const [person, deal] = [await contact(owner, other), await opportunity(owner, mine)];
    const accountOf = async (input: Record<string, unknown>): Promise<string | null> => (await does(owner, CREATE, { input: { subject: 'x', ...input } })).activity.accountId;
    expect(await accountOf({ contactId: person })).toBe(other);
    expect(await accountOf({ contactId: person, opportunityId: deal })).toBe(mine);
    expect(await accountOf({ contactId: person, accountId: mine })).toBe(mine);
    expect(await accountOf({ contactId: await contact(owner) })).toBeNull();
  });

  it('moves when its contact was last contacted, and an undo moves it back', async () => {
    const owner = await app.signUp();
    const person = await contact(owner);
    await does(owner, LOG, { input: { type: 'CALL', contactId: person, happenedAt: '2026-01-01T10:00:00Z' } });
    const later = await does(owner, LOG, { input: { type: 'MEETING', contactId: person, happenedAt: '2026-02-01T10:00:00Z' } });
    await does(owner, LOG, { input: { type: 'NOTE', contactId: person, happenedAt: '2026-03-01T10:00:00Z' } });
    await does(owner, LOG, { input: { type: 'EMAIL', contactId: person, happenedAt: '2025-12-01T10:00:00Z' } });
    expect(await lastContacted(owner, person)).toBe('2026-02-01T10:00:00.000Z');
    expect(await undo(owner, later.changeSetId)).toEqual({ reverted: expect.any(Number), skipped: [] });
    expect(await lastContacted(owner, person)).toBe('2026-01-01T10:00:00.000Z');
    const { activity } = await does(owner, CREATE, { input: { type: 'SMS', subject: 'x', contactId: person } });
    expect(await lastContacted(owner, person)).toBe('2026-01-01T10:00:00.000Z');
    const { changeSetId } = await does(owner, COMPLETE, { id: activity.id });
    expect(Date.parse((await lastContacted(owner, person)) ?? '')).toBeGreaterThan(Date.parse('2026-03-01'));
    await undo(owner, changeSetId);
    expect(await lastContacted(owner, person)).toBe('2026-01-01T10:00:00.000Z');
  });

  it('tells members that they are mentioned, as long as they are', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const mentioned = async (): Promise<string[]> => (await member.data<{ myActivities: { nodes: { subject: string }[] } }>('{ myActivities(bucket: MENTIONED) { nodes { subject } } }')).myActivities.nodes.map((node) => node.subject);
    const { activity } = await does(owner, LOG, { input: { type: 'NOTE', subject: 'Look at this', mentionIds: [member.memberId.toUpperCase(), member.memberId] } });
    expect(activity.mentions).toEqual([{ id: member.memberId }]);
    expect(await mentioned()).toEqual(['Look at this']);
    const events = await app.db.asOwner<{ data: { memberIds: string[] } }>(`select data from outbox where kind = 'activity.mentioned' and record_id = $1`, [activity.id]);
    expect(events).toEqual([{ data: { memberIds: [member.memberId] } }]);
    const { changeSetId } = await does(owner, UPDATE, { input: { id: activity.id, mentionIds: [] } });
    expect(await mentioned()).toEqual([]);
    await undo(owner, changeSetId);
    expect(await mentioned()).toEqual(['Look at this']);
    await owner.data('mutation ($id: ID!) { deleteActivity(id: $id) { id } }', { id: activity.id });
    expect(await mentioned()).toEqual([]);
  });

  it('tells once that an activity was completed', async () => {
    const owner = await app.signUp();
    const { activity } = await does(owner, CREATE, { input: { subject: 'x' } });
    await does(owner, COMPLETE, { id: activity.id });
    await does(owner, COMPLETE, { id: activity.id, outcome: 'Again' });
    const events = await app.db.asOwner<{ kind: string }>('select kind from outbox where record_id = $1 order by id', [activity.id]);
    expect(events.map((event) => event.kind).sort()).toEqual(['activity.completed', 'activity.created', 'activity.updated', 'activity.updated']);
  });

  it('is archived, restored and deleted, and each of the three can be undone', async () => {
    const owner = await app.signUp();
    const { activity } = await does(owner, CREATE, { input: { subject: 'Archie' } });
    const archivedAt = async (): Promise<string | null> => (await owner.data<{ activity: { archivedAt: string | null } }>('query ($id: ID!) { activity(id: $id) { archivedAt } }', { id: activity.id })).activity.archivedAt;
    const call = async (verb: string): Promise<string> => (await owner.data<{ done: Payload }>(`mutation ($id: ID!) { done: ${verb}Activity(id: $id) { changeSetId } }`, { id: activity.id })).done.changeSetId;
    await undo(owner, await call('archive'));
    expect(await archivedAt()).toBeNull();
    await call('archive');
    await undo(owner, await call('restore'));
    expect(await archivedAt()).not.toBeNull();
    const deleted = await call('delete');
    expect((await owner.graphql('query ($id: ID!) { activity(id: $id) { id } }', { id: activity.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await undo(owner, deleted);
    expect((await read(owner, activity.id)).id).toBe(activity.id);
  });
});
