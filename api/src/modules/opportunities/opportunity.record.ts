import { choice, date, dateTime, integer, longText, money, number, reference, tags, text } from '../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../platform/records/record-type.js';
// A reference can only point at a record type that is described already.
import '../accounts/index.js';
import '../campaigns/index.js';
import '../pipelines/index.js';

export const OPPORTUNITY_STATUSES = ['OPEN', 'WON', 'LOST'] as const;
export type OpportunityStatus = (typeof OPPORTUNITY_STATUSES)[number];
export const LOST_REASONS = ['PRICE', 'COMPETITOR', 'NO_BUDGET', 'NO_DECISION', 'TIMING', 'MISSING_FEATURE', 'NO_RESPONSE', 'DUPLICATE', 'OTHER'] as const;

/** A deal on its way through a pipeline. Fields with a null default are filled by its hooks when the input leaves them out. */
export const opportunityRecord = defineRecord({
  name: 'opportunity',
  plural: 'opportunities',
  label: 'Opportunity',
  labelPlural: 'Opportunities',
  icon: 'target',
  table: 'opportunities',
  module: 'crm-core',
  access: 'owned',
  customizable: true,
  board: 'stageId',
  keptSums: { by: ['pipelineId', 'stageId', 'ownerId', 'status'], of: ['amountBase', 'weightedAmountBase'] },
  titleFields: ['name'],
  defaultSort: { field: 'createdAt', direction: 'DESC' },
  fields: {
    name: text({ label: 'Name', required: true, default: null, sortable: true, searchable: true, column: 10, section: 'Deal', aliases: ['deal name', 'opportunity name', 'deal title', 'title', 'opportunity', 'deal', 'deal - title', 'potential name'] }),
    accountId: reference('account', { label: 'Account', column: 20, section: 'Deal', help: 'Optional until the opportunity is won.', aliases: ['account', 'account name', 'company', 'organization', 'organisation', 'customer', 'client', 'associated company', 'deal - organization'] }),
    pipelineId: reference('pipeline', { label: 'Pipeline', required: true, default: null, section: 'Deal', aliases: ['pipeline', 'sales pipeline', 'deal - pipeline'] }),
    stageId: reference('stage', { label: 'Stage', required: true, within: 'pipelineId', default: null, column: 30, section: 'Deal', aliases: ['stage', 'deal stage', 'sales stage', 'pipeline stage', 'stage name', 'deal - stage'] }),
    status: choice(OPPORTUNITY_STATUSES, { label: 'Status', required: true, default: 'OPEN', readOnly: true, sortable: true, column: 60, section: 'Deal', help: 'Follows from the stage.' }),
    amount: money({ label: 'Amount', sortable: true, column: 40, section: 'Amount', currencyField: 'currency', help: 'The sum of the line items when any of them has a price.', aliases: ['close value', 'deal value', 'value', 'deal amount', 'opportunity amount', 'contract value', 'deal - value', 'deal size'] }),
    currency: text({ label: 'Currency', required: true, default: null, maxLength: 3, section: 'Amount', help: 'Code of three letters; the base currency when left empty.', aliases: ['currency code', 'deal currency', 'deal currency code', 'currency iso code', 'deal - currency'] }),
    rate: number({ label: 'Exchange rate', required: true, default: null, min: 0.0000000001, max: 1_000_000_000, section: 'Amount', help: 'Units of the base currency that one unit of the currency was worth when the amount was entered.', aliases: ['exchange rate', 'conversion rate'] }),
    amountBase: money({ label: 'Amount in base currency', readOnly: true, sortable: true, section: 'Amount' }),
    probability: integer({ label: 'Probability', percent: true, min: 0, max: 100, sortable: true, column: 70, section: 'Amount', help: 'Chance of winning in per cent; that of the stage unless set.', aliases: ['probability (%)', 'win probability', 'deal probability', 'deal - probability'] }),
    weightedAmountBase: money({ label: 'Weighted amount in base currency', readOnly: true, sortable: true, section: 'Amount', help: 'Amount times probability.' }),
    openedOn: date({ label: 'Opened', sortable: true, section: 'Dates', aliases: ['engage date', 'engagement date', 'open date', 'opened date', 'start date', 'create date', 'created date', 'deal - deal created'] }),
    expectedCloseOn: date({ label: 'Expected close', sortable: true, column: 50, section: 'Dates', aliases: ['expected close date', 'estimated close date', 'target close date', 'deal - expected close date'] }),
    closedOn: date({ label: 'Closed', sortable: true, section: 'Dates', help: 'The day it was won or lost. For an opportunity still open it is taken as the expected close.', aliases: ['close date', 'closed date', 'actual close date', 'closing date', 'won time', 'deal - deal closed on'] }),
    stageChangedAt: dateTime({ label: 'In this stage since', readOnly: true, always: true, sortable: true, section: 'Dates' }),
    nextStep: text({ label: 'Next step', maxLength: 500, section: 'Deal', aliases: ['next steps', 'next action'] }),
    leadSource: text({ label: 'Lead source', sortable: true, section: 'Deal', aliases: ['source', 'original source', 'lead origin', 'deal - source origin'] }),
    campaignId: reference('campaign', { label: 'Campaign', section: 'Deal', help: 'The campaign this deal came from.', aliases: ['campaign', 'campaign name', 'source campaign', 'primary campaign source', 'campaign source'] }),
    competitor: text({ label: 'Competitor', searchable: true, section: 'Outcome', aliases: ['main competitor', 'competitors', 'lost to'] }),
    lostReason: choice(LOST_REASONS, { label: 'Lost reason', section: 'Outcome', aliases: ['loss reason', 'closed lost reason', 'reason lost', 'deal - lost reason'] }),
    lostDetail: longText({ label: 'Lost detail', maxLength: 5000, section: 'Outcome', aliases: ['lost reason detail', 'loss description'] }),
    description: longText({ label: 'Description', section: 'Deal', aliases: ['deal description', 'notes', 'details', 'comments'] }),
    tags: tags({ label: 'Tags', section: 'Deal', aliases: ['labels', 'label', 'deal - label'] }),
  },
});

export type Opportunity = RecordRow<typeof opportunityRecord>;
