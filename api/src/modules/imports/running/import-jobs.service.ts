import { Injectable } from '@nestjs/common';
import { ChangeSetRevert } from '../../../platform/changes/change-set-revert.service.js';
import { Database } from '../../../platform/database/database.js';
import { AppError } from '../../../platform/errors/app-error.js';
import type { JobPayload } from '../../../platform/queue/job-envelope.js';
import { JobHandler, OnJobDead, type RunningJob } from '../../../platform/queue/job-handler.decorator.js';
import type { ImportPatch } from '../import-store.js';
import { ImportProgress } from '../import-progress.service.js';
import { ImportStore } from '../import-store.js';
import { Imports } from '../imports.service.js';
import { ReadError } from '../reading/index.js';
import { Superseded } from '../../../platform/changes/isolating.js';
import { ImportCheck } from './import-check.service.js';
import { tellFinished } from './import-events.js';
import { ImportRun } from './import-run.service.js';
import { TableStatistics } from '../../../platform/database/table-statistics.service.js';

interface Work extends JobPayload {
  readonly importId: string;
  readonly token: string;
}

const TOLD_SKIPS = 500;

/** The background work of imports. Each job carries the token of the run it belongs to; when another run has begun, it ends without a word. */
@Injectable()
export class ImportJobs {
  constructor(
    private readonly database: Database,
    private readonly store: ImportStore,
    private readonly checks: ImportCheck,
    private readonly runs: ImportRun,
    private readonly reverts: ChangeSetRevert,
    private readonly imports: Imports,
    private readonly progress: ImportProgress,
    private readonly statistics: TableStatistics,
  ) {}

  @JobHandler('imports', 'check')
  async check(work: Work, job: RunningJob): Promise<void> {
    try {
      await this.quietly(() => this.checks.run(work.importId, work.token, () => job.checkpoint()));
      await this.goOn(work.importId);
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      // The file is to blame; another try would find it the same.
      await this.conclude(work, { status: 'FAILED', error: error.message });
    }
  }

  @JobHandler('imports', 'run')
  async run(work: Work, job: RunningJob): Promise<void> {
    await this.quietly(() => this.runs.run(work.importId, work.token, () => job.checkpoint()));
  }

  @JobHandler('imports', 'undo')
  async undo(work: Work, job: RunningJob): Promise<void> {
    await this.quietly(async () => {
      const record = await this.store.get(work.importId);
      if (record.status !== 'REVERTING' || record.runToken !== work.token || !record.changeSetId) throw new Superseded();
      await this.statistics.refresh();
      // All may be undone already: by a run that died before it could say so, or by whoever undid the change set itself.
      const done = await this.reverts.outcomeOf(record.changeSetId);
      const result = done ?? await this.reverts.revert(record.changeSetId, async (done, total) => {
        await this.store.update(record.id, { progressDone: done, progressTotal: total, heartbeatAt: new Date().toISOString() });
        await this.progress.tell(record.id);
        job.checkpoint();
      });
      const undoResult = { changeSetId: result.changeSetId, reverted: result.reverted, skippedCount: result.skipped.length, skipped: result.skipped.slice(0, TOLD_SKIPS) };
      await this.database.run(async (unit) => {
        // What names called into being is gone again, so a further run has to make it anew.
        await unit.query('update import_decisions set record_id = null where import_id = $1 and created', [record.id]);
        await this.store.updateIn(unit, record.id, { status: 'REVERTED', undoResult, runToken: null, error: null });
      });
      await this.progress.tell(record.id);
    });
  }

  @OnJobDead('imports', 'check')
  checkDied(work: Work, reason: Error): Promise<void> {
    return this.conclude(work, { status: 'FAILED', error: messageOf(reason) });
  }

  /** What was written stays, and the import can be resumed where it stopped. */
  @OnJobDead('imports', 'run')
  runDied(work: Work, reason: Error): Promise<void> {
    return this.conclude(work, { status: 'FAILED', error: messageOf(reason) });
  }

  /** What is undone stays undone, and the undo can be begun again. */
  @OnJobDead('imports', 'undo')
  undoDied(work: Work, reason: Error): Promise<void> {
    return this.conclude(work, { status: 'CANCELLED', error: messageOf(reason) });
  }

  /** What a schedule brought in goes on by itself, as long as no row needs a person. */
  private async goOn(importId: string): Promise<void> {
    const { automatic, status, planCounts } = await this.store.get(importId);
    const problems = (planCounts.INVALID ?? 0) + (planCounts.CONFLICT ?? 0);
    if (automatic && status === 'CHECKED' && problems === 0 && (planCounts.CREATE ?? 0) + (planCounts.UPDATE ?? 0) > 0) await this.imports.start(importId);
  }

  private async conclude(work: Work, patch: ImportPatch): Promise<void> {
    await this.database.run(async (unit) => {
      const record = await this.store.lock(unit, work.importId);
      if (record.runToken !== work.token) return;
      await this.store.updateIn(unit, work.importId, { ...patch, runToken: null });
      if (patch.status === 'FAILED') await tellFinished(unit, record, 'FAILED', record.outcomeCounts);
    });
    await this.progress.tell(work.importId);
  }

  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
    }
  }
}

const messageOf = (error: Error): string => (error instanceof AppError ? error.message : 'Something went wrong on our side. Try again; what was written is kept.');
