import { Injectable } from '@nestjs/common';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import type { JobPayload } from '../../platform/queue/job-envelope.js';
import { JobHandler, type RunningJob } from '../../platform/queue/job-handler.decorator.js';
import { FileStore } from '../../platform/storage/file-store.js';

/** So long a picture waits for the message it was taken for. */
export const UNSENT_HOURS = 24;
const CHUNK = 200;
const UNSENT = 'not exists (select from feedback f where f.tenant_id = p.tenant_id and f.picture_id = p.id)';

/** Removes pictures of feedback that was never sent: nobody can see them any more, and they show what was on somebody's screen. */
@Injectable()
export class FeedbackRetention {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
  ) {}

  @JobHandler('maintenance', 'forget-feedback-pictures', { everyMs: 3_600_000 })
  async forget(_payload: JobPayload, job: Pick<RunningJob, 'checkpoint'>): Promise<void> {
    while ((await this.forgetSome()) === CHUNK) job.checkpoint();
  }

  /** @returns how many were found */
  private async forgetSome(): Promise<number> {
    const unsent = await this.database.runAs('dispatch', (unit) =>
      unit.query<{ tenantId: string; id: string }>(
        `select p.tenant_id as "tenantId", p.id from feedback_pictures p where p.created_at < now() - make_interval(hours => ${UNSENT_HOURS}) and ${UNSENT} order by p.created_at limit ${CHUNK}`,
      ),
    );
    for (const [tenantId, group] of Map.groupBy(unsent, (row) => row.tenantId)) await runInContext(systemContext(tenantId, 'Housekeeping'), () => this.remove(group.map(({ id }) => id)));
    return unsent.length;
  }

  /** The file goes before its row is gone for good, so that a process that dies in between leaves a row to begin with again. */
  private async remove(ids: readonly string[]): Promise<void> {
    await this.database.run(async (unit) => {
      const gone = await unit.query<{ storageKey: string }>(`delete from feedback_pictures p where p.id = any($1::uuid[]) and ${UNSENT} returning p.storage_key as "storageKey"`, [ids]);
      for (const { storageKey } of gone) await this.files.remove(storageKey);
    });
  }
}
