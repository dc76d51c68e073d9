export { TrashRetention } from './trash-retention.service.js';
export { TrashModule } from './trash.module.js';
