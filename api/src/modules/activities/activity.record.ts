import { choice, dateTime, integer, json, longText, reference, tags, text } from '../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../platform/records/record-type.js';

export const ACTIVITY_TYPES = ['CALL', 'EMAIL', 'MEETING', 'TASK', 'NOTE', 'SMS', 'LINKEDIN_MESSAGE', 'CHAT', 'DEMO', 'PROPOSAL', 'CONTRACT', 'OTHER'] as const;
export type ActivityType = (typeof ACTIVITY_TYPES)[number];
export const ACTIVITY_STATUSES = ['PLANNED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'NO_SHOW'] as const;
export type ActivityStatus = (typeof ACTIVITY_STATUSES)[number];
export const ACTIVITY_PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;

/** States in which something is still to be done. */
export const OPEN_STATUSES: readonly ActivityStatus[] = ['PLANNED', 'IN_PROGRESS'];

/** Types that reach a person; completing one counts as having contacted them. */
export const CONTACTING_TYPES: readonly ActivityType[] = ['CALL', 'EMAIL', 'MEETING', 'SMS', 'LINKEDIN_MESSAGE', 'CHAT', 'DEMO', 'PROPOSAL'];

/** Types in which the other side speaks, too. */
export const MEETING_TYPES: readonly ActivityType[] = ['MEETING', 'DEMO'];

export const ACTIVITY_DIRECTIONS = ['OUTBOUND', 'INBOUND'] as const;

/** Something that was done or is to be done about an account, a contact or an opportunity: calls, meetings, tasks, notes. */
export const activityRecord = defineRecord({
  name: 'activity',
  plural: 'activities',
  label: 'Activity',
  labelPlural: 'Activities',
  icon: 'activity',
  table: 'activities',
  module: 'crm-core',
  access: 'owned',
  customizable: true,
  // What was done stays with whoever did it.
  handsOver: { status: { in: OPEN_STATUSES } },
  titleFields: ['subject'],
  defaultSort: { field: 'occurredAt', direction: 'DESC' },
  fields: {
    type: choice(ACTIVITY_TYPES, { label: 'Type', required: true, default: 'TASK', sortable: true, column: 10, aliases: ['activity type', 'task type', 'kind', 'task subtype'] }),
    subject: text({ label: 'Subject', required: true, sortable: true, searchable: true, column: 20, aliases: ['title', 'activity subject', 'task name', 'name', 'summary'] }),
    status: choice(ACTIVITY_STATUSES, { label: 'Status', required: true, default: 'PLANNED', sortable: true, column: 30, aliases: ['activity status', 'task status', 'state'] }),
    priority: choice(ACTIVITY_PRIORITIES, { label: 'Priority', required: true, default: 'NORMAL', sortable: true, column: 60, aliases: ['task priority', 'importance'] }),
    dueAt: dateTime({ label: 'Due', sortable: true, column: 40, aliases: ['due date', 'deadline', 'due'] }),
    scheduledAt: dateTime({ label: 'Scheduled', sortable: true, aliases: ['start', 'start date', 'start time', 'activity date', 'scheduled for', 'date'] }),
    durationMinutes: integer({ label: 'Duration (minutes)', min: 0, max: 100_000, aliases: ['duration', 'minutes', 'call duration', 'duration in minutes'] }),
    completedAt: dateTime({ label: 'Completed', sortable: true, aliases: ['completed date', 'date completed', 'done', 'end date'] }),
    occurredAt: dateTime({ label: 'When', readOnly: true, always: true, sortable: true, help: 'When it was completed; before that, when it is scheduled or due.' }),
    accountId: reference('account', { label: 'Account', column: 70, aliases: ['account', 'account name', 'company', 'related to'] }),
    contactId: reference('contact', { label: 'Contact', column: 80, aliases: ['contact', 'contact name', 'who', 'person', 'with'] }),
    opportunityId: reference('opportunity', { label: 'Opportunity', aliases: ['opportunity', 'deal', 'opportunity name', 'deal name'] }),
    description: longText({ label: 'Description', searchable: true, aliases: ['body', 'comments', 'details', 'note', 'notes', 'full comments'] }),
    direction: choice(ACTIVITY_DIRECTIONS, { label: 'Direction', aliases: ['call direction', 'email direction', 'inbound or outbound'], help: 'Inbound when it came from the contact.' }),
    outcome: longText({ label: 'Outcome', maxLength: 5000, aliases: ['result', 'call result', 'call outcome', 'disposition'] }),
    mentionIds: tags({ label: 'Mentioned members', filterable: false, importable: false, section: 'System', help: 'Ids of the members this is brought to the attention of.' }),
    source: text({ label: 'Source', maxLength: 60, section: 'System', help: 'The system it came from; empty when it was entered here.' }),
    metadata: json<Record<string, unknown>>({ label: 'Details from the source', importable: false, section: 'System' }),
  },
});

export type Activity = RecordRow<typeof activityRecord>;
