import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { Bell, told } from '../../../test/harness/bell.js';

let app: TestApp;
const bells: Bell[] = [];
beforeAll(async () => {
  app = await testApp();
});
afterEach(async () => {
  for (const bell of bells.splice(0)) await bell.close();
});
afterAll(() => app.close());

interface Reminder {
  readonly id: string;
  readonly message: string;
  readonly status: string;
  readonly dueAt: string;
  readonly remindAt: string;
  readonly snoozedUntil: string | null;
  readonly timezone: string;
  readonly about: { readonly recordType: string; readonly title: string } | null;
}
const PAYLOAD = '{ reminder { id message status dueAt remindAt snoozedUntil timezone about { recordType title } } changeSetId }';
type Payload = { readonly done: { readonly reminder: Reminder; readonly changeSetId: string } };
const CREATE = `mutation ($input: CreateReminderInput!) { done: createReminder(input: $input) ${PAYLOAD} }`;
const create = async (caller: Caller, input: Record<string, unknown>): Promise<Payload['done']> => (await caller.data<Payload>(CREATE, { input: { message: 'Call Ada', dueAt: '2100-01-01T08:00:00Z', ...input } })).done;
const verb = async (caller: Caller, name: string, args: string, id: string): Promise<Payload['done']> => (await caller.data<Payload>(`mutation ($id: ID!) { done: ${name}(id: $id${args}) ${PAYLOAD} }`, { id })).done;
const list = async (caller: Caller): Promise<Reminder[]> => (await caller.data<{ reminders: { nodes: Reminder[] } }>('{ reminders { nodes { id message status dueAt remindAt snoozedUntil timezone about { recordType title } } } }')).reminders.nodes;
const contact = async (caller: Caller): Promise<string> => (await caller.data<{ done: { contact: { id: string } } }>('mutation { done: createContact(input: { firstName: "Ada", lastName: "Lovelace" }) { contact { id } } }')).done.contact.id;
const past = (): string => new Date(Date.now() - 1000).toISOString();

