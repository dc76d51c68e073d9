import { Injectable } from '@nestjs/common';
import type { Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { checkMentions, inferAccounts, storeMentions } from './activity-links.js';
import { completes, followStatus, repairOf } from './activity-status.js';
import { activityRecord, type Activity } from './activity.record.js';
import { followLastContacted } from './last-contacted.js';

/** What follows from activities: status and times in step, the account they are about, mentions, and when contacts were last contacted. */
@Injectable()
export class ActivityHooks implements RecordHooks {
  async beforeWrite(all: readonly Draft[], { unit }: HookContext): Promise<void> {
    const drafts = all.filter((draft) => draft.operation === 'create' || draft.operation === 'update');
    const now = new Date().toISOString();
    for (const draft of drafts) {
      followStatus(draft, now);
      const { type, accountId, contactId, opportunityId } = draft.after as unknown as Activity;
      if (completes(draft)) draft.events.push({ kind: 'activity.completed', data: { type, accountId, contactId, opportunityId } });
    }
    await inferAccounts(unit, drafts);
    await checkMentions(unit, drafts);
  }

  async afterWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    await storeMentions(context.unit, drafts);
    await followLastContacted(drafts, context);
  }

  async afterRevert(drafts: readonly Draft[], context: HookContext): Promise<void> {
    await storeMentions(context.unit, drafts);
    const now = new Date().toISOString();
    for (const draft of drafts.filter(({ operation }) => operation === 'update')) {
      const values = repairOf(draft.after as unknown as Activity, now);
      if (values) context.also({ type: activityRecord, operation: 'update', id: draft.id, values });
    }
    await followLastContacted(drafts, context);
  }
}
