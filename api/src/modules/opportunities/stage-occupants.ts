import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { RecordChange } from '../../platform/changes/draft.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { StageOccupancy, type StageOccupants } from '../pipelines/index.js';
import { opportunityRecord } from './opportunity.record.js';

/** Tells pipelines which of their stages hold opportunities, archived ones too. */
@Injectable()
export class OpportunitiesInStages implements StageOccupants, OnModuleInit {
  constructor(private readonly occupancy: StageOccupancy) {}

  onModuleInit(): void {
    this.occupancy.register(this);
  }

  async count(unit: UnitOfWork, stageIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await unit.query<{ id: string; count: number }>('select stage_id as id, count(*)::int as count from opportunities where stage_id = any($1::uuid[]) and deleted_at is null group by 1', [stageIds]);
    return new Map(rows.map((row) => [row.id, row.count]));
  }

  async moves(unit: UnitOfWork, fromStageId: string, toStageId: string): Promise<RecordChange[]> {
    const rows = await unit.query<{ id: string }>('select id from opportunities where stage_id = $1 and deleted_at is null order by id', [fromStageId]);
    return rows.map(({ id }) => ({ type: opportunityRecord, operation: 'update', id, values: { stageId: toStageId }, derived: true }));
  }

  /** Open opportunities whose probability was the stage's follow it; those that were given one of their own keep that. */
  async reweigh(unit: UnitOfWork, stageId: string, from: number, to: number): Promise<RecordChange[]> {
    const rows = await unit.query<{ id: string }>(`select id from opportunities where stage_id = $1 and probability = $2 and status = 'OPEN' and deleted_at is null order by id`, [stageId, from]);
    return rows.map(({ id }) => ({ type: opportunityRecord, operation: 'update', id, values: { probability: to }, derived: true }));
  }
}
