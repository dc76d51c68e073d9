import { describe, expect, it } from '@jest/globals';
import { periodBounds } from './relative-dates.js';

/** A Saturday, in the evening: in Tokyo it is Sunday. */
const NOW = new Date('2026-11-21T18:30:00Z');
const bounds = (period: string, zone = 'Europe/Berlin') => periodBounds(period, NOW, zone);

describe('a period relative to today', () => {
  it.each([
    ['today', '2026-11-21', '2026-11-22'],
    ['yesterday', '2026-11-20', '2026-11-21'],
    ['this week', '2026-11-16', '2026-11-23'],
    ['last week', '2026-11-09', '2026-11-16'],
    ['next month', '2026-12-01', '2027-01-01'],
    ['this quarter', '2026-10-01', '2027-01-01'],
    ['last quarter', '2026-07-01', '2026-10-01'],
    ['last year', '2025-01-01', '2026-01-01'],
    ['last 7 days', '2026-11-15', '2026-11-22'],
    ['last 1 day', '2026-11-21', '2026-11-22'],
    ['next 2 weeks', '2026-11-21', '2026-12-05'],
    ['last 3 months', '2026-08-22', '2026-11-22'],
    ['  Last   30  DAYS ', '2026-10-23', '2026-11-22'],
    ['on 2026-02-03', '2026-02-03', '2026-02-04'],
    ['2026-02-03 to 2026-02-05', '2026-02-03', '2026-02-06'],
  ])('%s', (period, from, before) => expect(bounds(period)).toEqual({ from, before }));

  it('is open where it has no beginning', () => {
    expect(bounds('more than 30 days ago')).toEqual({ from: null, before: '2026-10-22' });
    expect(bounds('since 2026-01-31')).toEqual({ from: '2026-01-31', before: null });
    expect(bounds('until 2026-01-31')).toEqual({ from: null, before: '2026-02-01' });
  });

  it('is counted where the caller is', () => expect(bounds('today', 'Asia/Tokyo')).toEqual({ from: '2026-11-22', before: '2026-11-23' }));

  it('ends on a day that a short month has', () => expect(periodBounds('last 1 month', new Date('2026-03-30T12:00:00Z'), 'UTC')).toEqual({ from: '2026-02-28', before: '2026-03-31' }));

  it.each(['', 'soon', 'last days', 'last 0 days', 'last 4000 days', 'this day', 'more than x days ago', 'on 2026-02-30', 'since yesterday', '2026-13-01 to 2026-13-02', 'constructor', '__proto__', 'on 0001-01-01', 'on 9999-12-31', '0000-01-01 to 2026-01-01'])('is not read into "%s"', (period) => expect(bounds(period)).toBeNull());
});
