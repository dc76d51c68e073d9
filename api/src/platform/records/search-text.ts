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

/** The digits of a telephone number as search compares them, without the zeros that lead abroad or out of town: `+49 (0)351 12-3`, `0049351123` and `0351 123` end alike. Null for what is too short to be one. */
export function phoneDigits(text: string): string | null {
  const digits = text.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < 5 ? null : digits.slice(0, 20);
}

/** What somebody who types a telephone number looks for; null where the words are none. */
export const askedPhone = (query: string): string | null => (/^\s*(?=[+(\d])[+\d\s()/.\u2010-\u2013-]+$/.test(query) ? phoneDigits(query) : null);

/** Numbers among other words: `ada@example.com, +49 170 123` */
const phonesIn = (text: string): string[] => (text.match(/\+?\d[\d ()/.-]{3,}\d/g) ?? []).flatMap((each) => phoneDigits(each) ?? []);

/** An answer is found by what it is called, not by what records keep for it. */
const wordsOf = (field: Field, value: unknown): unknown[] =>
  field.kind === 'phone' ? [phoneDigits(String(value ?? ''))] : field.holdsPhones ? [value, ...phonesIn(String(value ?? ''))] : optionsOrValue(field, value);

const optionsOrValue = (field: Field, value: unknown): unknown[] =>
  field.options ? field.options.filter((option) => (Array.isArray(value) ? value.includes(option.value) : value === option.value)).map((option) => option.label) : [value];
