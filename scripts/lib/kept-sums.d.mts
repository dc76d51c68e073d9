/** Groups whose kept sums are not those of the deals they are kept of. */
export declare const WRONGLY_KEPT: string;
