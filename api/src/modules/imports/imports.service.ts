import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hasPermission, requireCan, requirePermission } from '../../platform/access/ability.js';
import { guardReverts } from '../../platform/changes/revert-guards.js';
import { actingVia, currentMemberId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { forbidden, preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import { JobQueue } from '../../platform/queue/job-queue.service.js';
import { newId } from '../../platform/records/new-id.js';
import { FileStore } from '../../platform/storage/file-store.js';
import type { ImportRecord, ImportSource, ImportStatus } from './import-model.js';
import { ImportProgress } from './import-progress.service.js';
import { ImportStore, sourceFile, type ImportPatch } from './import-store.js';
import { importTarget, importTargets } from './planning/import-target.js';
import { findPreset } from './presets/presets.js';
import { suggestImport } from './planning/suggest-import.js';
import { profileMapping, recognise, type ImportProfile } from './profiles/import-profile.js';
import { ProfileStore } from './profiles/profile-store.js';
import { inspectFile, ReadError, type FileInspection, type GivenDialect } from './reading/index.js';
import { RowStore } from './row-store.js';

/** Background work that told nothing for so long has died with its process. */
const STALE_MS = 60_000;

/** The states from which each thing may be done. */
const EDITABLE: readonly ImportStatus[] = ['READY', 'CHECKED', 'REVERTED'];

/** The states from which it may write on. */
const UNFINISHED: readonly ImportStatus[] = ['RUNNING', 'PAUSED', 'FAILED'];

/** The life of imports, from the uploaded file to the undo. Long work is only begun here; jobs do it. */
@Injectable()
export class Imports implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly store: ImportStore,
    private readonly rows: RowStore,
    private readonly profiles: ProfileStore,
    private readonly jobs: JobQueue,
    private readonly progress: ImportProgress,
  ) {}

  /** What an import writes after its change set was undone could never be undone; so it has to have ended. */
  onModuleInit(): void {
    guardReverts('import', async (id) => {
      const [row] = await this.database.read<{ status: ImportStatus }>('select status from imports where id = $1', [id]);
      if (row && UNFINISHED.includes(row.status)) throw preconditionFailed('This import is not finished. Cancel it first, or undo the import itself.');
    });
  }

  /** @param input a profile makes the file be read as it says; without one, a saved profile with these columns is recognised */
  async create(input: { readonly fileId: string; readonly recordType?: string | null; readonly profile?: ImportProfile; readonly automatic?: boolean }): Promise<ImportRecord> {
    requirePermission('import:records');
    const file = await this.store.file(input.fileId);
    const inspection = await this.inspect(file, input.profile?.part ? { part: input.profile.part } : {});
    const profile = input.profile ?? recognise(await this.profiles.list(), inspection.dialect, inspection.columns, input.recordType);
    const target = profile ? importTarget(profile.recordType) : input.recordType ? importTarget(input.recordType) : likeliestTarget(inspection);
    requireCan('create', target.type);
    const { columns, mapping, preset } = suggestImport(target, inspection);
    const id = await this.store.insert({
      name: file.name,
      fileId: file.id,
      recordType: target.recordType,
      dialect: inspection.dialect,
      source: sourceOf(inspection, preset),
      columns,
      mapping: profile ? profileMapping(profile, columns, target.fields) : mapping,
      profileId: profile?.id ?? null,
      automatic: input.automatic ?? false,
    });
    return this.store.get(id);
  }

  /** Forgets the profile, and maps by what the columns say. */
  async suggestAnew(id: string): Promise<ImportRecord> {
    const record = await this.own(id);
    const { columns, mapping, preset } = suggestImport(importTarget(record.recordType), await this.inspectAgain(record));
    return this.edit(id, () => Promise.resolve({ columns, mapping, source: { ...record.source, preset }, profileId: null }));
  }

  /** Reads the file another way; mapping and decisions start anew, since columns may be others. */
  async changeDialect(id: string, given: GivenDialect): Promise<ImportRecord> {
    const record = await this.own(id);
    const inspection = await this.inspect(record, given);
    const { columns, mapping, preset } = suggestImport(importTarget(record.recordType), inspection);
    return this.edit(id, async (unit) => {
      const decisions = await this.rows.decisions(unit, id);
      await this.rows.forgetDecisions(unit, id, decisions);
      return { dialect: inspection.dialect, source: sourceOf(inspection, preset), columns, mapping, stagedDialect: null, rowCount: 0 };
    });
  }

  /** @param change what to write; the dry run has to be repeated after it, and somebody who changed something confirms it too */
  async edit(id: string, change: (unit: UnitOfWork, record: ImportRecord) => Promise<ImportPatch>): Promise<ImportRecord> {
    await this.own(id);
    await this.database.run(async (unit) => {
      const record = await this.store.lock(unit, id);
      demand(record, [...EDITABLE, ...(record.phase === 0 ? (['FAILED'] as const) : [])], 'changed');
      await this.store.updateIn(unit, id, { status: 'READY', planCounts: {}, relatedCounts: [], automatic: false, ...(await change(unit, record)) });
    });
    return this.store.get(id);
  }

  inspectAgain(record: ImportRecord): Promise<FileInspection> {
    const { format: _format, ...given } = record.dialect;
    return this.inspect(record, given);
  }

  /** Begins the dry run. */
  check(id: string): Promise<ImportRecord> {
    return this.begin(id, 'check', (record) => {
      if (!(record.status === 'CHECKING' && isStale(record))) demand(record, [...EDITABLE, ...(record.phase === 0 ? (['FAILED'] as const) : [])], 'checked');
      requireCan('create', importTarget(record.recordType).type);
      if (record.mapping.columns.every(({ targets }) => targets.length === 0)) throw validationError({ columns: ['Choose a field for at least one column.'] });
      return { status: 'CHECKING', phase: 0, planCounts: {}, outcomeCounts: {}, relatedCounts: [], progressDone: 0, progressTotal: record.rowCount, changeSetId: null, undoResult: null, startedAt: null, finishedAt: null };
    });
  }

  /** Begins to write what the dry run found. */
  start(id: string): Promise<ImportRecord> {
    return this.begin(id, 'run', (record) => {
      demand(record, ['CHECKED'], 'started: check it first');
      const total = (record.planCounts.CREATE ?? 0) + (record.planCounts.UPDATE ?? 0);
      return { status: 'RUNNING', phase: 1, cursorLine: 0, progressDone: 0, progressTotal: total, outcomeCounts: {}, changeSetId: newId(), startedAt: new Date().toISOString() };
    });
  }

  /** Goes on after a pause, a failure, or the death of the process that ran it; with the row after the last one written. */
  resume(id: string): Promise<ImportRecord> {
    return this.begin(id, 'run', (record) => {
      const died = record.status === 'RUNNING' && isStale(record);
      if (!died && !(record.status === 'FAILED' && record.phase > 0)) demand(record, ['PAUSED'], 'resumed');
      return { status: 'RUNNING' };
    });
  }

  /** Takes effect between two batches: this waits for the one that is being written. */
  pause(id: string): Promise<ImportRecord> {
    return this.end(id, (record) => {
      demand(record, ['RUNNING'], 'paused');
      return Promise.resolve({ status: 'PAUSED' });
    });
  }

  /** Ends it for good; what was written stays until it is undone. */
  cancel(id: string): Promise<ImportRecord> {
    return this.end(id, async (record, unit) => {
      demand(record, ['READY', 'CHECKING', 'CHECKED', 'RUNNING', 'PAUSED', 'FAILED'], 'cancelled');
      if (record.phase > 0) await unit.query(`update import_rows set outcome = 'SKIPPED' where import_id = $1 and outcome is null`, [id]);
      const outcomeCounts = record.phase > 0 ? await this.rows.countBy(unit, id, 'outcome') : {};
      return { status: 'CANCELLED', outcomeCounts, finishedAt: new Date().toISOString() };
    });
  }

  /** Begins to undo all it wrote, updates included; what somebody changed since stays and is listed. */
  undo(id: string): Promise<ImportRecord> {
    requirePermission('revert:changes');
    return this.begin(id, 'undo', (record) => {
      const died = record.status === 'REVERTING' && isStale(record);
      if (!died) demand(record, ['COMPLETED', 'CANCELLED', 'FAILED'], 'undone');
      if (!record.changeSetId) throw preconditionFailed('This import has written nothing.');
      return { status: 'REVERTING', progressDone: 0, progressTotal: 0 };
    });
  }

  private async begin(id: string, job: 'check' | 'run' | 'undo', change: (record: ImportRecord) => ImportPatch): Promise<ImportRecord> {
    await this.own(id);
    const token = randomUUID();
    await this.database.run(async (unit) => {
      const record = await this.store.lock(unit, id);
      await this.store.updateIn(unit, id, { ...change(record), runToken: token, heartbeatAt: new Date().toISOString(), error: null });
      await actingVia('import', () => this.jobs.promise(unit, 'imports', job, { importId: id, token }));
    });
    await this.progress.tell(id);
    return this.store.get(id);
  }

  private async end(id: string, change: (record: ImportRecord, unit: UnitOfWork) => Promise<ImportPatch>): Promise<ImportRecord> {
    await this.own(id);
    await this.database.run(async (unit) => {
      const record = await this.store.lock(unit, id);
      await this.store.updateIn(unit, id, { ...(await change(record, unit)), runToken: null });
    });
    await this.progress.tell(id);
    return this.store.get(id);
  }

  /** Imports are worked on by who made them, and by those who may see everybody's changes. */
  private async own(id: string): Promise<ImportRecord> {
    requirePermission('import:records');
    const record = await this.store.get(id);
    if (record.createdById !== currentMemberId() && !hasPermission('view:audit')) throw forbidden('Only the person who made this import, or an administrator, can work on it.');
    return record;
  }

  private async inspect(file: { readonly name: string; readonly bytes: number; readonly storageKey: string }, given: GivenDialect): Promise<FileInspection> {
    try {
      return await inspectFile(sourceFile(this.files, file), given);
    } catch (error) {
      if (error instanceof ReadError) throw validationError({ file: [error.message] }, error.message);
      throw error;
    }
  }
}

