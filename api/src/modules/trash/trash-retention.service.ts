import { Injectable } from '@nestjs/common';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { isolating } from '../../platform/changes/isolating.js';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import type { JobPayload } from '../../platform/queue/job-envelope.js';
import { JobHandler, type RunningJob } from '../../platform/queue/job-handler.decorator.js';
import { recordTypes } from '../../platform/records/record-registry.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { KEPT_DAYS } from './trash.service.js';

const CHUNK = 200;

/** Removes for good what has been in the trash for too long. A record that something refuses to let go of waits for the next time. */
@Injectable()
export class TrashRetention {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
  ) {}

  @JobHandler('maintenance', 'empty-trash', { everyMs: 3_600_000 })
  async empty(_payload: JobPayload, job: RunningJob): Promise<void> {
    // Parts before what they are part of.
    for (const type of [...recordTypes()].sort((one, other) => Number(Boolean(other.partOf)) - Number(Boolean(one.partOf)))) {
      while ((await this.emptySome(type)) === CHUNK) job.checkpoint();
    }
  }

  /** @returns how many records of the type were removed */
  private async emptySome(type: RecordType): Promise<number> {
    const expired = await this.database.runAs('dispatch', (unit) => unit.query<{ tenant_id: string; id: string }>('select tenant_id, id from expired_trash($1, $2, $3)', [type.table, KEPT_DAYS, CHUNK]));
    let removed = 0;
    for (const [tenantId, group] of Map.groupBy(expired, (row) => row.tenant_id)) {
      await runInContext(systemContext(tenantId, 'Trash'), () =>
        isolating(
          group.map((row) => row.id),
          async (ids) => {
            await this.changeSets.apply({ label: `Removed for good after ${KEPT_DAYS} days in the trash`, changes: ids.map((id) => ({ type, operation: 'purge', id, values: {}, derived: true, fromTrash: true })) });
            removed += ids.length;
          },
          () => Promise.resolve(),
        ),
      );
    }
    return removed;
  }
}
