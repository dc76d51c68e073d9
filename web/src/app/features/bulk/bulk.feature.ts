import type { Feature } from '../../core/feature/feature.js';

/** Actions on many records have no page: they are begun from lists and watched over the foot of any. */
export const bulkFeature: Feature = { id: 'bulk', routes: [], foot: () => import('./work-dock.js').then((m) => m.WorkDock) };
