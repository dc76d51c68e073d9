import type { FieldMetadata, RecordTypeMetadata } from '../../core/records/record-metadata.js';

/** One condition of a list's filter, as a person builds it. */
export interface FilterRule {
  readonly field: string;
  readonly operator: FilterOperator;
  /** Text, decimals, days, ids or choices; several for `in`. Empty for `isNull` and `isSet`. */
  readonly values: readonly string[];
}

export type FilterOperator = 'in' | 'notIn' | 'eq' | 'contains' | 'startsWith' | 'gte' | 'lte' | 'isNull' | 'isSet' | 'isTrue' | 'isFalse';

const BY_KIND: Readonly<Record<string, readonly FilterOperator[]>> = {
  choice: ['in', 'notIn', 'isNull', 'isSet'],
  reference: ['in', 'notIn', 'isNull', 'isSet'],
  boolean: ['isTrue', 'isFalse'],
  tags: ['contains'],
  integer: ['eq', 'gte', 'lte', 'isNull', 'isSet'],
  number: ['eq', 'gte', 'lte', 'isNull', 'isSet'],
  money: ['eq', 'gte', 'lte', 'isNull', 'isSet'],
  date: ['eq', 'gte', 'lte', 'isNull', 'isSet'],
  dateTime: ['gte', 'lte', 'isNull', 'isSet'],
};
const TEXT: readonly FilterOperator[] = ['contains', 'startsWith', 'eq', 'isNull', 'isSet'];

export const operatorsOf = (field: FieldMetadata): readonly FilterOperator[] => BY_KIND[field.kind] ?? TEXT;

/** Operators that need no value. */
export const isUnary = (operator: FilterOperator): boolean => ['isNull', 'isSet', 'isTrue', 'isFalse'].includes(operator);

/** The API's filter for these rules, all of which must hold. Rules about fields there are no more are left out. */
export function toFilter(type: RecordTypeMetadata, rules: readonly FilterRule[]): Readonly<Record<string, unknown>> | null {
  const conditions = rules.flatMap((rule) => {
    const field = type.fields.find((each) => each.name === rule.field);
    return field && (isUnary(rule.operator) || rule.values.length > 0) ? [{ [rule.field]: conditionOf(field, rule) }] : [];
  });
  return conditions.length > 0 ? { and: conditions } : null;
}

function conditionOf(field: FieldMetadata, { operator, values }: FilterRule): Readonly<Record<string, unknown>> {
  const typed = values.map((value) => (field.kind === 'integer' || field.kind === 'number' ? Number(value) : value));
  const [first] = typed;
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
      return { [operator]: typed };
    case 'gte':
      return { gte: field.kind === 'dateTime' ? `${first}T00:00:00.000Z` : first };
    case 'lte':
      // "until the 3rd" holds the whole of the 3rd.
      return { lte: field.kind === 'dateTime' ? `${first}T23:59:59.999Z` : first };
    default:
      return { [operator]: first };
  }
}

/** `~` parts the rule, and encodeURIComponent leaves it alone. */
const encodeValue = (value: string): string => encodeURIComponent(value).replaceAll('~', '%7E');

/** For the address bar: `stage~in~a,b;amount~gte~100`. */
export const encodeRules = (rules: readonly FilterRule[]): string | null =>
  rules.length === 0 ? null : rules.map((rule) => [rule.field, rule.operator, rule.values.map(encodeValue).join(',')].join('~')).join(';');

/** What an address holds may be anything; unreadable rules are left out. */
export function decodeRules(text: string | null | undefined): readonly FilterRule[] {
  return (text ?? '').split(';').flatMap((part): FilterRule[] => {
    const [field, operator, values = ''] = part.split('~');
    if (!field || !operator || !ALL.has(operator)) return [];
    try {
      return [{ field, operator: operator as FilterOperator, values: values === '' ? [] : values.split(',').map(decodeURIComponent) }];
    } catch {
      return [];
    }
  });
}

const ALL: ReadonlySet<string> = new Set<FilterOperator>(['in', 'notIn', 'eq', 'contains', 'startsWith', 'gte', 'lte', 'isNull', 'isSet', 'isTrue', 'isFalse']);
