import type { Pair } from './pair-store.js';

/** Records that are probably all the same, with the pairs that say so. */
export interface PairGroup {
  /** Of the pair that comes first in the order asked for. */
  readonly id: string;
  readonly recordIds: readonly string[];
  /** The best of its pairs. */
  readonly score: number;
  readonly pairs: readonly Pair[];
}

/** Largest number of records that are merged at once. */
export const LARGEST_GROUP = 10;

/** Puts pairs that share a record into one group, in the order of their first pairs. A chain that would grow too long goes on as another group. */
export function groupPairs(pairs: readonly Pair[]): PairGroup[] {
  const home = new Map<string, { ids: Set<string>; pairs: Pair[] }>();
  const groups: { ids: Set<string>; pairs: Pair[] }[] = [];
  for (const pair of pairs) {
    const [a, b] = [home.get(pair.aId), home.get(pair.bId)];
    const joined = new Set([pair.aId, pair.bId, ...(a?.ids ?? []), ...(b?.ids ?? [])]);
    const target = joined.size <= LARGEST_GROUP ? (a ?? b) : undefined;
    if (!target) {
      const group = { ids: new Set([pair.aId, pair.bId]), pairs: [pair] };
      groups.push(group);
      for (const id of group.ids) if (!home.has(id)) home.set(id, group);
      continue;
    }
    const other = target === a ? b : a;
    target.pairs.push(pair, ...(other && other !== target ? other.pairs : []));
    if (other && other !== target) groups.splice(groups.indexOf(other), 1);
    for (const id of joined) {
      target.ids.add(id);
      home.set(id, target);
    }
  }
  return groups.map((group) => ({ id: group.pairs[0]!.id, recordIds: [...group.ids], score: Math.max(...group.pairs.map(({ score }) => score)), pairs: group.pairs }));
}
