import type { RecordType } from '../../../platform/records/record-type.js';
import { contactAccountRecord } from './contact-account.record.js';
import { contactEmailRecord } from './contact-email.record.js';
import { contactPhoneRecord } from './contact-phone.record.js';

type Row = Readonly<Record<string, unknown>>;

/** A place on the contact itself that holds the main entry of a list: which field of the contact is which of an entry. The first pair is the value. */
export interface Slot {
  readonly fields: readonly (readonly [onContact: string, onEntry: string])[];
  /** What every entry in this place has. */
  readonly constant: Row;
}

/** One of the lists of a contact. The main entry stands on the contact, so that lists, filters, imports and unique keys know it; the others are records. */
export interface ReachKind {
  readonly type: RecordType;
  /** Field of an entry that holds its value. */
  readonly key: string;
  /** What two entries have in common that are the same; a person may have two positions at one account. */
  readonly identity: (entry: Row) => string;
  /** What a form calls the list. */
  readonly list: string;
  /** What people are told it is. */
  readonly noun: string;
  readonly nouns: string;
  readonly slots: readonly Slot[];
  readonly slotOf: (entry: Row) => Slot;
  /** What an entry that was the main one starts with. */
  readonly fresh: Row;
  /** Why an entry can't be the main one. */
  readonly hindrance: (entry: Row) => string | null;
}

const words = (...values: readonly unknown[]): string => values.map((value) => (typeof value === 'string' ? value.trim().toLowerCase() : '')).join(' ').trim();

const emailSlot: Slot = { fields: [['email', 'address'], ['emailLabel', 'label']], constant: {} };
const phoneSlot: Slot = { fields: [['phone', 'number'], ['phoneLabel', 'label']], constant: {} };
const mobileSlot: Slot = { fields: [['mobile', 'number']], constant: { label: 'MOBILE' } };
const accountSlot: Slot = { fields: [['accountId', 'accountId'], ['jobTitle', 'title'], ['accountSince', 'startedOn']], constant: {} };

export const EMAILS: ReachKind = {
  type: contactEmailRecord,
  key: 'address',
  identity: (entry) => words(entry['address']),
  list: 'emails',
  noun: 'e-mail address',
  nouns: 'e-mail addresses',
  slots: [emailSlot],
  slotOf: () => emailSlot,
  fresh: { doNotEmail: false },
  hindrance: (entry) => (entry['doNotEmail'] ? 'This address is not to be used. Allow it first.' : null),
};
export const PHONES: ReachKind = {
  type: contactPhoneRecord,
  key: 'number',
  identity: (entry) => words(entry['number']),
  list: 'phones',
  noun: 'phone number',
  nouns: 'phone numbers',
  slots: [phoneSlot, mobileSlot],
  slotOf: (entry) => (entry['label'] === 'MOBILE' ? mobileSlot : phoneSlot),
  fresh: { doNotCall: false },
  hindrance: (entry) => (entry['doNotCall'] ? 'This number is not to be used. Allow it first.' : null),
};
export const ACCOUNTS: ReachKind = {
  type: contactAccountRecord,
  key: 'accountId',
  identity: (entry) => words(entry['accountId'], entry['title']),
  list: 'accounts',
  noun: 'account',
  nouns: 'accounts',
  slots: [accountSlot],
  slotOf: () => accountSlot,
  fresh: { endedOn: null },
  hindrance: (entry) => (entry['endedOn'] ? 'This has ended. Take its end away first.' : null),
};
export const REACH_KINDS: readonly ReachKind[] = [EMAILS, PHONES, ACCOUNTS];

/** Field of the contact that holds the value of a slot. */
export const valueField = (slot: Slot): string => slot.fields[0]![0];

/** What the contact's own fields say, as an entry; null when the place is empty. */
export function entryIn(slot: Slot, contact: Row): Record<string, unknown> | null {
  if (contact[valueField(slot)] === null || contact[valueField(slot)] === undefined) return null;
  const entry = Object.fromEntries(slot.fields.map(([onContact, onEntry]) => [onEntry, contact[onContact] ?? null]));
  return { ...entry, ...('label' in entry && entry['label'] === null ? { label: 'WORK' } : {}), ...slot.constant };
}

/** What the main entries of a contact are the same as. */
export const mainIdentities = (kind: ReachKind, contact: Row): Set<string> => new Set(kind.slots.flatMap((slot) => {
  const entry = entryIn(slot, contact);
  return entry ? [kind.identity(entry)] : [];
}));

/** The entry as values of the contact's own fields; emptied without one. */
export const ontoContact = (slot: Slot, entry: Row | null): Record<string, unknown> => Object.fromEntries(slot.fields.map(([onContact, onEntry]) => [onContact, entry?.[onEntry] ?? null]));
