/** Types whose records are known by more than their id, so that they can be found to be the same, and be merged. */
export const IDENTIFIED: ReadonlySet<string> = new Set(['account', 'contact']);

/** Most records that become one at once. */
export const MOST_MERGED = 10;
