import { describe, expect, it } from '@jest/globals';
import { localeOfBrowser } from './language.js';

describe('localeOfBrowser', () => {
  it.each([
    ['en', ['en-GB', 'en'], 'en-GB'], ['de', ['en-US', 'de-CH', 'de'], 'de-CH'], ['de', ['de'], 'de'], ['en', ['fr-FR'], 'en'], ['en', ['en-US@posix', 'en-AU'], 'en-AU'], ['en', ['en-Latn-IE'], 'en-IE'],
  ] as const)('in %s with %j is %s', (language, wishes, expected) => expect(localeOfBrowser(language, wishes)).toBe(expected));
});
