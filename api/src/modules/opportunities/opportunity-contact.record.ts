import { boolean, choice, reference } from '../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../platform/records/record-type.js';
import '../contacts/index.js';
import './opportunity.record.js';

export const CONTACT_ROLES = ['DECISION_MAKER', 'CHAMPION', 'INFLUENCER', 'EVALUATOR', 'EXECUTIVE_SPONSOR', 'BUYER', 'USER', 'OTHER'] as const;

/** The part a contact plays in an opportunity. Changed by whoever may edit the opportunity, through the verbs of `OpportunityContacts`. */
export const opportunityContactRecord = defineRecord({
  name: 'opportunityContact',
  plural: 'opportunityContacts',
  label: 'Contact role',
  labelPlural: 'Contact roles',
  icon: 'contact',
  table: 'opportunity_contacts',
  module: 'crm-core',
  access: 'configuration',
  partOf: 'opportunityId',
  // Known by what it connects.
  titleFields: [],
  uniqueKeys: [['opportunityId', 'contactId']],
  operations: [],
  fields: {
    opportunityId: reference('opportunity', { label: 'Opportunity', required: true, aliases: ['deal', 'opportunity', 'opportunity name'] }),
    contactId: reference('contact', { label: 'Contact', required: true, aliases: ['contact', 'contact name', 'person'] }),
    role: choice(CONTACT_ROLES, { label: 'Role', required: true, default: 'OTHER', aliases: ['contact role'] }),
    isPrimary: boolean({ label: 'Primary', help: 'The one person to talk to first; an opportunity has at most one.', aliases: ['primary contact'] }),
  },
});

export type OpportunityContact = RecordRow<typeof opportunityContactRecord>;
