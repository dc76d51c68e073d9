import { Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/access/ability.js';
import { currentMemberId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/app-error.js';
import type { ActionDetails, BulkRun, LeftOut, RunAction } from './bulk-model.js';

const SELECT = `select r.id, r.record_type as "recordType", r.action, r.details, r.label, r.status, r.total, r.done, r.changed, r.unchanged, r.left_out as "leftOut",
  r.change_set_id as "changeSetId", r.undo_done as "undoDone", r.undo_total as "undoTotal", r.undo_result as "undoResult", r.error, r.run_token as "runToken",
  r.heartbeat_at as "heartbeatAt", r.created_by_id as "createdById", r.created_at as "createdAt", r.finished_at as "finishedAt" from bulk_runs r`;

/** Columns that change while a run lives, by their name in code. */
const WRITABLE = {
  label: 'label',
  status: 'status',
  total: 'total',
  done: 'done',
  changed: 'changed',
  unchanged: 'unchanged',
  leftOut: 'left_out',
  undoDone: 'undo_done',
  undoTotal: 'undo_total',
  undoResult: 'undo_result',
  error: 'error',
  runToken: 'run_token',
  heartbeatAt: 'heartbeat_at',
  finishedAt: 'finished_at',
} as const satisfies Partial<Record<keyof BulkRun, string>>;

export type RunPatch = Partial<Pick<BulkRun, keyof typeof WRITABLE>>;

export interface NewRun {
  readonly recordType: string;
  readonly action: RunAction;
  readonly details: ActionDetails;
  readonly label: string;
  readonly changeSetId: string;
  readonly runToken: string;
}

/** A left-out record with its place in the report. */
export type LeftOutRow = LeftOut & { readonly id: string };

/** Bulk runs as rows of the database. */
@Injectable()
export class BulkStore {
  constructor(private readonly database: Database) {}

  /** @throws NOT_FOUND, also for another tenant's run and for a colleague's, unless the caller sees everybody's changes */
  async get(id: string): Promise<BulkRun> {
    const [row] = await this.database.read<BulkRun>(`${SELECT} where r.id = $1 and ($2 or r.created_by_id = $3)`, [id, seesAll(), currentMemberId()]);
    if (!row) throw notFound('This bulk action');
    return row;
  }

  /** Reads and locks it until the unit of work ends: whoever changes its state waits for the batch that is being written. */
  async lock(unit: UnitOfWork, id: string): Promise<BulkRun> {
    const [row] = await unit.query<BulkRun>(`${SELECT} where r.id = $1 for update`, [id]);
    if (!row) throw notFound('This bulk action');
    return row;
  }

  async insert(unit: UnitOfWork, run: NewRun): Promise<string> {
    const [row] = await unit.query<{ id: string }>(
      `insert into bulk_runs (record_type, action, details, label, change_set_id, run_token, heartbeat_at, created_by_id) values ($1, $2, $3, $4, $5, $6, now(), $7) returning id`,
      [run.recordType, run.action, JSON.stringify(run.details), run.label, run.changeSetId, run.runToken, currentMemberId()],
    );
    return row!.id;
  }

  async update(id: string, patch: RunPatch): Promise<void> {
    await this.database.run((unit) => this.updateIn(unit, id, patch));
  }

  async updateIn(unit: UnitOfWork, id: string, patch: RunPatch): Promise<void> {
    const entries = Object.entries(patch) as [keyof typeof WRITABLE, unknown][];
    const assignments = entries.map(([key], index) => `${WRITABLE[key]} = $${index + 2}`);
    const parameters = entries.map(([key, value]) => (key === 'undoResult' && value ? JSON.stringify(value) : value));
    await unit.query(`update bulk_runs set ${assignments.join(', ')} where id = $1`, [id, ...parameters]);
  }

  /** The batch that holds the record at that place of the selection; null behind the last. */
  async batchAt(unit: UnitOfWork, runId: string, place: number): Promise<{ start: number; recordType: string; ids: string[]; versions: (number | null)[] } | null> {
    const [batch] = await unit.query<{ start: number; recordType: string; ids: string[]; versions: (number | null)[] }>(
      `select start, record_type as "recordType", ids, versions from bulk_batches where run_id = $1 and start <= $2 and start + cardinality(ids) > $2`,
      [runId, place],
    );
    return batch ?? null;
  }

  /** What was frozen is of no use once the run is over. */
  async dropBatches(unit: UnitOfWork, runId: string): Promise<void> {
    await unit.query('delete from bulk_batches where run_id = $1', [runId]);
  }

  async addLeftOut(unit: UnitOfWork, runId: string, records: readonly LeftOut[]): Promise<void> {
    if (records.length === 0) return;
    await unit.query(
      `insert into bulk_left_out (run_id, record_type, record_id, title, code, field, reason)
       select $1, v."recordType", v."recordId", v.title, v.code, v.field, v.reason
       from jsonb_to_recordset($2::jsonb) as v("recordType" text, "recordId" uuid, title text, code text, field text, reason text)`,
      [runId, JSON.stringify(records)],
    );
  }

  async leftOut(runId: string, first: number, after: string | null): Promise<LeftOutRow[]> {
    return this.database.read<LeftOutRow>(`select id, record_type as "recordType", record_id as "recordId", title, code, field, reason from bulk_left_out
         where run_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
        [runId, after, first]);
  }

  /** The caller's own runs, newest first; everybody's for those who see the audit log and ask for it. */
  async page(first: number, after: { readonly createdAt: string; readonly id: string } | null, everybody: boolean, active: boolean): Promise<BulkRun[]> {
    return this.database.read<BulkRun>(`${SELECT} where (r.created_by_id = $1 or $2) and (not $3 or r.status in ('RUNNING', 'REVERTING')) and ($4::timestamptz is null or (r.created_at, r.id) < ($4, $5::uuid))
         order by r.created_at desc, r.id desc limit $6`,
        [currentMemberId(), everybody && seesAll(), active, after?.createdAt ?? null, after?.id ?? null, first]);
  }
}

const seesAll = (): boolean => hasPermission('view:audit');
