/** A period relative to today, as the API reads it: `this month`, `last 7 days`, `more than 30 days ago`. */
export const NAMED_PERIODS = ['today', 'yesterday', 'tomorrow', 'this week', 'last week', 'next week', 'this month', 'last month', 'next month', 'this quarter', 'last quarter', 'next quarter', 'this year', 'last year', 'next year'] as const;
export const COUNTED_PERIODS = ['last', 'next', 'ago'] as const;
export const PERIOD_UNITS = ['day', 'week', 'month'] as const;

export type CountedPeriod = (typeof COUNTED_PERIODS)[number];
export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A period taken apart; `named` ones have neither count nor unit. */
export type Period = { readonly kind: 'named'; readonly name: string } | { readonly kind: CountedPeriod; readonly count: number; readonly unit: PeriodUnit };

export function readPeriod(text: string): Period | null {
  if ((NAMED_PERIODS as readonly string[]).includes(text)) return { kind: 'named', name: text };
  const counted = /^(last|next) (\d+) (day|week|month|quarter|year)s?$/.exec(text);
  if (counted) return { kind: counted[1] as CountedPeriod, count: Number(counted[2]), unit: counted[3] as PeriodUnit };
  const ago = /^more than (\d+) (day|week|month|quarter|year)s? ago$/.exec(text);
  return ago ? { kind: 'ago', count: Number(ago[1]), unit: ago[2] as PeriodUnit } : null;
}

export function writePeriod(period: Period): string {
  if (period.kind === 'named') return period.name;
  const span = `${period.count} ${period.unit}s`;
  return period.kind === 'ago' ? `more than ${span} ago` : `${period.kind} ${span}`;
}

/** Key of a period's words: `this week` -> `thisWeek`. */
export const periodKey = (name: string): string => name.replace(/ (\w)/, (_, letter: string) => letter.toUpperCase());
