import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { ActivityCountsType, activityRecord } from '../activities/index.js';

const activities = (): [ReturnType<typeof recordGraphql>['object']] => [recordGraphql(activityRecord).object];

@ObjectType({ description: 'A record the member changed lately.' })
export class RecentRecordType {
  @Field(() => String)
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
  @Field(() => String)
  title!: string;
  @Field(() => String, { description: 'What was done last.' })
  label!: string;
  @Field(() => DateTimeScalar)
  at!: string;
}

@ObjectType({ description: "The member's own opportunities; amounts in the base currency." })
export class PipelineSummaryType {
  @Field(() => String, { description: 'The base currency.' })
  currency!: string;
  @Field(() => Int)
  openCount!: number;
  @Field(() => DecimalScalar)
  openAmountBase!: string;
  @Field(() => DecimalScalar, { description: 'Amounts times probability.' })
  weightedAmountBase!: string;
  @Field(() => Int)
  wonThisMonthCount!: number;
  @Field(() => DecimalScalar)
  wonThisMonthAmountBase!: string;
}

@ObjectType('Home', { description: "The member's own work of today; days and months are those of their time zone." })
export class HomeType {
  @Field(() => ActivityCountsType)
  counts!: ActivityCountsType;
  @Field(activities, { description: 'The ten that are overdue the longest.' })
  overdue!: readonly AnyRow[];
  @Field(activities, { description: 'The first ten of today.' })
  today!: readonly AnyRow[];
  @Field(activities, { description: 'The next ten after today.' })
  upcoming!: readonly AnyRow[];
  @Field(() => [RecentRecordType], { description: 'Accounts, contacts, opportunities and products, latest first.' })
  recentRecords!: readonly RecentRecordType[];
  @Field(() => PipelineSummaryType)
  pipelineSummary!: PipelineSummaryType;
}
