import { devFeatures } from './dev.features.js';
import type { Feature } from './core/feature/feature.js';
import { recordFeatures } from './features/records/record.features.js';

/** Every feature of the client, one line each. The order here does not matter: navigation entries carry their own. */
export const features: readonly Feature[] = [...recordFeatures, ...devFeatures];
