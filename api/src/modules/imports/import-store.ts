import { Injectable } from '@nestjs/common';
import { currentMemberId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/app-error.js';
import type { FileStore } from '../../platform/storage/file-store.js';
import type { ImportRecord, ImportStatus } from './import-model.js';
import type { CsvColumn, FileDialect, SourceFile } from './reading/index.js';
import type { ImportMapping, ImportSource } from './import-model.js';

const SELECT = `select i.id, i.name, i.file_id as "fileId", f.storage_key as "storageKey", f.bytes::float8 as bytes, i.record_type as "recordType", i.status, i.dialect, i.source, i.columns, i.mapping,
  i.row_count as "rowCount", i.staged_dialect as "stagedDialect", i.progress_done as "progressDone", i.progress_total as "progressTotal", i.phase, i.cursor_line as "cursorLine",
  i.plan_counts as "planCounts", i.outcome_counts as "outcomeCounts", i.related_counts as "relatedCounts", i.change_set_id as "changeSetId", i.undo_result as "undoResult", i.error, i.run_token as "runToken",
  i.heartbeat_at as "heartbeatAt", i.profile_id as "profileId", p.name as "profileName", i.automatic, i.created_by_id as "createdById", i.created_at as "createdAt", i.started_at as "startedAt", i.finished_at as "finishedAt"
  from imports i join import_files f on f.id = i.file_id left join import_profiles p on p.id = i.profile_id`;

/** Columns that work on an import changes, by their name in code. */
const WRITABLE = {
  status: 'status',
  dialect: 'dialect',
  source: 'source',
  profileId: 'profile_id',
  automatic: 'automatic',
  columns: 'columns',
  mapping: 'mapping',
  recordType: 'record_type',
  rowCount: 'row_count',
  stagedDialect: 'staged_dialect',
  progressDone: 'progress_done',
  progressTotal: 'progress_total',
  phase: 'phase',
  cursorLine: 'cursor_line',
  planCounts: 'plan_counts',
  outcomeCounts: 'outcome_counts',
  relatedCounts: 'related_counts',
  changeSetId: 'change_set_id',
  undoResult: 'undo_result',
  error: 'error',
  runToken: 'run_token',
  heartbeatAt: 'heartbeat_at',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
} as const satisfies Partial<Record<keyof ImportRecord, string>>;
const JSON_COLUMNS: ReadonlySet<string> = new Set(['dialect', 'source', 'columns', 'mapping', 'plan_counts', 'outcome_counts', 'related_counts', 'undo_result']);

export type ImportPatch = Partial<Pick<ImportRecord, keyof typeof WRITABLE>>;

/** The stored file as readers see it. */
export const sourceFile = (files: FileStore, { name, bytes, storageKey }: { readonly name: string; readonly bytes: number; readonly storageKey: string }): SourceFile => ({
  name,
  bytes,
  open: () => files.read(storageKey),
  range: (start, end) => files.readRange(storageKey, start, end),
});

export interface NewImport {
  readonly name: string;
  readonly fileId: string;
  readonly recordType: string;
  readonly dialect: FileDialect;
  readonly source: ImportSource;
  readonly columns: readonly CsvColumn[];
  readonly mapping: ImportMapping;
  readonly profileId?: string | null;
  readonly automatic?: boolean;
}

/** Imports as rows of the database. */
@Injectable()
export class ImportStore {
  constructor(private readonly database: Database) {}

  /** @throws NOT_FOUND, also for another tenant's import */
  async get(id: string): Promise<ImportRecord> {
    return this.database.run(async (unit) => {
      const [row] = await unit.query<ImportRecord>(`${SELECT} where i.id = $1`, [id]);
      if (!row) throw notFound('This import');
      return row;
    });
  }

  /** Reads and locks it until the unit of work ends: whoever changes its state waits for the batch that is being written. */
  async lock(unit: UnitOfWork, id: string): Promise<ImportRecord> {
    const [row] = await unit.query<ImportRecord>(`${SELECT} where i.id = $1 for update of i`, [id]);
    if (!row) throw notFound('This import');
    return row;
  }

  async insert(values: NewImport): Promise<string> {
    return this.database.run(async (unit) => {
      const [row] = await unit.query<{ id: string }>(
        'insert into imports (name, file_id, record_type, dialect, source, columns, mapping, created_by_id, profile_id, automatic) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id',
        [values.name, values.fileId, values.recordType, JSON.stringify(values.dialect), JSON.stringify(values.source), JSON.stringify(values.columns), JSON.stringify(values.mapping), currentMemberId(), values.profileId ?? null, values.automatic ?? false],
      );
      return row!.id;
    });
  }

  async update(id: string, patch: ImportPatch): Promise<void> {
    await this.database.run((unit) => this.updateIn(unit, id, patch));
  }

  async updateIn(unit: UnitOfWork, id: string, patch: ImportPatch): Promise<void> {
    const entries = Object.entries(patch).map(([key, value]) => [WRITABLE[key as keyof typeof WRITABLE], value] as const);
    if (entries.length === 0) return;
    const assignments = entries.map(([column], index) => `${column} = $${index + 2}`);
    const parameters = entries.map(([column, value]) => (JSON_COLUMNS.has(column) && value !== null ? JSON.stringify(value) : value));
    await unit.query(`update imports set ${assignments.join(', ')} where id = $1`, [id, ...parameters]);
  }

  /** Newest first. */
  async page(first: number, after: { readonly createdAt: string; readonly id: string } | null, status: readonly ImportStatus[] | null): Promise<ImportRecord[]> {
    return this.database.read<ImportRecord>(`${SELECT} where ($1::text[] is null or i.status = any($1)) and ($2::timestamptz is null or (i.created_at, i.id) < ($2, $3::uuid)) order by i.created_at desc, i.id desc limit $4`,
        [status, after?.createdAt ?? null, after?.id ?? null, first]);
  }

  async count(status: readonly ImportStatus[] | null): Promise<number> {
    const [row] = await this.database.read<{ count: number }>('select count(*)::int as count from imports where ($1::text[] is null or status = any($1))', [status]);
    return row!.count;
  }

  /** What the caller has uploaded within the last hour. */
  async bytesOfThisHour(): Promise<number> {
    const [row] = await this.database.read<{ bytes: number }>(`select coalesce(sum(bytes), 0)::float8 as bytes from import_files where uploaded_by_id = $1 and created_at > now() - interval '1 hour'`, [currentMemberId()]);
    return row!.bytes;
  }

  async insertFile(file: { readonly name: string; readonly key: string; readonly bytes: number; readonly sha256: string }): Promise<string> {
    return this.database.run(async (unit) => {
      const [row] = await unit.query<{ id: string }>('insert into import_files (name, storage_key, bytes, sha256, uploaded_by_id) values ($1, $2, $3, $4, $5) returning id', [
        file.name,
        file.key,
        file.bytes,
        file.sha256,
        currentMemberId(),
      ]);
      return row!.id;
    });
  }

  /** @throws NOT_FOUND, also for another tenant's file */
  async file(id: string): Promise<{ id: string; name: string; storageKey: string; bytes: number }> {
    return this.database.run(async (unit) => {
      const [row] = await unit.query<{ id: string; name: string; storageKey: string; bytes: number }>('select id, name, storage_key as "storageKey", bytes::float8 as bytes from import_files where id = $1', [id]);
      if (!row) throw notFound('This file');
      return row;
    });
  }
}
