import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { describe, expect, it } from '@jest/globals';
import { Formats } from '../format/formats.js';
import { ReminderWords, ruleFrom } from './reminder-words.js';

describe('repetitions', () => {
  it.each([
    ['FREQ=MONTHLY', '2027-01-28', 'FREQ=MONTHLY'],
    ['FREQ=MONTHLY', '2027-01-31', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'],
    ['FREQ=MONTHLY;INTERVAL=3', '2027-11-30', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1'],
    ['FREQ=YEARLY', '2028-02-29', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1'],
    ['FREQ=YEARLY', '2027-10-31', 'FREQ=YEARLY'],
    ['FREQ=WEEKLY', '2027-01-31', 'FREQ=WEEKLY'],
  ])('%s from %s skips no month, and is called what was chosen', (repeat, day, rule) => {
    expect(ruleFrom(repeat, day)).toBe(rule);
    TestBed.configureTestingModule({ providers: [{ provide: TranslocoService, useValue: { translate: (key: string) => key } }, { provide: Formats, useValue: {} }] });
    expect(TestBed.inject(ReminderWords).repeats(rule)).toBe(`reminders.repeats.${repeat}`);
  });
});
