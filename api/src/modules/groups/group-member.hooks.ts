import { Injectable } from '@nestjs/common';
import type { Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { TouchCadences } from '../contacts/index.js';

/** Whoever comes into a group or leaves it may have to hear from the team sooner or later than before. */
@Injectable()
export class GroupMemberHooks implements RecordHooks {
  constructor(private readonly cadences: TouchCadences) {}

  async afterWrite(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    const contactIds = [...new Set(drafts.map(({ after }) => String(after['contactId'])))];
    for (const change of await this.cadences.changes(unit, contactIds)) also(change);
  }

  afterRevert(drafts: readonly Draft[], context: HookContext): Promise<void> {
    return this.afterWrite(drafts, context);
  }
}
