import type { RecordChange } from '../../../platform/changes/draft.js';
import { validationError } from '../../../platform/errors/app-error.js';
import { normaliseValue } from '../../../platform/records/field-codec.js';
import type { AnyRow } from '../../../platform/records/record-rows.js';
import { entryIn, ontoContact, type ReachKind, type Slot } from './reach-kinds.js';

/** An entry as it is entered. */
export type ListEntry = Readonly<Record<string, unknown>> & { readonly isMain?: boolean | null };

const MAX_ENTRIES = 50;

export interface ListPlan {
  readonly onContact: Readonly<Record<string, unknown>>;
  readonly changes: readonly RecordChange[];
}

/** What makes a list of what it is the one that is wanted: the main entry of each place goes onto the contact, the others are made, changed or removed. */
export function planList(kind: ReachKind, contact: AnyRow, present: readonly AnyRow[], wanted: readonly ListEntry[]): ListPlan {
  const entries = readEntries(kind, wanted);
  const onContact: Record<string, unknown> = {};
  const further = new Set(entries);
  for (const slot of kind.slots) {
    const inSlot = entries.filter((entry) => kind.slotOf(entry) === slot && !entry['endedOn']);
    const main = mainOf(kind, slot, contact, inSlot);
    if (main) further.delete(main);
    Object.assign(onContact, ontoContact(slot, main));
  }
  const left = [...present];
  const changes = [...further].map((entry): RecordChange => {
    const { isMain: _main, ...values } = entry;
    const index = left.findIndex((row) => kind.identity(row) === kind.identity(entry) && (row['endedOn'] ?? null) === (entry['endedOn'] ?? null));
    const at = index >= 0 ? index : left.findIndex((row) => kind.identity(row) === kind.identity(entry));
    const [same] = at >= 0 ? left.splice(at, 1) : [];
    return same ? { type: kind.type, operation: 'update', id: same.id, values, derived: true } : { type: kind.type, operation: 'create', values: { ...values, contactId: contact.id }, derived: true };
  });
  return { onContact, changes: [...left.map((row): RecordChange => ({ type: kind.type, operation: 'delete', id: row.id, derived: true })), ...changes] };
}

/** The one that is marked, else the present one, else the first that may be it. */
function mainOf(kind: ReachKind, slot: Slot, contact: AnyRow, entries: readonly ListEntry[]): ListEntry | null {
  const marked = entries.filter((entry) => entry.isMain);
  if (marked.length > 1) throw validationError({ [kind.list]: ['Only one of them is the main one.'] });
  const hindrance = marked[0] && kind.hindrance(marked[0]);
  if (hindrance) throw validationError({ [kind.list]: [hindrance] });
  const able = entries.filter((entry) => kind.hindrance(entry) === null);
  const present = entryIn(slot, contact);
  return marked[0] ?? able.find((entry) => present !== null && kind.identity(entry) === kind.identity(present)) ?? able[0] ?? null;
}

/** Values in the form in which they are stored, so that they can be compared. */
function readEntries(kind: ReachKind, wanted: readonly ListEntry[]): ListEntry[] {
  if (wanted.length > MAX_ENTRIES) throw validationError({ [kind.list]: [`A contact has at most ${MAX_ENTRIES} of them.`] });
  const field = kind.type.allFields[kind.key]!;
  const taken = new Set<string>();
  return wanted.map((entry) => {
    const read = normaliseValue(field, entry[kind.key]);
    if ('reason' in read) throw validationError({ [kind.list]: [`${String(entry[kind.key])}: ${read.reason}`] });
    if (read.value === null) throw validationError({ [kind.list]: [`${field.label} is required.`] });
    const key = `${kind.identity(entry)} ${String(entry['endedOn'] ?? '')}`;
    if (taken.has(key)) throw validationError({ [kind.list]: [`${String(entry[kind.key])} is in the list twice.`] });
    taken.add(key);
    return { ...entry, [kind.key]: read.value };
  });
}
