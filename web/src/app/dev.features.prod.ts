import type { Feature } from './core/feature/feature.js';

export const devFeatures: readonly Feature[] = [];
