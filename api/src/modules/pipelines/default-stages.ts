import type { STAGE_COLOURS, StageType } from './stage.record.js';

/** A stage as a new pipeline gets it. */
export interface StageTemplate {
  readonly name: string;
  readonly probability: number;
  readonly type: StageType;
  readonly colour: (typeof STAGE_COLOURS)[number];
}

export const DEFAULT_PIPELINE = { name: 'Sales', description: 'From first interest to the signed order.', rotDays: 30 } as const;

/** Stages of the pipeline that every new tenant starts with, and of any new pipeline that brings none. */
export const DEFAULT_STAGES: readonly StageTemplate[] = [
  { name: 'Lead', probability: 10, type: 'OPEN', colour: 'GREY' },
  { name: 'Qualified', probability: 25, type: 'OPEN', colour: 'BLUE' },
  { name: 'Proposal', probability: 50, type: 'OPEN', colour: 'TEAL' },
  { name: 'Negotiation', probability: 75, type: 'OPEN', colour: 'AMBER' },
  { name: 'Closed Won', probability: 100, type: 'WON', colour: 'GREEN' },
  { name: 'Closed Lost', probability: 0, type: 'LOST', colour: 'RED' },
];
