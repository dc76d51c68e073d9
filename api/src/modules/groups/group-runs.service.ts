import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { RecordChange } from '../../platform/changes/draft.js';
import { validationError } from '../../platform/errors/app-error.js';
import { extendRuns, type ActionDetails } from '../bulk/index.js';
import { contactRecord } from '../contacts/index.js';
import { ContactGroups } from './contact-groups.service.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Putting contacts into a group, and taking them out, as actions on many records. */
@Injectable()
export class GroupRuns implements OnModuleInit {
  constructor(private readonly groups: ContactGroups) {}

  onModuleInit(): void {
    for (const [action, verb, label] of [['ADD_TO_GROUP', 'add', 'Added to'], ['REMOVE_FROM_GROUP', 'remove', 'Removed from']] as const) {
      extendRuns(action, {
        recordType: contactRecord.name,
        begin: async (details) => `${label} ${String((await this.groups.editable(groupOf(details)))['name'])}`,
        changes: async (unit, ids, details): Promise<ReadonlyMap<string, RecordChange>> => this.groups.changesFor(unit, verb, await this.groups.editable(groupOf(details)), ids),
      });
    }
  }
}

function groupOf({ groupId }: ActionDetails): string {
  if (!groupId || !UUID.test(groupId)) throw validationError({ groupId: ['Choose a group.'] });
  return groupId;
}
