import { problem, value, type Outcome } from './outcome.js';

/** Which part of `03/04/2017` comes first. */
export type DateOrder = 'DMY' | 'MDY' | 'YMD';

/** A calendar date, and a time of day where the cell had one. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time?: { readonly hour: number; readonly minute: number; readonly second: number; readonly millisecond: number };
  /** Minutes east of UTC, where the cell says so. */
  readonly offset?: number;
}

const MONTHS: readonly (readonly string[])[] = [
  'jan janv januar january janvier enero ene gennaio gen janeiro januari',
  'feb fev fevr februar february fevrier febrero febbraio fevereiro februari',
  'mar mars marz mrz march marzo marco maart',
  'apr avr april avril abril abr aprile',
  'may mai mayo maggio mag maio mei maj',
  'jun juin juni june junio giugno giu junho',
  'jul juil juli july juillet julio luglio lug julho',
  'aug aout august agosto ago augustus augusti',
  'sep sept september septembre septiembre settembre set setembro',
  'oct okt october oktober octobre octubre ottobre ott outubro out',
  'nov november novembre noviembre novembro',
  'dec dez dic december dezember decembre diciembre dicembre dezembro',
].map((names) => names.split(' '));

const monthOf = (word: string): number => {
  const folded = word.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\.$/, '').toLowerCase();
  return MONTHS.findIndex((names) => names.includes(folded)) + 1;
};

const TIME = String.raw`(?:(?:[T\s]|,\s?)\s*(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s?([ap]\.?m\.?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NUMERIC = new RegExp(String.raw`^(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4}|\d{2})\.?${TIME}$`, 'i');
const DAY_FIRST = new RegExp(String.raw`^(?:\p{L}{2,10},?\s)?(\d{1,2})(?:\.|st|nd|rd|th|º)?[\s-]*(?:de\s)?(\p{L}{3,10})\.?,?[\s-]*(?:de\s)?(\d{4}|\d{2})${TIME}$`, 'iu');
const MONTH_FIRST = new RegExp(String.raw`^(?:\p{L}{2,10},?\s)?(\p{L}{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})${TIME}$`, 'iu');

/** Which orders of day and month this cell allows; undefined when it settles nothing (no such date, or the order is plain). */
export function ordersOf(raw: string): ReadonlySet<'DMY' | 'MDY'> | undefined {
  const match = NUMERIC.exec(raw.trim());
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[2])];
  const possible = new Set<'DMY' | 'MDY'>();
  const year = fullYear(match[3]!);
  if (exists(year, second, first)) possible.add('DMY');
  if (exists(year, first, second)) possible.add('MDY');
  return possible;
}

/** Days since 30 December 1899, as spreadsheets store dates: 42736 is 1 January 2017. */
export const isSerialDate = (raw: string): boolean => /^\d{5}([.,]\d+)?$/.test(raw) && Number(raw.replace(',', '.')) >= 14_611 && Number(raw.replace(',', '.')) < 73_051;

/**
 * Reads a date in any usual notation. Where day and month could be swapped, `order` decides; without it the answer is AMBIGUOUS_DATE.
 * @param serials whether plain five-digit numbers in this column are spreadsheet dates
 */
export function parseMoment(raw: string, order?: DateOrder, serials = false): Outcome<Moment> {
  const text = raw.trim().replace(/\s+/g, ' ');
  if (serials && isSerialDate(text)) return value(fromSerial(Number(text.replace(',', '.'))));
  const iso = ISO.exec(text);
  if (iso) return build(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso.slice(4));
  const compact = COMPACT.exec(text);
  if (compact) return build(Number(compact[1]), Number(compact[2]), Number(compact[3]), []);
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const orders = ordersOf(text)!;
    if (orders.size === 0) return problem('NOT_A_DATE');
    const same = numeric[1]!.padStart(2, '0') === numeric[2]!.padStart(2, '0');
    const chosen = orders.size === 1 ? [...orders][0]! : same ? 'DMY' : order;
    if (chosen !== 'DMY' && chosen !== 'MDY') return problem('AMBIGUOUS_DATE');
    const [day, month] = chosen === 'DMY' ? [numeric[1], numeric[2]] : [numeric[2], numeric[1]];
    return build(fullYear(numeric[3]!), Number(month), Number(day), numeric.slice(4));
  }
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst && monthOf(dayFirst[2]!)) return build(fullYear(dayFirst[3]!), monthOf(dayFirst[2]!), Number(dayFirst[1]), dayFirst.slice(4));
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst && monthOf(monthFirst[1]!)) return build(Number(monthFirst[3]), monthOf(monthFirst[1]!), Number(monthFirst[2]), monthFirst.slice(4));
  return problem('NOT_A_DATE');
}

function build(year: number, month: number, day: number, time: readonly (string | undefined)[]): Outcome<Moment> {
  if (!exists(year, month, day)) return problem('NOT_A_DATE');
  const [hours, minutes, seconds, fraction, half, zone] = time;
  if (hours === undefined) return value({ year, month, day });
  let hour = Number(hours);
  if (half) {
    if (hour < 1 || hour > 12) return problem('NOT_A_DATE');
    hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  }
  const [minute, second] = [Number(minutes), Number(seconds ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return problem('NOT_A_DATE');
  const millisecond = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  return value({ year, month, day, time: { hour, minute, second, millisecond }, ...(zone ? { offset: offsetOf(zone) } : {}) });
}

function offsetOf(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}

function fromSerial(serial: number): Moment {
  const days = Math.floor(serial);
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000);
  const seconds = Math.round((serial - days) * 86_400);
  const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  if (seconds === 0 || seconds === 86_400) return day;
  return { ...day, time: { hour: Math.floor(seconds / 3600), minute: Math.floor((seconds % 3600) / 60), second: seconds % 60, millisecond: 0 } };
}

/** Two digits mean the hundred years that end 20 years from now. */
function fullYear(text: string, now = new Date()): number {
  if (text.length === 4) return Number(text);
  const latest = now.getUTCFullYear() + 20;
  const year = Math.floor(latest / 100) * 100 + Number(text);
  return year > latest ? year - 100 : year;
}

function exists(year: number, month: number, day: number): boolean {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const pad = (number: number, length = 2) => String(number).padStart(length, '0');

/** `2017-03-01` */
export const toDate = (moment: Moment): string => `${pad(moment.year, 4)}-${pad(moment.month)}-${pad(moment.day)}`;

/** In UTC; a time without an offset is local to `timeZone`, and a date without a time is its midnight there. */
export function toInstant(moment: Moment, timeZone = 'UTC'): string {
  const { hour, minute, second, millisecond } = moment.time ?? { hour: 0, minute: 0, second: 0, millisecond: 0 };
  const local = Date.UTC(moment.year, moment.month - 1, moment.day, hour, minute, second, millisecond);
  if (moment.offset !== undefined) return new Date(local - moment.offset * 60_000).toISOString();
  // The offset depends on the instant that is looked for; the second round settles changes of daylight saving.
  const first = local - offsetAt(local, timeZone);
  return new Date(local - offsetAt(first, timeZone)).toISOString();
}

function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(instant / 1000) * 1000;
}
