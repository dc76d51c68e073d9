import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsString, IsUUID, MaxLength } from 'class-validator';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType('RecordEvent', { description: 'Something that happened to a record, told to whoever may see it.' })
export class RecordEventType {
  @Field(() => ID, { description: 'Pass the last one seen as `after` when subscribing again.' })
  id!: string;
  @Field(() => String, {
    description: '`contact.updated`, `opportunity.won` ...; `contact.bulk` stands for many; `savedView.hidden` says that one is no longer shared with you; READY and RESYNC are about the stream: nothing is missed any more, read everything again.',
  })
  kind!: string;
  @Field(() => String, { nullable: true })
  recordType!: string | null;
  @Field(() => ID, { nullable: true })
  recordId!: string | null;
  @Field(() => ID, { nullable: true })
  changeSetId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The member who did it; null for machine work.' })
  actorId!: string | null;
  @Field(() => String, { nullable: true })
  actorName!: string | null;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => [String], { description: 'Names of the fields that changed.' })
  changed!: readonly string[];
  @Field(() => String, { nullable: true })
  title!: string | null;
  @Field(() => Int, { nullable: true, description: 'How many events a bulk event stands for.' })
  bulkCount!: number | null;
}

@ObjectType({ description: 'The record a member has open.' })
export class ViewedRecord {
  @Field(() => String)
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
}

@ObjectType({ description: 'A member who has the workspace open.' })
export class PresentMember {
  @Field(() => ID)
  memberId!: string;
  @Field(() => String)
  name!: string;
  @Field(() => DateTimeScalar)
  since!: string;
  @Field(() => ViewedRecord, { nullable: true })
  viewing!: ViewedRecord | null;
}

@InputType()
export class ViewedRecordInput {
  @Field(() => String)
  @IsString()
  @MaxLength(60)
  recordType!: string;
  @Field(() => ID)
  @IsUUID()
  recordId!: string;
}
