import { boolean, choice } from '../../platform/records/fields.js';
import { defineRecord, type RecordRow } from '../../platform/records/record-type.js';
import { CONTACT_LIFECYCLES } from '../contacts/index.js';

export const LIFECYCLE_TRIGGERS = ['DEAL_CREATED', 'DEAL_WON'] as const;
export type LifecycleTrigger = (typeof LIFECYCLE_TRIGGERS)[number];

/** What moves contacts forward by itself. A workspace that set nothing goes by the defaults. */
export const lifecycleRuleRecord = defineRecord({
  name: 'lifecycleRule',
  plural: 'lifecycleRules',
  label: 'Lifecycle rule',
  labelPlural: 'Lifecycle rules',
  icon: 'workflow',
  table: 'lifecycle_rules',
  module: 'crm-core',
  access: 'configuration',
  managedBy: 'manage:settings',
  titleFields: ['trigger'],
  uniqueKeys: [['trigger']],
  operations: [],
  fields: {
    trigger: choice(LIFECYCLE_TRIGGERS, { label: 'When', required: true }),
    lifecycle: choice(CONTACT_LIFECYCLES, { label: 'Moves to', required: true }),
    isActive: boolean({ label: 'On' }),
  },
});

export type LifecycleRule = RecordRow<typeof lifecycleRuleRecord>;
