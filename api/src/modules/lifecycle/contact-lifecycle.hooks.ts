import { Injectable, type OnModuleInit } from '@nestjs/common';
import { set, type Draft } from '../../platform/changes/draft.js';
import { registerHooks, type HookContext, type RecordHooks } from '../../platform/changes/record-hooks.js';
import { contactRecord } from '../contacts/index.js';
import { recordSteps, revertSteps } from './lifecycle-history.js';

/** Remembers each change of a contact's lifecycle. Moves of any direction are people's to make; they are recorded, not refused. */
@Injectable()
export class ContactLifecycleHooks implements RecordHooks, OnModuleInit {
  onModuleInit(): void {
    registerHooks(contactRecord.name, this);
  }

  beforeWrite(drafts: readonly Draft[]): Promise<void> {
    const now = new Date().toISOString();
    for (const draft of drafts) {
      const entered = draft.operation === 'create' ? draft.after['lifecycle'] !== null : draft.operation === 'update' && draft.changed.has('lifecycle');
      if (entered) set(draft, 'lifecycleChangedAt', now);
    }
    return Promise.resolve();
  }

  afterWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    recordSteps(drafts, context);
    return Promise.resolve();
  }

  afterRevert(drafts: readonly Draft[], context: HookContext): Promise<void> {
    return revertSteps(drafts, context);
  }
}
