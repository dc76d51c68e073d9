import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { DefaultPipeline } from './default-pipeline.js';
import { PipelineHooks } from './pipeline.hooks.js';
import { pipelineRecord } from './pipeline.record.js';
import { PipelinesResolver } from './pipelines.resolver.js';
import { PipelinesSeed } from './pipelines.seed.js';
import { Pipelines } from './pipelines.service.js';
import { StageLoaders } from './stage-loaders.js';
import { StageOccupancy } from './stage-occupancy.js';
import { StageHooks } from './stage.hooks.js';
import { stageRecord } from './stage.record.js';
import './pipelines.de.js';

/** Pipelines and their stages. */
@Module({
  providers: [...provideRecord(pipelineRecord, PipelineHooks), ...provideRecord(stageRecord, StageHooks), StageOccupancy, StageLoaders, Pipelines, PipelinesResolver, DefaultPipeline, PipelinesSeed],
  exports: [StageOccupancy, StageLoaders, Pipelines],
})
export class PipelinesModule {}
