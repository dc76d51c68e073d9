import { problem, value, type Outcome } from './outcome.js';

export type DecimalMark = '.' | ',';

const CURRENCY = /[$€£¥₹₽₺₩฿₫₪]|\b(?:usd|eur|gbp|chf|jpy|cny|inr|cad|aud|nzd|sek|nok|dkk|pln|czk|huf|brl|mxn|zar|try|sgd|hkd|kr|zł|kč|ft|r\$|fr)\b\.?/giu;
const BLANKS = /[\s\u00a0\u202f\u2009'’_]/g;
const SCALES: Readonly<Record<string, number>> = { k: 3, tsd: 3, thousand: 3, m: 6, mn: 6, mm: 6, mio: 6, million: 6, millions: 6, b: 9, bn: 9, mrd: 9, billion: 9 };

/** A number as its digits and how many of them are decimals; exact where floating point would not be. */
export interface Decimal {
  readonly digits: bigint;
  readonly decimals: number;
}

type Reading = { readonly kind: 'plain'; readonly text: string; readonly scale: number } | { readonly kind: 'open'; readonly body: string; readonly mark: DecimalMark; readonly negative: boolean; readonly scale: number };

/**
 * Reads a number in any usual notation: `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50`, `(12.00)`, `€ 3`, `$3k`, `12-`. What a single sign followed by three
 * digits means (`1.234`) can't be told from one value: `mark` decides, and without it the answer is AMBIGUOUS_NUMBER.
 */
export function parseDecimal(raw: string, mark?: DecimalMark): Outcome<Decimal> {
  const reading = read(raw);
  if (!reading) return problem('NOT_A_NUMBER');
  if (reading.kind === 'plain') return value(decimal(reading.text, reading.scale));
  if (!mark) return problem('AMBIGUOUS_NUMBER');
  const text = mark === reading.mark ? reading.body.replace(reading.mark, '.') : reading.body.replace(reading.mark, '');
  return value(decimal((reading.negative ? '-' : '') + text, reading.scale));
}

/** Which sign separates decimals in this value; undefined when it doesn't tell. */
export function decimalMarkOf(raw: string): DecimalMark | 'open' | undefined {
  const reading = read(raw);
  if (!reading) return undefined;
  if (reading.kind === 'open') return 'open';
  const bare = raw.replace(CURRENCY, '').replace(BLANKS, '');
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  if (last < 0) return undefined;
  const sign = bare[last] as DecimalMark;
  // The same sign twice groups thousands, so the other one is the decimal mark.
  if (bare.indexOf(sign) !== last) return sign === '.' ? ',' : '.';
  return sign;
}

function read(raw: string): Reading | undefined {
  let text = raw.trim().replace(CURRENCY, '').trim();
  let negative = false;
  if (/^\(.*\)$/.test(text)) [negative, text] = [true, text.slice(1, -1).trim()];
  if (/^[-−–]/.test(text)) [negative, text] = [!negative, text.slice(1).trim()];
  else if (/[-−]$/.test(text)) [negative, text] = [!negative, text.slice(0, -1).trim()];
  else if (text.startsWith('+')) text = text.slice(1).trim();
  text = text.replace(CURRENCY, '').replace(/%$/, '').trim();
  const scaled = /^([\d.,\s\u00a0\u202f'’]+?)\s?([a-z]+)\.?$/i.exec(text);
  let scale = 0;
  if (scaled) {
    const found = SCALES[scaled[2]!.toLowerCase()];
    if (found === undefined) return undefined;
    [scale, text] = [found, scaled[1]!.trim()];
  }
  const exponent = /^(\d+(?:\.\d+)?)e([+-]?\d{1,2})$/i.exec(text);
  if (exponent) return { kind: 'plain', text: (negative ? '-' : '') + exponent[1]!, scale: scale + Number(exponent[2]) };
  const blanksGroup = /^\d{1,3}([\s\u00a0\u202f\u2009'’_]\d{3})+([.,]\d+)?$/.test(text);
  if (/[\s\u00a0\u202f\u2009'’_]/.test(text) && !blanksGroup) return undefined;
  const body = text.replace(BLANKS, '');
  const sign = negative ? '-' : '';
  const plain = (digits: string): Reading => ({ kind: 'plain', text: sign + digits, scale });
  if (/^\d+$/.test(body)) return plain(body);
  if (blanksGroup) return plain(body.replace(',', '.'));
  if (/^[.,]\d+$/.test(body)) return plain(`0.${body.slice(1)}`);
  if (/^\d{1,3}(,\d{2,3})*,\d{3}\.\d*$/.test(body)) return plain(body.replaceAll(',', '').replace(/\.$/, ''));
  if (/^\d{1,3}(\.\d{3})+,\d*$/.test(body)) return plain(body.replaceAll('.', '').replace(',', '.').replace(/\.$/, ''));
  if (/^\d{1,3}(,\d{3}){2,}$/.test(body) || /^\d{1,2}(,\d{2})+,\d{3}$/.test(body)) return plain(body.replaceAll(',', ''));
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(body)) return plain(body.replaceAll('.', ''));
  const single = /^(\d+)([.,])(\d*)$/.exec(body);
  if (!single) return undefined;
  const [, whole, mark, rest] = single as unknown as [string, string, DecimalMark, string];
  const canGroup = rest.length === 3 && whole.length <= 3 && whole !== '0' && !whole.startsWith('0');
  if (canGroup) return { kind: 'open', body, mark, negative, scale };
  return plain(rest === '' ? whole : `${whole}.${rest}`);
}

function decimal(text: string, scale: number): Decimal {
  const [whole, rest = ''] = text.split('.');
  const digits = BigInt(whole! + rest);
  const signed = text.startsWith('-') && digits > 0n ? -digits : digits;
  const decimals = rest.length - scale;
  return decimals >= 0 ? { digits: signed, decimals } : { digits: signed * 10n ** BigInt(-decimals), decimals: 0 };
}

/** Multiplies by a unit such as 1,000,000 without leaving exact arithmetic. */
export function times({ digits, decimals }: Decimal, multiplier: number): Decimal {
  return { digits: digits * BigInt(multiplier), decimals };
}

/** As text with exactly `places` decimals, rounded half away from zero: `"1100040000.00"`. */
export function toFixed({ digits, decimals }: Decimal, places: number): string {
  const negative = digits < 0n;
  let scaled = negative ? -digits : digits;
  if (decimals > places) {
    const divisor = 10n ** BigInt(decimals - places);
    scaled = (scaled + divisor / 2n) / divisor;
  } else scaled *= 10n ** BigInt(places - decimals);
  const text = scaled.toString().padStart(places + 1, '0');
  const sign = negative && scaled > 0n ? '-' : '';
  return sign + (places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`);
}

export function toNumber({ digits, decimals }: Decimal): number {
  return Number(`${digits}e-${decimals}`);
}
