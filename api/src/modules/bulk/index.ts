export { BulkModule } from './bulk.module.js';
export { BulkActions, type RunPart } from './bulk.service.js';
export { BulkRunPayload, BulkRunType } from './bulk.types.js';
export { TAGS, hasTags } from './bulk-actions.js';
export { checkSelection, selectionConditions } from './bulk-selection.js';
export { extendRuns, type RunExtension } from './run-extensions.js';
export type { ActionDetails, BulkRun, BulkSelection } from './bulk-model.js';
