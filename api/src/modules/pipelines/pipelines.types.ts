import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { graphqlTypeOf } from '../../platform/graphql/record-types.js';
import { stageRecord } from './stage.record.js';

@InputType({ description: 'A new stage of a pipeline.' })
export class AddStageInput {
  @Field(() => ID)
  pipelineId!: string;
  @Field(() => String)
  name!: string;
  @Field(graphqlTypeOf(stageRecord, 'type', stageRecord.fields.type), { nullable: true, description: 'Open unless given.' })
  type?: string;
  @Field(() => Int, { nullable: true, description: 'Chance in per cent that an opportunity in this stage is won; needed for open stages, fixed for others.' })
  probability?: number;
  @Field(graphqlTypeOf(stageRecord, 'colour', stageRecord.fields.colour), { nullable: true })
  colour?: string;
  @Field(() => Int, { nullable: true, description: 'Place in the pipeline, from 1; without it open stages go behind the last open one, closed ones to the end.' })
  position?: number;
}
