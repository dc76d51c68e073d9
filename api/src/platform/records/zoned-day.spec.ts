import { describe, expect, it } from '@jest/globals';
import { dayBounds } from './zoned-day.js';

const hours = ({ start, end }: { start: string; end: string }): number => (Date.parse(end) - Date.parse(start)) / 3_600_000;

describe('the bounds of a local day', () => {
  it.each([
    ['UTC', '2026-11-21T23:59:59.999Z', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['Europe/Berlin', '2026-11-21T22:59:59.000Z', '2026-11-20T23:00:00.000Z', '2026-11-21T23:00:00.000Z'],
    ['Europe/Berlin', '2026-11-21T23:00:00.000Z', '2026-11-21T23:00:00.000Z', '2026-11-22T23:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-21T10:00:00.000Z', '2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-21T10:00:00.000Z', '2026-11-20T11:00:00.000Z', '2026-11-21T11:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-21T18:20:00.000Z', '2026-11-21T18:15:00.000Z', '2026-11-22T18:15:00.000Z'],
    // Clocks go forward, and back.
    ['Europe/Berlin', '2026-03-29T12:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T12:00:00.000Z', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['America/New_York', '2026-11-01T12:00:00.000Z', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    // Clocks skip midnight itself (Cairo), or repeat the hour before it (Santiago's return to standard time).
    ['Africa/Cairo', '2026-04-24T12:00:00.000Z', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
    ['America/Santiago', '2026-04-04T12:00:00.000Z', '2026-04-04T03:00:00.000Z', '2026-04-05T04:00:00.000Z'],
  ])('in %s at %s are %s and %s', (zone, now, start, end) => {
    expect(dayBounds(new Date(now), zone)).toEqual({ start, end });
  });

  it('hold the moment asked about and touch, for every hour of two years in zones that change their clocks', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'America/Santiago', 'Africa/Cairo', 'Australia/Lord_Howe', 'Asia/Tehran']) {
      let last: string | null = null;
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 0, 1); at += 7 * 3_600_000) {
        const bounds = dayBounds(new Date(at), zone);
        const now = new Date(at).toISOString();
        if (bounds.start > now || bounds.end <= now) throw new Error(`${zone} ${now} is not in ${JSON.stringify(bounds)}`);
        expect([23, 23.5, 24, 24.5, 25]).toContain(hours(bounds));
        if (last !== null && last !== bounds.end) expect(bounds.start).toBe(last);
        last = bounds.end;
      }
    }
  });

  it('are those of UTC for a zone nobody knows', () => {
    expect(dayBounds(new Date('2026-11-21T10:00:00Z'), 'Mars/Olympus')).toEqual({ start: '2026-11-21T00:00:00.000Z', end: '2026-11-22T00:00:00.000Z' });
  });
});
