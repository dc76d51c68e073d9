import { integer, money, number, reference, text } from '../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../platform/records/record-type.js';
import '../products/index.js';
import './opportunity.record.js';

/**
 * A product on an opportunity, in the opportunity's currency. Whoever may edit the opportunity may edit its line items, so people change them by
 * the verbs of `LineItems`, which ask for that; there are no generic operations.
 */
export const lineItemRecord = defineRecord({
  name: 'lineItem',
  plural: 'lineItems',
  label: 'Line item',
  labelPlural: 'Line items',
  icon: 'receipt',
  table: 'line_items',
  module: 'crm-core',
  access: 'configuration',
  partOf: 'opportunityId',
  titleFields: ['description'],
  operations: [],
  fields: {
    opportunityId: reference('opportunity', { label: 'Opportunity', required: true, aliases: ['deal', 'opportunity', 'deal name', 'opportunity name'] }),
    productId: reference('product', { label: 'Product', required: true, column: 10, aliases: ['product', 'product name', 'item'] }),
    description: text({ label: 'Description', maxLength: 1000 }),
    quantity: number({ label: 'Quantity', required: true, default: 1, min: 0.0001, max: 1_000_000_000, column: 20, aliases: ['qty', 'units'] }),
    unitPrice: money({ label: 'Unit price', column: 30, help: "In the opportunity's currency.", aliases: ['price', 'sales price'] }),
    discountPercent: number({ label: 'Discount (%)', required: true, default: 0, min: 0, max: 100, column: 40, aliases: ['discount'] }),
    total: money({ label: 'Total', readOnly: true, column: 50, help: 'Quantity times unit price, less the discount; none without a price.' }),
    position: integer({ label: 'Position', readOnly: true, sortable: true }),
  },
});

export type LineItem = RecordRow<typeof lineItemRecord>;
