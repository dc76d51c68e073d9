/** Offered at sign-up; any other ISO 4217 code can be set in the settings. */
export const CURRENCIES = ['AED', 'AUD', 'BRL', 'CAD', 'CHF', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'ILS', 'INR', 'JPY', 'KRW', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'THB', 'TRY', 'USD', 'ZAR'] as const;

const BY_REGION: Readonly<Record<string, string>> = {
  AE: 'AED', AU: 'AUD', BR: 'BRL', CA: 'CAD', CH: 'CHF', LI: 'CHF', CN: 'CNY', CZ: 'CZK', DK: 'DKK', GB: 'GBP', HK: 'HKD', HU: 'HUF', IL: 'ILS', IN: 'INR', JP: 'JPY', KR: 'KRW',
  MX: 'MXN', NO: 'NOK', NZ: 'NZD', PL: 'PLN', RO: 'RON', SE: 'SEK', SG: 'SGD', TH: 'THB', TR: 'TRY', US: 'USD', ZA: 'ZAR',
};
const EURO_REGIONS = 'AT BE BG HR CY EE FI FR DE GR IE IT LV LT LU MT NL PT SK SI ES'.split(' ');

/** The currency of the region a locale names (`de-AT` -> EUR); USD when it names none. */
export function currencyOf(locale: string): string {
  const region = regionOf(locale);
  return EURO_REGIONS.includes(region) ? 'EUR' : (BY_REGION[region] ?? 'USD');
}

function regionOf(locale: string): string {
  try {
    return new Intl.Locale(locale).maximize().region ?? '';
  } catch {
    // Some systems report names that are no locales, such as `en-US@posix`.
    return '';
  }
}
