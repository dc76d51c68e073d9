import { describe, expect, it } from '@jest/globals';
import rrule from 'rrule';
import { nextOccurrence, readRule } from './recurrence.js';
import { SnoozeFor, snoozeEnd } from './reminder-verbs.service.js';

/** The first so many occurrences after the start. */
function series(rule: string, start: string, timeZone: string, count: number): string[] {
  const found: string[] = [];
  for (let at = new Date(start); found.length < count; ) {
    const next = nextOccurrence(rule, new Date(start), timeZone, at);
    if (!next) break;
    found.push(next.toISOString());
    at = next;
  }
  return found;
}

describe('recurrence', () => {
  it('keeps the time of day when clocks change', () => {
    // Berlin goes from +1 to +2 on 29 March 2026 and back on 25 October.
    expect(series('FREQ=DAILY', '2026-03-27T08:00:00Z', 'Europe/Berlin', 3)).toEqual(['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z', '2026-03-30T07:00:00.000Z']);
    expect(series('FREQ=WEEKLY;BYDAY=MO', '2026-10-19T07:00:00Z', 'Europe/Berlin', 2)).toEqual(['2026-10-26T08:00:00.000Z', '2026-11-02T08:00:00.000Z']);
    expect(series('FREQ=DAILY', '2026-03-07T14:00:00Z', 'America/New_York', 2)).toEqual(['2026-03-08T13:00:00.000Z', '2026-03-09T13:00:00.000Z']);
  });

  it('meets the hour that clocks skip later, and the one they repeat once', () => {
    expect(series('FREQ=DAILY', '2026-03-28T01:30:00Z', 'Europe/Berlin', 2)).toEqual(['2026-03-29T01:30:00.000Z', '2026-03-30T00:30:00.000Z']);
    expect(series('FREQ=DAILY', '2026-10-24T00:30:00Z', 'Europe/Berlin', 2)).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']);
  });

  it('counts days where the person is', () => {
    // Monday 08:00 in Auckland is Sunday in UTC.
    expect(series('FREQ=WEEKLY;BYDAY=MO', '2026-06-07T20:00:00Z', 'Pacific/Auckland', 1)).toEqual(['2026-06-14T20:00:00.000Z']);
    expect(series('FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', '2026-01-30T09:00:00Z', 'UTC', 2)).toEqual(['2026-02-28T09:00:00.000Z', '2026-03-30T09:00:00.000Z']);
    expect(series('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1', '2027-02-28T09:00:00Z', 'UTC', 2)).toEqual(['2028-02-29T09:00:00.000Z', '2029-02-28T09:00:00.000Z']);
    expect(series('FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31T09:00:00Z', 'UTC', 2)).toEqual(['2026-02-28T09:00:00.000Z', '2026-03-31T09:00:00.000Z']);
  });

  it('ends by number or day', () => {
    expect(series('FREQ=DAILY;COUNT=3', '2026-05-01T09:00:00Z', 'Europe/Berlin', 9)).toHaveLength(2);
    expect(series('FREQ=DAILY;UNTIL=20260503', '2026-05-01T09:00:00Z', 'Europe/Berlin', 9)).toHaveLength(2);
    expect(series('FREQ=DAILY;UNTIL=20260503T085959Z', '2026-05-01T09:00:00Z', 'Europe/Berlin', 9)).toHaveLength(1);
  });

  it.each(['', 'daily', 'FREQ=HOURLY', 'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;BYHOUR=3', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=DAILY;FOO=1'])('refuses %j', (rule) => {
    expect(readRule(rule)).toHaveProperty('reason');
  });

  it.each([
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', null], ['FREQ=DAILY;BYSETPOS=300', null], ['FREQ=WEEKLY;BYSETPOS=9;BYDAY=MO', null], ['FREQ=MONTHLY;BYDAY=99MO', null], ['FREQ=DAILY;INTERVAL=999;BYMONTH=13', null],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2028-02-29T09:00:00.000Z'], ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29', '2028-02-29T09:00:00.000Z'], ['FREQ=YEARLY;INTERVAL=999', '3025-03-01T09:00:00.000Z'],
  ])('finds out soon when %s comes next, if ever', (rule, next) => {
    // The library alone looks through a hundred times as many days.
    const began = performance.now();
    expect(new rrule.RRule({ freq: rrule.RRule.DAILY, dtstart: new Date('2026-03-01T09:00:00Z'), count: 20_000 }).all()).toHaveLength(20_000);
    const looked = performance.now();
    expect(nextOccurrence(rule, new Date('2026-03-01T09:00:00Z'), 'UTC', new Date('2026-03-01T09:00:00Z'))?.toISOString() ?? null).toBe(next);
    expect(performance.now() - looked).toBeLessThan(60 * (looked - began));
  });

  it('reads rules as people and calendars write them', () => {
    expect(readRule(' rrule:freq=weekly;byday=mo,fr; ')).toEqual({ rule: 'FREQ=WEEKLY;BYDAY=MO,FR' });
  });
});

describe('snoozing', () => {
  it('means the mornings of where the person is', () => {
    const saturday = new Date('2026-03-28T22:30:00Z');
    expect(snoozeEnd(SnoozeFor.TEN_MINUTES, saturday, 'Europe/Berlin').toISOString()).toBe('2026-03-28T22:40:00.000Z');
    expect(snoozeEnd(SnoozeFor.TOMORROW, saturday, 'Europe/Berlin').toISOString()).toBe('2026-03-29T07:00:00.000Z');
    expect(snoozeEnd(SnoozeFor.NEXT_WEEK, saturday, 'Europe/Berlin').toISOString()).toBe('2026-03-30T07:00:00.000Z');
    expect(snoozeEnd(SnoozeFor.NEXT_WEEK, new Date('2026-03-30T12:00:00Z'), 'UTC').toISOString()).toBe('2026-04-06T09:00:00.000Z');
  });
});
