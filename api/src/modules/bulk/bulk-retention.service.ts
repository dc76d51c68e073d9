import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { JobPayload } from '../../platform/queue/job-envelope.js';
import { JobHandler, type RunningJob } from '../../platform/queue/job-handler.decorator.js';

/** How long an action and its report are kept after the last that happened to it. */
export const KEPT_DAYS = 90;
/** Few at once, because each takes a report of up to half a million rows along. */
const CHUNK = 20;

/** Forgets old actions, what they left out, and with them the undo of the whole. What they changed stays in the histories of the records. */
@Injectable()
export class BulkRetention {
  constructor(private readonly database: Database) {}

  @JobHandler('maintenance', 'forget-bulk-runs', { everyMs: 6 * 3_600_000 })
  async forget(_payload: JobPayload, job: Pick<RunningJob, 'checkpoint'>): Promise<void> {
    while ((await this.forgetSome()) === CHUNK) job.checkpoint();
  }

  /** @returns how many runs were forgotten */
  private async forgetSome(): Promise<number> {
    const rows = await this.database.runAs('dispatch', (unit) =>
      unit.query(
        `delete from bulk_runs r using (select tenant_id, id from bulk_runs where greatest(created_at, heartbeat_at, finished_at) < now() - make_interval(days => ${KEPT_DAYS}) limit ${CHUNK}) old
         where r.tenant_id = old.tenant_id and r.id = old.id returning r.id`,
      ),
    );
    return rows.length;
  }
}
