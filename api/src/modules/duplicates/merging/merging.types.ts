import type { Type } from '@nestjs/common';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { SkippedChangeType } from '../../../platform/changes/changes.types.js';
import { recordGraphql } from '../../../platform/graphql/record-types.js';
import { DateTimeScalar } from '../../../platform/graphql/scalars.js';
import type { RecordType } from '../../../platform/records/record-type.js';
import { RecordCardType } from '../duplicates.types.js';

@InputType()
export class MergedRecordInput {
  @Field(() => ID) id!: string;
  @Field(() => Int, { nullable: true, description: 'The version that was looked at; a newer one is a CONFLICT.' }) version?: number | null;
}

@InputType()
export class MergedFieldInput {
  @Field(() => String) field!: string;
  @Field(() => ID, { nullable: true, description: 'Whose value is kept; null for all of them together (tags, long texts).' }) recordId!: string | null;
}

@InputType()
export class MergeRecordsInput {
  @Field(() => ID, { description: 'The record that stays.' }) survivorId!: string;
  @Field(() => [MergedRecordInput], { description: 'Two to ten, the survivor among them.' }) records!: MergedRecordInput[];
  @Field(() => [MergedFieldInput], { nullable: true, description: 'Where a field is to be taken from; those not named as the preview suggests.' }) fields?: MergedFieldInput[] | null;
}

@ObjectType({ description: 'Records that moved to the survivor, or became one with its own.' })
export class MovedRecordsType {
  @Field(() => String) recordType!: string;
  @Field(() => Int) moved!: number;
  @Field(() => Int, { description: 'Became one with a record that the survivor had already.' }) joined!: number;
}

@ObjectType({ description: 'A field in which the records differ or one of them has a value.' })
export class MergeFieldType {
  @Field(() => String) field!: string;
  @Field(() => Boolean, { description: 'Whether two of them have different values.' }) differs!: boolean;
  @Field(() => Boolean, { description: 'Whether all values can be kept together.' }) combinable!: boolean;
  @Field(() => ID, { nullable: true, description: 'Whose value is suggested; null for all together.' }) suggested!: string | null;
}

@ObjectType({ description: 'What merging these records would do.' })
export class MergePreviewType {
  @Field(() => ID, { description: 'The record that should stay: the one with most that belongs to it, then the most complete, then the oldest.' }) survivorId!: string;
  @Field(() => [RecordCardType]) records!: RecordCardType[];
  @Field(() => [MergeFieldType]) fields!: MergeFieldType[];
  @Field(() => [MovedRecordsType], { description: 'What would move to the survivor.' }) moves!: MovedRecordsType[];
}

@ObjectType()
export class MergedAwayType {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
}

@ObjectType({ description: 'A merge that a record came out of.' })
export class PastMergeType {
  @Field(() => ID) changeSetId!: string;
  @Field(() => DateTimeScalar) mergedAt!: string;
  @Field(() => String) mergedBy!: string;
  @Field(() => Boolean) undone!: boolean;
  @Field(() => [MergedAwayType]) losers!: MergedAwayType[];
}

@ObjectType()
export class UnmergePayload {
  @Field(() => ID, { description: 'The set that took the merge back.' }) changeSetId!: string;
  @Field(() => Int) reverted!: number;
  @Field(() => [SkippedChangeType], { description: 'What somebody changed since, and therefore stayed with the survivor.' }) skipped!: SkippedChangeType[];
}

/** `MergeContactsPayload { contact, changeSetId, merged, moved }`. */
export function mergePayloadOf(type: RecordType): Type<object> {
  const name = `Merge${type.typeName}sPayload`;
  const target = { [name]: class {} }[name] as Type<object>;
  const prototype = target.prototype as object;
  Field(() => recordGraphql(type).object)(prototype, type.name);
  Field(() => ID)(prototype, 'changeSetId');
  Field(() => Int, { description: 'Records that became part of this one.' })(prototype, 'merged');
  Field(() => [MovedRecordsType])(prototype, 'moved');
  ObjectType(name)(target);
  return target;
}
