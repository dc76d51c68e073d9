import { localDate } from './zoned-day.js';

/** Days from `from` until before `before`; null is open. */
export interface PeriodBounds {
  readonly from: string | null;
  readonly before: string | null;
}

export const PERIOD_EXAMPLES = '"today", "this month", "last week", "last 7 days", "next 3 months" or "more than 30 days ago"';

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';
const DAY_MS = 86_400_000;
/** More is nobody's working period, and dates must stay ones that the database knows. */
const MAX_COUNT = 3650;

const parse = (day: string): Date => new Date(`${day}T00:00:00Z`);
const write = (date: Date): string => date.toISOString().slice(0, 10);
const addDays = (day: string, days: number): string => write(new Date(parse(day).getTime() + days * DAY_MS));

/** The same day of another month, or that month's last: 31 January and a month is 28 February. */
function addMonths(day: string, months: number): string {
  const date = parse(day);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
  return write(new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date.getUTCDate(), last.getUTCDate()))));
}

const add = (day: string, unit: Unit, count: number): string => {
  if (unit === 'day') return addDays(day, count);
  if (unit === 'week') return addDays(day, 7 * count);
  return addMonths(day, count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12));
};

/** First day of the week (which begins on Monday), month, quarter or year that a day is in. */
function startOf(unit: Unit, day: string): string {
  const date = parse(day);
  if (unit === 'day') return day;
  if (unit === 'week') return addDays(day, -((date.getUTCDay() + 6) % 7));
  const month = unit === 'year' ? 0 : unit === 'quarter' ? date.getUTCMonth() - (date.getUTCMonth() % 3) : date.getUTCMonth();
  return write(new Date(Date.UTC(date.getUTCFullYear(), month, 1)));
}

const NAMED: ReadonlyMap<string, number> = new Map([['yesterday', -1], ['today', 0], ['tomorrow', 1]]);
const CALENDAR = /^(last|this|next) (week|month|quarter|year)$/;
const COUNTED = /^(last|next) (\d{1,4}) (day|week|month|quarter|year)s?$/;
const DAY = String.raw`\d{4}-\d{2}-\d{2}`;
const FIXED = new RegExp(`^(on|since|until) (${DAY})$`);
const RANGE = new RegExp(`^(${DAY}) to (${DAY})$`);
const AGO = /^more than (\d{1,4}) (day|week|month|quarter|year)s? ago$/;

/**
 * Reads a period relative to today: `today`, `this week`, `last quarter`, `last 7 days` (today and the six before), `next 3 months` (today and on),
 * `more than 30 days ago`. Fixed days belong to it too, for an instant has a day only where somebody is: `on 2026-11-21`, `since ...`, `until ...`,
 * `2026-11-01 to 2026-11-21`, all with the days they name. Null for anything else.
 */
export function periodBounds(period: string, now: Date, timeZone: string): PeriodBounds | null {
  const words = period.trim().toLowerCase().replace(/\s+/g, ' ');
  const today = localDate(now, timeZone);
  const offset = NAMED.get(words);
  if (offset !== undefined) return { from: addDays(today, offset), before: addDays(today, offset + 1) };
  const calendar = CALENDAR.exec(words);
  if (calendar) {
    const unit = calendar[2] as Unit;
    const from = add(startOf(unit, today), unit, { last: -1, this: 0, next: 1 }[calendar[1] as 'last' | 'this' | 'next']);
    return { from, before: add(from, unit, 1) };
  }
  const counted = COUNTED.exec(words);
  if (counted) {
    const [, direction, count, unit] = counted;
    if (!isCount(count)) return null;
    return direction === 'last' ? { from: add(addDays(today, 1), unit as Unit, -Number(count)), before: addDays(today, 1) } : { from: today, before: add(today, unit as Unit, Number(count)) };
  }
  const fixed = FIXED.exec(words);
  if (fixed) return isDay(fixed[2]!) ? { from: fixed[1] === 'until' ? null : fixed[2]!, before: fixed[1] === 'since' ? null : addDays(fixed[2]!, 1) } : null;
  const range = RANGE.exec(words);
  if (range) return isDay(range[1]!) && isDay(range[2]!) ? { from: range[1]!, before: addDays(range[2]!, 1) } : null;
  const ago = AGO.exec(words);
  return ago && isCount(ago[1]) ? { from: null, before: add(today, ago[2] as Unit, -Number(ago[1])) } : null;
}

const isCount = (text: string | undefined): boolean => Number(text) > 0 && Number(text) <= MAX_COUNT;

/** 2026-02-30 is none; nor is a day beside which there is none that the database knows. */
const isDay = (day: string): boolean => !Number.isNaN(parse(day).getTime()) && write(parse(day)) === day && day > '0001-01-01' && day < '9999-12-31';
