import type { FieldKind } from '../../platform/records/fields.js';

/** Kinds that tenants choose from, and what each is among the fields of the product. */
export const KINDS = {
  TEXT: 'text',
  LONG_TEXT: 'longText',
  NUMBER: 'number',
  MONEY: 'money',
  DATE: 'date',
  DATE_TIME: 'dateTime',
  BOOLEAN: 'boolean',
  SELECT: 'choice',
  MULTI_SELECT: 'choices',
  URL: 'url',
  EMAIL: 'email',
  PHONE: 'phone',
  REFERENCE: 'reference',
} as const satisfies Record<string, FieldKind>;
export type CustomKind = keyof typeof KINDS;
export const FIELD_KINDS = Object.keys(KINDS) as unknown as readonly [CustomKind, ...CustomKind[]];

export const hasOptions = (kind: CustomKind): boolean => kind === 'SELECT' || kind === 'MULTI_SELECT';
/** Whether two records can be told apart by it. */
export const canBeUnique = (kind: CustomKind): boolean => kind !== 'LONG_TEXT' && kind !== 'BOOLEAN' && kind !== 'MULTI_SELECT';
/** Whether it has words to be found by. */
export const canBeSearched = (kind: CustomKind): boolean => ['TEXT', 'LONG_TEXT', 'URL', 'EMAIL', 'PHONE', 'SELECT', 'MULTI_SELECT'].includes(kind);
export const canHaveDefault = (kind: CustomKind): boolean => kind !== 'REFERENCE';
