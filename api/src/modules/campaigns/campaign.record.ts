import { choice, date, longText, money, text } from '../../platform/records/fields.js';
import { defineRecord } from '../../platform/records/record-type.js';

export const CAMPAIGN_CHANNELS = ['EMAIL', 'SEARCH', 'SOCIAL', 'EVENT', 'WEBINAR', 'CONTENT', 'REFERRAL', 'PARTNER', 'PHONE', 'DIRECT_MAIL', 'OTHER'] as const;
export const CAMPAIGN_STATUSES = ['PLANNED', 'ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED'] as const;

/** What was done to be found: the source of contacts and opportunities. */
export const campaignRecord = defineRecord({
  name: 'campaign',
  plural: 'campaigns',
  label: 'Campaign',
  labelPlural: 'Campaigns',
  icon: 'megaphone',
  table: 'campaigns',
  module: 'crm-core',
  access: 'owned',
  titleFields: ['name'],
  defaultSort: { field: 'startsOn', direction: 'DESC' },
  fields: {
    name: text({ label: 'Name', required: true, sortable: true, searchable: true, column: 10, aliases: ['campaign', 'campaign name', 'title'] }),
    status: choice(CAMPAIGN_STATUSES, { label: 'Status', required: true, default: 'PLANNED', sortable: true, column: 20, aliases: ['campaign status', 'state'] }),
    channel: choice(CAMPAIGN_CHANNELS, { label: 'Channel', sortable: true, column: 30, aliases: ['type', 'campaign type', 'medium'] }),
    startsOn: date({ label: 'Starts', sortable: true, column: 40, aliases: ['start date', 'start', 'from'] }),
    endsOn: date({ label: 'Ends', sortable: true, column: 50, aliases: ['end date', 'end', 'until'] }),
    budget: money({ label: 'Budget', sortable: true, column: 60, section: 'Budget', currencyField: 'currency', aliases: ['budgeted cost', 'cost', 'actual cost', 'spend'] }),
    currency: text({ label: 'Currency', maxLength: 3, section: 'Budget', help: 'Code of three letters; the base currency when left empty.', aliases: ['currency code', 'budget currency'] }),
    budgetBase: money({ label: 'Budget in base currency', readOnly: true, sortable: true, section: 'Budget', help: 'At the rate of when the budget was entered.' }),
    description: longText({ label: 'Description', maxLength: 10_000, aliases: ['notes', 'details'] }),
  },
});
