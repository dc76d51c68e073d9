const KNOWN: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Every currency there is, by its ISO 4217 code. */
export const currencyCodes = (): readonly string[] => [...KNOWN];

export const isCurrency = (code: string): boolean => KNOWN.has(code);

/** ` eur ` -> `EUR`. */
export const currencyCode = (input: string): string => input.trim().toUpperCase();

export const unknownCurrency = (code: string): string => `"${code}" is not a currency. Use its code of three letters, such as EUR.`;

const digits = new Map<string, number>();

/** Decimals of the smallest coin: 2 for EUR, 0 for JPY, 3 for KWD; 2 for an unknown currency. */
export function minorDigits(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    known = isCurrency(currency) ? (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2) : 2;
    digits.set(currency, known);
  }
  return known;
}
