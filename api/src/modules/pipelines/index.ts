export { DEFAULT_STAGES, type StageTemplate } from './default-stages.js';
export { pipelineRecord } from './pipeline.record.js';
export { PipelinesModule } from './pipelines.module.js';
export { Pipelines } from './pipelines.service.js';
export { StageOccupancy, type StageOccupants } from './stage-occupancy.js';
export { StageLoaders } from './stage-loaders.js';
export { STAGE_COLOURS, STAGE_TYPES, stageRecord, type StageType } from './stage.record.js';
