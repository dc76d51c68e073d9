import { choice, integer, json, longText, reference, text } from '../../platform/records/fields.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import { registerStoredFilter } from '../../platform/records/stored-filters.js';
import { defineRecord, type RecordRow } from '../../platform/records/record-type.js';
import '../contacts/index.js';

export const GROUP_KINDS = ['STATIC', 'DYNAMIC'] as const;
export const GROUP_COLOURS = ['GREY', 'BLUE', 'GREEN', 'AMBER', 'RED', 'VIOLET', 'PINK', 'TEAL'] as const;
export const GROUP_ICONS = ['USERS', 'STAR', 'HEART', 'HANDSHAKE', 'BRIEFCASE', 'BUILDING', 'MEGAPHONE', 'ROCKET', 'TROPHY', 'FLAG', 'GLOBE', 'HOUSE'] as const;
const VISIBILITIES = ['PRIVATE', 'SHARED'] as const;

/** A set of contacts under a name: put together by hand, or all that fit a filter. A private one is its owner's alone. */
export const groupRecord = defineRecord({
  name: 'contactGroup',
  plural: 'contactGroups',
  label: 'Group',
  labelPlural: 'Groups',
  icon: 'group',
  table: 'contact_groups',
  module: 'crm-core',
  access: 'personal',
  handsOver: { visibility: { eq: 'SHARED' } },
  titleFields: ['name'],
  defaultSort: { field: 'name', direction: 'ASC' },
  fields: {
    name: text({ label: 'Name', required: true, maxLength: 120, sortable: true, searchable: true, column: 10, aliases: ['group', 'group name', 'list name'] }),
    visibility: choice(VISIBILITIES, { label: 'Visibility', required: true, default: 'SHARED', column: 20, help: 'A private group, its members and their number are seen by its owner alone.' }),
    kind: choice(GROUP_KINDS, { label: 'Kind', required: true, default: 'STATIC', column: 30, help: 'Put together by hand, or all contacts that fit a filter.' }),
    description: longText({ label: 'Description', maxLength: 2000, searchable: true }),
    cadenceDays: integer({ label: 'Keep in touch every (days)', min: 1, max: 3650, sortable: true, column: 40, help: 'How often its contacts should hear from you. Only counts in a shared group that is put together by hand.' }),
    colour: choice(GROUP_COLOURS, { label: 'Colour', default: 'GREY' }),
    icon: choice(GROUP_ICONS, { label: 'Icon', default: 'USERS' }),
    filter: json<RecordFilter>({ label: 'Filter', importable: false, help: 'As the list of contacts takes it; only for groups by filter.' }),
  },
});

/** That a contact is in a group. Owner and visibility are those of the group, so that whoever does not see the group does not see this. */
export const groupMemberRecord = defineRecord({
  name: 'contactGroupMember',
  plural: 'contactGroupMembers',
  label: 'Member of group',
  labelPlural: 'Members of groups',
  icon: 'group',
  table: 'contact_group_members',
  module: 'crm-core',
  access: 'personal',
  partOf: 'groupId',
  titleFields: [],
  uniqueKeys: [['groupId', 'contactId']],
  operations: [],
  fields: {
    groupId: reference('contactGroup', { label: 'Group', required: true, readOnly: true }),
    contactId: reference('contact', { label: 'Contact', required: true, readOnly: true }),
    visibility: choice(VISIBILITIES, { label: 'Visibility', required: true, default: 'SHARED', readOnly: true, followed: true }),
  },
});

export type ContactGroup = RecordRow<typeof groupRecord>;

registerStoredFilter({ type: groupRecord, field: 'filter', of: { recordType: 'contact' } });
