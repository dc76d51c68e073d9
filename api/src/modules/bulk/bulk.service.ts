import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { requireCan, requirePermission } from '../../platform/access/ability.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Superseded } from '../../platform/changes/isolating.js';
import { guardReverts } from '../../platform/changes/revert-guards.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { AppError, preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import { Licences } from '../../platform/licensing/licences.service.js';
import { JobQueue } from '../../platform/queue/job-queue.service.js';
import { newId } from '../../platform/records/new-id.js';
import { findRecordType, recordTypeNamed } from '../../platform/records/record-registry.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { checkAction, checkDetails, labelOf, needsOf } from './bulk-actions.js';
import { AT_ONCE, type ActionDetails, type BulkRun, type BulkSelection, type RunAction, type RunStatus } from './bulk-model.js';
import { BulkProgress } from './bulk-progress.service.js';
import { BulkRunner } from './bulk-run.service.js';
import { checkSelection, countSelection, freezeSelection, type SelectionCount } from './bulk-selection.js';
import { extensionOf } from './run-extensions.js';
import { BulkStore, type RunPatch } from './bulk-store.js';
import { BulkUndo } from './bulk-undo.service.js';

/** Background work that told nothing for so long has died with its process. */
const STALE_MS = 60_000;

/** What to do with which records. */
export interface BulkRequest {
  readonly recordType: string;
  readonly selection: BulkSelection;
  readonly action: RunAction;
  readonly details: ActionDetails;
}

/** A selection of one record type within a run. */
export interface RunPart {
  readonly type: RecordType;
  readonly selection: BulkSelection;
}

