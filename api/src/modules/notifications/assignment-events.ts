import { Injectable, type OnModuleInit } from '@nestjs/common';
import { eventKind } from '@libs/contracts';
import { currentActor, currentMemberId } from '../../platform/context/request-context.js';
import type { Draft } from '../../platform/changes/draft.js';
import { registerHooks, type RecordHooks } from '../../platform/changes/record-hooks.js';
import { OPEN_STATUSES } from '../activities/index.js';

/** Records of which a member is told that they are theirs now. */
const ASSIGNABLE = ['opportunity', 'account', 'activity'];

/**
 * Tells that records were given to somebody else: one event for each batch and new owner, so that handing over a thousand deals is one piece of news. What an
 * import brings is none: it says whose things were, not whose they become.
 */
@Injectable()
export class AssignmentEvents implements RecordHooks, OnModuleInit {
  onModuleInit(): void {
    for (const type of ASSIGNABLE) registerHooks(type, this);
  }

  afterWrite(drafts: readonly Draft[]): Promise<void> {
    if (currentActor().via !== 'import') {
      const given = drafts.filter((draft) => isGiven(draft));
      for (const [memberId, group] of Map.groupBy(given, (draft) => draft.after.ownerId)) {
        const [first] = group;
        first!.events.push({ kind: eventKind(first!.type.name, 'assigned'), data: { memberId, count: group.length } });
      }
    }
    return Promise.resolve();
  }
}

function isGiven(draft: Draft): boolean {
  const { operation, changed, after, type } = draft;
  if ((operation !== 'create' && operation !== 'update') || !changed.has('ownerId') || !after.ownerId || after.ownerId === currentMemberId()) return false;
  // Work that is done is nobody's task.
  return type.name !== 'activity' || OPEN_STATUSES.some((status) => status === after['status']);
}
