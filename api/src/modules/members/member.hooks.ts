import { Injectable } from '@nestjs/common';
import type { Draft } from '../../platform/changes/draft.js';
import type { RecordHooks } from '../../platform/changes/record-hooks.js';
import { preconditionFailed } from '../../platform/errors/app-error.js';

/** Undoing an import takes away the members it made, but never somebody who has signed in since. */
@Injectable()
export class MemberHooks implements RecordHooks {
  afterRevert(drafts: readonly Draft[]): Promise<void> {
    const signsIn = drafts.find((draft) => draft.operation === 'purge' && ['ACTIVE', 'DEACTIVATED'].includes(String(draft.before?.['status'])));
    if (signsIn) throw preconditionFailed(`${String(signsIn.before?.['name'])} has a sign-in by now. Deactivate this member instead.`);
    return Promise.resolve();
  }
}
