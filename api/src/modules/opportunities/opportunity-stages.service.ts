import { Injectable } from '@nestjs/common';
import { requireCan } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { StageType } from '../pipelines/index.js';
import { opportunityRecord } from './opportunity.record.js';
import { loadStages, type StageInfo } from './stage-catalogue.js';

export interface Done {
  readonly changeSetId: string;
  readonly row: AnyRow;
}

type Version = number | null | undefined;

/** Why an opportunity was lost. */
export interface Loss {
  readonly reason: string;
  readonly detail?: string | null;
  readonly competitor?: string | null;
  readonly closedOn?: string | null;
}

/** The way of an opportunity through its pipeline. Each verb is one change set. */
@Injectable()
export class OpportunityStages {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  /** Into another stage, of its own or another pipeline. @throws VALIDATION_ERROR also for what closing needs: an account, a lost reason */
  async move(id: string, stageId: string, expectedVersion: Version): Promise<Done> {
    // For its name alone: whether the stage is there still when it is written, the change itself finds out.
    const [stage] = await this.database.read<{ name: string }>('select s.name from stages s where s.id::text = $1 and s.deleted_at is null', [stageId], 'stage_name');
    if (!stage) throw validationError({ stageId: ['There is no such stage. It may have been deleted.'] });
    return this.change(`Moved to ${stage.name}`, id, { stageId }, expectedVersion);
  }

  /** Into the first won stage of its pipeline. @param closedOn today when absent @throws PRECONDITION_FAILED when it is won already */
  win(id: string, closedOn: string | null, expectedVersion: Version): Promise<Done> {
    return this.database.run(async (unit) => {
      const { stage } = await this.closing(unit, id, 'WON');
      return this.change('Won', id, { stageId: stage.id, ...(closedOn ? { closedOn } : {}) }, expectedVersion);
    });
  }

  /** Into the first lost stage of its pipeline. @throws PRECONDITION_FAILED when it is lost already */
  lose(id: string, loss: Loss, expectedVersion: Version): Promise<Done> {
    return this.database.run(async (unit) => {
      const { stage } = await this.closing(unit, id, 'LOST');
      const { reason, detail, competitor, closedOn } = loss;
      const values = { stageId: stage.id, lostReason: reason, lostDetail: detail ?? null, ...(competitor ? { competitor } : {}), ...(closedOn ? { closedOn } : {}) };
      return this.change('Lost', id, values, expectedVersion);
    });
  }

  /** Back into an open stage: the one given, else the open one it was in last. @throws PRECONDITION_FAILED when it is open */
  reopen(id: string, stageId: string | null, expectedVersion: Version): Promise<Done> {
    return this.database.run(async (unit) => {
      const stages = await loadStages(unit);
      const row = await this.editable(id);
      if (row['status'] === 'OPEN') throw preconditionFailed('This opportunity is open already.');
      const stage = stageId ? stages.get(stageId) : (stages.get(await lastOpenStage(unit, id)) ?? stages.firstOf(row['pipelineId'], 'OPEN'));
      if (!stage || stage.deleted || stage.type !== 'OPEN') throw validationError({ stageId: ['Choose an open stage to put it back into.'] });
      return this.change('Reopened', id, { stageId: stage.id }, expectedVersion);
    });
  }

  /** Asked first, so that who may not change it hears that and nothing about its state. */
  private async editable(id: string): Promise<AnyRow> {
    const row = await this.store.get(opportunityRecord, id);
    requireCan('edit', opportunityRecord, row);
    return row;
  }

  private async closing(unit: UnitOfWork, id: string, type: StageType): Promise<{ stage: StageInfo }> {
    const row = await this.editable(id);
    if (row['status'] === type) throw preconditionFailed(`This opportunity is ${type.toLowerCase()} already.`);
    const stage = (await loadStages(unit)).firstOf(row['pipelineId'], type);
    if (!stage) throw preconditionFailed(`Its pipeline has no ${type.toLowerCase()} stage.`);
    return { stage };
  }

  private change(label: string, id: string, values: Readonly<Record<string, unknown>>, expectedVersion: Version): Promise<Done> {
    return this.changeSets.applyOne(label, { type: opportunityRecord, operation: 'update', id, values, ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}) });
  }
}

async function lastOpenStage(unit: UnitOfWork, id: string): Promise<string | undefined> {
  const [row] = await unit.query<{ id: string }>(
    `select s.id from opportunity_stage_changes c join stages s on s.tenant_id = c.tenant_id and s.id = c.to_stage_id
     where c.opportunity_id = $1 and s.type = 'OPEN' and s.deleted_at is null order by c.changed_at desc, c.id desc limit 1`,
    [id],
  );
  return row?.id;
}
