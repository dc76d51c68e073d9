import { Args, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { DeletePayload } from '../../platform/graphql/paging-types.js';
import { RecordCommands } from '../../platform/graphql/record-commands.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { pipelineRecord } from './pipeline.record.js';
import { Pipelines, type NewStage } from './pipelines.service.js';
import { AddStageInput } from './pipelines.types.js';
import { StageLoaders } from './stage-loaders.js';
import { stageRecord } from './stage.record.js';

@Resolver(() => recordGraphql(pipelineRecord).object)
export class PipelinesResolver {
  constructor(
    private readonly pipelines: Pipelines,
    private readonly commands: RecordCommands,
    private readonly loaders: StageLoaders,
  ) {}

  @ResolveField('stages', () => [recordGraphql(stageRecord).object], { description: 'In their order.' })
  stages(@Parent() pipeline: AnyRow): Promise<AnyRow[]> {
    return this.loaders.ofPipeline.load(pipeline.id);
  }

  @Mutation(() => recordGraphql(stageRecord).payload)
  @Operation({ module: 'crm-core', permission: 'manage:pipelines' })
  async addStage(@Args('input', { type: () => AddStageInput }) input: AddStageInput): Promise<object> {
    return this.commands.payload(stageRecord, await this.pipelines.addStage({ ...input } as NewStage));
  }

  @Mutation(() => recordGraphql(pipelineRecord).payload, { description: 'Puts the stages into the order given, which names each of them once.' })
  @Operation({ module: 'crm-core', permission: 'manage:pipelines' })
  async reorderStages(@Args('pipelineId', { type: () => ID }) pipelineId: string, @Args('stageIds', { type: () => [ID] }) stageIds: string[]): Promise<object> {
    return this.commands.payload(pipelineRecord, await this.pipelines.reorderStages(pipelineId, stageIds));
  }

  @Mutation(() => DeletePayload, { description: 'Deletes a stage; opportunities in it go to `moveTo`, a stage of the same type.' })
  @Operation({ module: 'crm-core', permission: 'manage:pipelines' })
  deleteStage(
    @Args('id', { type: () => ID }) id: string,
    @Args('moveTo', { type: () => ID, nullable: true }) moveTo?: string,
    @Args('expectedVersion', { type: () => Int, nullable: true }) expectedVersion?: number,
  ): Promise<{ changeSetId: string; id: string }> {
    return this.pipelines.deleteStage(id, moveTo ?? null, expectedVersion);
  }

  @Mutation(() => recordGraphql(pipelineRecord).payload, { description: 'Makes a pipeline the one that new opportunities are in.' })
  @Operation({ module: 'crm-core', permission: 'manage:pipelines' })
  async setDefaultPipeline(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return this.commands.payload(pipelineRecord, await this.pipelines.setDefault(id));
  }
}
