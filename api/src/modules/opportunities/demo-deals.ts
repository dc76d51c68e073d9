import type { LOST_REASONS } from './opportunity.record.js';

/** A random number from 0 to 1 that is the same in every demo. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export type Outcome = 'OPEN' | 'WON' | 'LOST';

/** A deal of the demo before it knows its account, stages and people; days count back from today. */
export interface DemoDeal {
  readonly outcome: Outcome;
  readonly renewal: boolean;
  readonly theme: string;
  readonly currency: string;
  readonly amount: string | null;
  /** SKU and quantity; then the amount follows from them. */
  readonly items: readonly (readonly [sku: string, quantity: number, discount: number])[];
  readonly openedDaysAgo: number;
  /** When it entered its present stage. */
  readonly movedDaysAgo: number;
  /** Days from today on which it is expected to close; for open deals only, and overdue for some. */
  readonly closesInDays: number;
  /** 0 to 1: how far it came through the open stages. */
  readonly progress: number;
  readonly lostReason: (typeof LOST_REASONS)[number] | null;
  readonly competitor: string | null;
  readonly leadSource: string;
  readonly nextStep: string | null;
  readonly tags: readonly string[];
  readonly withoutAccount: boolean;
}

const THEMES = ['Platform rollout', 'Team licences', 'Reporting for finance', 'Data migration', 'Second region', 'Customer 360', 'Pilot', 'Warehouse clean-up', 'Board reporting', 'Support upgrade'];
const RENEWAL_THEMES = ['Renewal', 'Renewal and expansion', 'Support renewal'];
const SOURCES = ['Referral', 'Website', 'Trade fair', 'Partner', 'Outbound', 'Existing customer'];
const COMPETITORS = ['Initrode', 'Vandelay Data', 'Globex Insight', 'In-house team'];
const STEPS = ['Send revised offer', 'Call procurement', 'Security questionnaire', 'Demo for the operations team', 'Agree on the start date', 'Meet the sponsor', 'Reference call'];
const REASONS = ['PRICE', 'COMPETITOR', 'NO_BUDGET', 'NO_DECISION', 'TIMING', 'MISSING_FEATURE', 'NO_RESPONSE'] as const;
const BUNDLES: DemoDeal['items'][] = [
  [['DP-T', 1, 0], ['TRN-D', 1, 0]],
  [['DP-B', 1, 5], ['IMP-S', 1, 0]],
  [['DP-B', 1, 0], ['SUP-P', 1, 0], ['TRN-D', 2, 10]],
  [['DP-E', 1, 12], ['IMP-S', 3, 5], ['IMP-M', 1, 0], ['SUP-P', 1, 0]],
  [['IMP-M', 1, 0]],
  [['DP-T', 2, 8]],
];

/** 120 deals as a team of that size would have them: a year of won and lost ones, and a pipeline that is not all fresh. */
export function demoDeals(count = 120): DemoDeal[] {
  const random = randomFrom(20);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low));
  return Array.from({ length: count }, (_, index): DemoDeal => {
    const outcome: Outcome = index % 8 < 3 ? 'WON' : index % 8 < 5 ? 'LOST' : 'OPEN';
    const renewal = index % 9 === 4;
    // More of what is closed was closed lately: the team grows.
    const closedDaysAgo = Math.round(355 * random() ** 1.6) + 1;
    const cycle = between(18, 95);
    const progress = random();
    const stale = outcome === 'OPEN' && index % 6 === 1;
    const openFor = stale ? between(60, 140) : between(4, 85);
    const reason = outcome === 'LOST' ? pick(REASONS) : null;
    const itemised = random() < 0.55;
    const withoutAmount = outcome === 'OPEN' && progress < 0.15;
    return {
      outcome,
      renewal,
      theme: pick(renewal ? RENEWAL_THEMES : THEMES),
      currency: pick(['EUR', 'EUR', 'EUR', 'USD', 'USD', 'GBP', 'SEK']),
      amount: withoutAmount || itemised ? null : String(between(6, 160) * 500),
      items: itemised && !withoutAmount ? pick(BUNDLES) : [],
      openedDaysAgo: outcome === 'OPEN' ? openFor : closedDaysAgo + cycle,
      movedDaysAgo: outcome === 'OPEN' ? (stale ? between(34, 55) : Math.min(between(0, 20), openFor)) : closedDaysAgo,
      closesInDays: between(index % 7 === 0 ? -12 : 5, 95),
      progress,
      lostReason: reason,
      competitor: reason === 'COMPETITOR' || random() < 0.2 ? pick(COMPETITORS) : null,
      leadSource: renewal ? 'Existing customer' : pick(SOURCES),
      nextStep: outcome === 'OPEN' && random() < 0.7 ? pick(STEPS) : null,
      tags: [...(renewal ? ['renewal'] : []), ...(random() < 0.12 ? ['strategic'] : [])],
      withoutAccount: outcome === 'OPEN' && index % 24 === 7,
    };
  });
}
