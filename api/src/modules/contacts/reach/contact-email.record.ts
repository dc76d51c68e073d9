import { boolean, choice, email, reference } from '../../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../../platform/records/record-type.js';
import '../contact.record.js';
import { REACH_LABELS } from './reach-labels.js';

/** A further e-mail address of a contact; the main one is the contact's own field. Changed by whoever may edit the contact. */
export const contactEmailRecord = defineRecord({
  name: 'contactEmail',
  plural: 'contactEmails',
  label: 'E-mail address',
  labelPlural: 'E-mail addresses',
  icon: 'mail',
  table: 'contact_emails',
  module: 'crm-core',
  access: 'configuration',
  partOf: 'contactId',
  titleFields: ['address'],
  operations: [],
  fields: {
    contactId: reference('contact', { label: 'Contact', required: true }),
    address: email({ label: 'E-mail', required: true, searchable: true }),
    label: choice(REACH_LABELS, { label: 'Label', required: true, default: 'OTHER' }),
    doNotEmail: boolean({ label: 'Do not e-mail' }),
  },
});

export type ContactEmail = RecordRow<typeof contactEmailRecord>;
