import { choice, text } from '../../platform/records/fields.js';
import { defineRecord } from '../../platform/records/record-type.js';
import { TAG_COLOURS } from './tag-colours.js';

/** The colour of a tag. A record, so that setting one is audited and can be undone. */
export const tagColourRecord = defineRecord({
  name: 'tagColour',
  plural: 'tagColours',
  label: 'Tag colour',
  labelPlural: 'Tag colours',
  icon: 'tag',
  table: 'tag_colours',
  module: 'crm-core',
  access: 'configuration',
  managedBy: 'manage:settings',
  titleFields: ['name'],
  uniqueKeys: [['name']],
  operations: [],
  fields: {
    name: text({ label: 'Tag', required: true, maxLength: 60 }),
    colour: choice(TAG_COLOURS, { label: 'Colour', required: true }),
  },
});