describe('reminders', () => {
  it('come due live, about a record, and lead to it', async () => {
    const owner = await app.signUp();
    const recordId = await contact(owner);
    const bell = await Bell.of(app, owner);
    bells.push(bell);
    const { reminder } = await create(owner, { dueAt: past(), recordType: 'contact', recordId });
    expect(reminder).toMatchObject({ status: 'PENDING', timezone: 'Europe/Berlin', about: { recordType: 'contact', title: 'Ada Lovelace' } });
    expect(await bell.next()).toMatchObject({ type: 'REMINDER', priority: 'URGENT', title: 'Call Ada', actionUrl: `/contacts/${recordId}`, data: { sourceId: reminder.id } });
    expect(await told(owner)).toHaveLength(1);
  });

  it('are their own, whatever role somebody else has', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const { reminder } = await create(member, {});
    expect(await list(owner)).toEqual([]);
    for (const text of ['query ($id: ID!) { reminder(id: $id) { id } }', `mutation ($id: ID!) { completeReminder(id: $id) ${PAYLOAD} }`, 'mutation ($id: ID!) { deleteReminder(id: $id) { id } }', 'query ($id: ID!) { recordHistory(recordType: "reminder", recordId: $id) { id } }']) {
      expect((await owner.graphql(text, { id: reminder.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    // Whoever may see a record may be reminded of it, whatever else they may do with it.
    const viewer = await app.colleague(owner, 'VIEWER');
    const about = { recordType: 'contact', recordId: await contact(owner) };
    const { id } = (await create(viewer, { message: 'Read it again', ...about })).reminder;
    expect(await list(viewer)).toMatchObject([{ message: 'Read it again', about: { title: 'Ada Lovelace' } }]);
    expect((await list(owner)).filter(({ message }) => message === 'Read it again')).toEqual([]);
    expect((await owner.graphql('mutation ($id: ID!) { completeReminder(id: $id) { changeSetId } }', { id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await verb(viewer, 'completeReminder', '', id)).reminder.status).toBe('DONE');
    await owner.data('mutation ($id: ID!, $permissions: JSON!) { setMemberPermissions(id: $id, permissions: $permissions) { changeSetId } }', { id: viewer.memberId, permissions: { records: { contact: { view: 'none' } } } });
    expect((await viewer.graphql(CREATE, { input: { message: 'x', dueAt: '2100-01-01T08:00:00Z', ...about } })).errors?.[0]?.extensions.details).toHaveProperty('recordId');
  });

  it('that repeat are followed by the next when done, and undoing takes it back', async () => {
    const owner = await app.signUp();
    const { reminder } = await create(owner, { dueAt: past(), recurrence: 'FREQ=DAILY' });
    const { changeSetId } = await verb(owner, 'completeReminder', '', reminder.id);
    const [next, done] = (await list(owner)).toSorted((a, b) => (a.dueAt < b.dueAt ? 1 : -1));
    expect([done?.status, next?.status]).toEqual(['DONE', 'PENDING']);
    expect(Date.parse(next!.dueAt)).toBeGreaterThan(Date.now());
    expect((await owner.graphql(`mutation ($id: ID!) { completeReminder(id: $id) ${PAYLOAD} }`, { id: reminder.id })).errors?.[0]?.extensions.code).toBe('PRECONDITION_FAILED');
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: changeSetId });
    expect(await list(owner)).toEqual([expect.objectContaining({ id: reminder.id, status: 'PENDING' })]);
  });

  it('are put off until a time, and wake by another', async () => {
    const owner = await app.signUp();
    const { reminder } = await create(owner, {});
    const snoozed = (await verb(owner, 'snoozeReminder', ', choice: TEN_MINUTES', reminder.id)).reminder;
    expect([snoozed.status, snoozed.remindAt]).toEqual(['SNOOZED', snoozed.snoozedUntil]);
    const { done } = await owner.data<Payload>(`mutation ($id: ID!) { done: updateReminder(input: { id: $id, dueAt: "2101-01-01T08:00:00Z" }) ${PAYLOAD} }`, { id: reminder.id });
    expect(done.reminder).toMatchObject({ status: 'PENDING', snoozedUntil: null, remindAt: '2101-01-01T08:00:00.000Z' });
    expect((await verb(owner, 'cancelReminder', '', reminder.id)).reminder.status).toBe('CANCELLED');
    const [row] = await app.db.asOwner<{ count: number }>('select count(*)::int as count from timed_notices where record_id = $1', [reminder.id]);
    expect(row?.count).toBe(0);
  });

  it('say what is wrong with them', async () => {
    const owner = await app.signUp();
    const stranger = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const foreign = await contact(stranger);
    for (const [input, field] of [
      [{ recurrence: 'now and then' }, 'recurrence'],
      [{ recurrence: 'FREQ=DAILY;UNTIL=20991231' }, 'recurrence'],
      [{ recurrence: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'recurrence'],
      [{ timezone: 'Middle/Earth' }, 'timezone'],
      [{ recordType: 'contact', recordId: foreign }, 'recordId'],
      [{ recordType: 'dragon', recordId: foreign }, 'recordType'],
      [{ recordType: 'contact' }, 'recordType'],
      [{ ownerId: member.memberId }, 'ownerId'],
      [{ status: 'SNOOZED' }, 'snoozedUntil'],
      [{ message: ' ' }, 'message'],
    ] as const) {
      const extensions = (await owner.graphql(CREATE, { input: { message: 'x', dueAt: '2100-01-01T08:00:00Z', ...input } })).errors?.[0]?.extensions;
      expect([input, extensions?.code, Object.keys(extensions?.details ?? {})]).toEqual([input, 'VALIDATION_ERROR', [field]]);
    }
    const { reminder: last } = await create(owner, { dueAt: '2100-01-01T08:00:00Z', recurrence: 'FREQ=DAILY;UNTIL=21000103' });
    expect((await owner.graphql('mutation ($id: ID!) { updateReminder(input: { id: $id, dueAt: "2100-01-09T08:00:00Z" }) { changeSetId } }', { id: last.id })).errors).toBeUndefined();
    const { reminder } = await create(owner, {});
    expect((await owner.graphql('mutation ($id: ID!) { snoozeReminder(id: $id, until: "2020-01-01T00:00:00Z") { changeSetId } }', { id: reminder.id })).errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
  });
});
