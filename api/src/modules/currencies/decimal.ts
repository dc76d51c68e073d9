import { formatMoney, MONEY_SCALE, parseMoney } from '../../platform/records/money.js';
import { minorDigits } from './currency-codes.js';

/** Decimals that a factor (a rate, a quantity, a percentage) is taken with. */
const FACTOR_DECIMALS = 10;
const FACTOR_SCALE = 10n ** BigInt(FACTOR_DECIMALS);
/** The largest amount that money can hold: 14 digits before the point. */
const LARGEST = 10n ** BigInt(14 + MONEY_SCALE);

/** Division that rounds half away from zero, as invoices do. */
function divide(value: bigint, by: bigint): bigint {
  const half = by / 2n;
  return value < 0n ? -((-value + half) / by) : (value + half) / by;
}

/**
 * `amount` times all `factors`, rounded once, to the smallest coin of `currency`. Exact: no amount passes through floating point.
 *
 * @returns a decimal string; null when the result is larger than money can be
 */
export function multiply(amount: string, factors: readonly number[], currency: string): string | null {
  let value = parseMoney(amount);
  if (value === null) return null;
  let divisor = 1n;
  for (const factor of factors) {
    value *= BigInt(factor.toFixed(FACTOR_DECIMALS).replace('.', ''));
    divisor *= FACTOR_SCALE;
  }
  const coin = 10n ** BigInt(Math.max(MONEY_SCALE - minorDigits(currency), 0));
  const result = divide(value, divisor * coin) * coin;
  return result >= LARGEST || result <= -LARGEST ? null : formatMoney(result);
}

/** Sum of amounts of one currency; null when it is larger than money can be. */
export function sum(amounts: readonly string[]): string | null {
  const total = amounts.reduce((value, amount) => value + (parseMoney(amount) ?? 0n), 0n);
  return total >= LARGEST || total <= -LARGEST ? null : formatMoney(total);
}
