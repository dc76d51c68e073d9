/** What an e-mail address or a number is for. */
export const REACH_LABELS = ['WORK', 'HOME', 'MOBILE', 'OTHER'] as const;
export type ReachLabel = (typeof REACH_LABELS)[number];
