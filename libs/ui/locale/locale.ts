import { inject, InjectionToken, signal, type Signal } from '@angular/core';

/** BCP 47 locale for reading and writing numbers and dates; the client replaces it by the user's. */
export const UI_LOCALE = new InjectionToken<Signal<string>>('locale of the design system', {
  providedIn: 'root',
  factory: () => signal('en'),
});

/** Locale of dates, which have words in them: somebody may read German and write numbers as in English. */
export const UI_DATE_LOCALE = new InjectionToken<Signal<string>>('locale of dates in the design system', { providedIn: 'root', factory: () => inject(UI_LOCALE) });

/** Other letters are none of a currency, and may say how much a number is worth: Mio, Tsd. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/**
 * `1,234.5` or `1.234,5` as a plain decimal (`1234.5`); null when it is no number. Currency signs and spaces are ignored. The locale decides what only it can tell, as in `1.234`:
 * what was copied from elsewhere (`1.5` in German, `1.234,56` in English) is read as it was meant, and never a hundred times as much.
 */
export function parseDecimal(text: string, locale: string): string | null {
  const own = new Intl.NumberFormat(locale).formatToParts(12345.6).find((part) => part.type === 'decimal')?.value === ',' ? ',' : '.';
  const bare = text.replace(/[\s\u00a0\u202f'’]|\p{Sc}/gu, '').replace(/^[A-Za-z]{3}(?=[-+.,\d])|(?<=[.,\d])[A-Za-z]{3}$/u, (code) => (CURRENCIES.has(code.toUpperCase()) ? '' : code));
  for (const decimal of own === ',' ? [',', '.'] : ['.', ',']) {
    const plain = withoutGroups(bare, decimal);
    if (plain !== null) return normalise(plain);
  }
  return null;
}

/** The number with a point, where `decimal` can be its mark and the other one stands between thousands (or, as in India, lakhs) only. */
function withoutGroups(bare: string, decimal: string): string | null {
  const [whole = '', fraction = '', ...more] = bare.replace(/^[-+]/, '').split(decimal);
  const group = decimal === ',' ? '\\.' : ',';
  const grouped = new RegExp(`^[1-9]\\d{0,2}(${group}\\d{2,3})*${group}\\d{3}$`).test(whole);
  if (more.length > 0 || !/^\d*$/.test(fraction) || !(grouped || /^\d*$/.test(whole)) || whole + fraction === '') return null;
  return `${bare.startsWith('-') ? '-' : ''}${whole.replace(/\D/g, '')}.${fraction}`;
}

function normalise(plain: string): string {
  const sign = plain.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = plain.replace(/^[-+]/, '').split('.');
  const trimmed = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${sign}${trimmed}${fraction ? `.${fraction}` : ''}`;
}

/** A plain decimal in the locale's writing; with a currency as money. */
export function formatDecimal(value: string | number | null | undefined, locale: string, options: { currency?: string | null; decimals?: number } = {}): string {
  if (value === null || value === undefined || value === '') return '';
  const number = Number(value);
  const digits = options.decimals === undefined ? (Number.isInteger(number) ? { minimumFractionDigits: 0 } : {}) : { minimumFractionDigits: 0, maximumFractionDigits: options.decimals };
  return new Intl.NumberFormat(locale, options.currency ? { style: 'currency', currency: options.currency, ...digits } : { maximumFractionDigits: 6, ...digits }).format(number);
}

/** The order in which a locale writes a date: `['day', 'month', 'year']`. */
export function dateOrder(locale: string): readonly ('day' | 'month' | 'year')[] {
  return new Intl.DateTimeFormat(locale)
    .formatToParts(new Date(2026, 10, 21))
    .map((part) => part.type)
    .filter((type): type is 'day' | 'month' | 'year' => type === 'day' || type === 'month' || type === 'year');
}

const iso = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
};

/** What was typed as `YYYY-MM-DD`: ISO, the locale's numeric writing (year may be missing or short), or `21 nov 2026`; null when it is no date. */
export function parseDay(text: string, locale: string, today = new Date()): string | null {
  const typed = text.trim().toLowerCase();
  const isoMatch = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (isoMatch) return iso(Number(isoMatch[1]), Number(isoMatch[2]), Number(isoMatch[3]));
  const months = Array.from({ length: 12 }, (_, i) => new Intl.DateTimeFormat(locale, { month: 'short' }).format(new Date(2026, i, 15)).toLowerCase().replace('.', '').slice(0, 3));
  const words = typed.split(/[\s.,/-]+/).filter(Boolean);
  const named = words.findIndex((word) => /\p{L}/u.test(word));
  if (named >= 0) {
    const month = months.findIndex((each) => (words[named] ?? '').startsWith(each)) + 1;
    const [day, year] = words.filter((_, i) => i !== named).map(Number);
    return month && day ? iso(fullYear(year, today), month, day) : null;
  }
  const numbers = words.map(Number);
  if (numbers.length < 2 || numbers.length > 3 || numbers.some(Number.isNaN)) return null;
  const order = dateOrder(locale).filter((part) => numbers.length === 3 || part !== 'year');
  const at = (part: 'day' | 'month' | 'year') => numbers[order.indexOf(part)];
  return iso(fullYear(at('year'), today), at('month') ?? 0, at('day') ?? 0);
}

function fullYear(year: number | undefined, today: Date): number {
  if (year === undefined || Number.isNaN(year)) return today.getFullYear();
  return year < 100 ? 2000 + year : year;
}

/** `2026-11-21` as the locale writes it, short. */
export function formatDay(day: string | null | undefined, locale: string): string {
  if (!day) return '';
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date);
}
