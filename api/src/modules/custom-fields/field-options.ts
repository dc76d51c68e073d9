import type { FieldOption } from '../../platform/records/fields.js';
import { slugOf } from './slug.js';

export type StoredOption = FieldOption;

/** Tones of the client's palette. */
export const OPTION_COLOURS = ['GREY', 'BLUE', 'TEAL', 'GREEN', 'AMBER', 'ORANGE', 'RED', 'PURPLE'] as const;
export const MAX_OPTIONS = 200;

export interface OptionDraft {
  /** Of an option that is there already. */
  readonly value?: string | null;
  readonly label: string;
  readonly colour?: string | null;
  readonly archived?: boolean | null;
}

export type Options = { readonly options: readonly StoredOption[] } | { readonly reason: string };

/** Options as they are to be kept: those with a known value go on being what they are under whatever label, the others get a value made from theirs. */
export function readOptions(drafts: readonly OptionDraft[], present: readonly StoredOption[]): Options {
  if (drafts.length > MAX_OPTIONS) return { reason: `At most ${MAX_OPTIONS} options.` };
  const known = new Set(present.map((option) => option.value));
  const taken = new Set(drafts.flatMap(({ value }) => (value ? [value] : [])));
  const labels = new Set<string>();
  const options: StoredOption[] = [];
  for (const draft of drafts) {
    const label = draft.label.trim();
    if (!label) return { reason: 'Each option needs a label.' };
    if (label.length > 80) return { reason: 'The label of an option has at most 80 characters.' };
    if (labels.has(label.toLowerCase())) return { reason: `There are two options called "${label}".` };
    labels.add(label.toLowerCase());
    if (draft.value && !known.has(draft.value)) return { reason: `There is no option with the value "${draft.value}". Leave the value out for a new option.` };
    const value = draft.value || slugOf(label, (candidate) => taken.has(candidate) || known.has(candidate), 'option');
    taken.add(value);
    options.push({ value, label, colour: draft.colour ?? null, archived: draft.archived ?? false });
  }
  if (new Set(options.map((option) => option.value)).size < options.length) return { reason: 'Two options have the same value.' };
  if (!options.some((option) => !option.archived)) return { reason: 'A select needs at least one option that is not archived.' };
  return { options };
}

/** A default that names options: by value, or by label where an option is so new that nobody knows its value yet. */
export function asValues(named: unknown, options: readonly StoredOption[] | null): unknown {
  if (!options || named === undefined || named === null) return named;
  if (Array.isArray(named)) return named.map((each) => asValues(each, options));
  return options.some(({ value }) => value === named) ? named : (options.find(({ label }) => label === named)?.value ?? named);
}
