import { boolean, choice, integer, json, text } from '../../platform/records/fields.js';
import { defineRecord } from '../../platform/records/record-type.js';
import type { StoredOption } from './field-options.js';
import { FIELD_KINDS } from './field-kinds.js';

export const WRITERS = ['EVERYBODY', 'ADMINS', 'OWNERS'] as const;

/** A field that the workspace added to a record type. Its kind and key stay for good: values and integrations hang on them. */
export const customFieldRecord = defineRecord({
  name: 'customField',
  plural: 'customFields',
  label: 'Custom field',
  labelPlural: 'Custom fields',
  icon: 'columns-3',
  table: 'custom_fields',
  module: 'crm-core',
  access: 'configuration',
  managedBy: 'manage:customFields',
  archivable: true,
  titleFields: ['label'],
  uniqueKeys: [['recordType', 'label']],
  defaultSort: { field: 'position', direction: 'ASC' },
  // Defining, changing, ordering and deleting check more than a generic write does, and are verbs of their own.
  operations: ['list', 'get'],
  fields: {
    recordType: text({ label: 'Record type', required: true, readOnly: true, sortable: true, help: 'Name of the record type it belongs to.' }),
    key: text({ label: 'Key', required: true, readOnly: true, help: 'What the API calls it; made from the first label, and never changed.' }),
    label: text({ label: 'Label', required: true, maxLength: 80, sortable: true, searchable: true }),
    kind: choice(FIELD_KINDS, { label: 'Type', required: true, readOnly: true, help: 'Chosen once: a value of one type is none of another.' }),
    help: text({ label: 'Help', maxLength: 200, help: 'One line shown under the field in forms.' }),
    section: text({ label: 'Section', maxLength: 80, help: 'Heading under which forms and panels show it.' }),
    required: boolean({ label: 'Required' }),
    defaultValue: json({ label: 'Default', help: 'What a new record starts with, as the API gives it in `customValue`.' }),
    options: json<readonly StoredOption[]>({ label: 'Options', help: 'Of a select: `{ value label colour archived }` in their order.' }),
    target: text({ label: 'Points at', readOnly: true, help: 'Of a reference: name of the record type.' }),
    isUnique: boolean({ label: 'Unique', help: 'No two records have the same value.' }),
    searchable: boolean({ label: 'Searchable', help: 'Found by the search of lists and of the palette.' }),
    inLists: boolean({ label: 'In lists', default: true, help: 'A column of lists until somebody chooses columns.' }),
    writers: choice(WRITERS, { label: 'Set by', required: true, default: 'EVERYBODY', help: 'Whoever may edit the record, only administrators, or only owners.' }),
    position: integer({ label: 'Position', readOnly: true, sortable: true, help: 'Place among the custom fields of its record type, from 1.' }),
  },
});
