import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { ContactsModule } from '../contacts/index.js';
import { ContactGroups } from './contact-groups.service.js';
import { GroupRuns } from './group-runs.service.js';
import { GroupFilter } from './group-filter.js';
import { GroupCadences } from './group-cadences.js';
import { GroupMemberHooks } from './group-member.hooks.js';
import { GroupHooks } from './group.hooks.js';
import { groupMemberRecord, groupRecord } from './group.record.js';
import { ContactGroupsResolver, GroupsResolver } from './groups.resolver.js';
import { GroupsSeed } from './groups.seed.js';
import './groups.de.js';

/** Groups of contacts. */
@Module({
  imports: [ContactsModule],
  providers: [...provideRecord(groupRecord, GroupHooks), ...provideRecord(groupMemberRecord, GroupMemberHooks), GroupCadences, ContactGroups, GroupFilter, GroupRuns, GroupsResolver, ContactGroupsResolver, GroupsSeed],
  exports: [ContactGroups],
})
export class GroupsModule {}
