import { Injectable } from '@nestjs/common';
import { ChangeSetRevert } from '../../platform/changes/change-set-revert.service.js';
import { Superseded } from '../../platform/changes/isolating.js';
import { Database } from '../../platform/database/database.js';
import { TableStatistics } from '../../platform/database/table-statistics.service.js';
import { AppError } from '../../platform/errors/app-error.js';
import { BulkProgress } from './bulk-progress.service.js';
import { BulkStore } from './bulk-store.js';

/** Left-alone values that an undo lists; it counts all. */
const TOLD_SKIPS = 500;

/** Undoes runs, and says how runs ended that could not go on. */
@Injectable()
export class BulkUndo {
  constructor(
    private readonly database: Database,
    private readonly store: BulkStore,
    private readonly reverts: ChangeSetRevert,
    private readonly progress: BulkProgress,
    private readonly statistics: TableStatistics,
  ) {}

  async run(runId: string, token: string, checkpoint: () => void): Promise<void> {
    const run = await this.database.run((unit) => this.store.lock(unit, runId));
    if (run.status !== 'REVERTING' || run.runToken !== token) throw new Superseded();
    if (run.changed > TOLD_SKIPS) await this.statistics.refresh();
    // All may be undone already: by work that died before it could say so, or by whoever undid the change set itself.
    const result =
      (await this.reverts.outcomeOf(run.changeSetId)) ??
      (await this.reverts.revert(run.changeSetId, async (done, total) => {
        await this.store.update(runId, { undoDone: done, undoTotal: total, heartbeatAt: new Date().toISOString() });
        await this.progress.tell(runId);
        checkpoint();
      }));
    const undoResult = { changeSetId: result.changeSetId, reverted: result.reverted, skippedCount: result.skipped.length, skipped: result.skipped.slice(0, TOLD_SKIPS) };
    await this.store.update(runId, { status: 'REVERTED', undoResult, undoDone: run.changed, undoTotal: run.changed, runToken: null, error: null });
    await this.progress.tell(runId);
  }

  /** Notes that work has ended without success. What was changed stays; a run can be resumed or undone, an undo begun again. */
  async conclude(runId: string, token: string, job: 'run' | 'undo', reason: Error): Promise<void> {
    const error = reason instanceof AppError ? reason.message : 'Something went wrong on our side. Try again; what was done is kept.';
    await this.database.run(async (unit) => {
      const run = await this.store.lock(unit, runId);
      if (run.runToken !== token) return;
      const ended = run.done < run.total ? 'CANCELLED' : 'COMPLETED';
      await this.store.updateIn(unit, runId, { status: job === 'run' ? 'FAILED' : ended, error, runToken: null });
    });
    await this.progress.tell(runId);
  }
}
