import { Injectable } from '@nestjs/common';
import { requirePermission } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { validationError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/records/new-id.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { pipelineRecord } from './pipeline.record.js';
import { StageOccupancy } from './stage-occupancy.js';
import { stageRecord } from './stage.record.js';

export interface NewStage {
  readonly pipelineId: string;
  readonly position?: number | null;
  readonly [field: string]: unknown;
}

interface Done {
  readonly changeSetId: string;
  readonly row: AnyRow;
}

/** What is done to a pipeline as a whole. Each verb is one change set, so each can be undone. */
@Injectable()
export class Pipelines {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
    private readonly occupancy: StageOccupancy,
  ) {}

  /** Adds a stage at a place (from 1); without one, open stages go behind the last open one and closed ones to the end. */
  addStage(input: NewStage): Promise<Done> {
    requirePermission('manage:pipelines');
    return this.database.run(async (unit) => {
      const pipeline = await this.store.get(pipelineRecord, input.pipelineId);
      const present = await lockStages(unit, pipeline.id);
      const behindOpen = present.filter((stage) => stage.type === 'OPEN').length;
      const wanted = input.position ?? (input['type'] === 'WON' || input['type'] === 'LOST' ? present.length + 1 : behindOpen + 1);
      const index = Math.min(Math.max(wanted, 1), present.length + 1) - 1;
      const id = newId();
      const order = present.map((stage) => stage.id).toSpliced(index, 0, id);
      const created: RecordChange = { type: stageRecord, operation: 'create', id, values: { ...input, position: index + 1 }, derived: true };
      const { changeSetId, outcomes } = await this.changeSets.apply({ label: 'Added a stage', changes: [created, ...moved(order, present)] });
      const [outcome] = outcomes;
      if (!outcome?.ok) throw outcome?.error ?? new Error('A stage was added without an outcome.');
      return { changeSetId, row: outcome.row };
    });
  }

  /** Puts the stages of a pipeline into this order, which must name each of them once. */
  reorderStages(pipelineId: string, stageIds: readonly string[]): Promise<Done> {
    requirePermission('manage:pipelines');
    return this.database.run(async (unit) => {
      await this.store.get(pipelineRecord, pipelineId);
      const present = await lockStages(unit, pipelineId);
      const complete = stageIds.length === present.length && new Set(stageIds).size === present.length && present.every((stage) => stageIds.includes(stage.id));
      if (!complete) throw validationError({ stageIds: ['Name each stage of the pipeline once. Somebody may have added or removed one; load the pipeline again.'] });
      const { changeSetId } = await this.changeSets.apply({ label: 'Reordered stages', changes: moved(stageIds, present) });
      return { changeSetId, row: await this.store.get(pipelineRecord, pipelineId) };
    });
  }

  /**
   * Deletes a stage. What stands in it goes to `moveTo` first, in the same set, so that an undo brings back both.
   *
   * @throws VALIDATION_ERROR when something stands in it and no other stage of the tenant is named, PRECONDITION_FAILED for the last of its type
   */
  deleteStage(id: string, moveTo: string | null, expectedVersion?: number | null): Promise<{ changeSetId: string; id: string }> {
    requirePermission('manage:pipelines');
    return this.database.run(async (unit) => {
      const stage = await this.store.get(stageRecord, id);
      const target = moveTo ? await this.target(stage, moveTo) : null;
      const changeSetId = newId();
      const label = `Deleted the stage ${String(stage['name'])}`;
      if (target) await this.changeSets.apply({ label, changeSetId, changes: await this.occupancy.moves(unit, id, target.id) });
      // Deleted after the moves: an undo goes backwards, and needs the stage before anything can go back into it.
      const deletion: RecordChange = { type: stageRecord, operation: 'delete', id, derived: true, ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}) };
      await this.changeSets.apply({ label, changeSetId, changes: [deletion] });
      return { changeSetId, id };
    });
  }

  /** Makes a pipeline the one that new opportunities are in. */
  setDefault(id: string): Promise<Done> {
    requirePermission('manage:pipelines');
    return this.database.run(async (unit) => {
      // Two people choosing at once would otherwise each unset the same old default.
      await unit.query(`select pg_advisory_xact_lock(hashtextextended('default pipeline ' || current_setting('app.tenant_id'), 0))`);
      const pipeline = await this.store.get(pipelineRecord, id);
      if (pipeline.archivedAt) throw validationError({ id: ['An archived pipeline can\'t be the default. Restore it first.'] });
      const present = await unit.query<{ id: string }>('select id from pipelines where is_default and deleted_at is null and id <> $1', [id]);
      const changes: RecordChange[] = [...present.map((other) => setsDefault(other.id, false)), setsDefault(id, true)];
      const { changeSetId } = await this.changeSets.apply({ label: `Made ${String(pipeline['name'])} the default pipeline`, changes });
      return { changeSetId, row: await this.store.get(pipelineRecord, id) };
    });
  }

  private async target(stage: AnyRow, moveTo: string): Promise<AnyRow> {
    if (moveTo === stage.id) throw validationError({ moveTo: ['Choose another stage than the one to be deleted.'] });
    const [target] = await this.store.byIds(stageRecord, [moveTo]);
    if (!target) throw validationError({ moveTo: ['There is no such stage. It may have been deleted.'] });
    if (target['type'] !== stage['type']) throw validationError({ moveTo: ['Choose a stage of the same type, so that no opportunity is won, lost or reopened by this.'] });
    return target;
  }
}

interface PresentStage {
  id: string;
  type: string;
  position: number | null;
}

/** In their order, locked: two people who reorder at once do it one after the other. */
const lockStages = (unit: UnitOfWork, pipelineId: string): Promise<PresentStage[]> =>
  unit.query<PresentStage & Record<string, unknown>>('select id, type, position from stages where pipeline_id = $1 and deleted_at is null order by position, id for update', [pipelineId]);

/** Changes that give each stage the place it has in `order`. */
const moved = (order: readonly string[], present: readonly PresentStage[]): RecordChange[] =>
  present.flatMap((stage): RecordChange[] => {
    const position = order.indexOf(stage.id) + 1;
    return stage.position === position ? [] : [{ type: stageRecord, operation: 'update', id: stage.id, values: { position }, derived: true }];
  });

const setsDefault = (id: string, isDefault: boolean): RecordChange => ({ type: pipelineRecord, operation: 'update', id, values: { isDefault }, derived: true });
