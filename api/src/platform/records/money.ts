/**
 * Money is stored as a bigint of ten-thousandths of the currency's unit. One scale for every currency lets SQL add amounts without knowing
 * each currency's number of minor digits, and holds unit prices below a cent.
 */
export const MONEY_SCALE = 4;
const FACTOR = 10n ** BigInt(MONEY_SCALE);
const DECIMAL = /^([+-])?(\d{1,14})(?:\.(\d{1,}))?$/;

/** `"1054.5"` -> `10545000n`. Null when it is not a plain decimal number of at most 14 digits before and 4 behind the point. */
export function parseMoney(value: string | number): bigint | null {
  const match = DECIMAL.exec(typeof value === 'number' ? value.toString() : value.trim());
  if (!match) return null;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > MONEY_SCALE) return null;
  const minor = BigInt(match[2]!) * FACTOR + BigInt(fraction.padEnd(MONEY_SCALE, '0') || '0');
  return match[1] === '-' ? -minor : minor;
}

/** `10545000n` -> `"1054.50"`: at least two decimals, more only where there are any. */
export function formatMoney(minor: bigint | string): string {
  const value = BigInt(minor);
  const digits = (value < 0n ? -value : value).toString().padStart(MONEY_SCALE + 1, '0');
  const fraction = digits.slice(-MONEY_SCALE).replace(/0{1,2}$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -MONEY_SCALE)}.${fraction}`;
}
