import { Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/access/ability.js';
import { currentMemberId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/app-error.js';
import { KEPT_HOURS, type ExportRecord } from './export-model.js';

const SELECT = `select e.id, e.record_type as "recordType", e.format, e.columns, e.name, e.language, e.status, e.total, e.done, e.bytes::float8 as bytes, e.storage_key as "storageKey", e.error,
  e.run_token as "runToken", e.heartbeat_at as "heartbeatAt", e.created_by_id as "createdById", e.created_at as "createdAt", e.expires_at as "expiresAt" from exports e`;

export type NewExport = Pick<ExportRecord, 'recordType' | 'format' | 'columns' | 'name' | 'language'> & { readonly runToken: string };

/** Exports as rows of the database. */
@Injectable()
export class ExportStore {
  constructor(private readonly database: Database) {}

  /** @throws NOT_FOUND, also for another tenant's export and for a colleague's, unless the caller sees everybody's changes */
  async get(id: string): Promise<ExportRecord> {
    const [row] = await this.database.read<ExportRecord>(`${SELECT} where e.id = $1 and ($2 or e.created_by_id = $3)`, [id, hasPermission('view:audit'), currentMemberId()]);
    if (!row) throw notFound('This export');
    return row;
  }

  /** The caller's own, newest first. */
  async mine(first: number): Promise<ExportRecord[]> {
    return this.database.read<ExportRecord>(`${SELECT} where e.created_by_id = $1 order by e.created_at desc, e.id desc limit $2`, [currentMemberId(), first]);
  }

  async insert(unit: UnitOfWork, { recordType, format, columns, name, language, runToken }: NewExport): Promise<string> {
    const [row] = await unit.query<{ id: string }>(
      'insert into exports (record_type, format, columns, name, language, run_token, heartbeat_at, created_by_id) values ($1, $2, $3, $4, $5, $6, now(), $7) returning id',
      [recordType, format, columns, name, language, runToken, currentMemberId()],
    );
    return row!.id;
  }

  /** The ids of the batch that begins at that place; empty behind the last. */
  async batchAt(id: string, start: number): Promise<string[]> {
    const [batch] = await this.database.read<{ ids: string[] }>('select ids from export_batches where export_id = $1 and start = $2', [id, start]);
    return batch?.ids ?? [];
  }

  /** Notes how far it is. @returns whether this run still is the one that may write */
  async advance(id: string, token: string, done: number): Promise<boolean> {
    const rows = await this.database.run((unit) =>
      unit.query(`update exports set done = $3, heartbeat_at = now() where id = $1 and run_token = $2 and status = 'RUNNING' returning id`, [id, token, done]),
    );
    return rows.length > 0;
  }

  /** @returns whether it was still wanted */
  async finish(unit: UnitOfWork, id: string, token: string, file: { readonly key: string; readonly bytes: number }): Promise<boolean> {
    const rows = await unit.query(
      `update exports set status = 'READY', storage_key = $3, bytes = $4, run_token = null, error = null, expires_at = now() + interval '${KEPT_HOURS} hours'
       where id = $1 and run_token = $2 and status = 'RUNNING' returning id`,
      [id, token, file.key, file.bytes],
    );
    if (rows.length > 0) await unit.query('delete from export_batches where export_id = $1', [id]);
    return rows.length > 0;
  }

  /** Ends it without a file. @param token null for whichever run is at it */
  async end(id: string, token: string | null, status: 'CANCELLED' | 'FAILED', error: string | null): Promise<boolean> {
    return this.database.run(async (unit) => {
      const rows = await unit.query(
        `update exports set status = $3, error = $4, run_token = null where id = $1 and ($2::uuid is null or run_token = $2) and status = 'RUNNING' returning id`,
        [id, token, status, error],
      );
      if (rows.length > 0) await unit.query('delete from export_batches where export_id = $1', [id]);
      return rows.length > 0;
    });
  }
}
