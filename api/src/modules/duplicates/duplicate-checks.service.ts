import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { JobHandler, type RunningJob } from '../../platform/queue/job-handler.decorator.js';
import { CheckSignal } from './check-signal.service.js';
import { identifiedType } from './identity-keys.js';
import { Matcher } from './matcher.service.js';
import { storeMatches } from './pair-store.js';

const BATCH = 300;
const SWEEP_MS = 60_000;

/** Compares what was changed lately with everything else, in the background, a batch at a time. */
@Injectable()
export class DuplicateChecks {
  constructor(
    private readonly database: Database,
    private readonly matcher: Matcher,
    private readonly signal: CheckSignal,
  ) {}

  @JobHandler('duplicates', 'check')
  async check(_payload: object, job: RunningJob): Promise<void> {
    while ((await this.checkSome()) === BATCH) job.checkpoint();
  }

  /** Takes up work whose signal was lost: the process that would have sent it ended. */
  @JobHandler('duplicates', 'sweep', { everyMs: SWEEP_MS })
  async sweep(): Promise<void> {
    const tenants = await this.database.runAs('dispatch', (unit) => unit.query<{ tenant_id: string }>(`select distinct tenant_id from duplicate_checks where since < now() - interval '1 minute'`));
    for (const { tenant_id } of tenants) await this.signal.queue(tenant_id);
  }

  private checkSome(): Promise<number> {
    return this.database.run(async (unit) => {
      // Locked rows are another worker's; both together get through all of it.
      const taken = await unit.query<{ record_type: string; record_id: string }>(
        // As an array the choice is made once; joined, a plan may make it anew for each row, and take far more than a batch.
        `delete from duplicate_checks where id = any(array(select id from duplicate_checks order by since, id limit ${BATCH} for update skip locked)) returning record_type, record_id`,
      );
      for (const [name, rows] of Map.groupBy(taken, (row) => row.record_type)) {
        const type = identifiedType(name);
        if (!type) continue;
        const found = await this.matcher.findFor(type, rows.map((row) => row.record_id));
        await storeMatches(unit, type, found, true);
      }
      return taken.length;
    });
  }
}
