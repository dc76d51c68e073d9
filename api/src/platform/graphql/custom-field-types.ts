import type { Type } from '@nestjs/common';
import { Field, Float, ID, InputType, ObjectType } from '@nestjs/graphql';
import { EQUALITY, filterInput, filterInputFor, LISTS } from './filter-inputs.js';
import { DateScalar, DateTimeScalar, DecimalScalar, JsonScalar } from './scalars.js';

@ObjectType({ description: 'A record that another one points at.' })
export class RecordReference {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'Name of its record type.' }) recordType!: string;
  @Field(() => String, { description: 'What people know it by.' }) title!: string;
}

@ObjectType({ description: 'The value of a field that this workspace added. The member of its kind holds it; the others are null.' })
export class CustomFieldValue {
  @Field(() => String, { description: 'What the field is called in the API; its label may change, this does not.' }) key!: string;
  @Field(() => String) label!: string;
  @Field(() => String, { description: 'text, longText, email, phone, url, number, money, boolean, date, dateTime, choice, choices or reference.' }) kind!: string;
  @Field(() => JsonScalar, { nullable: true, description: 'The same as the member of its kind, for those who treat all kinds alike.' }) value!: unknown;
  @Field(() => String, { nullable: true, description: 'Of text, longText, email, phone and url.' }) text!: string | null;
  @Field(() => Float, { nullable: true }) number!: number | null;
  @Field(() => DecimalScalar, { nullable: true }) money!: string | null;
  @Field(() => Boolean, { nullable: true }) boolean!: boolean | null;
  @Field(() => DateScalar, { nullable: true }) date!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) dateTime!: string | null;
  @Field(() => String, { nullable: true, description: 'Of choice: the value of the option.' }) option!: string | null;
  @Field(() => [String], { nullable: true, description: 'Of choices: the values of the options.' }) options!: string[] | null;
  @Field(() => ID, { nullable: true }) referenceId!: string | null;
  @Field(() => RecordReference, { nullable: true, description: 'Of reference: the record, unless the caller may not see it.' }) reference!: RecordReference | null;
}

@InputType({ description: 'A value for a field that this workspace added, under the member of its kind. Without a value, or with null, the field is emptied.' })
export class CustomFieldInput {
  @Field(() => String) key!: string;
  @Field(() => String, { nullable: true }) text?: string | null;
  @Field(() => Float, { nullable: true }) number?: number | null;
  @Field(() => DecimalScalar, { nullable: true }) money?: string | null;
  @Field(() => Boolean, { nullable: true }) boolean?: boolean | null;
  @Field(() => DateScalar, { nullable: true }) date?: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) dateTime?: string | null;
  @Field(() => String, { nullable: true }) option?: string | null;
  @Field(() => [String], { nullable: true }) options?: string[] | null;
  @Field(() => ID, { nullable: true }) referenceId?: string | null;
}

let filter: Type<object> | undefined;

/** The filter input for custom fields: a key, and the operators of the field's kind under its member. */
export function customFieldFilter(): Type<object> {
  if (filter) return filter;
  const target = { CustomFieldCondition: class {} }.CustomFieldCondition as Type<object>;
  InputType('CustomFieldCondition', { description: 'A condition on a field that this workspace added, under the member of its kind.' })(target);
  const prototype = target.prototype as object;
  Field(() => String)(prototype, 'key');
  const members = {
    text: filterInputFor('text'),
    number: filterInputFor('number'),
    money: filterInputFor('money'),
    boolean: filterInputFor('boolean'),
    date: filterInputFor('date'),
    dateTime: filterInputFor('dateTime'),
    option: filterInput('OptionFilter', String, [...EQUALITY, ...LISTS]),
    options: filterInputFor('choices'),
    referenceId: filterInputFor('reference'),
  };
  for (const [name, input] of Object.entries(members)) Field(() => input, { nullable: true })(prototype, name);
  Field(() => Boolean, { nullable: true, description: 'Whether the field is empty, whatever its kind.' })(prototype, 'isNull');
  return (filter = target);
}
