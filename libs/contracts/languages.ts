/** Languages the product speaks; the first is what texts are written in. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a locale such as `de-AT`, where we speak it. */
export function languageOfLocale(locale: unknown): Language | null {
  const name = typeof locale === 'string' ? locale.trim().split('-')[0]!.toLowerCase() : '';
  return LANGUAGES.find((language) => language === name) ?? null;
}
