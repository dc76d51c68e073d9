import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '../../platform/graphql/paging-types.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

export enum FeedbackKindEnum {
  PROBLEM = 'PROBLEM',
  IDEA = 'IDEA',
  QUESTION = 'QUESTION',
  PRAISE = 'PRAISE',
}
registerEnumType(FeedbackKindEnum, { name: 'FeedbackKind' });

@InputType()
export class SendFeedbackInput {
  @Field(() => FeedbackKindEnum)
  kind!: FeedbackKindEnum;
  @Field(() => String)
  message!: string;
  @Field(() => String, { nullable: true, description: 'Path of the page it is about.' })
  page?: string | null;
  @Field(() => ID, { nullable: true, description: 'What POST /files/feedback answered.' })
  pictureId?: string | null;
}

@ObjectType({ description: 'What a member told those who run the workspace.' })
export class Feedback {
  @Field(() => ID)
  id!: string;
  @Field(() => FeedbackKindEnum)
  kind!: FeedbackKindEnum;
  @Field(() => String)
  message!: string;
  @Field(() => String, { nullable: true })
  page!: string | null;
  @Field(() => String, { nullable: true, description: 'Where its picture is read, with the same session.' })
  pictureUrl!: string | null;
  @Field(() => String, { nullable: true })
  from!: string | null;
  @Field(() => DateTimeScalar)
  createdAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody marked it as dealt with.' })
  settledAt!: string | null;
}

@ObjectType()
export class FeedbackPage {
  @Field(() => [Feedback])
  nodes!: readonly Feedback[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
