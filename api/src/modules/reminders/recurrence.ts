import rrule, { type Options, type RRule } from 'rrule';
import { instantAt, localTime } from '../../platform/records/zoned-day.js';

const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'];
const WEEKDAY = '(?:MO|TU|WE|TH|FR|SA|SU)';
const listOf = (item: string): RegExp => new RegExp(`^${item}(?:,${item})*$`);
/** What each part of a rule may hold; the library takes anything and answers nonsense. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^[A-Z]+$/,
  INTERVAL: /^\d{1,3}$/,
  COUNT: /^\d{1,4}$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  BYDAY: listOf(`(?:[+-]?\\d{1,2})?${WEEKDAY}`),
  BYMONTHDAY: listOf('[+-]?\\d{1,2}'),
  BYMONTH: listOf('\\d{1,2}'),
  BYSETPOS: listOf('[+-]?\\d{1,3}'),
  BYYEARDAY: listOf('[+-]?\\d{1,3}'),
  BYWEEKNO: listOf('[+-]?\\d{1,2}'),
  WKST: new RegExp(`^${WEEKDAY}$`),
};
const SECOND = 1_000;
const YEAR_MS = 366 * 86_400_000;
/**
 * Steps of a rule that are looked through for its next time. The library tries day after day up to the year 9999, for half a minute in which nobody else is
 * served; these are the days of half a century, and the years of all of them.
 */
const MOST_STEPS = 20_000;
/** Years that a series may have begun before the present: each of its times is counted from there. */
export const LONGEST_SERIES = 20;
export const EARLIEST_START = (): number => Date.now() - LONGEST_SERIES * YEAR_MS;

/** A rule as it is stored, or why it is none. */
export type ReadRule = { readonly rule: string } | { readonly reason: string };

/** Reads a recurrence rule of RFC 5545. The time of day is that of the first occurrence, so rules say days only. */
export function readRule(input: string): ReadRule {
  const parts = input.trim().toUpperCase().replace(/^RRULE:/, '').replace(/;$/, '').split(';').map((part) => part.split('='));
  const unknown = parts.find(([name = '', value]) => !PARTS[name]?.test(value ?? ''));
  if (unknown) return { reason: `A recurrence can't have "${unknown.join('=')}". Write it like FREQ=WEEKLY;BYDAY=MO.` };
  const frequency = parts.find(([name]) => name === 'FREQ')?.[1] ?? '';
  if (!FREQUENCIES.includes(frequency)) return { reason: 'A recurrence needs a FREQ of DAILY, WEEKLY, MONTHLY or YEARLY.' };
  const rule = parts.map((part) => part.join('=')).join(';');
  try {
    const options = rrule.RRule.parseString(rule);
    if ((options.interval ?? 1) < 1 || (options.count ?? 1) < 1) return { reason: 'INTERVAL and COUNT are 1 or more.' };
    return { rule };
  } catch {
    return { reason: "This recurrence can't be read. Write it like FREQ=WEEKLY;BYDAY=MO." };
  }
}

/**
 * The first occurrence after `after`, or null when there is none. Days are counted in the person's time zone, so that nine o'clock stays nine o'clock when
 * clocks change; a time that clocks skip that day is as much later.
 *
 * @param startsAt the first occurrence; `rule` one that `readRule` answered
 */
export function nextOccurrence(rule: string, startsAt: Date, timeZone: string, after: Date): Date | null {
  // The library counts in UTC; it is given wall-clock times written as if they were UTC, so it never meets a change of clocks.
  const start = Math.floor(localTime(startsAt.getTime(), timeZone) / SECOND) * SECOND;
  const parsed = rrule.RRule.parseString(rule);
  const options: Partial<Options> = { ...parsed, dtstart: new Date(start), ...(parsed.until ? { until: localUntil(rule, parsed.until, timeZone) } : {}) };
  const series: RRule = new rrule.RRule(options);
  endAfter(MOST_STEPS, series);
  for (let local = new Date(localTime(after.getTime(), timeZone)); ; ) {
    const next = series.after(local);
    if (!next) return null;
    const instant = instantAt(next.getTime(), timeZone);
    // The hour that clocks repeat lies after itself.
    if (instant > after.getTime()) return new Date(instant);
    local = next;
  }
}

/** An end given in UTC as wall-clock time; one without a zone is meant so already. */
const localUntil = (rule: string, until: Date, timeZone: string): Date => (/UNTIL=\d{8}T\d{6}Z/.test(rule) ? new Date(localTime(until.getTime(), timeZone)) : /UNTIL=\d{8}(;|$)/.test(rule) ? new Date(until.getTime() + 86_399_000) : until);

/** The library asks for the interval with every step, twice, and ends where there is none. */
function endAfter(steps: number, series: RRule): void {
  const { interval } = series.options;
  let left = 2 * steps;
  Object.defineProperty(series.options, 'interval', { get: () => (left-- > 0 ? interval : 0) });
}
