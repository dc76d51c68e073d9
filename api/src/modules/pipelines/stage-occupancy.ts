import { Injectable } from '@nestjs/common';
import type { RecordChange } from '../../platform/changes/draft.js';
import type { UnitOfWork } from '../../platform/database/database.js';

/** What stands in stages; whoever has records in them says so, since pipelines know nothing of opportunities. */
export interface StageOccupants {
  /** How many live records each of these stages holds; stages without any may be left out. */
  count(unit: UnitOfWork, stageIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The changes that move all records of one stage into another. */
  moves(unit: UnitOfWork, fromStageId: string, toStageId: string): Promise<RecordChange[]>;
  /** The changes that follow when the probability of a stage changes. */
  reweigh(unit: UnitOfWork, stageId: string, from: number, to: number): Promise<RecordChange[]>;
}

/** All that stands in stages. */
@Injectable()
export class StageOccupancy {
  private readonly occupants: StageOccupants[] = [];

  register(occupants: StageOccupants): void {
    this.occupants.push(occupants);
  }

  async count(unit: UnitOfWork, stageIds: readonly string[]): Promise<Map<string, number>> {
    const total = new Map<string, number>();
    for (const occupants of this.occupants) {
      for (const [id, count] of await occupants.count(unit, stageIds)) total.set(id, (total.get(id) ?? 0) + count);
    }
    return total;
  }

  async moves(unit: UnitOfWork, fromStageId: string, toStageId: string): Promise<RecordChange[]> {
    const changes: RecordChange[] = [];
    for (const occupants of this.occupants) changes.push(...(await occupants.moves(unit, fromStageId, toStageId)));
    return changes;
  }

  async reweigh(unit: UnitOfWork, stageId: string, from: number, to: number): Promise<RecordChange[]> {
    const changes: RecordChange[] = [];
    for (const occupants of this.occupants) changes.push(...(await occupants.reweigh(unit, stageId, from, to)));
    return changes;
  }
}
