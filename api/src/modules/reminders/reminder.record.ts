import { choice, dateTime, text } from '../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../platform/records/record-type.js';

export const REMINDER_STATUSES = ['PENDING', 'DONE', 'SNOOZED', 'CANCELLED'] as const;
export type ReminderStatus = (typeof REMINDER_STATUSES)[number];
/** States in which it will still be told of. */
export const OPEN_REMINDERS: readonly ReminderStatus[] = ['PENDING', 'SNOOZED'];

/** What a member wants to be reminded of, and when; about a record or about nothing in particular. Nobody else sees it. */
export const reminderRecord = defineRecord({
  name: 'reminder',
  plural: 'reminders',
  label: 'Reminder',
  labelPlural: 'Reminders',
  icon: 'alarm-clock',
  table: 'reminders',
  module: 'crm-core',
  access: 'private',
  handsOver: { status: { in: OPEN_REMINDERS } },
  titleFields: ['message'],
  defaultSort: { field: 'remindAt', direction: 'ASC' },
  fields: {
    message: text({ label: 'Message', required: true, maxLength: 500, sortable: true, searchable: true, column: 10, aliases: ['reminder', 'title', 'subject', 'text'] }),
    dueAt: dateTime({ label: 'Time', required: true, sortable: true, column: 20, aliases: ['due', 'due date', 'remind at', 'date'] }),
    status: choice(REMINDER_STATUSES, { label: 'Status', required: true, default: 'PENDING', sortable: true, column: 30, importable: false }),
    snoozedUntil: dateTime({ label: 'Snoozed until', importable: false }),
    recurrence: text({ label: 'Repeats', maxLength: 500, column: 40, importable: false, help: 'A recurrence rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO.' }),
    timezone: text({ label: 'Time zone', maxLength: 64, importable: false, help: 'Where the time of day is kept when it repeats; your own when left out.' }),
    recordType: text({ label: 'About', maxLength: 60, importable: false, help: 'Type of the record it is about, such as contact.' }),
    recordId: text({ label: 'Record', maxLength: 36, importable: false, help: 'Id of the record it is about.' }),
    remindAt: dateTime({ label: 'Reminds at', readOnly: true, sortable: true, help: 'The time, or until when it is snoozed.' }),
    startsAt: dateTime({ label: 'Repeats since', readOnly: true, filterable: false, help: 'Where its recurrence is counted from.' }),
    completedAt: dateTime({ label: 'Completed', readOnly: true, sortable: true }),
  },
});

export type Reminder = RecordRow<typeof reminderRecord>;
