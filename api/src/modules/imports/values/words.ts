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

/** A choice by its name in any case and with blanks for underscores; a near one is only suggested. */
export function parseChoice(raw: string, choices: readonly string[]): Outcome<string> {
  const wanted = foldName(raw);
  const same = choices.find((choice) => choice === raw) ?? choices.find((choice) => foldName(choice) === wanted);
  if (same !== undefined) return value(same);
  const near = choices
    .map((choice) => ({ choice, score: similarity(foldName(choice), wanted) }))
    .sort((a, b) => b.score - a.score)[0];
  return problem('UNKNOWN_CHOICE', near && near.score >= 0.75 ? near.choice : undefined);
}

/** Several values in one cell: `a; b`, `a|b`, and Google's `* a ::: b`. */
export function splitList(raw: string): string[] {
  const separator = raw.includes(' ::: ') ? ' ::: ' : /[;|\n]/.test(raw) ? /[;|\n]/ : ',';
  const entries = raw.split(separator).map((entry) => entry.trim().replace(/^\*\s/, ''));
  return [...new Set(entries.filter((entry) => entry !== ''))];
}
