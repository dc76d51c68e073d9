import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../../test/harness/app.js';
import { nextTouch } from './next-touch.js';
import { TouchCadences } from './touch-cadences.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface Touch {
  readonly lastContactedAt: string | null;
  readonly lastRespondedAt: string | null;
  readonly touchSnoozedUntil: string | null;
  readonly nextTouchOn: string | null;
}
const create = async (caller: Caller, input: Record<string, unknown>): Promise<string> =>
  (await caller.data<{ done: { contact: { id: string } } }>('mutation ($input: CreateContactInput!) { done: createContact(input: $input) { contact { id } } }', { input: { lastName: 'Hopper', ...input } })).done.contact.id;
const update = async (caller: Caller, input: Record<string, unknown>): Promise<string> =>
  (await caller.data<{ done: { changeSetId: string } }>('mutation ($input: UpdateContactInput!) { done: updateContact(input: $input) { changeSetId } }', { input })).done.changeSetId;
const log = async (caller: Caller, input: Record<string, unknown>): Promise<string> =>
  (await caller.data<{ done: { changeSetId: string } }>('mutation ($input: LogActivityInput!) { done: logActivity(input: $input) { changeSetId } }', { input })).done.changeSetId;
const read = async (caller: Caller, id: string): Promise<Touch> =>
  (await caller.data<{ contact: Touch }>('query ($id: ID!) { contact(id: $id) { lastContactedAt lastRespondedAt touchSnoozedUntil nextTouchOn } }', { id })).contact;
const undo = (caller: Caller, id: string): Promise<unknown> => caller.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id });
const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('the next touch', () => {
  const contact = { touchEveryDays: null, touchSnoozedUntil: null, lastContactedAt: null, createdAt: '2026-01-01T23:00:00.000Z', nextTouchOn: null };
  it.each([
    ['is never without a cadence', contact, null, null],
    ['counts from the day they were entered', { ...contact, touchEveryDays: 30 }, null, '2026-01-31'],
    ['counts from when they were last spoken to', { ...contact, touchEveryDays: 30, lastContactedAt: '2026-02-01T09:00:00.000Z' }, null, '2026-03-03'],
    ['is that of a stricter group', { ...contact, touchEveryDays: 30 }, 7, '2026-01-08'],
    ['is their own where that is stricter', { ...contact, touchEveryDays: 5 }, 7, '2026-01-06'],
    ['waits for the end of a snooze', { ...contact, touchEveryDays: 5, touchSnoozedUntil: '2026-02-01' }, null, '2026-02-01'],
    ['is not put off by a snooze that ended before', { ...contact, touchEveryDays: 90, touchSnoozedUntil: '2026-02-01' }, null, '2026-04-01'],
  ])('%s', (_, row, groupDays, expected) => {
    expect(nextTouch(row, groupDays)).toBe(expected);
  });
});

describe('keeping in touch', () => {
  it('follows from the cadence and from what was logged, and goes back with an undo', async () => {
    const owner = await app.signUp();
    const id = await create(owner, { touchEveryDays: 10 });
    expect((await read(owner, id)).nextTouchOn).toBe(dayIn(10));
    await update(owner, { id, touchSnoozedUntil: dayIn(20) });
    expect((await read(owner, id)).nextTouchOn).toBe(dayIn(20));
    const called = await log(owner, { type: 'CALL', contactId: id });
    expect(await read(owner, id)).toMatchObject({ touchSnoozedUntil: null, nextTouchOn: dayIn(10), lastContactedAt: expect.any(String), lastRespondedAt: null });
    await undo(owner, called);
    expect(await read(owner, id)).toMatchObject({ touchSnoozedUntil: dayIn(20), nextTouchOn: dayIn(20), lastContactedAt: null });
    await update(owner, { id, touchEveryDays: null });
    expect((await read(owner, id)).nextTouchOn).toBeNull();
  });

  it('knows when they last came back to the team', async () => {
    const owner = await app.signUp();
    const id = await create(owner, {});
    await log(owner, { type: 'EMAIL', contactId: id, happenedAt: '2026-01-03T10:00:00Z' });
    expect((await read(owner, id)).lastRespondedAt).toBeNull();
    await log(owner, { type: 'EMAIL', contactId: id, direction: 'INBOUND', happenedAt: '2026-01-04T10:00:00Z' });
    expect((await read(owner, id)).lastRespondedAt).toBe('2026-01-04T10:00:00.000Z');
    const met = await log(owner, { type: 'MEETING', contactId: id, happenedAt: '2026-01-05T10:00:00Z' });
    expect((await read(owner, id)).lastRespondedAt).toBe('2026-01-05T10:00:00.000Z');
    await undo(owner, met);
    expect((await read(owner, id)).lastRespondedAt).toBe('2026-01-04T10:00:00.000Z');
  });

  it('takes the strictest of what other modules say', async () => {
    const owner = await app.signUp();
    const id = await create(owner, { touchEveryDays: 10 });
    const days = new Map([[id, 3]]);
    app.app.get(TouchCadences, { strict: false }).register({ daysOf: async () => days });
    await log(owner, { type: 'CALL', contactId: id });
    expect((await read(owner, id)).nextTouchOn).toBe(dayIn(3));
    days.clear();
    await update(owner, { id, touchEveryDays: 20 });
    expect((await read(owner, id)).nextTouchOn).toBe(dayIn(20));
  });

  it('is a list of whom to call, the most overdue first', async () => {
    const owner = await app.signUp();
    const [late, later] = [await create(owner, { lastName: 'Late', touchEveryDays: 5 }), await create(owner, { lastName: 'Later', touchEveryDays: 5 })];
    await create(owner, { lastName: 'Never' });
    await log(owner, { type: 'CALL', contactId: late, happenedAt: '2025-01-01T10:00:00Z' });
    await log(owner, { type: 'CALL', contactId: later, happenedAt: '2025-06-01T10:00:00Z' });
    const { contacts } = await owner.data<{ contacts: { nodes: { lastName: string }[] } }>('query ($today: Date) { contacts(filter: { nextTouchOn: { lte: $today } }, sort: [{ field: nextTouchOn, direction: ASC }]) { nodes { lastName } } }', { today: dayIn(0) });
    expect(contacts.nodes.map(({ lastName }) => lastName)).toEqual(['Late', 'Later']);
  });
});
