import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { SessionStore } from '../session/session.store.js';
import { Formats } from './formats.js';

function formats(user: { locale: string; timezone: string } | null) {
  const session = { user: signal(user), tenant: signal({ currency: 'EUR' }) };
  TestBed.configureTestingModule({ providers: [{ provide: SessionStore, useValue: session }] });
  return TestBed.inject(Formats);
}

const BERLIN = { locale: 'en-GB', timezone: 'Europe/Berlin' };

describe('formats', () => {
  it('writes money in its own or the tenant\'s currency', () => {
    const format = formats(BERLIN);
    expect(format.money('1234')).toBe('€1,234');
    expect(format.money('1234.5', 'USD')).toBe('US$1,234.50');
    expect(format.money('2919000', 'EUR', 'compact')).toBe('€2.9m');
    expect(format.money(null)).toBe('');
    expect(format.percent(0.315)).toBe('31.5%');
  });

  it('writes moments in the user\'s zone and never shifts a calendar day', () => {
    const format = formats({ locale: 'en-GB', timezone: 'Pacific/Auckland' });
    expect(format.date('2025-03-01')).toBe('1 Mar 2025');
    expect(format.date('2025-03-01T23:30:00Z')).toBe('2 Mar 2025');
    expect(format.dateTime('2025-03-01T23:30:00Z')).toBe('2 Mar 2025, 12:30');
    expect(format.date('no date')).toBe('');
  });

  it.each(['2026-11-21T09:30', '2026-03-29T03:30', '2026-10-25T03:30', '2026-07-01T00:00'])('takes %s from the clock of the user\'s zone and shows it again', (clock) => {
    const format = formats(BERLIN);
    expect(format.clockTime(format.momentOf(clock))).toBe(clock);
    expect(format.momentOf('2026-07-01T00:00')).toBe('2026-06-30T22:00:00.000Z');
  });

  it('says how long ago, or how soon', () => {
    const format = formats(BERLIN);
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(format.relative('2026-11-21T09:00:00Z', now)).toBe('3 hours ago');
    expect(format.relative('2026-11-20T12:00:00Z', now)).toBe('yesterday');
    expect(format.relative('2026-11-23T12:00:00Z', now)).toBe('in 2 days');
    expect(format.relative('2026-11-21T11:59:50Z', now)).toBe('now');
  });

  it('says words in the language of the page, and writes numbers as somebody likes them', () => {
    const format = formats({ locale: 'de-DE', timezone: 'Europe/Berlin' });
    expect(format.number(1234.5)).toBe('1.234,5');
    expect(format.date('2025-03-01')).toBe('Mar 1, 2025');
    expect(format.relative('2026-11-20T12:00:00Z', Date.parse('2026-11-21T12:00:00Z'))).toBe('yesterday');
  });

  it('does not break on a locale or zone it does not know', () => {
    const format = formats({ locale: 'not a locale', timezone: 'Mars/Base' });
    expect(format.locale()).toBe('en');
    expect(format.date('2025-03-01')).toContain('2025');
    expect(format.today()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
