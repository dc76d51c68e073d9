import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { graphqlTypeOf } from '../../platform/graphql/record-types.js';
import { activityRecord, type ActivityType } from './activity.record.js';
import { ActivityBucket } from './my-activities.service.js';

registerEnumType(ActivityBucket, {
  name: 'ActivityBucket',
  description: "Parts of a member's open activities; days are those of the member's time zone.",
  valuesMap: {
    OVERDUE: { description: 'Due, or else scheduled, before today.' },
    TODAY: { description: 'Due, or else scheduled, today.' },
    UPCOMING: { description: 'Due, or else scheduled, after today.' },
    UNDATED: { description: 'Neither due nor scheduled.' },
    OPEN: { description: 'All of these.' },
    MENTIONED: { description: 'Activities of anybody that mention the member, in any state.' },
  },
});

@ObjectType({ description: 'How many open activities the member has.' })
export class ActivityCountsType {
  @Field(() => Int)
  overdue!: number;
  @Field(() => Int)
  today!: number;
  @Field(() => Int)
  upcoming!: number;
  @Field(() => Int)
  undated!: number;
}

@InputType({ description: 'Something that was done.' })
export class LogActivityInput {
  @Field(graphqlTypeOf(activityRecord, 'type', activityRecord.fields.type))
  type!: ActivityType;
  @Field(() => String, { nullable: true, description: 'Without one the first line of the description is it.' })
  subject?: string | null;
  @Field(() => String, { nullable: true })
  description?: string | null;
  @Field(() => String, { nullable: true })
  outcome?: string | null;
  @Field(() => ID, { nullable: true, description: 'Without one it is the account of the opportunity or the contact.' })
  accountId?: string | null;
  @Field(() => ID, { nullable: true })
  contactId?: string | null;
  @Field(() => ID, { nullable: true })
  opportunityId?: string | null;
  @Field(graphqlTypeOf(activityRecord, 'direction', activityRecord.fields.direction), { nullable: true, description: 'Inbound when it came from the contact.' })
  direction?: string | null;
  @Field(() => Int, { nullable: true })
  durationMinutes?: number | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was done; now when left out.' })
  happenedAt?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Members whose attention this is brought to.' })
  mentionIds?: string[] | null;
}
