import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { writesIn, writtenToIn } from './written-to-in.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

describe('the language that somebody is written to in', () => {
  it.each([
    ['de-AT', {}, 'de-AT'], ['de-AT', { language: 'de' }, 'de-AT'], ['en', { language: 'de' }, 'de'], ['de-DE', { language: 'en' }, 'en'], ['en-GB', { language: '' }, 'en-GB'],
  ])('with dates as in %s and %j is %s', async (locale, preferences, expected) => {
    const rows = await db.asOwner(`select ${writtenToIn('u')} as it from (values ($1::text, $2::jsonb)) u (locale, preferences)`, [locale, JSON.stringify(preferences)]);
    expect(rows).toEqual([{ it: expected }]);
  });

  it('is that of the page for the caller', () => {
    expect([writesIn({ locale: 'en-GB', language: 'en' }), writesIn({ locale: 'en', language: 'de' }), writesIn({ locale: 'de-CH' })]).toEqual(['en-GB', 'de', 'de-CH']);
  });
});
