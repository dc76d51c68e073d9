import { isList } from '../../../platform/records/field-codec.js';
import type { Field } from '../../../platform/records/fields.js';
import { formatMoney, MONEY_SCALE } from '../../../platform/records/money.js';
import { parseEmail, parsePhone, parseUrl } from './addresses.js';
import { parseMoment, toDate, toInstant } from './dates.js';
import { SHARES, type ColumnFormat } from './format.js';
import { isNullMarker } from './nulls.js';
import { type Decimal, parseDecimal, times, toFixed, toNumber } from './numbers.js';
import { problem, value, type Outcome } from './outcome.js';
import { parseBoolean, parseChoice, splitList } from './words.js';

/** Characters PostgreSQL or a page can't show; line breaks and tabs stay. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\u200b]/g;

/**
 * Turns a cell into the value of a field, or says why it can't be one. Empty cells and the usual words for nothing are null. The value is what
 * `ChangeSets.apply` takes: money and dates as text, tags as an array. References stay text; what record they mean is decided elsewhere.
 */
export function parseCell(field: Field, raw: string, format: ColumnFormat = {}): Outcome {
  const text = raw.normalize('NFC').replace(CONTROL, '').trim();
  if (isNullMarker(text)) return value(isList(field.kind) ? [] : null);
  switch (field.kind) {
    case 'text':
    case 'longText':
    case 'reference':
      return short(field.kind === 'longText' ? text : text.replace(/\s+/g, ' '), field);
    case 'email':
      return then(parseEmail(text), (found) => short(found, field));
    case 'phone':
      return then(parsePhone(text), (found) => short(found, field));
    case 'url':
      return then(parseUrl(text), (found) => short(found, field));
    case 'integer':
    case 'number':
    case 'money':
      return parseNumeric(field, text, format);
    case 'boolean':
      return parseBoolean(text);
    case 'date':
      return then(parseMoment(text, format.dateOrder, format.serialDates), (moment) => value(toDate(moment)));
    case 'dateTime':
      return then(parseMoment(text, format.dateOrder, format.serialDates), (moment) => value(toInstant(moment, format.timeZone)));
    case 'choice':
      return parseOption(field, text);
    case 'choices': {
      // A label may have a comma in it.
      const whole = parseOption(field, text);
      if (whole.ok) return value([whole.value]);
      const outcomes = splitList(text).map((entry) => parseOption(field, entry));
      return outcomes.find((outcome) => !outcome.ok) ?? value(outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])));
    }
    case 'tags': {
      const entries = splitList(text);
      return entries.length > (field.maxLength ?? Infinity) ? problem('TOO_MANY') : value(entries);
    }
    case 'json':
      return short(text, field);
  }
}

/** An answer by what it is called; files know nothing of the values that records keep for options. */
function parseOption({ options, choices = [] }: Field, text: string): Outcome {
  const called = options && parseChoice(text, options.map((option) => option.label));
  return called?.ok ? value(options?.find((option) => option.label === called.value)?.value) : parseChoice(text, choices);
}

function parseNumeric(field: Field, text: string, format: ColumnFormat): Outcome {
  return then(parseDecimal(text, format.decimalMark), (found) => {
    const scaled = format.multiplier === SHARES ? asPercent(found, text) : times(found, format.multiplier ?? 1);
    const number = toNumber(scaled);
    if (field.kind === 'integer' && (!Number.isSafeInteger(number) || toNumber({ ...scaled, digits: scaled.digits % 10n ** BigInt(scaled.decimals) }) !== 0)) return problem('NOT_AN_INTEGER');
    if ((field.min !== undefined && number < field.min) || (field.max !== undefined && number > field.max)) return problem('OUT_OF_RANGE');
    if (field.kind === 'money') return Math.abs(number) >= 1e14 ? problem('OUT_OF_RANGE') : value(formatMoney(toFixed(scaled, MONEY_SCALE).replace('.', '')));
    return value(number);
  });
}

/** In a column of shares `0.75` is 75 per cent, `1` a hundred, and `75 %` what it says. */
const asPercent = (found: Decimal, text: string): Decimal => (text.includes('%') ? found : { digits: BigInt(toFixed(times(found, SHARES), 0)), decimals: 0 });

const short = (text: string, field: Field): Outcome => (field.maxLength !== undefined && text.length > field.maxLength ? problem('TOO_LONG') : value(text));

function then<T>(outcome: Outcome<T>, next: (found: T) => Outcome): Outcome {
  if (!outcome.ok) return outcome;
  return outcome.value === null ? value(null) : next(outcome.value);
}
