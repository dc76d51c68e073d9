import type { Field } from './fields.js';
import type { RecordType } from './record-type.js';

/** Letters that carry no accent to take off, but that people type without. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' };

/** What search compares: lower case, without accents, so that "lucia" finds "Lucía" and "strasse" finds "Straße". The migration of `modules/search` says the same in SQL. */
export const foldForSearch = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđðłþı]/g, (letter) => PLAIN[letter]!)
    .trim();

/** Text that search looks through. */
export const searchTextOf = (type: RecordType, row: Record<string, unknown>): string =>
  foldForSearch(
    Object.entries(type.allFields)
      .filter(([, field]) => field.searchable)
      .flatMap(([name, field]) => wordsOf(field, row[name]))
      .filter((value) => value !== null && value !== undefined && value !== '')
      .join(' '),
  ).slice(0, 2000);

/** An answer is found by what it is called, not by what records keep for it. */
const wordsOf = (field: Field, value: unknown): unknown[] =>
  field.options ? field.options.filter((option) => (Array.isArray(value) ? value.includes(option.value) : value === option.value)).map((option) => option.label) : [value];
