import { address, boolean, choice, date, dateTime, email, integer, longText, phone, reference, tags, text, url } from '../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../platform/records/record-type.js';
// A reference can only point at a record type that is described already.
import '../campaigns/index.js';
import { REACH_LABELS } from './reach/reach-labels.js';

export const CONTACT_LIFECYCLES = ['LEAD', 'MQL', 'SQL', 'OPPORTUNITY', 'CUSTOMER', 'EVANGELIST', 'CHURNED'] as const;
export const CONTACT_CHANNELS = ['EMAIL', 'PHONE', 'SMS', 'LINKEDIN', 'CHAT', 'IN_PERSON'] as const;

/** A person whom the team deals with, usually somebody at an account. */
export const contactRecord = defineRecord({
  name: 'contact',
  plural: 'contacts',
  label: 'Contact',
  labelPlural: 'Contacts',
  icon: 'user',
  table: 'contacts',
  module: 'crm-core',
  access: 'owned',
  customizable: true,
  titleFields: ['firstName', 'lastName'],
  uniqueKeys: [['accountId', 'email']],
  identity: {
    kind: 'person',
    name: ['firstName', 'lastName'],
    emails: ['email'],
    phones: ['phone', 'mobile'],
    further: 'furtherReach',
    profiles: ['linkedin', 'twitter'],
    place: ['mailingStreet', 'mailingPostalCode', 'mailingCity', 'mailingCountry'],
    fixed: ['birthday'],
    within: 'accountId',
  },
  defaultSort: { field: 'lastName', direction: 'ASC' },
  fields: {
    firstName: text({ label: 'First name', sortable: true, searchable: true, column: 10, aliases: ['first name', 'given name', 'forename', 'first', 'vorname', 'prénom'] }),
    lastName: text({ label: 'Last name', sortable: true, searchable: true, column: 20, aliases: ['last name', 'family name', 'surname', 'last', 'nachname', 'nom'] }),
    jobTitle: text({ label: 'Job title', sortable: true, searchable: true, column: 30, aliases: ['title', 'job title', 'position', 'role', 'organization title', 'occupation'] }),
    accountId: reference('account', {
      label: 'Account',
      column: 40,
      aliases: ['account', 'account name', 'company', 'company name', 'organization', 'organization name', 'organization 1 - name', 'associated company', 'employer'],
    }),
    email: email({
      label: 'E-mail',
      sortable: true,
      searchable: true,
      column: 50,
      aliases: ['email', 'e-mail', 'email address', 'e-mail address', 'e-mail 1 - value', 'e-mail 1 value', 'primary email', 'work email', 'mail'],
    }),
    phone: phone({ label: 'Phone', searchable: true, column: 60, aliases: ['phone number', 'business phone', 'work phone', 'telephone', 'phone 1 - value', 'company main phone'] }),
    mobile: phone({ label: 'Mobile', searchable: true, aliases: ['mobile phone', 'mobile number', 'mobile phone number', 'cell', 'cell phone', 'phone 2 - value', 'handy'] }),
    accountSince: date({ label: 'At this account since', importable: false }),
    department: text({ label: 'Department', sortable: true, aliases: ['organization department', 'dept', 'abteilung'] }),
    lifecycle: choice(CONTACT_LIFECYCLES, { label: 'Lifecycle', default: 'LEAD', sortable: true, column: 70, aliases: ['lifecycle stage', 'lead status', 'status', 'contact status'] }),
    leadSource: text({ label: 'Lead source', sortable: true, aliases: ['source', 'original source', 'lead origin', 'came from'] }),
    campaignId: reference('campaign', { label: 'Campaign', help: 'The campaign this person came from.', aliases: ['campaign', 'campaign name', 'source campaign', 'primary campaign source'] }),
    emailLabel: choice(REACH_LABELS, { label: 'Kind of e-mail', section: 'Reaching them', importable: false }),
    phoneLabel: choice(['WORK', 'HOME', 'OTHER'], { label: 'Kind of phone', section: 'Reaching them', importable: false }),
    furtherReach: longText({ label: 'Further e-mails and phones', readOnly: true, followed: true, searchable: true, holdsPhones: true, maxLength: 4000, section: 'Reaching them', help: 'Beside the main ones; search finds people by them, too.' }),
    preferredChannel: choice(CONTACT_CHANNELS, { label: 'Preferred channel', section: 'Reaching them', aliases: ['preferred contact method', 'contact preference'] }),
    doNotCall: boolean({ label: 'Do not call', section: 'Reaching them', aliases: ['phone opt out', 'has opted out of calls', 'donotcall'] }),
    doNotEmail: boolean({ label: 'Do not e-mail', section: 'Reaching them', aliases: ['email opt out', 'has opted out of email', 'unsubscribed from all email', 'donotemail'] }),
    linkedin: url({ label: 'LinkedIn', section: 'Reaching them', aliases: ['linkedin url', 'linkedin profile', 'linkedin bio'] }),
    twitter: text({ label: 'X (Twitter)', section: 'Reaching them', aliases: ['twitter', 'twitter username', 'twitter handle', 'x handle'] }),
    lastContactedAt: dateTime({ label: 'Last contacted', readOnly: true, followed: true, sortable: true, column: 80, help: 'When the last call, e-mail, meeting or message with this person was completed.' }),
    lastRespondedAt: dateTime({ label: 'Last responded', readOnly: true, followed: true, sortable: true, help: 'When this person last came back to the team: an incoming message or call, a meeting or a demo.' }),
    touchEveryDays: integer({ label: 'Keep in touch every (days)', min: 1, max: 3650, sortable: true, section: 'Keeping in touch', help: 'How long they may go without hearing from the team; never due when left empty.' }),
    touchSnoozedUntil: date({ label: 'Not before', section: 'Keeping in touch', importable: false, help: 'They are left in peace until then; forgotten once somebody speaks to them.' }),
    nextTouchOn: date({ label: 'Next touch', readOnly: true, followed: true, sortable: true, section: 'Keeping in touch', help: 'When they should hear from the team again.' }),
    lifecycleChangedAt: dateTime({ label: 'In this lifecycle since', readOnly: true, sortable: true, section: 'System' }),
    ...address('mailing', 'Mailing address'),
    birthday: date({ label: 'Birthday', aliases: ['birth date', 'date of birth', 'birthdate', 'geburtstag'] }),
    tags: tags({ label: 'Tags', aliases: ['labels', 'categories', 'group membership', 'keywords'] }),
    notes: longText({ label: 'Notes', aliases: ['note', 'description', 'comments', 'remarks'] }),
  },
});

export type Contact = RecordRow<typeof contactRecord>;
