import { Injectable } from '@nestjs/common';
import { refuse, type Draft } from '../../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../../platform/changes/record-hooks.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import { contactRecord } from '../contact.record.js';
import { dropBrought } from './contact-slots.js';

const MAX_SHOWN = 3900;

/** Keeps the line of further addresses and numbers on the contact, by which search finds people. */
@Injectable()
export class ReachHooks implements RecordHooks {
  async beforeWrite(drafts: readonly Draft[]): Promise<void> {
    for (const draft of drafts) {
      const { startedOn, endedOn } = draft.after as { startedOn?: string | null; endedOn?: string | null };
      if (startedOn && endedOn && endedOn < startedOn) refuse(draft, 'endedOn', 'It can\'t end before it began.');
    }
  }

  async afterWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    await dropBrought(drafts, context);
    await this.follow(drafts, context);
  }

  afterRevert(drafts: readonly Draft[], context: HookContext): Promise<void> {
    return this.follow(drafts, context);
  }

  private async follow(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    const ids = [...new Set(drafts.flatMap(({ before, after }) => [before?.['contactId'], after['contactId']]).filter((id) => typeof id === 'string'))];
    for (const { id, line } of await changedLines(unit, ids)) also({ type: contactRecord, operation: 'update', id, values: { furtherReach: line } });
  }
}

/** Contacts whose line differs from what their further addresses and numbers make. */
const changedLines = (unit: UnitOfWork, ids: readonly string[]): Promise<{ id: string; line: string | null }[]> =>
  unit.query<{ id: string; line: string | null }>(
    `select c.id, left(l.line, ${MAX_SHOWN}) as line from contacts c
     cross join lateral (select string_agg(p.value, ', ' order by p.created_at, p.value) as line from (
       select e.address as value, e.created_at, e.id from contact_emails e where e.tenant_id = c.tenant_id and e.contact_id = c.id and e.deleted_at is null
       union all select p.number, p.created_at, p.id from contact_phones p where p.tenant_id = c.tenant_id and p.contact_id = c.id and p.deleted_at is null) p) l
     where c.id = any($1::uuid[]) and c.deleted_at is null and c.further_reach is distinct from left(l.line, ${MAX_SHOWN}) order by c.id`,
    [ids],
  );
