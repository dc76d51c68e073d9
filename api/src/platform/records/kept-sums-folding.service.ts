import { Injectable } from '@nestjs/common';
import { runInContext, systemContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { keptSumsTable } from '../database/schema-builder.js';
import type { JobPayload } from '../queue/job-envelope.js';
import { JobHandler, type RunningJob } from '../queue/job-handler.decorator.js';
import { recordTypes } from './record-registry.js';
import { columnOf, type RecordType } from './record-type.js';

/** So many rows of changes are read along without harm. */
export const UNFOLDED = 100;

/** Folds together what writes have added to kept sums, so that readers have few rows to add up. What is added meanwhile stays for the next time. */
@Injectable()
export class KeptSumsFolding {
  constructor(private readonly database: Database) {}

  @JobHandler('maintenance', 'fold-sums', { everyMs: 20_000 })
  async fold(_payload: JobPayload, job: Pick<RunningJob, 'checkpoint'>): Promise<void> {
    for (const type of recordTypes().filter(({ keptSums }) => keptSums)) {
      const waiting = await this.database.readAs<{ id: string }>('dispatch', 'select id from kept_sums_to_fold($1, $2) id', [keptSumsTable(type.table), UNFOLDED]);
      for (const { id } of waiting) {
        await runInContext(systemContext(id, 'Sums'), () => this.foldFor(type));
        job.checkpoint();
      }
    }
  }

  /**
   * One statement: rows that another took first are not taken again, and one that ends in its middle has done nothing. Two at once would only wait for each other, so the second leaves it to the first.
   */
  foldFor(type: RecordType): Promise<void> {
    return this.database.run(async (unit) => {
      const [lock] = await unit.query<{ taken: boolean }>(`select pg_try_advisory_xact_lock(hashtextextended('fold ${keptSumsTable(type.table)} ' || current_setting('app.tenant_id'), 0)) as taken`);
      if (lock!.taken) await unit.query(foldSql(type));
    });
  }
}

/** Takes all rows of the workspace and puts one for each group in their place, but for groups of nothing. */
export function foldSql(type: RecordType): string {
  const kept = keptSumsTable(type.table);
  const keys = type.keptSums!.by.map(columnOf).join(', ');
  const sums = ['records', ...type.keptSums!.of.map(columnOf)];
  return `with taken as (delete from ${kept} returning ${keys}, ${sums.join(', ')})
    insert into ${kept} (folded, ${keys}, ${sums.join(', ')}) select true, ${keys}, ${sums.map((column) => `sum(${column})`).join(', ')} from taken
    group by ${keys} having ${sums.map((column) => `sum(${column}) <> 0`).join(' or ')}`;
}
