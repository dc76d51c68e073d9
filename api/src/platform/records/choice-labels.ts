import { inWords, isTranslated } from '../i18n/phrasebook.js';
import type { Language } from '@libs/contracts';
import { currentContext } from '../context/request-context.js';
import type { Field, FieldOption } from './fields.js';

/** `IN_PROGRESS` -> `In progress`; abbreviations (short and without a vowel: `SQL`) stay. The client derives its English labels the same way. */
export function choiceLabel(value: string): string {
  if (value.length <= 3 && !/[AEIOU]/.test(value)) return value;
  const words = value.replaceAll('_', ' ').toLowerCase();
  return words[0]!.toUpperCase() + words.slice(1);
}

/** The English text that stands for a choice in the phrasebook: with the field before it (`Role: Owner`) where the word alone means something else. */
export function choicePhrase({ label }: Pick<Field, 'label'>, value: string, language: Language): string {
  const within = `${label}: ${choiceLabel(value)}`;
  return isTranslated(within, language) ? within : choiceLabel(value);
}

/** What the answers of a field are called: as the workspace worded them, or in the reader's language. English needs none, the client derives it. */
export function optionsOf(field: Field): readonly FieldOption[] {
  const language = currentContext().language ?? 'en';
  if (field.options || language === 'en') return field.options ?? [];
  return (field.choices ?? []).map((value) => ({ value, label: inWords(choicePhrase(field, value, language), language), colour: null, archived: false }));
}
