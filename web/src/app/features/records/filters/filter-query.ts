import { filterFieldNamed, type FieldMetadata, type RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { isComplete, isDay, isGroup, NO_FILTER, operatorsOf, type FilterGroup, type FilterItem, type FilterOperator, type FilterRule } from './filter-model.js';

/** A filter as the API takes it. */
export type ApiFilter = Readonly<Record<string, unknown>>;

/** The API's filter. Conditions on fields there are no more, and half-made ones, are left out. */
export function toFilter(type: RecordTypeMetadata, group: FilterGroup): ApiFilter | null {
  const items = group.items.flatMap((item): ApiFilter[] => {
    const asked = isGroup(item) ? toFilter(type, item) : ofRule(type, item);
    return asked ? [asked] : [];
  });
  if (items.length === 0) return null;
  return group.mode === 'all' ? { and: items } : group.mode === 'any' ? { or: items } : { not: { or: items } };
}

function ofRule(type: RecordTypeMetadata, rule: FilterRule): ApiFilter | null {
  const field = filterFieldNamed(type, rule.field);
  if (!field || !isComplete(rule)) return null;
  if (rule.operator === 'hasNone') return { not: { [rule.field]: { hasAny: rule.values } } };
  return rule.operator === 'notContains' ? { not: { [rule.field]: { contains: rule.values[0] } } } : { [rule.field]: conditionOf(field, rule) };
}

function conditionOf(field: FieldMetadata, { operator, values }: FilterRule): ApiFilter {
  const typed = values.map((value) => (field.kind === 'integer' || field.kind === 'number' ? Number(value) : value));
  const [first, second] = typed;
  switch (operator) {
    case 'isNull':
      return { isNull: true };
    case 'isSet':
      return { isNull: false };
    case 'isTrue':
      return { eq: true };
    case 'isFalse':
      return { eq: false };
    case 'in':
    case 'notIn':
    case 'hasAny':
    case 'hasAll':
      return { [operator]: typed };
    case 'between':
      return field.kind === 'dateTime' ? { within: `${first} to ${second}` } : { gte: first, lte: second };
    default:
      // An instant has a day only where the reader is, which the API knows.
      return field.kind === 'dateTime' && operator in DAYS ? { within: DAYS[operator]!(String(first)) } : { [operator]: first };
  }
}

const DAYS: Readonly<Partial<Record<FilterOperator, (day: string) => string>>> = { eq: (day) => `on ${day}`, gte: (day) => `since ${day}`, lte: (day) => `until ${day}` };

/** What the API holds, as a person edits it. */
export function fromFilter(type: RecordTypeMetadata, filter: ApiFilter | null | undefined): FilterGroup {
  if (!filter) return NO_FILTER;
  const items = itemsOf(type, filter);
  const [only] = items;
  return items.length === 1 && only && isGroup(only) ? only : { mode: 'all', items };
}

function itemsOf(type: RecordTypeMetadata, filter: ApiFilter): readonly FilterItem[] {
  return Object.entries(filter).flatMap(([key, value]): readonly FilterItem[] => {
    if (value === null || value === undefined) return [];
    if (key === 'and' || key === 'or') return [{ mode: key === 'and' ? 'all' : 'any', items: (value as readonly ApiFilter[]).flatMap((each) => joined(itemsOf(type, each))) }];
    if (key === 'not') return [negated(type, value as ApiFilter)];
    return rulesFor(filterFieldNamed(type, key), key, value as ApiFilter);
  });
}

/** Several conditions of one object hold together. */
const joined = (items: readonly FilterItem[]): readonly FilterItem[] => (items.length > 1 ? [{ mode: 'all', items }] : items);

function negated(type: RecordTypeMetadata, filter: ApiFilter): FilterItem {
  const items = itemsOf(type, filter);
  const [only] = items;
  if (items.length === 1 && only) {
    if (isGroup(only)) return only.mode === 'any' ? { mode: 'none', items: only.items } : { mode: 'none', items: [only] };
    if (only.operator === 'contains') return { ...only, operator: 'notContains' };
    if (only.operator === 'hasAny') return { ...only, operator: 'hasNone' };
  }
  return { mode: 'none', items: joined(items) };
}

function rulesFor(field: FieldMetadata | undefined, name: string, condition: ApiFilter): readonly FilterItem[] {
  const rule = (operator: FilterOperator, ...values: readonly unknown[]): FilterRule => ({ field: name, operator, values: values.map(String) });
  if ('gte' in condition && 'lte' in condition && Object.keys(condition).length === 2) return [rule('between', condition['gte'], condition['lte'])];
  return Object.entries(condition).flatMap(([operator, value]): readonly FilterItem[] => {
    if (value === undefined) return [];
    if (operator === 'isNull') return [rule(value ? 'isNull' : 'isSet')];
    if (value === null) return [rule(operator === 'ne' ? 'isSet' : 'isNull')];
    if (operator === 'in' || operator === 'notIn') return listed(field, rule, operator, value as readonly unknown[]);
    if (operator === 'hasAny' || operator === 'hasAll') return [rule(operator, ...(value as readonly unknown[]))];
    if (field && operatorsOf(field).includes('hasAny')) return [rule('hasAny', value)];
    if (operator === 'within') return [dayRule(rule, String(value))];
    if (operator === 'between') return [rule('between', ...(value as readonly unknown[]).map((each) => (field && isDay(field) ? String(each).slice(0, 10) : each)))];
    if (field?.kind === 'boolean') return [rule((operator === 'ne') === Boolean(value) ? 'isFalse' : 'isTrue')];
    if (field && isDay(field) && String(value).includes('T')) return [rule(operator as FilterOperator, String(value).slice(0, 10))];
    const offered = field ? operatorsOf(field) : [];
    if (operator === 'eq' && offered.includes('in')) return [rule('in', value)];
    if (operator === 'ne' && offered.includes('notIn')) return [rule('notIn', value)];
    return [rule(operator as FilterOperator, value)];
  });
}

type RuleMaker = (operator: FilterOperator, ...values: readonly unknown[]) => FilterRule;

/** Lists of values that have no operator of their own here are as many conditions. */
function listed(field: FieldMetadata | undefined, rule: RuleMaker, operator: 'in' | 'notIn', values: readonly unknown[]): readonly FilterItem[] {
  if (!field || operatorsOf(field).includes('in')) return [rule(operator, ...values)];
  return [{ mode: operator === 'in' ? 'any' : 'none', items: values.map((value) => rule('eq', value)) }];
}

function dayRule(rule: RuleMaker, period: string): FilterRule {
  const fixed = /^(on|since|until) (\d{4}-\d{2}-\d{2})$/.exec(period);
  if (fixed) return rule(fixed[1] === 'on' ? 'eq' : fixed[1] === 'since' ? 'gte' : 'lte', fixed[2]);
  const range = /^(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})$/.exec(period);
  return range ? rule('between', range[1], range[2]) : rule('within', period);
}
