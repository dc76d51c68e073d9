import { Injectable } from '@nestjs/common';
import { OnTenantCreated, type TenantPreparation } from '../../platform/auth/tenant-created.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { inWords } from '../../platform/i18n/phrasebook.js';
import { DEFAULT_PIPELINE } from './default-stages.js';
import { pipelineRecord } from './pipeline.record.js';

/** Gives every new tenant a pipeline to start with, in the language of whoever signs up and the transaction that creates the tenant. */
@OnTenantCreated({ order: 10 })
@Injectable()
export class DefaultPipeline implements TenantPreparation {
  constructor(private readonly changeSets: ChangeSets) {}

  async prepareTenant(): Promise<void> {
    await this.changeSets.applyOne('Set up the first pipeline', { type: pipelineRecord, operation: 'create', values: { ...DEFAULT_PIPELINE, name: inWords(DEFAULT_PIPELINE.name), description: inWords(DEFAULT_PIPELINE.description) }, derived: true });
  }
}
