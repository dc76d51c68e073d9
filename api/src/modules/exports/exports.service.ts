import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { requireCan, requirePermission } from '../../platform/access/ability.js';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Superseded } from '../../platform/changes/isolating.js';
import { guardReverts } from '../../platform/changes/revert-guards.js';
import { currentContext } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import { Licences } from '../../platform/licensing/licences.service.js';
import { JobQueue } from '../../platform/queue/job-queue.service.js';
import { orderOf } from '../../platform/records/record-list.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { checkSelection, selectionConditions } from '../bulk/index.js';
import { columnsOf } from './export-columns.js';
import { AT_ONCE, BATCH, MOST_ROWS, type ExportRecord, type ExportRequest } from './export-model.js';
import { ExportProgress } from './export-progress.service.js';
import { ExportStore } from './export-store.js';
import { ExportWriter } from './export-writer.service.js';

/** The life of exports. Small ones are written within the request, others by a job. */
@Injectable()
export class Exports implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: ExportStore,
    private readonly licences: Licences,
    private readonly writer: ExportWriter,
    private readonly jobs: JobQueue,
    private readonly progress: ExportProgress,
  ) {}

  onModuleInit(): void {
    guardReverts('export', () => Promise.reject(preconditionFailed('An export has changed nothing, so there is nothing to undo.')));
  }

  /** Notes which records are meant, in their order, and begins to write. @throws VALIDATION_ERROR, FORBIDDEN */
  async start(request: ExportRequest): Promise<ExportRecord> {
    requirePermission('export:records');
    const type = await this.check(request);
    const token = randomUUID();
    const { id, total, promise } = await this.database.run(async (unit) => {
      const exportId = await this.store.insert(unit, { recordType: type.name, format: request.format, columns: request.columns, name: fileName(type, request), language: currentContext().language ?? 'en', runToken: token });
      return { id: exportId, total: await freeze(unit, exportId, type, request), promise: await this.jobs.promise(unit, 'exports', 'write', { exportId, token }, { held: true }) };
    });
    const done = total <= AT_ONCE && (await this.atOnce(id, token));
    if (done) await this.jobs.fulfil('exports', promise);
    else await this.jobs.hand('exports', 'write', { exportId: id, token }, promise);
    return this.store.get(id);
  }

  async cancel(id: string): Promise<ExportRecord> {
    requirePermission('export:records');
    await this.store.get(id);
    if (!(await this.store.end(id, null, 'CANCELLED', null))) throw preconditionFailed('This export is not at work any more.');
    await this.progress.tell(id);
    return this.store.get(id);
  }

  /** @returns false for what failed for a reason of the moment: the queue tries again */
  private async atOnce(id: string, token: string): Promise<boolean> {
    try {
      await this.writer.run(id, token, () => undefined);
      return true;
    } catch (error) {
      return error instanceof Superseded;
    }
  }

  private async check(request: ExportRequest): Promise<RecordType> {
    const type = findRecordType(request.recordType);
    if (!type || !type.operations.includes('list')) throw validationError({ recordType: [`There are no records called "${request.recordType}" to export.`] });
    await this.licences.requireForRecords([type]);
    requireCan('view', type);
    checkSelection(request);
    columnsOf(type, request.columns);
    return type;
  }
}

/** Writes down which records in which order, so that a list which moves meanwhile makes no gaps and no doubles in the file. */
async function freeze(unit: UnitOfWork, exportId: string, type: RecordType, request: ExportRequest): Promise<number> {
  const parameters = new SqlParameters();
  const id = parameters.add(exportId);
  const most = MOST_ROWS[request.format];
  const { joins, order } = orderOf(type, request.sort);
  const conditions = (await selectionConditions(type, request, parameters)).join(' and ');
  const [row] = await unit.query<{ total: number }>(
    `with numbered as (select t.id, (row_number() over (order by ${order}))::int - 1 as place from ${type.table} t${joins} where ${conditions} limit ${most + 1}),
     written as (insert into export_batches (export_id, start, ids) select ${id}::uuid, min(place), array_agg(id order by place) from numbered group by place / ${BATCH})
     select count(*)::int as total from numbered`,
    parameters.values,
  );
  const total = row?.total ?? 0;
  if (total > most) throw validationError({ selection: [`A file holds at most ${most.toLocaleString('en')} records. Narrow the filter, or choose CSV.`] });
  await unit.query('update exports set total = $2 where id = $1', [exportId, total]);
  return total;
}

/** `contacts-2026-11-21.csv`, by the calendar of who asks. */
function fileName(type: RecordType, { format }: ExportRequest): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: currentContext().timezone }).format(new Date());
  return `${type.plural}-${day}.${format.toLowerCase()}`;
}
