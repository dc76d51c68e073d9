import { set, type Draft, type RecordChange } from '../../../platform/changes/draft.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import { contactRecord, type Contact } from '../contact.record.js';

/** Fields from which the day of the next touch follows. */
const INPUTS = ['touchEveryDays', 'touchSnoozedUntil', 'lastContactedAt'] as const;
type Inputs = Pick<Contact, (typeof INPUTS)[number] | 'createdAt' | 'nextTouchOn'>;

const dayAfter = (instant: string, days: number): string => new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * The day by which somebody should speak to the contact again: so many days after they were last spoken to, or entered if nobody ever did, and not
 * before a snooze has ended. Null when nothing says how often.
 *
 * @param groupDays the shortest cadence of the groups they are in
 */
export function nextTouch(contact: Inputs, groupDays: number | null, now: string = new Date().toISOString()): string | null {
  const cadences = [contact.touchEveryDays, groupDays].filter((days) => days !== null);
  if (cadences.length === 0) return null;
  const due = dayAfter(contact.lastContactedAt ?? contact.createdAt ?? now, Math.min(...cadences));
  return contact.touchSnoozedUntil !== null && contact.touchSnoozedUntil > due ? contact.touchSnoozedUntil : due;
}

export const touchChanged = (draft: Draft): boolean => (draft.operation === 'create' || draft.operation === 'update') && INPUTS.some((field) => draft.changed.has(field));

/** Keeps the day with what it follows from; speaking to somebody ends a snooze. */
export function followTouch(drafts: readonly Draft[], groupDays: ReadonlyMap<string, number>): void {
  for (const draft of drafts) {
    const contact = draft.after as unknown as Contact;
    const spokenTo = draft.changed.has('lastContactedAt') && contact.lastContactedAt !== null && contact.lastContactedAt > String(draft.before?.['lastContactedAt'] ?? '');
    if (spokenTo && contact.touchSnoozedUntil !== null && !draft.changed.has('touchSnoozedUntil')) set(draft, 'touchSnoozedUntil', null);
    const next = nextTouch(contact, groupDays.get(draft.id) ?? null);
    if (contact.nextTouchOn !== next) set(draft, 'nextTouchOn', next);
  }
}

/** Changes that set the day anew where it is not what it follows from: after an undo, or when the cadence of a group changed. */
export async function touchChanges(unit: UnitOfWork, contactIds: readonly string[], groupDays: ReadonlyMap<string, number>): Promise<RecordChange[]> {
  if (contactIds.length === 0) return [];
  const rows = await unit.query<Inputs & { id: string; version: number }>(
    `select id, version, touch_every_days as "touchEveryDays", touch_snoozed_until as "touchSnoozedUntil", last_contacted_at as "lastContactedAt", created_at as "createdAt", next_touch_on as "nextTouchOn"
     from contacts where id = any($1::uuid[]) and deleted_at is null order by id for update`,
    [contactIds],
  );
  return rows.flatMap((row): RecordChange[] => {
    const next = nextTouch(row, groupDays.get(row.id) ?? null);
    return next === row.nextTouchOn ? [] : [{ type: contactRecord, operation: 'update', id: row.id, values: { nextTouchOn: next }, derived: true }];
  });
}
