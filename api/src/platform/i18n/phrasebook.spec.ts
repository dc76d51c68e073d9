import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { acceptedLanguage } from './accepted-language.js';
import { inWords, registerPhrases } from './phrasebook.js';

registerPhrases('de', { 'Apple': 'Apfel', 'Pear': 'Birne', 'Pears': 'Birnen', 'Spat out “{0}”': '„{0}“ ausgespuckt', 'Undone: {0}': 'Zurück: {!0}', 'Ate {0}': '{0} gegessen', 'Ate {0} with {1}': '{0} mit {1} gegessen', 'Enter at most {0} (of {1}).': 'Höchstens {0} (von {1}) eingeben.' });

describe('the phrasebook', () => {
  it('leaves English as it is, and what nobody translated', () => {
    expect(inWords('Ate apple', 'en')).toBe('Ate apple');
    expect(inWords('Ran away', 'de')).toBe('Ran away');
  });

  it('fills gaps with what stood there, in words where it has them', () => {
    expect(inWords('Ate apple, pear', 'de')).toBe('Apfel, Birne gegessen');
    expect(inWords('Ate Acme $1 Ltd', 'de')).toBe('Acme $1 Ltd gegessen');
    expect(inWords('Enter at most 5 (of 7).', 'de')).toBe('Höchstens 5 (von 7) eingeben.');
  });

  it('fills a gap with a whole text of ours where the translation says so', () => expect(inWords('Undone: Ate pear with Ada', 'de')).toBe('Zurück: Birne mit Ada gegessen'));

  it('writes numbers, and what is counted, as the language does', () => {
    expect(inWords('Ate 1,200 pears', 'de')).toBe('1.200 Birnen gegessen');
    expect(inWords('Ate 7 pears, 2026', 'de')).toBe('7 Birnen, 2026 gegessen');
  });

  it('leaves alone what is quoted', () => expect(inWords('Spat out “pear”', 'de')).toBe('„pear“ ausgespuckt'));

  it('translates why a field was refused', () => expect(inWords('basket.fruit: Apple', 'de')).toBe('basket.fruit: Apfel'));

  it('takes the phrase that leaves least open', () => expect(inWords('Ate apple with Ada', 'de')).toBe('Apfel mit Ada gegessen'));
});

describe('the language asked for', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'], ['en-GB,de;q=0.9', 'en'], ['fr, de;q=0.2', 'de'], ['fr', 'en'], ['', 'en'], ['de;q=0, en;q=0.1', 'en'], ['de;q=nonsense', 'en'],
  ])('of "%s" is %s', (header, language) => expect(acceptedLanguage({ headers: { 'accept-language': header } } as unknown as IncomingMessage)).toBe(language));
});
