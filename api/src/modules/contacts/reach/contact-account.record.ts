import { date, reference, text } from '../../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../../platform/records/record-type.js';
import '../../accounts/index.js';
import '../contact.record.js';

/** A further account of a contact, present or former; the main one is the contact's own field. Changed by whoever may edit the contact. */
export const contactAccountRecord = defineRecord({
  name: 'contactAccount',
  plural: 'contactAccounts',
  label: 'Account of a contact',
  labelPlural: 'Accounts of a contact',
  icon: 'briefcase',
  table: 'contact_accounts',
  module: 'crm-core',
  access: 'configuration',
  partOf: 'contactId',
  titleFields: ['title'],
  operations: [],
  fields: {
    contactId: reference('contact', { label: 'Contact', required: true }),
    accountId: reference('account', { label: 'Account', required: true }),
    title: text({ label: 'Job title' }),
    startedOn: date({ label: 'From' }),
    endedOn: date({ label: 'Until', help: 'Empty while it lasts.' }),
  },
});

export type ContactAccount = RecordRow<typeof contactAccountRecord>;
