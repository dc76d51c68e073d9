import { computed, inject, Pipe, type PipeTransform, Service } from '@angular/core';
import { PAGE_LANGUAGE } from '../i18n/language.js';
import { SessionStore } from '../session/session.store.js';
import { dateFormat, numberFormat, relativeFormat } from './intl.js';

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000], ['month', 2_592_000], ['week', 604_800], ['day', 86_400], ['hour', 3_600], ['minute', 60],
];

/** Numbers, money and dates in the user's locale and time zone, words in the language of the page. Empty values give an empty text. */
@Service()
export class Formats {
  private readonly session = inject(SessionStore);
  readonly locale = computed(() => supportedLocale(this.session.user()?.locale));
  /** For what comes with words, such as months: those are in the language of the page, whatever form somebody chose for numbers. */
  readonly wordLocale = computed(() => wordLocaleOf(this.locale()));
  readonly timezone = computed(() => supportedZone(this.session.user()?.timezone));
  readonly currency = computed(() => this.session.tenant()?.currency ?? 'USD');

  /** `1234.5, 'EUR'` -> `€1,234.50`; whole amounts without decimals. `compact` -> `€1.2M`. */
  money(amount: string | number | null | undefined, currency = this.currency(), style: 'full' | 'compact' = 'full'): string {
    if (amount === null || amount === undefined || amount === '') return '';
    const value = Number(amount);
    const digits = style === 'compact' ? { notation: 'compact' as const, maximumFractionDigits: 1 } : Number.isInteger(value) ? { maximumFractionDigits: 0 } : {};
    return numberFormat(this.locale(), { style: 'currency', currency, ...digits }).format(value);
  }

  number(value: string | number | null | undefined, options: Intl.NumberFormatOptions = {}): string {
    return value === null || value === undefined || value === '' ? '' : numberFormat(options.style === 'unit' ? this.wordLocale() : this.locale(), options).format(Number(value));
  }

  /** 0.25 -> `25%`. */
  percent(share: number | null | undefined): string {
    return this.number(share, { style: 'percent', maximumFractionDigits: 1 });
  }

  /** A calendar day (`2026-11-21`, never shifted by time zones) or a moment: `21 Nov 2026`; this year's without the year. */
  date(value: string | null | undefined): string {
    const parts = parse(value);
    if (!parts) return '';
    const thisYear = parts.date.getUTCFullYear() === new Date().getUTCFullYear();
    return dateFormat(this.wordLocale(), {
      day: 'numeric', month: 'short', ...(thisYear ? {} : { year: 'numeric' }), timeZone: parts.dayOnly ? 'UTC' : this.timezone(),
    }).format(parts.date);
  }

  /** `21 Nov, 14:05` in the user's zone. */
  dateTime(value: string | null | undefined): string {
    const parts = parse(value);
    if (!parts) return '';
    return dateFormat(this.wordLocale(), { dateStyle: 'medium', timeStyle: 'short', timeZone: this.timezone() }).format(parts.date);
  }

  /** `3 hours ago`, `in 2 days`, `yesterday`. */
  relative(value: string | null | undefined, now = Date.now()): string {
    const parts = parse(value);
    if (!parts) return '';
    const seconds = (parts.date.getTime() - now) / 1000;
    const format = relativeFormat(this.wordLocale(), { numeric: 'auto' });
    const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
    return unit === 'second' ? format.format(0, 'second') : format.format(Math.round(seconds / size), unit);
  }

  /** A moment as the clock in the user's zone shows it, for controls that know no zones: `2026-11-21T14:05`. */
  clockTime(moment: string): string {
    return clockIn(this.timezone(), new Date(moment)).slice(0, 16);
  }

  /** The moment at which the clock in the user's zone shows this, in ISO 8601. */
  momentOf(clockTime: string): string {
    const wanted = Date.parse(`${clockTime}Z`);
    // Twice: the first guess may lie on the other side of a change of the clock.
    let moment = wanted;
    for (let i = 0; i < 2; i++) moment += wanted - Date.parse(`${clockIn(this.timezone(), new Date(moment)).slice(0, 16)}Z`);
    return new Date(moment).toISOString();
  }

  /** Today as `YYYY-MM-DD` in the user's zone. */
  today(): string {
    return dateFormat('en-CA', { timeZone: this.timezone(), year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());
  }
}

/** `2026-11-21T14:05:00`. */
const clockIn = (timeZone: string, moment: Date): string => dateFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment).replace(' ', 'T');

function parse(value: string | null | undefined): { date: Date; dayOnly: boolean } | null {
  if (!value) return null;
  const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const date = new Date(dayOnly ? `${value}T00:00:00Z` : value);
  return Number.isNaN(date.getTime()) ? null : { date, dayOnly };
}

/** The form of dates for somebody who chose `locale`. */
export const wordLocaleOf = (locale: string): string => (new Intl.Locale(locale).language === PAGE_LANGUAGE ? locale : PAGE_LANGUAGE);

function supportedLocale(locale: string | null | undefined): string {
  try {
    return Intl.getCanonicalLocales(locale || navigator.language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function supportedZone(zone: string | null | undefined): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return own;
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return own;
  }
}

/** `{{ amount | money: 'EUR' }}`. */
@Pipe({ name: 'money' })
export class MoneyPipe implements PipeTransform {
  private readonly formats = inject(Formats);
  transform(amount: string | number | null | undefined, currency?: string | null, style: 'full' | 'compact' = 'full'): string {
    return this.formats.money(amount, currency ?? undefined, style);
  }
}

/** `{{ day | day }}`. */
@Pipe({ name: 'day' })
export class DayPipe implements PipeTransform {
  private readonly formats = inject(Formats);
  transform(value: string | null | undefined): string {
    return this.formats.date(value);
  }
}

/** `{{ moment | ago }}`: renewed when the view is. */
@Pipe({ name: 'ago', pure: false })
export class AgoPipe implements PipeTransform {
  private readonly formats = inject(Formats);
  transform(value: string | null | undefined): string {
    return this.formats.relative(value);
  }
}
