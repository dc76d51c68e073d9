const formats = new Map<string, Intl.DateTimeFormat>();
const DAY_MS = 86_400_000;

/** The formatter of a time zone; UTC for a name nobody knows, so that a wrong preference never hides somebody's work. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    const options: Intl.DateTimeFormatOptions = { calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' };
    try {
      format = new Intl.DateTimeFormat('en', { ...options, timeZone });
    } catch {
      format = new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
    }
    formats.set(timeZone, format);
  }
  return format;
}

/** Local wall-clock time at an instant, written as if it were UTC. Both in milliseconds. */
export function localTime(instant: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) if (type !== 'literal') parts[type] = Number(value);
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']);
}

const dayOf = (local: number): number => Math.floor(local / DAY_MS);

/** First instant of a local day, counted in days since 1970. Where clocks skip midnight the day begins later; where they repeat it, at its last. */
function startOfDay(day: number, timeZone: string): number {
  const midnight = day * DAY_MS;
  const offsets = [midnight - DAY_MS, midnight + DAY_MS].map((instant) => localTime(instant, timeZone) - instant);
  const candidates = offsets.map((offset) => midnight - offset).sort((a, b) => a - b);
  return candidates.find((instant) => dayOf(localTime(instant, timeZone)) === day) ?? candidates.at(-1)!;
}

/** The local day that `now` is in: from its first instant to the first of the next, both ISO. Days are 23 to 25 hours long where clocks change. */
export function dayBounds(now: Date, timeZone: string): { readonly start: string; readonly end: string } {
  const day = dayOf(localTime(now.getTime(), timeZone));
  return { start: new Date(startOfDay(day, timeZone)).toISOString(), end: new Date(startOfDay(day + 1, timeZone)).toISOString() };
}

/** The local date at an instant: `2026-11-21`. */
export const localDate = (now: Date, timeZone: string): string => new Date(localTime(now.getTime(), timeZone)).toISOString().slice(0, 10);

/** First instant of a local date such as `2026-11-21`, ISO. */
export const startOfDate = (date: string, timeZone: string): string => new Date(startOfDay(dayOf(Date.parse(`${date}T00:00:00Z`)), timeZone)).toISOString();

/** The instant of a local wall-clock time (written as if it were UTC). A time that clocks skip is as much later; of one they repeat it is the first. */
export function instantAt(local: number, timeZone: string): number {
  const [before, after] = [local - DAY_MS, local + DAY_MS].map((instant) => localTime(instant, timeZone) - instant) as [number, number];
  const candidates = [local - before, local - after].sort((a, b) => a - b);
  return candidates.find((instant) => localTime(instant, timeZone) === local) ?? local - before;
}

/** Whether the name is one that calendars know: `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
