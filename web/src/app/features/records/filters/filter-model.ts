import type { FieldMetadata } from '../../../core/records/record-metadata.js';

/** One condition of a list's filter, as a person builds it. */
export interface FilterRule {
  readonly field: string;
  readonly operator: FilterOperator;
  /** Text, decimals, days, ids, choices or a period; several for `in`, two for `between`. Empty for those that need none. */
  readonly values: readonly string[];
}

/** Conditions of which all, any or none have to hold. */
export interface FilterGroup {
  readonly mode: FilterMode;
  readonly items: readonly FilterItem[];
}

export type FilterItem = FilterRule | FilterGroup;
export const FILTER_MODES = ['all', 'any', 'none'] as const;
export type FilterMode = (typeof FILTER_MODES)[number];

export const FILTER_OPERATORS = ['in', 'notIn', 'eq', 'ne', 'contains', 'notContains', 'startsWith', 'gt', 'gte', 'lt', 'lte', 'between', 'within', 'hasAny', 'hasAll', 'hasNone', 'isNull', 'isSet', 'isTrue', 'isFalse'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** The caller, wherever a member is asked for. */
export const ME = 'me';
/** Groups within groups: more than this nobody can read. */
export const MAX_DEPTH = 3;
export const NO_FILTER: FilterGroup = { mode: 'all', items: [] };

export const isGroup = (item: FilterItem): item is FilterGroup => 'items' in item;

const FILLED = ['isNull', 'isSet'] as const;
const NUMBERS = ['eq', 'ne', 'gte', 'lte', 'gt', 'lt', 'between', ...FILLED] as const;
const BY_KIND: Readonly<Record<string, readonly FilterOperator[]>> = {
  choice: ['in', 'notIn', ...FILLED],
  reference: ['in', 'notIn', ...FILLED],
  boolean: ['isTrue', 'isFalse'],
  choices: ['hasAny', 'hasAll', 'hasNone', ...FILLED],
  tags: ['hasAny', 'hasAll', 'hasNone', ...FILLED],
  integer: NUMBERS,
  number: NUMBERS,
  money: NUMBERS,
  date: ['within', 'eq', 'gte', 'lte', 'between', ...FILLED],
  dateTime: ['within', 'eq', 'gte', 'lte', 'between', ...FILLED],
};
const TEXT: readonly FilterOperator[] = ['contains', 'notContains', 'startsWith', 'eq', 'ne', ...FILLED];

export const operatorsOf = (field: FieldMetadata): readonly FilterOperator[] => BY_KIND[field.kind] ?? TEXT;

export const isDay = (field: Pick<FieldMetadata, 'kind'>): boolean => field.kind === 'date' || field.kind === 'dateTime';
export const isNumber = (field: Pick<FieldMetadata, 'kind'>): boolean => field.kind === 'integer' || field.kind === 'number' || field.kind === 'money';

/** Operators that need no value. */
export const isUnary = (operator: FilterOperator): boolean => ['isNull', 'isSet', 'isTrue', 'isFalse'].includes(operator);

/** Whether a condition says enough to be asked. */
export const isComplete = (rule: FilterRule): boolean =>
  isUnary(rule.operator) || (rule.operator === 'between' ? rule.values.filter((value) => value.trim() !== '').length === 2 : rule.values.some((value) => value.trim() !== ''));

/** The conditions that hold by themselves, outside any group. */
export const topRules = (group: FilterGroup): readonly FilterRule[] => (group.mode === 'all' ? group.items.filter((item): item is FilterRule => !isGroup(item)) : []);

/** The same filter with other conditions of its own; what is in groups stays. */
export const withTopRules = (group: FilterGroup, rules: readonly FilterRule[]): FilterGroup => {
  if (group.mode === 'all') return { ...group, items: [...rules, ...group.items.filter(isGroup)] };
  return rules.length === 0 ? group : { mode: 'all', items: [...rules, ...(group.items.length > 0 ? [group] : [])] };
};

/** Every condition, wherever it is. */
export const rulesOf = (group: FilterGroup): readonly FilterRule[] => group.items.flatMap((item) => (isGroup(item) ? rulesOf(item) : [item]));

/** Without half-made conditions and empty groups. */
export function tidied(group: FilterGroup): FilterGroup {
  const items = group.items.flatMap((item): FilterItem[] => {
    if (!isGroup(item)) return item.field !== '' && isComplete(item) ? [{ field: item.field, operator: item.operator, values: isUnary(item.operator) ? [] : item.values }] : [];
    const inner = tidied(item);
    return inner.items.length > 0 ? [inner] : [];
  });
  return { mode: group.mode, items };
}
