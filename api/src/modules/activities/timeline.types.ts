import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '../../platform/graphql/paging-types.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.js';
import { activityRecord } from './activity.record.js';
import { TimelineKind } from './timeline.sql.js';

registerEnumType(TimelineKind, {
  name: 'TimelineKind',
  valuesMap: {
    PLANNED: { description: 'An activity that is still to be done.' },
    ACTIVITY: { description: 'An activity that was done, called off or missed.' },
    IMPORTED: { description: 'Created or changed by an import.' },
    UNDONE: { description: 'An earlier change was taken back.' },
  },
});

@ObjectType({ description: "One field's change." })
export class TimelineChangeType {
  @Field(() => String)
  field!: string;
  @Field(() => String)
  label!: string;
  @Field(() => JsonScalar, { nullable: true })
  before!: unknown;
  @Field(() => JsonScalar, { nullable: true })
  after!: unknown;
  @Field(() => String, { nullable: true, description: 'In words; of a reference the name of the record, null when it is gone or hidden.' })
  beforeText!: string | null;
  @Field(() => String, { nullable: true })
  afterText!: string | null;
}

@ObjectType({ description: 'Something that happened to a record or around it.' })
export class TimelineEntryType {
  @Field(() => ID, { description: 'Of the activity, or of the change.' })
  id!: string;
  @Field(() => TimelineKind)
  kind!: TimelineKind;
  @Field(() => DateTimeScalar, { description: 'When it was done or is to be done, or when the change was made.' })
  at!: string;
  @Field(() => String)
  title!: string;
  @Field(() => recordGraphql(activityRecord).object, { nullable: true, description: 'Of PLANNED and ACTIVITY entries.' })
  activity!: object | null;
  @Field(() => [TimelineChangeType])
  changes!: readonly TimelineChangeType[];
  @Field(() => ID, { nullable: true, description: 'What `revertChangeSet` undoes.' })
  changeSetId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The member who made the change.' })
  actorId!: string | null;
  @Field(() => String, { nullable: true })
  actorName!: string | null;
  @Field(() => String, { nullable: true, description: 'The door the change came through: web, api, import or system.' })
  via!: string | null;
  @Field(() => String, { nullable: true })
  source!: string | null;
  @Field(() => Boolean, { description: 'The change has been undone since.' })
  reverted!: boolean;
}

@ObjectType()
export class TimelineEdge {
  @Field(() => String)
  cursor!: string;
  @Field(() => TimelineEntryType)
  node!: TimelineEntryType;
}

@ObjectType()
export class TimelineConnection {
  @Field(() => [TimelineEdge])
  edges!: readonly TimelineEdge[];
  @Field(() => [TimelineEntryType])
  nodes!: readonly TimelineEntryType[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
