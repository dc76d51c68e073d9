import { ROLES, type PermissionOverrides } from '@libs/contracts';
import { choice, dateTime, email, json, reference, text } from '../../platform/records/fields.js';
import { defineRecord } from '../../platform/records/record-type.js';

export const MEMBER_STATUSES = ['NOT_INVITED', 'INVITED', 'ACTIVE', 'DEACTIVATED'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** A person's place in the workspace. Records are owned by members; a member may own some before anybody signs in as them. */
export const memberRecord = defineRecord({
  name: 'member',
  plural: 'members',
  label: 'Member',
  labelPlural: 'Members',
  icon: 'user-round',
  table: 'members',
  module: 'crm-core',
  access: 'configuration',
  managedBy: 'manage:users',
  titleFields: ['name'],
  uniqueKeys: [['email']],
  defaultSort: { field: 'name', direction: 'ASC' },
  operations: ['list', 'get', 'create', 'update'],
  fields: {
    name: text({ label: 'Name', required: true, maxLength: 120, sortable: true, searchable: true, aliases: ['sales agent', 'agent', 'sales rep', 'rep', 'full name', 'user', 'owner name'] }),
    email: email({ label: 'E-mail', sortable: true, searchable: true, column: 10, aliases: ['email', 'e-mail address', 'mail'] }),
    role: choice(ROLES, { label: 'Role', default: 'MEMBER', readOnly: true, ownVerb: true, sortable: true, column: 20 }),
    status: choice(MEMBER_STATUSES, { label: 'Status', default: 'NOT_INVITED', readOnly: true, ownVerb: true, sortable: true, column: 30 }),
    teamId: reference('team', { label: 'Team', column: 40, aliases: ['manager', 'team', 'sales team', 'group'] }),
    jobTitle: text({ label: 'Job title', column: 50, aliases: ['title', 'position'] }),
    office: text({ label: 'Office', column: 60, sortable: true, aliases: ['regional office', 'region', 'office', 'location'] }),
    invitedAt: dateTime({ label: 'Invited', readOnly: true, ownVerb: true, section: 'Sign-in' }),
    acceptedAt: dateTime({ label: 'Joined', readOnly: true, ownVerb: true, section: 'Sign-in' }),
    permissions: json<PermissionOverrides>({ label: 'Permissions', default: {}, readOnly: true, ownVerb: true, filterable: false, help: 'Exceptions to the role.' }),
  },
});
