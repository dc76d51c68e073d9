import type { Type } from '@nestjs/common';
import { Field, Float, ID, InputType, Int, type ReturnTypeFunc } from '@nestjs/graphql';
import type { FieldKind } from '../records/fields.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from './scalars.js';


export const EQUALITY = ['eq', 'ne'] as const;
export const LISTS = ['in', 'notIn'] as const;
/** Of fields that hold several values. */
const SETS = ['hasAny', 'hasAll'] as const;
const LIST_OPERATORS: ReadonlySet<string> = new Set([...LISTS, ...SETS, 'between']);
const ORDER = ['lt', 'lte', 'gt', 'gte'] as const;

const made = new Map<string, Type<object>>();

/** Builds `StringFilter`, `DecimalFilter` ... once each. */
export function filterInput(name: string, value: unknown, operators: readonly string[], texts: readonly string[] = []): Type<object> {
  const present = made.get(name);
  if (present) return present;
  const target = { [name]: class {} }[name] as Type<object>;
  InputType(name)(target);
  const prototype = target.prototype as object;
  for (const operator of operators) {
    const list = LIST_OPERATORS.has(operator);
    const answer = (() => (list ? [value] : value)) as ReturnTypeFunc;
    Field(answer, { nullable: true })(prototype, operator);
  }
  for (const operator of texts) Field(() => String, { nullable: true })(prototype, operator);
  Field(() => Boolean, { nullable: true })(prototype, 'isNull');
  made.set(name, target);
  return target;
}

const compared = [...EQUALITY, ...LISTS, ...ORDER];
/** The least and the most, both included. */
const ordered = [...compared, 'between'];

/** The filter input of a field kind; a choice has one of its own, named after its enum. */
export function filterInputFor(kind: FieldKind, enumValues?: object, enumName?: string): Type<object> {
  switch (kind) {
    case 'integer':
      return filterInput('IntFilter', Int, ordered);
    case 'number':
      return filterInput('FloatFilter', Float, ordered);
    case 'money':
      return filterInput('DecimalFilter', DecimalScalar, ordered);
    case 'boolean':
      return filterInput('BooleanFilter', Boolean, EQUALITY);
    case 'date':
      return filterInput('DateFilter', DateScalar, ordered, ['within']);
    case 'dateTime':
      return filterInput('DateTimeFilter', DateTimeScalar, ordered, ['within']);
    case 'reference':
      return filterInput('IdFilter', ID, [...EQUALITY, ...LISTS]);
    case 'tags':
    case 'choices':
      return filterInput('TagsFilter', String, SETS, ['contains']);
    case 'choice':
      return filterInput(`${enumName}Filter`, enumValues, [...EQUALITY, ...LISTS]);
    default:
      return filterInput('StringFilter', String, compared, ['contains', 'startsWith']);
  }
}
