const BROWSERS: readonly (readonly [RegExp, string])[] = [
  // Each of these also calls itself by the names further down.
  [/\bEdg(e|A|iOS)?\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\b(Firefox|FxiOS)\//, 'Firefox'], [/\b(Headless)?(Chrome|CriOS)\//, 'Chrome'], [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'macOS'], [/CrOS/, 'ChromeOS'], [/Linux/, 'Linux']];

const named = (list: readonly (readonly [RegExp, string])[], text: string): string => list.find(([pattern]) => pattern.test(text))?.[1] ?? '';

/** `Firefox, Windows` from what a browser says of itself; other programs keep the first word of theirs; empty when nothing was said. */
export function deviceName(userAgent: string | null | undefined): string {
  if (!userAgent) return '';
  const parts = [named(BROWSERS, userAgent), named(SYSTEMS, userAgent)].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : (userAgent.split(/[\s/]/)[0] ?? '');
}

export const isPhone = (userAgent: string | null | undefined): boolean => /iPhone|Android.*Mobile/.test(userAgent ?? '');
