import { address, choice, integer, longText, money, phone, reference, tags, text, url } from '../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../platform/records/record-type.js';

export const ACCOUNT_TYPES = ['PROSPECT', 'CUSTOMER', 'PARTNER', 'COMPETITOR', 'CHURNED', 'OTHER'] as const;
export const ACCOUNT_SIZES = ['SOLO', 'MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'ENTERPRISE'] as const;
export type AccountSize = (typeof ACCOUNT_SIZES)[number];

/** A company or other organisation that the team sells to, works with or competes against. */
export const accountRecord = defineRecord({
  name: 'account',
  plural: 'accounts',
  label: 'Account',
  labelPlural: 'Accounts',
  icon: 'building-2',
  table: 'accounts',
  module: 'crm-core',
  access: 'owned',
  customizable: true,
  titleFields: ['name'],
  identity: {
    kind: 'organisation',
    name: ['name'],
    phones: ['phone'],
    websites: ['website'],
    profiles: ['linkedin'],
    place: ['billingStreet', 'billingPostalCode', 'billingCity', 'billingCountry'],
    parent: 'parentId',
  },
  defaultSort: { field: 'name', direction: 'ASC' },
  fields: {
    name: text({
      label: 'Name',
      required: true,
      sortable: true,
      searchable: true,
      column: 10,
      aliases: ['account', 'account name', 'company', 'company name', 'customer', 'customer name', 'organization', 'organization name', 'organisation', 'business name', 'firm'],
    }),
    type: choice(ACCOUNT_TYPES, { label: 'Type', default: 'PROSPECT', sortable: true, column: 20, aliases: ['account type', 'company type', 'relationship', 'customer type'] }),
    industry: text({ label: 'Industry', sortable: true, searchable: true, column: 30, aliases: ['sector', 'branch', 'vertical', 'line of business'] }),
    website: url({ label: 'Website', aliases: ['web', 'web site', 'url', 'homepage', 'company domain name', 'domain name'] }),
    domain: text({ label: 'Domain', readOnly: true, searchable: true, sortable: true, help: "Taken from the website; e-mail addresses of the account's people usually end in it." }),
    phone: phone({ label: 'Phone', searchable: true, aliases: ['phone number', 'main phone', 'telephone', 'company phone'] }),
    parentId: reference('account', {
      label: 'Parent account',
      column: 60,
      aliases: ['parent', 'parent account', 'parent company', 'subsidiary of', 'part of', 'holding'],
      help: 'The account that this one belongs to, such as its holding.',
    }),
    employees: integer({
      label: 'Employees',
      min: 0,
      sortable: true,
      column: 50,
      aliases: ['number of employees', 'employee count', 'no. of employees', 'headcount', 'staff'],
      help: 'When it is given, the size follows from it.',
    }),
    size: choice(ACCOUNT_SIZES, { label: 'Size', sortable: true, aliases: ['company size', 'employee size'], help: 'Solo 1, micro up to 9, small up to 49, medium up to 249, large up to 999, enterprise from 1,000 employees.' }),
    annualRevenue: money({ label: 'Annual revenue', sortable: true, column: 40, aliases: ['revenue', 'turnover', 'sales', 'yearly revenue'], help: "In the workspace's base currency." }),
    foundedYear: integer({ label: 'Founded', min: 1000, max: 2100, sortable: true, aliases: ['year established', 'year founded', 'established', 'founded year', 'founding year'] }),
    linkedin: url({ label: 'LinkedIn', aliases: ['linkedin url', 'linkedin company page', 'linkedin profile'] }),
    ...address('billing', 'Billing address'),
    ...address('shipping', 'Shipping address'),
    tags: tags({ label: 'Tags', aliases: ['labels', 'categories', 'keywords'] }),
    description: longText({ label: 'Description', aliases: ['about', 'about us', 'notes', 'comments'] }),
  },
});

export type Account = RecordRow<typeof accountRecord>;
