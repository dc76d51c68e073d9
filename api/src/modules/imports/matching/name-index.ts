import { foldName, similarity, splitLegalForm } from '../../duplicates/index.js';

export interface NameCandidate {
  readonly id: string;
  readonly name: string;
}

export interface NearMatch extends NameCandidate {
  /** 0 to 1. */
  readonly score: number;
}

/**
 * What a name in a file stands for. `exact` is safe to use unasked; `ambiguous` means that several records bear the name; `near` and `none` need a decision.
 */
export type NameMatch =
  | { readonly kind: 'exact'; readonly match: NameCandidate }
  | { readonly kind: 'ambiguous'; readonly matches: readonly NameCandidate[] }
  | { readonly kind: 'near'; readonly suggestions: readonly NearMatch[] }
  | { readonly kind: 'none' };

const NEAR = 0.75;
const LONGEST = 200;

/** Finds records by name among many: exact look-ups by map, near ones among those that share enough three-letter pieces. */
export class NameIndex {
  private readonly candidates: { candidate: NameCandidate; folded: string }[] = [];
  private readonly exact = new Map<string, NameCandidate[]>();
  private readonly stems = new Map<string, { candidate: NameCandidate; form: string }[]>();
  private readonly pieces = new Map<string, number[]>();

  /** @param people who are called by a part of their name: "Zoë" may be "Zoë Ångström" */
  constructor(candidates: Iterable<NameCandidate> = [], private readonly people = false) {
    for (const candidate of candidates) this.add(candidate);
  }

  add(candidate: NameCandidate): void {
    const folded = foldName(candidate.name);
    if (folded === '') return;
    const index = this.candidates.push({ candidate, folded }) - 1;
    push(this.exact, folded, candidate);
    const { stem, form } = splitLegalForm(folded);
    push(this.stems, stem, { candidate, form });
    for (const piece of piecesOf(folded)) push(this.pieces, piece, index);
  }

  find(name: string): NameMatch {
    const folded = foldName(name);
    if (folded === '') return { kind: 'none' };
    const same = unique(this.exact.get(folded) ?? []);
    if (same.length === 1) return { kind: 'exact', match: same[0]! };
    if (same.length > 1) return this.narrow(name, same);
    const { stem, form } = splitLegalForm(folded);
    // "Acme" and "Acme Inc." are one; "Acme Inc." and "Acme GmbH" may well be two.
    const related = unique((this.stems.get(stem) ?? []).filter((other) => other.form === '' || form === '' || other.form === form).map(({ candidate }) => candidate));
    if (related.length === 1) return { kind: 'exact', match: related[0]! };
    if (related.length > 1) return { kind: 'ambiguous', matches: related };
    const suggestions = this.near(folded);
    return suggestions.length > 0 ? { kind: 'near', suggestions } : { kind: 'none' };
  }

  /** Several records fold to the same name; only one may be written exactly like it. */
  private narrow(name: string, same: readonly NameCandidate[]): NameMatch {
    const written = same.filter((candidate) => candidate.name.trim() === name.trim());
    return written.length === 1 ? { kind: 'exact', match: written[0]! } : { kind: 'ambiguous', matches: same };
  }

  private near(folded: string): NearMatch[] {
    const shared = new Map<number, number>();
    const pieces = piecesOf(folded);
    for (const piece of pieces) {
      for (const index of this.pieces.get(piece) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    }
    const likely = [...shared].sort(([, a], [, b]) => b - a).slice(0, LONGEST);
    const found = new Map<string, NearMatch>();
    for (const [index] of likely) {
      const { candidate, folded: other } = this.candidates[index]!;
      const called = this.people && isPart(folded, other) ? NEAR : 0;
      const score = Math.round(Math.max(called, similarity(folded, other), similarity(splitLegalForm(folded).stem, splitLegalForm(other).stem) * 0.98) * 100) / 100;
      if (score >= NEAR && score > (found.get(candidate.id)?.score ?? 0)) found.set(candidate.id, { ...candidate, score });
    }
    return [...found.values()].sort((a, b) => b.score - a.score || a.name.localeCompare(b.name)).slice(0, 5);
  }
}

/** Whether each word of the short name is one of the long one's. */
function isPart(short: string, long: string): boolean {
  const words = new Set(long.split(' '));
  return short.split(' ').every((word) => words.has(word));
}

/** Three-letter pieces of the name without blanks, so that a missing blank changes none but two. */
function piecesOf(folded: string): Set<string> {
  const joined = `^${folded.replaceAll(' ', '')}$`;
  const pieces = new Set<string>();
  for (let index = 0; index + 3 <= joined.length; index++) pieces.add(joined.slice(index, index + 3));
  if (pieces.size === 0) pieces.add(joined);
  return pieces;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function unique(candidates: readonly NameCandidate[]): NameCandidate[] {
  return [...new Map(candidates.map((candidate) => [candidate.id, candidate])).values()];
}
