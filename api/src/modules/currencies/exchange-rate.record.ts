import { number, text } from '../../platform/records/fields.js';
import { defineRecord } from '../../platform/records/record-type.js';

/** What one unit of a currency is worth in the workspace's base currency. A record, so that setting one is audited and can be undone. */
export const exchangeRateRecord = defineRecord({
  name: 'exchangeRate',
  plural: 'exchangeRates',
  label: 'Exchange rate',
  labelPlural: 'Exchange rates',
  icon: 'coins',
  table: 'exchange_rates',
  module: 'crm-core',
  access: 'configuration',
  managedBy: 'manage:settings',
  titleFields: ['currency'],
  uniqueKeys: [['currency']],
  operations: [],
  fields: {
    currency: text({ label: 'Currency', required: true, maxLength: 3, sortable: true, searchable: true, column: 1, aliases: ['currency code', 'iso code'] }),
    rate: number({ label: 'Rate', required: true, min: 0.0000000001, max: 1_000_000_000, column: 2, help: 'Units of the base currency that one unit of this currency is worth.', aliases: ['exchange rate'] }),
  },
});
