import type { CONTACT_LIFECYCLES } from '../contacts/index.js';

export type Lifecycle = (typeof CONTACT_LIFECYCLES)[number];

/** The way forward. Who has left stands before all of it: doing business again is a step forward. */
const WAY: readonly (Lifecycle | null)[] = ['CHURNED', null, 'LEAD', 'MQL', 'SQL', 'OPPORTUNITY', 'CUSTOMER', 'EVANGELIST'];

/** Whether `to` lies ahead of `from`. */
export const isForward = (from: Lifecycle | null, to: Lifecycle): boolean => WAY.indexOf(to) > WAY.indexOf(from);

/** States in which somebody is a lead still, and can be converted. */
export const LEAD_STATES: readonly (Lifecycle | null)[] = [null, 'LEAD', 'MQL', 'SQL'];
