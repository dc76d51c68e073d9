import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { graphqlTypeOf } from '../../platform/graphql/record-types.js';
import { JsonScalar } from '../../platform/graphql/scalars.js';
import { customFieldRecord } from './custom-field.record.js';
import type { CustomKind } from './field-kinds.js';

const { kind, writers } = customFieldRecord.fields;

@InputType({ description: 'An option of a select.' })
export class CustomFieldOptionInput {
  @Field(() => String, { nullable: true, description: 'Of an option that is there already; without it the option is a new one.' }) value?: string;
  @Field(() => String) label!: string;
  @Field(() => String, { nullable: true, description: 'GREY, BLUE, TEAL, GREEN, AMBER, ORANGE, RED or PURPLE.' }) colour?: string;
  @Field(() => Boolean, { nullable: true, description: 'Kept by the records that have it, and offered no more.' }) archived?: boolean;
}

@InputType({ description: 'What may be said of a field whenever one likes.' })
class CustomFieldSettings {
  @Field(() => String, { nullable: true, description: 'One line shown under the field in forms.' }) help?: string | null;
  @Field(() => String, { nullable: true, description: 'Heading under which forms and panels show it.' }) section?: string | null;
  @Field(() => Boolean, { nullable: true }) required?: boolean;
  @Field(() => JsonScalar, { nullable: true, description: 'What a new record starts with; text for money and dates, the value of an option (the label of a new one), a list of such.' }) defaultValue?: unknown;
  @Field(() => [CustomFieldOptionInput], { nullable: true, description: 'Of a select: all options in their order. One that records have can be archived, not left out.' }) options?: CustomFieldOptionInput[];
  @Field(() => Boolean, { nullable: true, description: 'No two records have the same value.' }) isUnique?: boolean;
  @Field(() => Boolean, { nullable: true, description: 'Found by the search of lists and of the palette.' }) searchable?: boolean;
  @Field(() => Boolean, { nullable: true, description: 'A column of lists until somebody chooses columns.' }) inLists?: boolean;
  @Field(graphqlTypeOf(customFieldRecord, 'writers', writers), { nullable: true, description: 'Who of those who may edit the record may set it.' }) writers?: string;
}

@InputType({ description: 'A new field of a record type. Its kind stays for good.' })
export class NewCustomFieldInput extends CustomFieldSettings {
  @Field(() => String, { description: 'Name of the record type, such as "contact".' }) recordType!: string;
  @Field(() => String) label!: string;
  @Field(graphqlTypeOf(customFieldRecord, 'kind', kind)) kind!: CustomKind;
  @Field(() => String, { nullable: true, description: 'Of a reference: name of the record type it points at, "member" included.' }) target?: string;
}

@InputType({ description: 'Changes of a field; what is left out stays as it is.' })
export class ChangeCustomFieldInput extends CustomFieldSettings {
  @Field(() => ID) id!: string;
  @Field(() => Int, { nullable: true, description: 'The version you saw; a newer one is answered with CONFLICT.' }) expectedVersion?: number;
  @Field(() => String, { nullable: true }) label?: string;
}

@ObjectType({ description: 'How many custom fields the workspace has, and may have by its plan.' })
export class CustomFieldAllowance {
  @Field(() => Int) used!: number;
  @Field(() => Int) limit!: number;
}

@ObjectType()
export class ReorderCustomFieldsPayload {
  @Field(() => ID, { description: 'What `revertChangeSet` undoes.' }) changeSetId!: string;
}
