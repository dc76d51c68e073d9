import { Injectable } from '@nestjs/common';
import { Superseded } from '../../platform/changes/isolating.js';
import type { JobPayload } from '../../platform/queue/job-envelope.js';
import { JobHandler, OnJobDead, type RunningJob } from '../../platform/queue/job-handler.decorator.js';
import { BulkRunner } from './bulk-run.service.js';
import { BulkUndo } from './bulk-undo.service.js';

interface Work extends JobPayload {
  readonly runId: string;
  readonly token: string;
}

/** The background work of bulk actions. Each job carries the token of the run it belongs to; when another has taken over, it ends without a word. */
@Injectable()
export class BulkJobs {
  constructor(
    private readonly runner: BulkRunner,
    private readonly undos: BulkUndo,
  ) {}

  @JobHandler('bulk', 'run')
  run({ runId, token }: Work, job: RunningJob): Promise<void> {
    return quietly(() => this.runner.run(runId, token, () => job.checkpoint()));
  }

  @JobHandler('bulk', 'undo')
  undo({ runId, token }: Work, job: RunningJob): Promise<void> {
    return quietly(() => this.undos.run(runId, token, () => job.checkpoint()));
  }

  @OnJobDead('bulk', 'run')
  runDied({ runId, token }: Work, reason: Error): Promise<void> {
    return this.undos.conclude(runId, token, 'run', reason);
  }

  @OnJobDead('bulk', 'undo')
  undoDied({ runId, token }: Work, reason: Error): Promise<void> {
    return this.undos.conclude(runId, token, 'undo', reason);
  }
}

async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
  }
}
