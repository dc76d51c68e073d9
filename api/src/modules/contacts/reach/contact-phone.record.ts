import { boolean, choice, phone, reference } from '../../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../../platform/records/record-type.js';
import '../contact.record.js';
import { REACH_LABELS } from './reach-labels.js';

/** A further number of a contact; the main one and the main mobile are the contact's own fields. Changed by whoever may edit the contact. */
export const contactPhoneRecord = defineRecord({
  name: 'contactPhone',
  plural: 'contactPhones',
  label: 'Phone number',
  labelPlural: 'Phone numbers',
  icon: 'phone',
  table: 'contact_phones',
  module: 'crm-core',
  access: 'configuration',
  partOf: 'contactId',
  titleFields: ['number'],
  operations: [],
  fields: {
    contactId: reference('contact', { label: 'Contact', required: true }),
    number: phone({ label: 'Phone', required: true, searchable: true }),
    label: choice(REACH_LABELS, { label: 'Label', required: true, default: 'OTHER' }),
    doNotCall: boolean({ label: 'Do not call' }),
  },
});

export type ContactPhone = RecordRow<typeof contactPhoneRecord>;
