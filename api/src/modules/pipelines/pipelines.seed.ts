import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { DemoSeed, type SeedStep } from '../../platform/seed/demo-seeds.js';
import type { StageTemplate } from './default-stages.js';
import { pipelineRecord } from './pipeline.record.js';

const RENEWALS: readonly StageTemplate[] = [
  { name: 'Upcoming', probability: 60, type: 'OPEN', colour: 'GREY' },
  { name: 'In talks', probability: 75, type: 'OPEN', colour: 'BLUE' },
  { name: 'Terms agreed', probability: 90, type: 'OPEN', colour: 'TEAL' },
  { name: 'Renewed', probability: 100, type: 'WON', colour: 'GREEN' },
  { name: 'Churned', probability: 0, type: 'LOST', colour: 'RED' },
];

/** A second pipeline beside the one that every workspace starts with. */
@DemoSeed({ order: 21 })
export class PipelinesSeed implements SeedStep {
  readonly title = 'Pipelines';

  constructor(
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  async seed(): Promise<void> {
    if ((await this.store.count(pipelineRecord, { archived: 'include' })) > 1) return;
    const values = { name: 'Renewals', description: 'Contracts that come to their end, and what grows out of them.', rotDays: 21 };
    await this.changeSets.applyOne('Set up renewals', { type: pipelineRecord, operation: 'create', values, extra: { stages: RENEWALS } });
  }
}