const sourceOf = ({ parts, notes }: FileInspection, preset: string | null): ImportSource => ({ parts, notes, preset });

const isStale = (record: ImportRecord): boolean => !record.heartbeatAt || Date.now() - Date.parse(record.heartbeatAt) > STALE_MS;

function demand(record: ImportRecord, allowed: readonly ImportStatus[], what: string): void {
  if (!allowed.includes(record.status)) throw preconditionFailed(`An import that is ${record.status.toLowerCase()} can't be ${what}.`);
}

/** The record type whose fields the columns fit best; on a tie the one described first. */
function likeliestTarget(inspection: FileInspection): ReturnType<typeof importTarget> {
  const preset = findPreset(inspection.dialect.format, inspection.columns.map(({ name }) => name));
  if (preset) return importTarget(preset.recordType);
  const scored = importTargets().map((target) => {
    const { columns, mapping } = suggestImport(target, inspection);
    const mapped = new Set(mapping.columns.flatMap(({ targets }) => targets));
    const fit = columns.reduce((sum, column, index) => sum + (mapping.columns[index]!.targets.length > 0 ? (column.suggestions[0]?.confidence ?? 0) : 0), 0);
    return { target, score: fit / columns.length + (target.titleFields.some((field) => mapped.has(field)) ? 0.2 : 0) };
  });
  scored.sort((a, b) => b.score - a.score);
  const best = scored[0];
  if (!best || best.score < 0.3) throw validationError({ recordType: ['The columns fit no kind of record clearly. Choose what the file holds.'] });
  return best.target;
}
