import { boolean, choice, reference, text } from '../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../platform/records/record-type.js';
import { CONTACT_LIFECYCLES } from '../contacts/index.js';
import '../opportunities/index.js';

/** That a lead was converted, into what and from where; made and removed with the conversion. */
export const contactConversionRecord = defineRecord({
  name: 'contactConversion',
  plural: 'contactConversions',
  label: 'Conversion',
  labelPlural: 'Conversions',
  icon: 'git-merge',
  table: 'contact_conversions',
  module: 'crm-core',
  access: 'configuration',
  partOf: 'contactId',
  titleFields: [],
  operations: [],
  fields: {
    contactId: reference('contact', { label: 'Contact', required: true }),
    // Read-only, so that they hold nothing in place: what a conversion made can be undone and deleted.
    accountId: reference('account', { label: 'Account', readOnly: true }),
    opportunityId: reference('opportunity', { label: 'Opportunity', readOnly: true }),
    fromLifecycle: choice(CONTACT_LIFECYCLES, { label: 'Lifecycle before', readOnly: true }),
    madeAccount: boolean({ label: 'Made the account', readOnly: true }),
    requestId: text({ label: 'Request', readOnly: true, maxLength: 100, section: 'System' }),
  },
});

export type ContactConversion = RecordRow<typeof contactConversionRecord>;
