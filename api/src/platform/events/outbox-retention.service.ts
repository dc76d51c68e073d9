import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { JobHandler, type RunningJob } from '../queue/job-handler.decorator.js';
import type { JobPayload } from '../queue/job-envelope.js';

/** How long published events are kept: so long a subscriber may be away and still be told what it missed. */
export const KEPT_DAYS = 7;
const CHUNK = 2_000;

/** Forgets old events, in the order they were published in, so that what is kept has no gaps. */
@Injectable()
export class OutboxRetention {
  constructor(private readonly database: Database) {}

  @JobHandler('maintenance', 'forget-events', { everyMs: 3_600_000 })
  async forget(_payload: JobPayload, job: RunningJob): Promise<void> {
    while ((await this.forgetSome()) === CHUNK) job.checkpoint();
  }

  /** @returns how many events were forgotten */
  private async forgetSome(): Promise<number> {
    const rows = await this.database.runAs('dispatch', (unit) =>
      unit.query(
        `delete from outbox o using (select tenant_id, id, published_at from outbox where seq is not null order by seq limit ${CHUNK}) oldest
         where o.tenant_id = oldest.tenant_id and o.id = oldest.id and oldest.published_at < now() - make_interval(days => ${KEPT_DAYS}) returning o.id`,
      ),
    );
    return rows.length;
  }
}
