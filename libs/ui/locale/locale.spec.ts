import { describe, expect, it } from '@jest/globals';
import { formatDay, formatDecimal, parseDay, parseDecimal } from './locale.js';

const TODAY = new Date(2026, 10, 21);

describe('parseDecimal', () => {
  it.each([
    ['1,234.50', 'en', '1234.50'], ['1.234,5', 'de', '1234.5'], ['€ 1 000', 'en', '1000'], ['-12', 'en', '-12'], ['.5', 'en', '0.5'], ['1 234,5', 'fr', '1234.5'], ['007', 'en', '7'], ['12 EUR', 'en', '12'], ['CHF 12’345.60', 'en', '12345.60'], ['-5.50 usd', 'en', '-5.50'],
  ])('reads %s in %s as %s', (text, locale, expected) => expect(parseDecimal(text, locale)).toBe(expected));

  it.each([
    ['1.5', 'de', '1.5'], ['1234.56', 'de', '1234.56'], ['1,234.56', 'de', '1234.56'], ['0.500', 'de', '0.500'], ['1.234', 'de', '1234'], ['1.234.567', 'en', '1234567'],
    ['12,5', 'en', '12.5'], ['1.234,56', 'en', '1234.56'], ['0,75', 'en', '0.75'], ['1,234', 'en', '1234'], ['12,34,567', 'en-IN', '1234567'], ['-1.5', 'de', '-1.5'],
  ])('reads what was written elsewhere as it was meant: %s in %s as %s', (text, locale, expected) => expect(parseDecimal(text, locale)).toBe(expected));

  it.each(['', 'abc', '1-2', '1.2.3', '1,2,3', '.', '-', '1.23,45.6', '1.5 Mio', '20 Tsd', 'abc 5', '5 EUR USD'])('refuses %j', (text) => expect(parseDecimal(text, 'en')).toBeNull());

  it('keeps every digit of a large amount', () => expect(parseDecimal('9,007,199,254,740,993.25', 'en')).toBe('9007199254740993.25'));
});

describe('formatDecimal', () => {
  it('writes money', () => expect(formatDecimal('1234', 'en', { currency: 'EUR' })).toBe('€1,234'));
  it('writes nothing for nothing', () => expect(formatDecimal(null, 'en')).toBe(''));
});

describe('parseDay', () => {
  it.each([
    ['2026-1-5', 'en', '2026-01-05'], ['11/21/2026', 'en-US', '2026-11-21'], ['21/11/26', 'en-GB', '2026-11-21'], ['21.11.', 'de', '2026-11-21'], ['21 Nov', 'en', '2026-11-21'], ['Nov 21, 2027', 'en', '2027-11-21'],
  ])('reads %s in %s as %s', (text, locale, expected) => expect(parseDay(text, locale, TODAY)).toBe(expected));

  it.each(['2026-02-30', '13/13/2026', 'soon', '', '5'])('refuses %j', (text) => expect(parseDay(text, 'en-US', TODAY)).toBeNull());
});

describe('formatDay', () => {
  it('never shifts a day by time zone', () => expect(formatDay('2026-11-21', 'en-GB')).toBe('21 Nov 2026'));
});
