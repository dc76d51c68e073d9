import { Injectable } from '@nestjs/common';
import { refuse, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { opportunityContactRecord } from './opportunity-contact.record.js';

/** An opportunity has one primary contact: whoever becomes it takes the place of the one before. */
@Injectable()
export class OpportunityContactHooks implements RecordHooks {
  beforeWrite(drafts: readonly Draft[]): Promise<void> {
    // What follows from merging two contacts moves the role along.
    for (const draft of drafts.filter(({ change }) => !change.derived)) {
      for (const [field, what] of [['opportunityId', 'opportunity'], ['contactId', 'contact']] as const) {
        if (draft.before && draft.changed.has(field)) refuse(draft, field, `A contact role stays with its ${what}. Add another one instead.`);
      }
    }
    return Promise.resolve();
  }

  async afterWrite(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    const primary = drafts.filter((draft) => draft.operation !== 'delete' && draft.operation !== 'merge' && draft.changed.has('isPrimary') && draft.after['isPrimary'] === true);
    if (primary.length === 0) return;
    const rows = await unit.query<{ id: string }>(
      'select id from opportunity_contacts where opportunity_id = any($1::uuid[]) and is_primary and deleted_at is null and not id = any($2::uuid[])',
      [primary.map((draft) => draft.after['opportunityId']), primary.map((draft) => draft.id)],
    );
    for (const { id } of rows) also({ type: opportunityContactRecord, operation: 'update', id, values: { isPrimary: false } });
  }
}
