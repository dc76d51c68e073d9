import { devFeatures } from './dev.features.js';
import type { Feature } from './core/feature/feature.js';

/** Every feature of the client, one line each. The order here does not matter: navigation entries carry their own. */
export const features: readonly Feature[] = [...devFeatures];
