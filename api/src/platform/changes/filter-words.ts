import { currentContext } from '../context/request-context.js';
import { inWords } from '../i18n/phrasebook.js';
import { choiceLabel, optionsOf } from '../records/choice-labels.js';
import { CUSTOM_CONDITIONS, customConditionOf, type CustomCondition } from '../records/custom-input.js';
import type { Field } from '../records/fields.js';
import { listFilterNamed } from '../records/list-filters.js';
import { ME, type FieldCondition, type RecordFilter } from '../records/record-filter.js';
import type { RecordType } from '../records/record-type.js';

/** What one condition is about. */
interface Asked {
  readonly label: string;
  readonly field: Pick<Field, 'kind' | 'label' | 'choices' | 'options' | 'target'> | null;
  readonly condition: FieldCondition;
}

/** What an id stands for, in words. */
export type NameOf = (target: string, id: string) => string;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MAX_DEPTH = 8;

/** What an id is called that has no name to tell: "Stage (deleted)". */
export const unnamedIn = (label: string, why: 'deleted' | 'not visible'): string => `${inWords(label)} (${word(why)})`;

/** The ids of records that a filter names, by record type. */
export function idsOfFilter(type: RecordType, filter: unknown, found = new Map<string, Set<string>>(), depth = 0): ReadonlyMap<string, ReadonlySet<string>> {
  if (!isObject(filter) || depth > MAX_DEPTH) return found;
  for (const group of groupsIn(filter)) idsOfFilter(type, group, found, depth + 1);
  for (const { field, condition } of conditionsIn(type, filter)) {
    if (!field?.target) continue;
    const ids = Object.values(condition).flat().filter((value): value is string => typeof value === 'string' && UUID.test(value));
    for (const id of ids) found.set(field.target, (found.get(field.target) ?? new Set()).add(id));
  }
  return found;
}

/** A filter as the filter bar says it: "Owner is Me and (Stage is Lead or Amount is at least 100)". */
export function filterInWords(type: RecordType, filter: unknown, nameOf: NameOf): string {
  return isObject(filter) ? allOf(type, filter, nameOf, 0).join(` ${word('and')} `) : '';
}

function allOf(type: RecordType, filter: RecordFilter, nameOf: NameOf, depth: number): string[] {
  if (depth > MAX_DEPTH) return ['…'];
  // Alternatives beside other conditions stand in brackets.
  const alone = depth === 0 && Object.keys(filter).length === 1;
  const each = (groups: unknown, joint: 'and' | 'or'): string[] => {
    const parts = list(groups).map((group) => allOf(type, group, nameOf, depth + 1)).filter((words) => words.length > 0);
    const told = parts.map((words) => (words.length > 1 ? `(${words.join(` ${word('and')} `)})` : words[0]!));
    return joint === 'and' ? told : told.length > 1 ? [alone ? told.join(` ${word(joint)} `) : `(${told.join(` ${word(joint)} `)})`] : told;
  };
  return [
    ...conditionsIn(type, filter).flatMap((asked) => conditionInWords(asked, nameOf)),
    ...each(filter.and, 'and'),
    ...each(filter.or, 'or'),
    ...(isObject(filter.not) ? [negated(type, filter.not, nameOf, depth)] : []),
  ];
}

function negated(type: RecordType, filter: RecordFilter, nameOf: NameOf, depth: number): string {
  const [only, ...more] = groupsIn(filter).length === 0 ? conditionsIn(type, filter) : [];
  if (only && more.length === 0 && Object.keys(only.condition).length === 1) {
    const { contains, hasAny } = only.condition;
    if (contains !== undefined) return told(only, 'does not contain', [contains], nameOf);
    if (hasAny !== undefined) return told(only, 'has none of', hasAny, nameOf);
  }
  const alternatives = filter.or && Object.keys(filter).length === 1 ? list(filter.or).flatMap((group) => allOf(type, group, nameOf, depth + 2)) : null;
  return `${word('none of')}: ${alternatives ? alternatives.join(` ${word('or')} `) : allOf(type, filter, nameOf, depth + 2).join(` ${word('and')} `)}`;
}

function conditionsIn(type: RecordType, filter: RecordFilter): Asked[] {
  return Object.entries(filter).flatMap(([name, value]): Asked[] => {
    if (name === 'and' || name === 'or' || name === 'not' || value === null || value === undefined) return [];
    if (name === CUSTOM_CONDITIONS) return list(value).flatMap((condition) => customIn(type, condition as unknown as CustomCondition));
    const condition = isObject(value) ? (value as FieldCondition) : { eq: value };
    const listed = listFilterNamed(type, name);
    if (listed) return [{ label: listed.label, field: { kind: 'reference', label: listed.label, target: listed.target }, condition }];
    const field = type.allFields[name] ?? null;
    return [{ label: field?.label ?? name, field, condition }];
  });
}

/** A field that is there no more is told by its key. */
function customIn(type: RecordType, condition: CustomCondition): Asked[] {
  try {
    const { field, asked } = customConditionOf(type, condition);
    return [{ label: field.label, field, condition: asked }];
  } catch {
    return [{ label: String(condition.key), field: null, condition: {} }];
  }
}

