export { ContactGroups } from './contact-groups.service.js';
export { groupMemberRecord, groupRecord, type ContactGroup } from './group.record.js';
export { GroupsModule } from './groups.module.js';