/** The life of bulk actions, from the dry count to the undo. Small ones are done within the request, others by a job. */
@Injectable()
export class BulkActions implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: BulkStore,
    private readonly records: RecordStore,
    private readonly licences: Licences,
    private readonly changeSets: ChangeSets,
    private readonly runner: BulkRunner,
    private readonly undos: BulkUndo,
    private readonly jobs: JobQueue,
    private readonly progress: BulkProgress,
  ) {}

  /** What a run writes after its change set was undone could never be undone; so it has to have ended. */
  onModuleInit(): void {
    guardReverts('bulk', async (id) => {
      const [row] = await this.database.read<{ status: RunStatus; action: RunAction }>('select status, action from bulk_runs where id = $1', [id]);
      if (row?.status === 'RUNNING') throw preconditionFailed('This action is still running. Cancel it first, then undo it.');
      return { personalFollows: row?.action === 'RETAG' };
    });
  }

  /** How many records it is about, and how many of them the caller may change, whatever to. Writes nothing. */
  async preview(request: BulkRequest): Promise<SelectionCount> {
    const type = await this.typeOf(request);
    return this.database.run((unit) => countSelection(unit, type, request.selection, needsOf(request.action)));
  }

  async start(request: BulkRequest): Promise<BulkRun> {
    const type = await this.check(request);
    requireCan(needsOf(request.action), type);
    return this.begin({ recordType: type.name, action: request.action, details: request.details, label: (await extensionOf(request.action)?.begin(request.details)) ?? labelOf(type, request.action, request.details) }, [{ type, selection: request.selection }]);
  }

  /**
   * Freezes the selections and begins. For modules whose verbs change records of several types at once; `also` is changed with them, in the same set.
   * Checks no more than what each record's permission says.
   */
  async begin(run: { readonly recordType: string; readonly action: RunAction; readonly details: ActionDetails; readonly label: string }, parts: readonly RunPart[], also: readonly RecordChange[] = []): Promise<BulkRun> {
    const [token, changeSetId] = [randomUUID(), newId()];
    const { id, total, promise } = await this.database.run(async (unit) => {
      const runId = await this.store.insert(unit, { ...run, changeSetId, runToken: token });
      let frozen = 0;
      for (const { type, selection } of parts) frozen += await freezeSelection(unit, runId, type, selection, frozen);
      const label = `${run.label} (${frozen.toLocaleString('en')} ${nounOf(parts, frozen)})`;
      await this.store.updateIn(unit, runId, { total: frozen, label });
      if (also.length > 0) await this.changeSets.apply({ label, changes: also, changeSetId, source: `bulk:${runId}` });
      return { id: runId, total: frozen, promise: await this.jobs.promise(unit, 'bulk', 'run', { runId, token }, { held: true }) };
    });
    await this.work('run', { runId: id, token }, total, promise);
    return this.store.get(id);
  }

  /** Ends it between two batches, after the one that is being written; what was changed stays until it is undone. */
  async cancel(id: string): Promise<BulkRun> {
    return this.change(id, async (run, unit) => {
      if (run.status !== 'RUNNING' && run.status !== 'FAILED') throw preconditionFailed(`An action that is ${run.status.toLowerCase()} can't be cancelled.`);
      await this.store.dropBatches(unit, id);
      return { status: 'CANCELLED', runToken: null, finishedAt: new Date().toISOString() };
    });
  }

  /** Goes on after a failure, or the death of the process that ran it; with the record after the last one dealt with. */
  async resume(id: string): Promise<BulkRun> {
    const token = randomUUID();
    let promise = '';
    const run = await this.change(id, async (present, unit) => {
      const died = present.status === 'RUNNING' && isStale(present);
      if (!died && present.status !== 'FAILED') throw preconditionFailed(`An action that is ${present.status.toLowerCase()} can't be resumed.`);
      promise = await this.jobs.promise(unit, 'bulk', 'run', { runId: id, token }, { held: true });
      return { status: 'RUNNING', runToken: token, heartbeatAt: new Date().toISOString(), error: null };
    });
    await this.work('run', { runId: id, token }, run.total, promise);
    return this.store.get(id);
  }

  /** Puts back every value nobody has changed since; the rest stays and is listed. */
  async undo(id: string): Promise<BulkRun> {
    requirePermission('revert:changes');
    const token = randomUUID();
    let promise = '';
    const run = await this.change(id, async (present, unit) => {
      const died = present.status === 'REVERTING' && isStale(present);
      if (!died && !['COMPLETED', 'CANCELLED', 'FAILED'].includes(present.status)) throw preconditionFailed(`An action that is ${present.status.toLowerCase()} can't be undone.`);
      if (present.changed === 0) throw preconditionFailed('This action has changed nothing.');
      promise = await this.jobs.promise(unit, 'bulk', 'undo', { runId: id, token }, { held: true });
      return { status: 'REVERTING', runToken: token, heartbeatAt: new Date().toISOString(), error: null, undoDone: 0, undoTotal: present.changed };
    });
    await this.work('undo', { runId: id, token }, run.changed, promise);
    return this.store.get(id);
  }

  private async change(id: string, patch: (run: BulkRun, unit: UnitOfWork) => Promise<RunPatch>): Promise<BulkRun> {
    await this.store.get(id);
    await this.database.run(async (unit) => this.store.updateIn(unit, id, await patch(await this.store.lock(unit, id), unit)));
    await this.progress.tell(id);
    return this.store.get(id);
  }

  /** Little is done at once; should that fail for a reason of the moment, the queue tries again. */
  private async work(job: 'run' | 'undo', work: { readonly runId: string; readonly token: string }, records: number, promise: string): Promise<void> {
    const { runId, token } = work;
    if (records <= AT_ONCE) {
      try {
        await (job === 'run' ? this.runner : this.undos).run(runId, token, () => undefined);
        return await this.jobs.fulfil('bulk', promise);
      } catch (error) {
        if (error instanceof Superseded) return this.jobs.fulfil('bulk', promise);
        if (error instanceof AppError && !error.retryable) {
          await this.undos.conclude(runId, token, job, error);
          await this.jobs.fulfil('bulk', promise);
          throw error;
        }
      }
    }
    await this.jobs.hand('bulk', job, work, promise);
  }

  private async check(request: BulkRequest): Promise<RecordType> {
    const type = await this.typeOf(request);
    checkDetails(type, request.action, request.details);
    await this.checkReferences(type, request.details.values ?? {});
    return type;
  }

  private async typeOf({ recordType, selection, action }: BulkRequest): Promise<RecordType> {
    const type = findRecordType(recordType);
    if (!type || !type.operations.includes('list')) throw validationError({ recordType: [`There are no records called "${recordType}" to work on.`] });
    await this.licences.requireForRecords([type]);
    requireCan('view', type);
    checkSelection(selection);
    checkAction(type, action);
    return type;
  }

  /** One look before thousands of records are refused for the same reason. */
  private async checkReferences(type: RecordType, values: Readonly<Record<string, unknown>>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const { target } = type.allFields[name]!;
      if (!target || typeof value !== 'string') continue;
      const pointed = recordTypeNamed(target);
      if ((await this.records.byIds(pointed, [value], [])).length === 0) throw validationError({ [`values.${name}`]: [`There is no such ${pointed.label.toLowerCase()}. It may have been deleted.`] });
    }
  }
}

function nounOf(parts: readonly RunPart[], count: number): string {
  const [only, another] = parts;
  if (!only || another) return count === 1 ? 'record' : 'records';
  return (count === 1 ? only.type.label : only.type.labelPlural).toLowerCase();
}

const isStale = (run: BulkRun): boolean => !run.heartbeatAt || Date.now() - Date.parse(run.heartbeatAt) > STALE_MS;
