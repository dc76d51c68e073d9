import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { graphqlTypeOf, recordGraphql } from '../../platform/graphql/record-types.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { memberRecord } from '../members/index.js';
import { pipelineRecord, stageRecord } from '../pipelines/index.js';
import { opportunityRecord } from './opportunity.record.js';

@InputType({ description: 'Why an opportunity was lost.' })
export class LoseOpportunityInput {
  @Field(() => ID)
  id!: string;
  @Field(graphqlTypeOf(opportunityRecord, 'lostReason', opportunityRecord.fields.lostReason))
  reason!: string;
  @Field(() => String, { nullable: true })
  detail?: string | null;
  @Field(() => String, { nullable: true, description: 'Who got it instead.' })
  competitor?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Today when left out.' })
  closedOn?: string | null;
  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@ObjectType({ description: 'A step of an opportunity through its pipeline.' })
export class OpportunityStageChange {
  @Field(() => ID)
  id!: string;
  @Field(() => recordGraphql(stageRecord).object, { nullable: true, description: 'None for the first step.' })
  fromStage!: AnyRow | null;
  @Field(() => recordGraphql(stageRecord).object, { nullable: true, description: 'None when the stage is gone.' })
  toStage!: AnyRow | null;
  @Field(() => recordGraphql(memberRecord).object, { nullable: true, description: 'None for machine work.' })
  changedBy!: AnyRow | null;
  @Field(() => DateTimeScalar)
  changedAt!: string;
  @Field(() => Int, { nullable: true, description: 'Seconds it had been in the stage before.' })
  secondsInPreviousStage!: number | null;
  @Field(() => ID)
  changeSetId!: string;
}

@ObjectType({ description: 'A column of the board.' })
export class OpportunityBoardStage {
  @Field(() => recordGraphql(stageRecord).object)
  stage!: AnyRow;
  @Field(() => Int)
  count!: number;
  @Field(() => DecimalScalar, { description: 'Sum of the amounts in base currency.' })
  amountBase!: string;
  @Field(() => DecimalScalar, { description: 'Sum of the weighted amounts in base currency.' })
  weightedBase!: string;
  /** What the cards of this column are found by; not part of the schema. */
  query!: { readonly filter: RecordFilter; readonly search: string | null };
}

@ObjectType({ description: 'A pipeline with its opportunities by stage.' })
export class OpportunityBoard {
  @Field(() => recordGraphql(pipelineRecord).object)
  pipeline!: AnyRow;
  @Field(() => String, { description: 'The base currency, in which the sums are.' })
  currency!: string;
  @Field(() => Int)
  count!: number;
  @Field(() => DecimalScalar)
  amountBase!: string;
  @Field(() => DecimalScalar)
  weightedBase!: string;
  @Field(() => [OpportunityBoardStage])
  stages!: OpportunityBoardStage[];
}
