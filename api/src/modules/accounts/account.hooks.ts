import { Injectable } from '@nestjs/common';
import { isRefused, refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { preconditionFailed } from '../../platform/errors/app-error.js';
import { cycleThrough, lockLinesAbove } from './account-hierarchy.js';
import type { Account } from './account.record.js';
import { domainOf, sizeOf } from './account-size.js';

/** What follows from an account's fields, and the rule that nothing belongs to itself. */
@Injectable()
export class AccountHooks implements RecordHooks {
  async beforeWrite(drafts: readonly Draft[], { unit }: HookContext): Promise<void> {
    for (const draft of drafts) {
      const account = draft.after as unknown as Account;
      if (draft.changed.has('website')) set(draft, 'domain', domainOf(account.website));
      if (draft.changed.has('employees') && account.employees !== null) set(draft, 'size', sizeOf(account.employees));
    }
    const refused = await circular(unit, drafts);
    for (const draft of refused) refuse(draft, 'parentId', "An account can't belong to itself or to an account below it.");
    refuseBelow(drafts, refused);
  }

  /** Two undone changes of different moments may close a circle that neither had. */
  async afterRevert(drafts: readonly Draft[], { unit }: HookContext): Promise<void> {
    const [draft] = await circular(unit, drafts);
    if (draft) throw preconditionFailed(`Undoing this would make ${(draft.after as unknown as Account).name} belong to itself. Change its parent account first.`);
  }
}

async function circular(unit: UnitOfWork, drafts: readonly Draft[]): Promise<Draft[]> {
  const moved = drafts.filter((draft) => draft.changed.has('parentId') && parentOf(draft) !== null);
  if (moved.length === 0) return [];
  const parents = await lockLinesAbove(unit, moved.map((draft) => parentOf(draft)!));
  // What the batch is about to write counts, not what is stored.
  for (const draft of drafts) if (draft.changed.has('parentId')) parents.set(draft.id, parentOf(draft));
  return moved.filter((draft) => cycleThrough(draft.id, parents) !== null);
}

/** New accounts below one that is refused have nothing to belong to. */
function refuseBelow(drafts: readonly Draft[], refused: readonly Draft[]): void {
  const gone = new Set(refused.filter((draft) => draft.operation === 'create').map((draft) => draft.id));
  for (let size = -1; size !== gone.size; ) {
    size = gone.size;
    for (const draft of drafts) {
      if (isRefused(draft) || !draft.changed.has('parentId') || !gone.has(parentOf(draft) ?? '')) continue;
      refuse(draft, 'parentId', 'Its parent account was refused.');
      if (draft.operation === 'create') gone.add(draft.id);
    }
  }
}

const parentOf = (draft: Draft): string | null => (draft.after as unknown as Account).parentId;
