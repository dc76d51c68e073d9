import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Formats } from '../../core/format/formats.js';
import { SessionStore } from '../../core/session/session.store.js';
import { startOf } from '../audit/audit-page.js';
import { endOf, endOfDay } from './activity-looks.js';

function formats(timezone: string): Formats {
  TestBed.configureTestingModule({ providers: [{ provide: SessionStore, useValue: { user: signal({ locale: 'en-GB', timezone }), tenant: signal({ currency: 'EUR' }) } }] });
  return TestBed.inject(Formats);
}

describe('the days of whoever looks', () => {
  beforeEach(() => void jest.useFakeTimers({ now: new Date('2026-11-22T22:30:00Z'), doNotFake: ['setTimeout', 'queueMicrotask', 'nextTick'] }));
  afterEach(() => void jest.useRealTimers());

  it.each([
    ['Australia/Sydney', '2026-11-23T06:00:00.000Z', '2026-11-24T06:00:00.000Z'],
    ['America/New_York', '2026-11-22T22:00:00.000Z', '2026-11-23T22:00:00.000Z'],
  ])('end at five by the clock in %s, wherever the browser is', (zone, today, tomorrow) => {
    const there = formats(zone);
    expect(endOfDay(there, 0)).toBe(today);
    expect(endOfDay(there, 1)).toBe(tomorrow);
    expect(endOf(there, '2026-07-01')).toBe(zone.startsWith('Aus') ? '2026-07-01T07:00:00.000Z' : '2026-07-01T21:00:00.000Z');
  });

  it('begin and end where the audit log asks for them, on a day of 23 hours as well', () => {
    const there = formats('America/New_York');
    expect([startOf(there, '2026-03-08', 0), startOf(there, '2026-03-08', 1)]).toEqual(['2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z']);
    expect(startOf(there, 'no day', 0)).toBeNull();
  });
});
