import { set, type Draft } from '../../../platform/changes/draft.js';
import type { HookContext } from '../../../platform/changes/record-hooks.js';
import { decodeRow, selectList, type AnyRow } from '../../../platform/records/record-rows.js';
import { columnOf } from '../../../platform/records/record-type.js';
import { mainIdentities, ontoContact, REACH_KINDS, valueField, type ReachKind, type Slot } from './reach-kinds.js';

/** Set on changes of a contact that come with the changes of its lists. */
export const WITH_LISTS = { withLists: true } as const;

interface Vacancy {
  readonly draft: Draft;
  readonly kind: ReachKind;
  readonly slot: Slot;
}

/** Whoever empties the main entry while there are further ones makes the oldest of those the main one. */
export async function fillVacancies(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
  for (const kind of REACH_KINDS) {
    const vacant = drafts.flatMap((draft): Vacancy[] => (draft.operation === 'update' && !draft.change.extra?.['withLists'] ? kind.slots.filter((slot) => emptied(draft, slot)).map((slot) => ({ draft, kind, slot })) : []));
    if (vacant.length === 0) continue;
    const further = await entriesOf({ unit }, kind, vacant.map(({ draft }) => draft.id));
    for (const { draft, slot } of vacant) {
      const next = (further.get(draft.id) ?? []).find((entry) => kind.slotOf(entry) === slot && kind.hindrance(entry) === null);
      if (!next) continue;
      for (const [field, value] of Object.entries(ontoContact(slot, next))) set(draft, field, value);
      also({ type: kind.type, operation: 'delete', id: next.id });
    }
  }
}

const emptied = (draft: Draft, slot: Slot): boolean => draft.changed.has(valueField(slot)) && draft.after[valueField(slot)] === null;

/** A further entry that became the main one by another way (an import, an edit in the table) is one entry, not two. */
export async function dropDoubles(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
  const updated = drafts.filter((draft) => draft.operation === 'update');
  for (const kind of REACH_KINDS) {
    const concerned = updated.filter((draft) => kind.slots.some((slot) => draft.changed.has(valueField(slot)) && draft.after[valueField(slot)] !== null));
    if (concerned.length === 0) continue;
    const further = await entriesOf({ unit }, kind, concerned.map((draft) => draft.id));
    for (const draft of concerned) {
      const main = mainIdentities(kind, draft.after);
      for (const entry of further.get(draft.id) ?? []) if (main.has(kind.identity(entry)) && !entry['endedOn']) also({ type: kind.type, operation: 'delete', id: entry.id });
    }
  }
}

/** Entries that came from another contact, in a merge: what this one has already is let go. */
export async function dropBrought(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
  const brought = drafts.filter(({ before, after }) => before !== null && before['contactId'] !== after['contactId']);
  const kind = REACH_KINDS.find((each) => each.type === brought[0]?.type);
  if (!kind || brought.length === 0) return;
  const ids = [...new Set(brought.map((draft) => draft.after['contactId'] as string))];
  const further = await entriesOf({ unit }, kind, ids);
  const columns = kind.slots.flatMap((slot) => slot.fields.map(([field]) => `${columnOf(field)} as "${field}"`)).join(', ');
  const contacts = new Map((await unit.query<{ id: string }>(`select id, ${columns} from contacts where id = any($1::uuid[])`, [ids])).map((row) => [row.id, row as Record<string, unknown>]));
  for (const draft of brought) {
    const contactId = draft.after['contactId'] as string;
    const identity = kind.identity(draft.after);
    const ended = draft.after['endedOn'] ?? null;
    const isMain = ended === null && mainIdentities(kind, contacts.get(contactId) ?? {}).has(identity);
    const twin = (further.get(contactId) ?? []).find((entry) => kind.identity(entry) === identity && (entry['endedOn'] ?? null) === ended);
    if (isMain || (twin && twin.id !== draft.id)) also({ type: kind.type, operation: 'delete', id: draft.id });
  }
}

/** Further entries of contacts, oldest first. */
export async function entriesOf({ unit }: Pick<HookContext, 'unit'>, { type, key }: ReachKind, contactIds: readonly string[]): Promise<Map<string, AnyRow[]>> {
  const rows = await unit.query(`select ${selectList(type, 't')} from ${type.table} t where t.contact_id = any($1::uuid[]) and t.deleted_at is null order by t.created_at, t.${columnOf(key)}, t.id`, [contactIds]);
  return Map.groupBy(rows.map((row) => decodeRow(type.allFields, row)), (row) => row['contactId'] as string);
}
