import type { Field, FieldKind } from './fields.js';
import { formatMoney, parseMoney } from './money.js';

/** PostgreSQL type of each kind's column. Only types whose operators are leakproof, so that indexes serve them under row-level security. */
export const COLUMN_TYPES: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  longText: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  integer: 'integer',
  number: 'double precision',
  money: 'bigint',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'timestamptz',
  choice: 'text',
  choices: 'text[]',
  tags: 'text[]',
  reference: 'uuid',
  json: 'jsonb',
};

/** Kinds whose value is a list, empty where there is none. */
export const isList = (kind: FieldKind): boolean => kind === 'tags' || kind === 'choices';

/** A value as code and API hold it -> as the database stores it. The value must have passed `normaliseValue`. */
export function toStored(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (field.kind === 'money') return String(parseMoney(value as string));
  return value;
}

/** A stored value -> as code and API hold it. */
export function fromStored(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return isList(field.kind) ? [] : null;
  if (field.kind === 'money') return formatMoney(value as string);
  return value;
}

/** The outcome of reading a value that came from outside: canonical, or the reason it is refused. */
export type Normalised = { readonly value: unknown } | { readonly reason: string };

const EMAIL = /^[^\s@<>"(),;:\\[\]]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Whether PostgreSQL takes it for an id. */
export const isUuid = (text: string): boolean => UUID.test(text);
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads `input` as a value of `field`: trims, lower-cases e-mails, checks ranges, choices and lengths. Empty text is null. */
export function normaliseValue(field: Field, input: unknown): Normalised {
  if (input === null || input === undefined || input === '') {
    if (isList(field.kind)) return { value: [] };
    if (field.kind === 'boolean') return { value: false };
    return { value: null };
  }
  return readers[field.kind](field, input);
}

type Reader = (field: Field, input: unknown) => Normalised;

const readText: Reader = (field, input) => {
  if (typeof input !== 'string') return { reason: 'Must be text.' };
  if (input.includes('\u0000')) return { reason: 'Must not contain NUL characters.' };
  const value = (field.kind === 'longText' ? input.trimEnd() : input.trim()).toWellFormed();
  if (field.maxLength && value.length > field.maxLength) return { reason: `Must be at most ${field.maxLength} characters; this has ${value.length}.` };
  return { value: value === '' ? null : value };
};

const readNumber: Reader = (field, input) => {
  const value = typeof input === 'string' && input.trim() !== '' ? Number(input) : input;
  if (typeof value !== 'number' || !Number.isFinite(value)) return { reason: 'Must be a number.' };
  if (field.kind === 'integer' && !Number.isInteger(value)) return { reason: 'Must be a whole number.' };
  const min = field.min ?? (field.kind === 'integer' ? -2_147_483_648 : -Number.MAX_VALUE);
  const max = field.max ?? (field.kind === 'integer' ? 2_147_483_647 : Number.MAX_VALUE);
  if (value < min || value > max) return { reason: `Must be between ${min} and ${max}.` };
  return { value };
};

const readers: Readonly<Record<FieldKind, Reader>> = {
  text: readText,
  longText: readText,
  phone: readText,
  email: (field, input) => {
    const text = readText(field, input);
    if ('reason' in text || text.value === null) return text;
    const value = (text.value as string).toLowerCase();
    return EMAIL.test(value) ? { value } : { reason: 'Must be an e-mail address, such as ada@example.com.' };
  },
  url: (field, input) => {
    const text = readText(field, input);
    if ('reason' in text || text.value === null) return text;
    const value = /^[a-z][a-z0-9+.-]*:/i.test(text.value as string) ? (text.value as string) : `https://${text.value as string}`;
    if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) return { reason: 'Must be a web address, such as https://example.com.' };
    return { value };
  },
  integer: readNumber,
  number: readNumber,
  money: (_field, input) => {
    const minor = typeof input === 'string' || typeof input === 'number' ? parseMoney(input) : null;
    return minor === null ? { reason: 'Must be an amount such as 1054.50, with at most four decimals.' } : { value: formatMoney(minor) };
  },
  boolean: (_field, input) => (typeof input === 'boolean' ? { value: input } : { reason: 'Must be true or false.' }),
  date: (_field, input) => {
    const value = typeof input === 'string' ? input.trim() : '';
    const valid = DATE.test(value) && calendarDay(value) === value && isKnownYear(value);
    return valid ? { value } : { reason: 'Must be a date such as 2026-11-21.' };
  },
  dateTime: (_field, input) => {
    const time = input instanceof Date ? input : typeof input === 'string' ? new Date(input) : null;
    if (!time || Number.isNaN(time.getTime())) return { reason: 'Must be a time such as 2026-11-21T09:30:00Z.' };
    return isKnownYear(time.toISOString()) ? { value: time.toISOString() } : { reason: 'Must be a time in the years 1 to 9999.' };
  },
  choice: (field, input) =>
    typeof input === 'string' && field.choices?.includes(input) ? { value: input } : { reason: `Must be one of ${offered(field)}.` },
  choices: (field, input) => {
    if (!Array.isArray(input)) return { reason: 'Must be a list of options.' };
    const unknown = input.find((value) => typeof value !== 'string' || !field.choices?.includes(value));
    if (unknown !== undefined) return { reason: `Each must be one of ${offered(field)}.` };
    // In the order of the options, so that the same answers are the same value.
    return { value: field.choices!.filter((choice) => input.includes(choice)) };
  },
  tags: (field, input) => {
    if (!Array.isArray(input)) return { reason: 'Must be a list of tags.' };
    const tags = [...new Set(input.filter((tag): tag is string => typeof tag === 'string').map((tag) => tag.trim().toWellFormed()).filter(Boolean))];
    if (tags.length > (field.maxLength ?? 50)) return { reason: `At most ${field.maxLength ?? 50} tags.` };
    if (tags.some((tag) => tag.length > 60 || tag.includes('\u0000'))) return { reason: 'A tag is at most 60 characters.' };
    return { value: tags };
  },
  reference: (_field, input) => (typeof input === 'string' && UUID.test(input) ? { value: input.toLowerCase() } : { reason: 'Must be the id of a record.' }),
  json: (_field, input) => (JSON.stringify(input)?.includes('\\u0000') ? { reason: 'Must not contain NUL characters.' } : { value: wellFormed(input) }),
};

/** Years that the database and a calendar both write with four digits: beyond them an ISO time has a sign, and there is no year 0. */
const isKnownYear = (iso: string): boolean => /^\d{4}-/.test(iso) && !iso.startsWith('0000');

/** The day as the calendar knows it: 2026-02-30 comes back as another day or not at all. */
function calendarDay(value: string): string | null {
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}

/** Without half characters, which JSON can write and the database can't keep. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toWellFormed(), wellFormed(inner)])) : value;
}

/** Whether two values of a field are the same, as audit and revert compare them. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  return typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b);
}

/** What may be chosen: for people as the workspace calls it, and for programs as they send it where that differs. */
function offered({ choices, options }: Field): string {
  if (!options) return choices?.join(', ') ?? '';
  return options.flatMap(({ value, label, archived }) => (archived ? [] : [label.toLowerCase() === value ? label : `${label} (${value})`])).join(', ');
}
