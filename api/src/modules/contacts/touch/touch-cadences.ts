import { Injectable } from '@nestjs/common';
import type { RecordChange } from '../../../platform/changes/draft.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import { touchChanges } from './next-touch.js';

/** Something other than the contact itself that says how often to keep in touch: the groups it is in. */
export interface CadenceSource {
  /** The shortest cadence in days of each contact that has any. */
  daysOf(unit: UnitOfWork, contactIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/**
 * Where modules say how often contacts should hear from the team. Whoever registers a source calls `changes` whenever its answers change, and hands what comes
 * of it to the write path; the strictest cadence counts.
 */
@Injectable()
export class TouchCadences {
  private readonly sources: CadenceSource[] = [];

  register(source: CadenceSource): void {
    if (!this.sources.includes(source)) this.sources.push(source);
  }

  /** The shortest cadence that any source has for each contact. */
  async daysOf(unit: UnitOfWork, contactIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const shortest = new Map<string, number>();
    if (contactIds.length === 0) return shortest;
    for (const source of this.sources) {
      for (const [id, days] of await source.daysOf(unit, contactIds)) shortest.set(id, Math.min(days, shortest.get(id) ?? days));
    }
    return shortest;
  }

  /** Changes of contacts whose next touch is another day now. */
  async changes(unit: UnitOfWork, contactIds: readonly string[]): Promise<RecordChange[]> {
    return touchChanges(unit, contactIds, await this.daysOf(unit, contactIds));
  }
}
