import { Injectable } from '@nestjs/common';
import { currentMemberId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { preconditionFailed } from '../../platform/errors/app-error.js';
import { JobHandler, OnJobDead, type RunningJob } from '../../platform/queue/job-handler.decorator.js';
import { JobQueue } from '../../platform/queue/job-queue.service.js';
import { decodeRow, selectList } from '../../platform/records/record-rows.js';
import { comparedFields, identifiedType, removeKeys, writeKeys, type IdentifiedType } from './identity-keys.js';
import { Matcher } from './matcher.service.js';
import { storeMatches } from './pair-store.js';

/** A scan of all records of a type. */
export interface Scan {
  readonly id: string;
  readonly recordType: string;
  readonly status: 'RUNNING' | 'DONE' | 'FAILED';
  readonly phase: 'KEYS' | 'COMPARE';
  readonly lastId: string | null;
  readonly done: number;
  readonly total: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

interface Work {
  readonly scanId: string;
}

const COLUMNS = `id, record_type as "recordType", status, phase, last_id as "lastId", done, total, started_at as "startedAt", finished_at as "finishedAt"`;
const BATCH = 500;

/** Goes through all records of a type: builds their keys anew, then compares each with the others. Where it was broken off, it goes on. */
@Injectable()
export class DuplicateScans {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly matcher: Matcher,
  ) {}

  /** @throws PRECONDITION_FAILED while one is running. */
  async start(type: IdentifiedType): Promise<Scan> {
    const scan = await this.database.run(async (unit) => {
      const [total] = await unit.query<{ count: number }>(`select count(*)::int as count from ${type.table} where deleted_at is null`);
      const [row] = await unit.query<Scan & Record<string, unknown>>(
        `insert into duplicate_scans (record_type, total, started_by_id) values ($1, $2, $3) on conflict (tenant_id, record_type) where status = 'RUNNING' do nothing returning ${COLUMNS}`,
        [type.name, total!.count * 2, currentMemberId()],
      );
      if (row) await this.jobs.promise(unit, 'duplicates', 'scan', { scanId: row.id });
      return row;
    });
    if (!scan) throw preconditionFailed(`${type.labelPlural} are being compared already.`);
    return scan;
  }

  /** The latest scan of the type, running or not. */
  async latest(type: IdentifiedType): Promise<Scan | null> {
    const [row] = await this.database.read<Scan & Record<string, unknown>>(`select ${COLUMNS} from duplicate_scans where record_type = $1 order by id desc limit 1`, [type.name]);
    return row ?? null;
  }

  @JobHandler('duplicates', 'scan')
  async scan({ scanId }: Work, job: RunningJob): Promise<void> {
    for (;;) {
      const going = await this.database.run((unit) => this.step(unit, scanId));
      if (!going) return;
      job.checkpoint();
    }
  }

  @OnJobDead('duplicates', 'scan')
  async died({ scanId }: Work): Promise<void> {
    await this.database.run((unit) => unit.query(`update duplicate_scans set status = 'FAILED', finished_at = now() where id = $1 and status = 'RUNNING'`, [scanId]));
  }

  /** One batch of one phase, noted in the same transaction. @returns whether there is more to do */
  private async step(unit: UnitOfWork, scanId: string): Promise<boolean> {
    const [scan] = await unit.query<Scan & Record<string, unknown>>(`select ${COLUMNS} from duplicate_scans where id = $1 and status = 'RUNNING' for update`, [scanId]);
    const type = scan && identifiedType(scan.recordType);
    if (!scan || !type) return false;
    const rows = await unit.query(
      `select ${selectList(type, 't', comparedFields(type))} from ${type.table} t where t.deleted_at is null and ($1::uuid is null or t.id > $1) order by t.id limit ${BATCH}`,
      [scan.lastId],
    );
    const ids = rows.map((row) => row['id'] as string);
    if (scan.phase === 'KEYS') await this.rebuild(unit, type, ids, rows);
    else await this.compare(unit, type, rows, ids);
    await unit.query('update duplicate_scans set last_id = $2, done = least(done + $3, total) where id = $1', [scanId, ids.at(-1) ?? scan.lastId, ids.length]);
    if (ids.length === BATCH) return true;
    return this.endPhase(unit, scan);
  }

  private async rebuild(unit: UnitOfWork, type: IdentifiedType, ids: readonly string[], rows: Record<string, unknown>[]): Promise<void> {
    if (ids.length === 0) return;
    removeKeys(unit, type, ids);
    writeKeys(unit, type, rows.map((row) => decodeRow(type.allFields, row)));
  }

  /** Of each pair only the side that comes later in the scan looks for the other one, which halves the work to write. */
  private async compare(unit: UnitOfWork, type: IdentifiedType, rows: Record<string, unknown>[], ids: readonly string[]): Promise<void> {
    const matches = await this.matcher.find(type, rows.map((row) => decodeRow(type.allFields, row)));
    const found = new Map(ids.map((id, place) => [id, matches[place]!.filter(({ recordId }) => recordId < id)]));
    await storeMatches(unit, type, found, false);
  }

  private async endPhase(unit: UnitOfWork, scan: Scan): Promise<boolean> {
    if (scan.phase === 'KEYS') {
      await unit.query(`update duplicate_scans set phase = 'COMPARE', last_id = null where id = $1`, [scan.id]);
      return true;
    }
    // What this scan did not find again is no pair any more.
    await unit.query(`delete from duplicate_pairs where record_type = $1 and status = 'OPEN' and confirmed_at < $2`, [scan.recordType, scan.startedAt]);
    await unit.query(`update duplicate_scans set status = 'DONE', finished_at = now(), done = total where id = $1`, [scan.id]);
    return false;
  }
}
