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
      .map(([name]) => row[name])
      .filter((value) => value !== null && value !== undefined && value !== '')
      .join(' '),
  ).slice(0, 2000);
