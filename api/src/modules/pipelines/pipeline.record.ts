import { boolean, integer, longText, text } from '../../platform/records/fields.js';
import { defineRecord } from '../../platform/records/record-type.js';

/** The way a kind of deal goes, stage by stage. One pipeline of a tenant is the default: deals that name none are in it. */
export const pipelineRecord = defineRecord({
  name: 'pipeline',
  plural: 'pipelines',
  label: 'Pipeline',
  labelPlural: 'Pipelines',
  icon: 'square-kanban',
  table: 'pipelines',
  module: 'crm-core',
  access: 'configuration',
  managedBy: 'manage:pipelines',
  archivable: true,
  titleFields: ['name'],
  uniqueKeys: [['name']],
  defaultSort: { field: 'name', direction: 'ASC' },
  fields: {
    name: text({ label: 'Name', required: true, maxLength: 100, sortable: true, searchable: true, column: 1, aliases: ['pipeline', 'pipeline name', 'sales pipeline'] }),
    description: longText({ label: 'Description', maxLength: 2000 }),
    isDefault: boolean({ label: 'Default', readOnly: true, column: 2, help: 'New opportunities are in this pipeline unless they name another.' }),
    rotDays: integer({ label: 'Days until stale', min: 1, max: 3650, column: 3, help: 'An open opportunity that stays longer than this in one stage is shown as stale; never when left empty.' }),
  },
});
