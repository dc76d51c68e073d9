import { Injectable } from '@nestjs/common';
import { Superseded } from '../../platform/changes/isolating.js';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { JobPayload } from '../../platform/queue/job-envelope.js';
import { JobHandler, OnJobDead, type RunningJob } from '../../platform/queue/job-handler.decorator.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { ExportProgress } from './export-progress.service.js';
import { ExportStore } from './export-store.js';
import { ExportWriter } from './export-writer.service.js';

interface Work extends JobPayload {
  readonly exportId: string;
  readonly token: string;
}

/** Files removed in one go of the housekeeping. */
const MOST_REMOVED = 500;

/** The background work of exports, and the end of files whose time is over. */
@Injectable()
export class ExportJobs {
  constructor(
    private readonly database: Database,
    private readonly store: ExportStore,
    private readonly writer: ExportWriter,
    private readonly files: FileStore,
    private readonly progress: ExportProgress,
  ) {}

  @JobHandler('exports', 'write')
  async write({ exportId, token }: Work, job: RunningJob): Promise<void> {
    try {
      await this.writer.run(exportId, token, () => job.checkpoint());
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
    }
  }

  @OnJobDead('exports', 'write')
  async died({ exportId, token }: Work, reason: Error): Promise<void> {
    await this.store.end(exportId, token, 'FAILED', reason instanceof AppError ? reason.message : 'Something went wrong on our side. Try again.');
    await this.progress.tell(exportId);
  }

  @JobHandler('maintenance', 'forget-exports', { everyMs: 900_000 })
  async forget(): Promise<void> {
    const expired = await this.database.runAs('dispatch', (unit) =>
      unit.query<{ tenantId: string; id: string; storageKey: string }>(
        `select tenant_id as "tenantId", id, storage_key as "storageKey" from exports where storage_key is not null and expires_at < now() order by expires_at limit ${MOST_REMOVED}`,
      ),
    );
    for (const { tenantId, id, storageKey } of expired) {
      await runInContext(systemContext(tenantId, 'Housekeeping'), async () => {
        await this.files.remove(storageKey);
        await this.database.run((unit) => unit.query(`update exports set status = 'EXPIRED', storage_key = null where id = $1`, [id]));
      });
    }
  }
}
