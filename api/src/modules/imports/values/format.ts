import type { Field } from '../../../platform/records/fields.js';
import { isSerialDate, ordersOf, parseMoment, type DateOrder } from './dates.js';
import { isNullMarker } from './nulls.js';
import { decimalMarkOf, type DecimalMark } from './numbers.js';

/** How the values of one column are written. Detected from the column, and a person may correct it. */
export interface ColumnFormat {
  readonly dateOrder?: DateOrder;
  /** Plain five-digit numbers are spreadsheet dates. */
  readonly serialDates?: boolean;
  readonly decimalMark?: DecimalMark;
  /** What numbers are multiplied by: 1, 1000, 1000000; `SHARES` where per cent are written as shares of one. */
  readonly multiplier?: number;
  /** IANA zone of times that name none; UTC otherwise. */
  readonly timeZone?: string;
}

/** Spreadsheets and other programs write a chance of 75 per cent as `0.75`. */
export const SHARES = 100;

export interface DetectedFormat extends ColumnFormat {
  /** The column's values allow two readings, and nothing in it decides; a person must. */
  readonly ambiguous?: 'dateOrder' | 'decimalMark';
}

/**
 * Decides notation by the whole column: one `31/12/2017` settles that the day comes first in all of them.
 * @param field what the column feeds
 * @param cells as many of the column's cells as there are at hand
 */
export function detectFormat({ kind, percent }: Pick<Field, 'kind' | 'percent'>, cells: readonly string[]): DetectedFormat {
  const values = cells.map((cell) => cell.trim()).filter((cell) => !isNullMarker(cell));
  if (kind === 'date' || kind === 'dateTime') return dateFormat(values);
  if (kind === 'money' || kind === 'number' || kind === 'integer') return { ...numberFormat(values), ...(percent && areShares(values) ? { multiplier: SHARES } : {}) };
  return {};
}

/** None is more than one, and one at least is between: then `1` is all, and not one per cent. */
function areShares(values: readonly string[]): boolean {
  const shares = values.filter((value) => !value.includes('%')).map((value) => Number(value.replace(',', '.')));
  return shares.every((share) => share >= 0 && share <= 1) && shares.some((share) => share > 0 && share < 1);
}

function dateFormat(values: readonly string[]): DetectedFormat {
  const votes = { DMY: 0, MDY: 0 };
  let open = 0;
  let serials = 0;
  for (const value of values) {
    if (isSerialDate(value)) serials++;
    const orders = ordersOf(value);
    if (!orders || orders.size === 0) continue;
    if (orders.size === 2) open++;
    else votes[[...orders][0]!]++;
  }
  const serialDates = serials > 0 && serials >= values.length * 0.5 ? { serialDates: true } : {};
  // Dots are written where the day comes first; no country writes 12.31.2017.
  const dotted = values.length > 0 && values.every((value) => !ordersOf(value) || /^\d{1,2}\.\d{1,2}\./.test(value));
  if (votes.DMY > 0 && votes.MDY > 0) return { ...serialDates, dateOrder: votes.DMY >= votes.MDY ? 'DMY' : 'MDY', ...(open > 0 ? { ambiguous: 'dateOrder' as const } : {}) };
  if (votes.DMY > 0 || (open > 0 && votes.MDY === 0 && dotted)) return { ...serialDates, dateOrder: 'DMY' };
  if (votes.MDY > 0) return { ...serialDates, dateOrder: 'MDY' };
  const undecided = open > 0 && values.some((value) => !parseMoment(value).ok && ordersOf(value)?.size === 2);
  return undecided ? { ...serialDates, ambiguous: 'dateOrder' } : serialDates;
}

function numberFormat(values: readonly string[]): DetectedFormat {
  const votes = { '.': 0, ',': 0 };
  let open = 0;
  for (const value of values) {
    const mark = decimalMarkOf(value);
    if (mark === 'open') open++;
    else if (mark) votes[mark]++;
  }
  if (votes['.'] === 0 && votes[','] === 0) return open > 0 ? { ambiguous: 'decimalMark' } : {};
  const mixed = votes['.'] > 0 && votes[','] > 0 && open > 0;
  return { decimalMark: votes['.'] >= votes[','] ? '.' : ',', ...(mixed ? { ambiguous: 'decimalMark' as const } : {}) };
}
