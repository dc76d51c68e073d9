import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../../core/graphql/graphql-client.js';
import {
  AddStageDocument, ArchivePipelineDocument, CreatePipelineDocument, CurrencySettingsDocument, DeletePipelineDocument, DeleteStageDocument, PipelineSettingsListDocument, RemoveExchangeRateDocument, ReorderStagesDocument,
  SetDefaultPipelineDocument, SetExchangeRateDocument, StageDealsDocument, UpdatePipelineDocument, UpdateStageDocument,
  type AddStageInput, type CurrencySettingsQuery, type PipelineSettingsFragment, type StageColour, type StageType, type UpdatePipelineInput, type UpdateStageInput,
} from './operations.generated.js';

export type PipelineSettings = PipelineSettingsFragment;
export type StageSettings = PipelineSettings['stages'][number];
export type Currencies = CurrencySettingsQuery['currencies'];
export type { AddStageInput, StageColour, StageType, UpdatePipelineInput, UpdateStageInput };

/** Pipelines, stages and exchange rates. Writes answer with the change set that undoes them. Every method throws `AppError`. */
@Service()
export class SalesSettingsGateway {
  private readonly graphql = inject(GraphqlClient);

  async pipelines(): Promise<readonly PipelineSettings[]> {
    return (await this.graphql.query(PipelineSettingsListDocument, {})).pipelines.nodes;
  }

  async createPipeline(name: string): Promise<{ readonly id: string; readonly changeSetId: string }> {
    const { pipeline, changeSetId } = (await this.graphql.mutate(CreatePipelineDocument, { input: { name } })).createPipeline;
    return { id: pipeline.id, changeSetId };
  }

  async updatePipeline(input: UpdatePipelineInput): Promise<string> {
    return (await this.graphql.mutate(UpdatePipelineDocument, { input })).updatePipeline.changeSetId;
  }

  async setDefault(id: string): Promise<string> {
    return (await this.graphql.mutate(SetDefaultPipelineDocument, { id })).setDefaultPipeline.changeSetId;
  }

  async archivePipeline(id: string): Promise<string> {
    return (await this.graphql.mutate(ArchivePipelineDocument, { id })).archivePipeline.changeSetId;
  }

  async deletePipeline(id: string): Promise<string> {
    return (await this.graphql.mutate(DeletePipelineDocument, { id })).deletePipeline.changeSetId;
  }

  async addStage(input: AddStageInput): Promise<string> {
    return (await this.graphql.mutate(AddStageDocument, { input })).addStage.changeSetId;
  }

  async updateStage(input: UpdateStageInput): Promise<string> {
    return (await this.graphql.mutate(UpdateStageDocument, { input })).updateStage.changeSetId;
  }

  async reorder(pipelineId: string, stageIds: readonly string[]): Promise<string> {
    return (await this.graphql.mutate(ReorderStagesDocument, { pipelineId, stageIds: [...stageIds] })).reorderStages.changeSetId;
  }

  async deleteStage(id: string, moveTo: string | null): Promise<string> {
    return (await this.graphql.mutate(DeleteStageDocument, { id, moveTo })).deleteStage.changeSetId;
  }

  /** How many deals stand in a stage, archived ones included. */
  async dealsIn(stageId: string): Promise<number> {
    return (await this.graphql.query(StageDealsDocument, { stageId })).opportunities.totalCount;
  }

  async currencies(): Promise<Currencies> {
    return (await this.graphql.query(CurrencySettingsDocument, {})).currencies;
  }

  async setRate(currency: string, rate: number): Promise<string> {
    return (await this.graphql.mutate(SetExchangeRateDocument, { currency, rate })).setExchangeRate.changeSetId;
  }

  async removeRate(currency: string): Promise<string> {
    return (await this.graphql.mutate(RemoveExchangeRateDocument, { currency })).removeExchangeRate.changeSetId;
  }
}
