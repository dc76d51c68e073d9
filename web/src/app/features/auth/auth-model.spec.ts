import { describe, expect, it } from '@jest/globals';
import { currencyOf } from './currencies.js';
import { passwordStrength } from './password-strength.js';

describe('password strength', () => {
  it.each([
    ['short', 0], ['password123', 0], ['1234567890123', 0], ['aaaaaaaaaaaaaaa', 0], ['qwertyuiop12', 0],
  ] as const)('%s is too easy', (password, expected) => expect(passwordStrength(password)).toBe(expected));

  it('grows with length and variety', () => {
    expect(passwordStrength('correct horse battery staple')).toBe(4);
    expect(passwordStrength('mK8#vq2!Lx')).toBeGreaterThanOrEqual(2);
  });

  it('takes out what the person typed elsewhere', () => {
    const own = passwordStrength('northwind partners', []);
    expect(passwordStrength('northwind partners', ['Northwind Partners'])).toBeLessThan(own);
  });
});

describe('currency of a region', () => {
  it.each([['de-AT', 'EUR'], ['en-GB', 'GBP'], ['de', 'EUR'], ['en', 'USD'], ['ja', 'JPY'], ['en-US@posix', 'USD'], ['fr-CH', 'CHF']])('%s: %s', (locale, currency) => expect(currencyOf(locale)).toBe(currency));
});
