import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import type { Activity } from './activity.record.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Gives activities without account that of their opportunity, else of their contact. One query for the batch. */
export async function inferAccounts(unit: UnitOfWork, drafts: readonly Draft[]): Promise<void> {
  const linked = drafts.filter((draft) => activityOf(draft).accountId === null && (draft.changed.has('contactId') || draft.changed.has('opportunityId')));
  const opportunities = linked.flatMap((draft) => activityOf(draft).opportunityId ?? []);
  const contacts = linked.flatMap((draft) => activityOf(draft).contactId ?? []);
  if (opportunities.length + contacts.length === 0) return;
  const rows = await unit.query<{ id: string; account_id: string }>(
    `select o.id, o.account_id from opportunities o join accounts a on a.id = o.account_id and a.deleted_at is null where o.id = any($1::uuid[])
     union all
     select c.id, c.account_id from contacts c join accounts a on a.id = c.account_id and a.deleted_at is null where c.id = any($2::uuid[])`,
    [opportunities, contacts],
  );
  const accounts = new Map(rows.map((row) => [row.id, row.account_id]));
  for (const draft of linked) {
    const { opportunityId, contactId } = activityOf(draft);
    const accountId = accounts.get(opportunityId ?? '') ?? accounts.get(contactId ?? '');
    if (accountId) set(draft, 'accountId', accountId);
  }
}

/** Refuses mentions of who is no member here, and tells the members newly mentioned. One query for the batch. */
export async function checkMentions(unit: UnitOfWork, drafts: readonly Draft[]): Promise<void> {
  const mentioning = drafts.filter((draft) => draft.changed.has('mentionIds') && activityOf(draft).mentionIds.length > 0);
  if (mentioning.length === 0) return;
  for (const draft of mentioning) set(draft, 'mentionIds', [...new Set(activityOf(draft).mentionIds.map((id) => id.toLowerCase()))]);
  const wanted = mentioning.flatMap((draft) => activityOf(draft).mentionIds).filter((id) => UUID.test(id));
  const rows = await unit.query<{ id: string }>('select id from members where id = any($1::uuid[]) and deleted_at is null', [[...new Set(wanted)]]);
  const members = new Set(rows.map((row) => row.id));
  for (const draft of mentioning) {
    const { mentionIds } = activityOf(draft);
    if (mentionIds.some((id) => !members.has(id))) refuse(draft, 'mentionIds', 'Only members of this workspace can be mentioned.');
    const before = (draft.before?.['mentionIds'] ?? []) as string[];
    const memberIds = mentionIds.filter((id) => !before.includes(id));
    if (memberIds.length > 0) draft.events.push({ kind: 'activity.mentioned', data: { memberIds } });
  }
}

/** Keeps the table by which a member finds where they are mentioned. */
export async function storeMentions(unit: UnitOfWork, drafts: readonly Draft[]): Promise<void> {
  const mentioning = drafts.filter((draft) => draft.operation !== 'purge' && (draft.operation === 'create' ? activityOf(draft).mentionIds.length > 0 : draft.changed.has('mentionIds')));
  if (mentioning.length === 0) return;
  const rows = mentioning.flatMap((draft) => activityOf(draft).mentionIds.map((memberId) => ({ activity_id: draft.id, member_id: memberId })));
  await unit.query(
    `delete from activity_mentions m where m.activity_id = any($1::uuid[])
       and not exists (select from jsonb_to_recordset($2::jsonb) as v(activity_id uuid, member_id uuid) where v.activity_id = m.activity_id and v.member_id = m.member_id)`,
    [mentioning.map((draft) => draft.id), JSON.stringify(rows)],
  );
  await unit.query(
    `insert into activity_mentions (activity_id, member_id) select v.* from jsonb_to_recordset($1::jsonb) as v(activity_id uuid, member_id uuid)
     on conflict (tenant_id, activity_id, member_id) do nothing`,
    [JSON.stringify(rows)],
  );
}

const activityOf = (draft: Draft): Activity => draft.after as unknown as Activity;
