import type { UiOption } from '@libs/ui';

/** Every time zone the browser knows; one that it does not know stays offered when it is the one in use. */
export function timezoneOptions(present: string): readonly UiOption[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), present]);
  return [...zones].sort((one, other) => one.localeCompare(other)).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}

const LOCALES = 'en en-AU en-CA en-GB en-IE en-IN en-US cs-CZ da-DK de-AT de-CH de-DE es-ES es-MX fi-FI fr-CA fr-CH fr-FR he-IL hu-HU it-IT ja-JP ko-KR nb-NO nl-NL pl-PL pt-BR pt-PT ro-RO sv-SE tr-TR zh-CN zh-HK'.split(' ');

/** Ways to write dates and numbers, by their names in `language`. */
export function localeOptions(language: string, present: string): readonly UiOption[] {
  const names = new Intl.DisplayNames([language], { type: 'language', languageDisplay: 'standard' });
  return [...new Set([...LOCALES, present])].map((locale) => ({ value: locale, label: names.of(locale) ?? locale })).sort((one, other) => one.label.localeCompare(other.label));
}
