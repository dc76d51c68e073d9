import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Formats } from '../format/formats.js';

export const SNOOZES = ['TEN_MINUTES', 'HOUR', 'TOMORROW', 'NEXT_WEEK'] as const;

/** Repetitions that are offered; others come from elsewhere and are shown as they are. */
export const REPEATS = ['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY', 'FREQ=MONTHLY;INTERVAL=3', 'FREQ=YEARLY'] as const;

/** A repetition that begins on a day: what is due on the 31st is due on the last day of months without one, instead of not at all. */
export function ruleFrom(repeat: string, day: string): string {
  const [month, date] = day.split('-').slice(1).map(Number) as [number, number];
  if (date < 29) return repeat;
  const days = [28, 29, 30, 31].filter((each) => each <= date).join(',');
  if (repeat.startsWith('FREQ=MONTHLY')) return `${repeat};BYMONTHDAY=${days};BYSETPOS=-1`;
  return repeat === 'FREQ=YEARLY' && month === 2 ? `${repeat};BYMONTH=2;BYMONTHDAY=${days};BYSETPOS=-1` : repeat;
}

/** The repetition as it was chosen. */
const chosen = (rule: string): string => rule.replace(/(?:;BYMONTH=2)?;BYMONTHDAY=28[\d,]*;BYSETPOS=-1$/, '');

/** The moment of a wall-clock time on a day in a time zone. */
export function momentOf(day: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const offset = (at: number): number => wallClock(at, timeZone) - at;
  const first = wanted - offset(wanted);
  return new Date(wanted - offset(first));
}

function wallClock(at: number, timeZone: string): number {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']);
}

/** `2026-11-21` and so many days later. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The next Monday after a day. */
export function nextMonday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, ((8 - weekday) % 7) || 7);
}

/** Says times and repetitions of reminders. */
@Service()
export class ReminderWords {
  private readonly transloco = inject(TranslocoService);
  private readonly formats = inject(Formats);

  /** `Today, 14:00`, `Tomorrow, 9:00`, `24 Nov, 9:00`. */
  when(at: string): string {
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: this.formats.timezone(), year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at));
    const time = new Intl.DateTimeFormat(this.formats.wordLocale(), { timeStyle: 'short', timeZone: this.formats.timezone() }).format(new Date(at));
    const today = this.formats.today();
    const near = day === today ? 'today' : day === addDays(today, 1) ? 'tomorrow' : day === addDays(today, -1) ? 'yesterday' : null;
    return `${near ? this.transloco.translate<string>(`reminders.days.${near}`) : this.formats.date(day)}, ${time}`;
  }

  repeats(rule: string): string {
    const repeat = chosen(rule);
    return REPEATS.some((known) => known === repeat) ? this.transloco.translate(`reminders.repeats.${repeat}`) : this.transloco.translate('reminders.repeatsOther');
  }
}
