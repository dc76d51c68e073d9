import { validationError } from '../errors/app-error.js';
import type { Field, FieldKind } from './fields.js';
import type { FieldCondition } from './record-filter.js';
import type { RecordType } from './record-type.js';
import { CUSTOM_PREFIX } from './tenant-types.js';

/** The argument under which filters and inputs name custom fields by key. */
export const CUSTOM_CONDITIONS = 'customFields';

/** Members of the API's custom values, filters and inputs; each kind of field uses one. */
export const CUSTOM_MEMBERS = ['text', 'number', 'money', 'boolean', 'date', 'dateTime', 'option', 'options', 'referenceId'] as const;
export type CustomMember = (typeof CUSTOM_MEMBERS)[number];

const MEMBERS: Readonly<Partial<Record<FieldKind, CustomMember>>> = {
  number: 'number',
  money: 'money',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'dateTime',
  choice: 'option',
  choices: 'options',
  reference: 'referenceId',
};
export const memberOf = (field: Field): CustomMember => MEMBERS[field.kind] ?? 'text';

export const nameOfCustom = (type: RecordType, key: string): string => {
  const name = CUSTOM_PREFIX + key;
  if (!type.allFields[name]?.custom) throw validationError({ [name]: [`${type.labelPlural} have no custom field "${key}".`] });
  return name;
};

/** One condition of a filter: a key, and operators under the member of its kind. */
export type CustomCondition = { readonly key: string; readonly isNull?: boolean | null } & { readonly [M in CustomMember]?: FieldCondition | null };
/** One value of an input: a key, and the value under the member of its kind; null or nothing empties the field. */
export type CustomInput = { readonly key: string } & { readonly [M in CustomMember]?: unknown };

/** @throws VALIDATION_ERROR for an unknown key, and for a member of another kind */
export function customConditionOf(type: RecordType, condition: CustomCondition): { name: string; field: Field; asked: FieldCondition } {
  const name = nameOfCustom(type, condition.key);
  const field = type.allFields[name]!;
  const member = onlyMember(name, field, condition);
  const isNull = condition.isNull ?? undefined;
  return { name, field, asked: { ...condition[member], ...(isNull === undefined ? {} : { isNull }) } };
}

/** Values by field name, as `ChangeSets` takes them. */
export function customValuesOf(type: RecordType, inputs: readonly CustomInput[] | null | undefined): Record<string, unknown> {
  const twice = inputs?.find(({ key }, index) => inputs.findIndex((other) => other.key === key) !== index);
  if (twice) throw validationError({ [CUSTOM_PREFIX + twice.key]: [`The input has "${twice.key}" twice. Send one value for each field.`] });
  return Object.fromEntries(
    (inputs ?? []).map((input) => {
      const name = nameOfCustom(type, input.key);
      const field = type.allFields[name]!;
      return [name, input[onlyMember(name, field, input)] ?? null];
    }),
  );
}

function onlyMember(name: string, field: Field, given: Readonly<Record<string, unknown>>): CustomMember {
  const member = memberOf(field);
  const other = CUSTOM_MEMBERS.find((each) => each !== member && given[each] !== undefined && given[each] !== null);
  if (other) throw validationError({ [name]: [`${field.label} takes "${member}", not "${other}".`] });
  return member;
}
