import { longText, text } from '../../platform/records/fields.js';
import { defineRecord } from '../../platform/records/record-type.js';

/** Members who work together, often under one manager. */
export const teamRecord = defineRecord({
  name: 'team',
  plural: 'teams',
  label: 'Team',
  labelPlural: 'Teams',
  icon: 'users-round',
  table: 'teams',
  module: 'crm-core',
  access: 'configuration',
  titleFields: ['name'],
  uniqueKeys: [['name']],
  defaultSort: { field: 'name', direction: 'ASC' },
  fields: {
    name: text({ label: 'Name', required: true, maxLength: 120, sortable: true, searchable: true, aliases: ['team', 'manager'] }),
    description: longText({ label: 'Description' }),
  },
});
