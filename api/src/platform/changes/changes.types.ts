import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar, JsonScalar } from '../graphql/scalars.js';
import { inCallersWords } from '../i18n/in-callers-words.js';

@ObjectType({ description: 'A change that an undo left as it is.' })
export class SkippedChangeType {
  @Field(() => String)
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
  @Field(() => String)
  title!: string;
  @Field(() => String, { nullable: true })
  field!: string | null;
  @Field(() => String, { middleware: [inCallersWords] })
  reason!: string;
}

@ObjectType()
export class RevertPayload {
  @Field(() => ID)
  changeSetId!: string;
  @Field(() => Int)
  reverted!: number;
  @Field(() => [SkippedChangeType])
  skipped!: SkippedChangeType[];
}

@ObjectType({ description: 'One change to one record.' })
export class HistoryEntryType {
  @Field(() => ID)
  id!: string;
  @Field(() => ID)
  changeSetId!: string;
  @Field(() => String)
  label!: string;
  @Field(() => String)
  operation!: string;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => String)
  actorName!: string;
  @Field(() => ID, { nullable: true })
  actorId!: string | null;
  @Field(() => String, { description: 'The door it came through: web, api, import or system.' })
  via!: string;
  @Field(() => String, { nullable: true })
  source!: string | null;
  @Field(() => Boolean)
  reverted!: boolean;
  @Field(() => JsonScalar, { nullable: true })
  before!: unknown;
  @Field(() => JsonScalar, { nullable: true })
  after!: unknown;
}

@ObjectType({ description: 'Where the present value of a field comes from.' })
export class FieldProvenanceType {
  @Field(() => String)
  field!: string;
  @Field(() => ID)
  changeSetId!: string;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => String, { description: 'Who typed it, or who approved what a machine proposed.' })
  setBy!: string;
  @Field(() => String)
  via!: string;
  @Field(() => String, { nullable: true })
  source!: string | null;
  @Field(() => String, { nullable: true, description: 'Place inside the source, such as the line of a file.' })
  ref!: string | null;
  @Field(() => Float, { nullable: true })
  confidence!: number | null;
}
