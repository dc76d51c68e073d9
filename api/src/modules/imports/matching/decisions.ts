import type { NameIndex, NameMatch } from './name-index.js';

/** What a person decides for one value of a column; it holds for every row that has it. */
export type ValueDecision =
  | { readonly action: 'use'; readonly recordId: string }
  /** A new record is made and named like the value. */
  | { readonly action: 'create' }
  | { readonly action: 'empty' }
  | { readonly action: 'reject' };

/** A value of the file that names another record, with what was found for it. */
export interface ReferenceValue {
  readonly value: string;
  /** Rows that carry it. */
  readonly rows: number;
  readonly match: NameMatch;
}

export type Resolution = { readonly kind: 'record'; readonly id: string } | { readonly kind: 'create' } | { readonly kind: 'empty' } | { readonly kind: 'reject'; readonly reason: ReferenceProblem };

export type ReferenceProblem = 'UNKNOWN_REFERENCE' | 'AMBIGUOUS_REFERENCE' | 'UNDECIDED_REFERENCE' | 'REJECTED_BY_DECISION';

/** Looks each distinct value up once; most frequent first, since one decision there settles most rows. */
export function matchValues(counts: ReadonlyMap<string, number>, index: NameIndex): ReferenceValue[] {
  return [...counts].map(([value, rows]) => ({ value, rows, match: index.find(value) })).sort((a, b) => b.rows - a.rows || a.value.localeCompare(b.value));
}

/** What becomes of a value: a decision rules, an exact match needs none, and nothing else is guessed. */
export function resolve(match: NameMatch, decision: ValueDecision | undefined): Resolution {
  switch (decision?.action) {
    case 'use':
      return { kind: 'record', id: decision.recordId };
    case 'create':
      return { kind: 'create' };
    case 'empty':
      return { kind: 'empty' };
    case 'reject':
      return { kind: 'reject', reason: 'REJECTED_BY_DECISION' };
    case undefined:
      break;
  }
  switch (match.kind) {
    case 'exact':
      return { kind: 'record', id: match.match.id };
    case 'ambiguous':
      return { kind: 'reject', reason: 'AMBIGUOUS_REFERENCE' };
    case 'near':
      return { kind: 'reject', reason: 'UNDECIDED_REFERENCE' };
    case 'none':
      return { kind: 'reject', reason: 'UNKNOWN_REFERENCE' };
  }
}