function conditionInWords(asked: Asked, nameOf: NameOf): string[] {
  const { condition } = asked;
  if (condition.gte !== undefined && condition.lte !== undefined && Object.keys(condition).length === 2) return [told(asked, 'is between', [condition.gte, condition.lte], nameOf, ` ${word('and')} `)];
  if (Array.isArray(condition.between) && Object.keys(condition).length === 1) return [told(asked, 'is between', condition.between, nameOf, ` ${word('and')} `)];
  return Object.entries(condition).flatMap(([operator, value]) => (value === undefined ? [] : [operatorInWords(asked, operator, value, nameOf)]));
}

const OPERATORS: Readonly<Record<string, string>> = {
  in: 'is', notIn: 'is not', eq: 'is exactly', ne: 'is not exactly', contains: 'contains', startsWith: 'starts with', gt: 'is more than', gte: 'is at least', lt: 'is less than', lte: 'is at most', hasAny: 'has any of', hasAll: 'has all of',
};
const NAMED_KINDS: ReadonlySet<string> = new Set(['reference', 'choice']);
const DAYS: Readonly<Record<string, string>> = { eq: 'is on', gte: 'is on or after', lte: 'is on or before' };

function operatorInWords(asked: Asked, operator: string, value: unknown, nameOf: NameOf): string {
  const kind = asked.field?.kind ?? 'text';
  if (operator === 'isNull') return bare(asked, value ? 'is empty' : 'is filled');
  if (value === null) return bare(asked, operator === 'ne' ? 'is filled' : 'is empty');
  if (kind === 'boolean') return bare(asked, (operator === 'ne') === Boolean(value) ? 'is switched off' : 'is switched on');
  if (operator === 'within') return periodInWords(asked, String(value), nameOf);
  if ((kind === 'date' || kind === 'dateTime') && DAYS[operator]) return told(asked, DAYS[operator], [value], nameOf);
  if (NAMED_KINDS.has(kind) && (operator === 'eq' || operator === 'ne')) return told(asked, operator === 'eq' ? 'is' : 'is not', [value], nameOf);
  return told(asked, OPERATORS[operator] ?? operator, Array.isArray(value) ? value : [value], nameOf);
}

const bare = ({ label }: Asked, operator: string): string => `${inWords(label)} ${word(operator)}`;

function told(asked: Asked, operator: string, values: readonly unknown[], nameOf: NameOf, between = ', '): string {
  return `${bare(asked, operator)} ${values.map((value) => valueInWords(asked, value, nameOf)).join(between)}`;
}

function valueInWords({ field }: Asked, value: unknown, nameOf: NameOf): string {
  const text = String(value);
  if (field?.target) return text === ME ? word('Me') : nameOf(field.target, text);
  if (field?.choices || field?.options) return optionsOf(field).find((option) => option.value === text)?.label ?? (field.options ? text : choiceLabel(text));
  if (field?.kind === 'date' || field?.kind === 'dateTime') return dayInWords(text);
  if (typeof value === 'number' || field?.kind === 'money') return Number.isFinite(Number(value)) ? Number(value).toLocaleString(currentContext().language ?? 'en') : text;
  return text;
}

function dayInWords(text: string): string {
  const day = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  return Number.isNaN(day.getTime()) ? text : day.toLocaleDateString(currentContext().language ?? 'en', { dateStyle: 'medium', timeZone: 'UTC' });
}

const FIXED: Readonly<Record<string, string>> = { on: 'is on', since: 'is on or after', until: 'is on or before' };

/** "is this week", "is within the last 7 days", "is on or after Jan 1, 2026". */
function periodInWords(asked: Asked, period: string, nameOf: NameOf): string {
  const fixed = /^(on|since|until) (\S+)$/.exec(period);
  if (fixed) return told(asked, FIXED[fixed[1]!]!, [fixed[2]], nameOf);
  const range = /^(\S+) to (\S+)$/.exec(period);
  if (range) return told(asked, 'is between', [range[1], range[2]], nameOf, ` ${word('and')} `);
  const counted = /^(last|next|more than) (\d+) ([a-z]+?)s?(?: ago)?$/.exec(period);
  if (!counted) return `${bare(asked, 'is')} ${word(period)}`;
  const [, which, count, unit] = counted;
  const length = word(SPANS[which!]!).replace('#', count!).replace('%', word(count === '1' ? unit! : `${unit}s`));
  return `${bare(asked, which === 'more than' ? 'is' : 'is within')} ${length}`;
}

const SPANS: Readonly<Record<string, string>> = { last: 'the last # %', next: 'the next # %', 'more than': 'more than # % ago' };

/** A word of a filter in the reader's language. Each stands in the phrasebook with what it is part of: by itself, "or" would be any text that says nothing else. */
function word(english: string): string {
  const phrase = `Filter: ${english}`;
  const told = inWords(phrase);
  return told === phrase ? english.replace('switched ', '') : told;
}

const groupsIn = ({ and, or, not }: RecordFilter): readonly unknown[] => [...list(and), ...list(or), ...(not ? [not] : [])];
const list = (value: unknown): readonly RecordFilter[] => (Array.isArray(value) ? value.filter(isObject) : []);
const isObject = (value: unknown): value is RecordFilter => typeof value === 'object' && value !== null && !Array.isArray(value);
