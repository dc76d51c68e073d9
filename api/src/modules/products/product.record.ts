import { boolean, longText, money, text } from '../../platform/records/fields.js';
import { defineRecord } from '../../platform/records/record-type.js';

/** What a tenant sells; line items of opportunities point at it. */
export const productRecord = defineRecord({
  name: 'product',
  plural: 'products',
  label: 'Product',
  labelPlural: 'Products',
  icon: 'package',
  table: 'products',
  module: 'crm-core',
  access: 'configuration',
  customizable: true,
  titleFields: ['name'],
  // Files name a product by either, so neither may stand for two.
  uniqueKeys: [['sku'], ['name']],
  defaultSort: { field: 'name', direction: 'ASC' },
  fields: {
    name: text({ label: 'Name', required: true, sortable: true, searchable: true, column: 1, section: 'Product', aliases: ['product', 'product name', 'item', 'item name'] }),
    sku: text({ label: 'SKU', maxLength: 100, sortable: true, searchable: true, column: 2, section: 'Product', help: 'The code that your stock or billing system knows it by.', aliases: ['sku', 'product code', 'item number', 'article number', 'code'] }),
    family: text({ label: 'Family', maxLength: 100, sortable: true, searchable: true, column: 3, section: 'Product', help: 'Products sold as one line.', aliases: ['series', 'product family', 'category', 'product line', 'range'] }),
    price: money({ label: 'Price', sortable: true, column: 4, section: 'Price', currencyField: 'currency', help: 'Suggested as the unit price of a line item.', aliases: ['sales price', 'unit price', 'list price', 'selling price', 'standard price'] }),
    currency: text({ label: 'Currency', maxLength: 3, section: 'Price', help: 'Code of three letters; the base currency when left empty.', aliases: ['price currency', 'currency code'] }),
    description: longText({ label: 'Description', section: 'Product', maxLength: 10_000, aliases: ['product description', 'details'] }),
    active: boolean({ label: 'Active', default: true, sortable: true, column: 5, section: 'Product', help: 'Inactive products are no longer offered for new line items.', aliases: ['is active', 'enabled', 'available'] }),
  },
});
