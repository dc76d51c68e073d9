import type { Draft } from '../../platform/changes/draft.js';
import type { HookContext } from '../../platform/changes/record-hooks.js';
import { contactRecord } from '../contacts/index.js';
import { CONTACTING_TYPES, MEETING_TYPES, type Activity } from './activity.record.js';

/** Sets anew when the contacts that the drafts are about were last contacted, and when they last came back to the team. Three statements for any number of activities, none when no contact was. */
export async function followLastContacted(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
  const contactIds = new Set(drafts.flatMap((draft) => [draft.before, draft.after].flatMap((row) => (row ? contacted(row as unknown as Activity) : []))));
  if (contactIds.size === 0) return;
  // Locked first, so that of two calls completed at once the second to commit sees the first.
  const contacts = await unit.query<{ id: string; last_contacted_at: string | null; last_responded_at: string | null }>(
    'select id, last_contacted_at, last_responded_at from contacts where id = any($1::uuid[]) and deleted_at is null order by id for update',
    [[...contactIds]],
  );
  const rows = await unit.query<{ contact_id: string; at: string; responded_at: string | null }>(
    `select a.contact_id, max(a.completed_at) as at, max(a.completed_at) filter (where a.direction = 'INBOUND' or a.type = any($3::text[])) as responded_at from activities a
     where a.contact_id = any($1::uuid[]) and a.status = 'COMPLETED' and a.type = any($2::text[]) and a.deleted_at is null group by 1`,
    [contacts.map((contact) => contact.id), CONTACTING_TYPES, MEETING_TYPES],
  );
  const latest = new Map(rows.map((row) => [row.contact_id, row]));
  for (const contact of contacts) {
    const { at: lastContactedAt = null, responded_at: lastRespondedAt = null } = latest.get(contact.id) ?? {};
    if (lastContactedAt !== contact.last_contacted_at || lastRespondedAt !== contact.last_responded_at) also({ type: contactRecord, operation: 'update', id: contact.id, values: { lastContactedAt, lastRespondedAt } });
  }
}

const contacted = (activity: Activity): string[] =>
  activity.contactId !== null && activity.status === 'COMPLETED' && CONTACTING_TYPES.includes(activity.type ?? 'OTHER') ? [activity.contactId] : [];
