import { choice, integer, reference, text } from '../../platform/records/fields.js';
import { defineRecord } from '../../platform/records/record-type.js';
// A reference can only point at a record type that is described already.
import './pipeline.record.js';

export const STAGE_TYPES = ['OPEN', 'WON', 'LOST'] as const;
export type StageType = (typeof STAGE_TYPES)[number];

/** Names of tones in the client's palette, which has each of them in light and dark. */
export const STAGE_COLOURS = ['GREY', 'BLUE', 'TEAL', 'GREEN', 'AMBER', 'ORANGE', 'RED', 'PURPLE'] as const;

/** One step of a pipeline. Its type decides whether the opportunities in it are open, won or lost. */
export const stageRecord = defineRecord({
  name: 'stage',
  plural: 'stages',
  label: 'Stage',
  labelPlural: 'Stages',
  icon: 'flag',
  table: 'stages',
  module: 'crm-core',
  access: 'configuration',
  managedBy: 'manage:pipelines',
  titleFields: ['name'],
  uniqueKeys: [['pipelineId', 'name']],
  defaultSort: { field: 'position', direction: 'ASC' },
  // Adding, ordering and deleting concern the whole pipeline and are verbs of their own.
  operations: ['list', 'get', 'update'],
  fields: {
    pipelineId: reference('pipeline', { label: 'Pipeline', required: true, column: 2 }),
    name: text({ label: 'Name', required: true, maxLength: 100, sortable: true, searchable: true, column: 1, aliases: ['stage', 'stage name'] }),
    position: integer({ label: 'Position', readOnly: true, sortable: true, help: 'Place in the pipeline, from 1.' }),
    probability: integer({ label: 'Probability', required: true, min: 0, max: 100, column: 4, help: 'Chance in per cent that an opportunity in this stage is won.' }),
    type: choice(STAGE_TYPES, { label: 'Type', required: true, default: 'OPEN', column: 3 }),
    colour: choice(STAGE_COLOURS, { label: 'Colour', default: 'GREY', aliases: ['color'] }),
  },
});
