import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import { currencyCode, isCurrency, missingRate, multiply, unknownCurrency, type Rates } from '../currencies/index.js';

const TOO_LARGE = 'The amount is too large.';

/** Settles currency and rate of a draft, then derives the amounts in base currency. */
export function followAmount(draft: Draft, rates: Rates): void {
  settleCurrency(draft, rates);
  if (draft.problems['currency']) return;
  const derived = amountsOf(draft.after, rates.base);
  if (!derived) refuse(draft, 'amount', TOO_LARGE);
  else for (const [field, value] of Object.entries(derived)) if (draft.after[field] !== value) set(draft, field, value);
}

/** A rate is taken when the amount or its currency is entered; a closed opportunity keeps the one it was closed with. */
function settleCurrency(draft: Draft, rates: Rates): void {
  const { before, after, changed } = draft;
  const given = after['currency'];
  const code = typeof given === 'string' ? currencyCode(given) : rates.base;
  if (code !== given) set(draft, 'currency', code);
  if (!isCurrency(code)) return refuse(draft, 'currency', unknownCurrency(code));
  const sameCurrency = before !== null && before['currency'] === code;
  if (code === rates.base) {
    if (after['rate'] !== 1) set(draft, 'rate', 1);
    return;
  }
  if (changed.has('rate') && after['rate'] !== null) return;
  const entered = before === null || !sameCurrency || (changed.has('amount') && before['status'] === 'OPEN');
  if (!entered && after['rate'] !== null) return;
  const rate = rates.of(code) ?? (sameCurrency ? before['rate'] : null);
  if (rate === null || rate === undefined) refuse(draft, 'currency', missingRate(code, rates.base));
  else if (after['rate'] !== rate) set(draft, 'rate', rate);
}

/** Amounts in base currency that follow from an opportunity's own; null when they are larger than money can be. */
export function amountsOf(row: Readonly<Record<string, unknown>>, base: string): { amountBase: string | null; weightedAmountBase: string | null } | null {
  const { amount, rate, probability } = row as { amount: string | null; rate: number | null; probability: number | null };
  if (amount === null || rate === null) return { amountBase: null, weightedAmountBase: null };
  const amountBase = multiply(amount, [rate], base);
  if (amountBase === null) return null;
  return { amountBase, weightedAmountBase: multiply(amountBase, [(probability ?? 0) / 100], base) };
}
