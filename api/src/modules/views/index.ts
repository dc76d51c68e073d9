export { savedViewRecord } from './saved-view.record.js';
export { ViewsModule } from './views.module.js';
