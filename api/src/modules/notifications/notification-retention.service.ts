import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { JobHandler, type RunningJob } from '../../platform/queue/job-handler.decorator.js';
import type { JobPayload } from '../../platform/queue/job-envelope.js';

const CHUNK = 2_000;
/** Somebody may be told again of what is forgotten too early, so it is kept for longer than events are. */
const KEPT_DAYS = 30;

/** Forgets what has long expired. */
@Injectable()
export class NotificationRetention {
  constructor(private readonly database: Database) {}

  @JobHandler('notifications', 'forget', { everyMs: 6 * 3_600_000 })
  async forget(_payload: JobPayload, job: RunningJob): Promise<void> {
    while ((await this.forgetSome()) === CHUNK) job.checkpoint();
  }

  private async forgetSome(): Promise<number> {
    const rows = await this.database.runAs('dispatch', (unit) =>
      unit.query(
        `delete from notifications n using (select tenant_id, id from notifications where expires_at < now() - make_interval(days => ${KEPT_DAYS}) order by expires_at limit ${CHUNK}) old
         where n.tenant_id = old.tenant_id and n.id = old.id returning n.id`,
      ),
    );
    return rows.length;
  }
}
