import { foldName, similarity } from '../../duplicates/index.js';
import { problem, value, type Outcome } from './outcome.js';

const YES = new Set('true yes y t 1 on x checked active enabled ja j wahr oui o vrai si s verdadero vero sim ano tak kylla evet да ✓ ✔ ☑'.split(' '));
const NO = new Set('false no n f 0 off unchecked inactive disabled nein falsch non faux falso nao ne nie ei hayir нет ✗ ✘ ☐'.split(' '));

export function parseBoolean(raw: string): Outcome<boolean> {
  const word = foldName(raw) || raw.trim();
  if (YES.has(word)) return value(true);
  if (NO.has(word)) return value(false);
  return problem('NOT_A_BOOLEAN');
}

/** What other programs call an answer in more words than ours; in their labels, and in what their interfaces write. */
const MEANT: Readonly<Record<string, string>> = { 'marketing qualified lead': 'MQL', marketingqualifiedlead: 'MQL', 'sales qualified lead': 'SQL', salesqualifiedlead: 'SQL' };
/** What comes near, and is for a person to say. */
const NEAR: Readonly<Record<string, string>> = { subscriber: 'LEAD' };

/** A choice by its name in any case and with blanks for underscores; a near one is only suggested. */
export function parseChoice(raw: string, choices: readonly string[]): Outcome<string> {
  const wanted = foldName(raw);
  const same = choices.find((choice) => choice === raw) ?? choices.find((choice) => foldName(choice) === wanted) ?? choices.find((choice) => choice === MEANT[wanted]);
  if (same !== undefined) return value(same);
  const near = choices
    .map((choice) => ({ choice, score: similarity(foldName(choice), wanted) }))
    .sort((a, b) => b.score - a.score)[0];
  const meant = choices.find((choice) => choice === NEAR[wanted]);
  if (meant !== undefined) return problem('UNKNOWN_CHOICE', meant);
  return problem('UNKNOWN_CHOICE', near && near.score >= 0.75 ? near.choice : undefined);
}

/** Several values in one cell: `a; b`, `a|b`, and Google's `* a ::: b`. */
export function splitList(raw: string): string[] {
  const separator = raw.includes(' ::: ') ? ' ::: ' : /[;|\n]/.test(raw) ? /[;|\n]/ : ',';
  const entries = raw.split(separator).map((entry) => entry.trim().replace(/^\*\s/, ''));
  return [...new Set(entries.filter((entry) => entry !== ''))];
}
