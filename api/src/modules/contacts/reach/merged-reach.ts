import type { RecordChange } from '../../../platform/changes/draft.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import type { AnyRow } from '../../../platform/records/record-rows.js';
import { phoneKey, type MergedRecords } from '../../duplicates/index.js';
import { entriesOf } from './contact-slots.js';
import { EMAILS, entryIn, PHONES, type ReachKind } from './reach-kinds.js';

/** A kind of list that people are reached by, and the field of a contact that forbids it; what was asked of one address stays with that address. */
const REACHED_BY: readonly { readonly kind: ReachKind; readonly forbids: string; readonly same: (entry: Readonly<Record<string, unknown>>) => string }[] = [
  { kind: EMAILS, forbids: 'doNotEmail', same: (entry) => EMAILS.identity(entry) },
  // One number in two notations is one number.
  { kind: PHONES, forbids: 'doNotCall', same: (entry) => phoneKey(String(entry['number'])) ?? PHONES.identity(entry) },
];

/** A merged contact is reached by everything that any of them was reached by: what is not the main entry becomes a further one. */
export async function keepReach(unit: UnitOfWork, { row, were }: MergedRecords): Promise<RecordChange[]> {
  const changes: RecordChange[] = [];
  for (const { kind, forbids, same } of REACHED_BY) {
    const further = (await entriesOf({ unit }, kind, [row.id])).get(row.id) ?? [];
    const known = new Set([...mainEntries(kind, row), ...further].map(same));
    for (const record of were) {
      for (const entry of mainEntries(kind, record)) {
        if (known.has(same(entry))) continue;
        known.add(same(entry));
        changes.push({ type: kind.type, operation: 'create', values: { ...entry, [forbids]: record[forbids] === true, contactId: row.id } });
      }
    }
  }
  return changes;
}

const mainEntries = (kind: ReachKind, contact: AnyRow): Record<string, unknown>[] => kind.slots.flatMap((slot) => {
  const entry = entryIn(slot, contact);
  return entry ? [entry] : [];
});
