import { Injectable } from '@nestjs/common';
import { can } from '../../platform/access/ability.js';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { isolating, reasonOf, Superseded } from '../../platform/changes/isolating.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { TableStatistics } from '../../platform/database/table-statistics.service.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { decodeRow, selectList, titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { changeOf, fieldsRead, guardedBy, handsOver } from './bulk-actions.js';
import type { BulkRun, LeftOut } from './bulk-model.js';
import { BulkProgress } from './bulk-progress.service.js';
import { BulkStore } from './bulk-store.js';
import { extensionOf } from './run-extensions.js';

/** A record of the frozen selection. */
interface Chosen {
  readonly place: number;
  readonly id: string;
  /** As it was frozen; null for an id that named nothing. */
  readonly version: number | null;
}

/**
 * Changes the records of a run. The place it has reached is saved in the same transaction as the changes themselves, so whatever ends the process, the next
 * one goes on with the next record: none is left out by accident and none is changed twice. A run that was cancelled or taken over finds another token and stops.
 */
@Injectable()
export class BulkRunner {
  constructor(
    private readonly database: Database,
    private readonly store: BulkStore,
    private readonly changeSets: ChangeSets,
    private readonly progress: BulkProgress,
    private readonly statistics: TableStatistics,
  ) {}

  async run(runId: string, token: string, checkpoint: () => void): Promise<void> {
    for (let batches = 1; ; batches++) {
      const more = await this.nextBatch(runId, token);
      await this.progress.tell(runId);
      if (!more) return;
      checkpoint();
      await this.statistics.afterBatch(batches);
    }
  }

  private async nextBatch(runId: string, token: string): Promise<boolean> {
    const batch = await this.inRun(runId, token, async (unit, run) => {
      const found = await this.store.batchAt(unit, runId, run.done);
      if (!found) await this.complete(unit, runId);
      return found && { type: recordTypeNamed(found.recordType), chosen: found.ids.map((id, index): Chosen => ({ place: found.start + index, id, version: found.versions[index] ?? null })).filter(({ place }) => place >= run.done) };
    });
    if (!batch) return false;
    await isolating(
      batch.chosen,
      (part) => this.inRun(runId, token, (unit, run) => this.changePart(unit, run, batch.type, part)),
      (blamed, error) => this.inRun(runId, token, (unit, run) => this.leaveOut(unit, run, batch.type, blamed, error)),
    );
    return true;
  }

  private async changePart(unit: UnitOfWork, run: BulkRun, type: RecordType, part: readonly Chosen[]): Promise<void> {
    demandPlace(run, part[0]!);
    const rows = await lockRows(unit, run, type, part.map(({ id }) => id));
    const overtaken = await changedSince(unit, run, type, part);
    const leftOut: LeftOut[] = [];
    const changes: RecordChange[] = [];
    const changing: AnyRow[] = [];
    const elsewhere = await extensionOf(run.action)?.changes(unit, [...rows.keys()], run.details);
    let unchanged = 0;
    for (const { id } of part) {
      const row = rows.get(id);
      const about = { recordType: type.name, recordId: id, title: row ? titleFor(type, row) : '', field: null };
      if (!row) leftOut.push({ ...about, code: 'NOT_FOUND', reason: `This ${type.label.toLowerCase()} is not there any more.` });
      else if (overtaken.has(id)) leftOut.push({ ...about, code: 'CONFLICT', reason: 'Somebody changed it after this action had begun.' });
      else {
        const change = elsewhere ? elsewhere.get(id) : changeOf(type, run, row);
        if (!change) unchanged += 1;
        else {
          changes.push(change);
          changing.push(row);
        }
      }
    }
    let changed = 0;
    if (changes.length > 0) {
      const { outcomes } = await this.changeSets.apply({ label: run.label, changes, onRefused: 'collect', changeSetId: run.changeSetId, source: `bulk:${run.id}` });
      outcomes.forEach((outcome, index) => {
        const row = changing[index]!;
        if (!outcome.ok) leftOut.push(refusalOf(type, row, outcome.error));
        else if (outcome.id === row.id && outcome.row.version === row.version) unchanged += 1;
        else changed += 1;
      });
    }
    await this.settle(unit, run, { done: part.length, changed, unchanged }, leftOut);
  }

  /** One record that the database itself refused. */
  private async leaveOut(unit: UnitOfWork, run: BulkRun, type: RecordType, blamed: Chosen, error: Error): Promise<void> {
    demandPlace(run, blamed);
    const rows = await lockRows(unit, run, type, [blamed.id]);
    const row = rows.get(blamed.id);
    const { code, message } = reasonOf(error);
    await this.settle(unit, run, { done: 1, changed: 0, unchanged: 0 }, [{ recordType: type.name, recordId: blamed.id, title: row ? titleFor(type, row) : '', code, field: null, reason: message }]);
  }

  private async settle(unit: UnitOfWork, run: BulkRun, counts: { readonly done: number; readonly changed: number; readonly unchanged: number }, leftOut: readonly LeftOut[]): Promise<void> {
    await this.store.addLeftOut(unit, run.id, leftOut);
    await this.store.updateIn(unit, run.id, {
      done: run.done + counts.done,
      changed: run.changed + counts.changed,
      unchanged: run.unchanged + counts.unchanged,
      leftOut: run.leftOut + leftOut.length,
      heartbeatAt: new Date().toISOString(),
    });
  }

  private async complete(unit: UnitOfWork, runId: string): Promise<void> {
    await this.store.dropBatches(unit, runId);
    await this.store.updateIn(unit, runId, { status: 'COMPLETED', runToken: null, finishedAt: new Date().toISOString(), error: null });
  }

  /** One transaction in which this run still is the one that may write. */
  private inRun<T>(id: string, token: string, work: (unit: UnitOfWork, run: BulkRun) => Promise<T>): Promise<T> {
    return this.database.run(async (unit) => {
      const run = await this.store.lock(unit, id);
      if (run.status !== 'RUNNING' || run.runToken !== token) throw new Superseded();
      return work(unit, run);
    });
  }
}

/** A worker that was taken for dead may still be at it with the same token; whoever changed these records first goes on. */
function demandPlace(run: BulkRun, first: Chosen): void {
  if (run.done !== first.place) throw new Superseded();
}

/** The records among these that the actor sees, locked in the order of ids, as every batch does, so that two of them wait for each other instead of deadlocking. */
async function lockRows(unit: UnitOfWork, run: BulkRun, type: RecordType, ids: readonly string[]): Promise<Map<string, AnyRow>> {
  const parameters = new SqlParameters();
  const seen = handsOver(type, run.details) ? 'true' : abilityToSql('view', type, 't', parameters);
  const rows = await unit.query(
    `select ${selectList(type, 't', fieldsRead(type))} from ${type.table} t
     where t.id = any(${parameters.add(ids)}::uuid[]) and t.deleted_at is null and ${seen} order by t.id for update`,
    parameters.values,
  );
  return new Map(rows.map((row) => [row['id'] as string, decodeRow(type.allFields, row)]));
}

/** Records of which somebody else changed, after they were frozen, what this run would overwrite. */
async function changedSince(unit: UnitOfWork, run: BulkRun, type: RecordType, part: readonly Chosen[]): Promise<Set<string>> {
  const guards = guardedBy(run);
  if (guards !== 'any' && guards.length === 0) return new Set();
  const rows = await unit.query<{ record_id: string }>(
    `select distinct i.record_id from unnest($1::uuid[], $2::int[]) as v(id, version) join change_items i on i.record_id = v.id
     where i.record_type = $3 and i.change_set_id <> $4 and i.version_after > v.version and ($5::text[] is null or i.after ?| $5)`,
    [part.map(({ id }) => id), part.map(({ version }) => version), type.name, run.changeSetId, guards === 'any' ? null : guards],
  );
  return new Set(rows.map((row) => row.record_id));
}

/** A hand-over moves what only its owner sees; the report must not show it to whoever hands over. */
const titleFor = (type: RecordType, row: AnyRow): string => (can('view', type, row) ? titleOf(type, row) : '');

/** What the write path said of a record, in the words of the report. */
function refusalOf(type: RecordType, row: AnyRow, error: { readonly code: string; readonly message: string; readonly extra?: object }): LeftOut {
  const details = (error.extra as { details?: Record<string, string[]> } | undefined)?.details;
  const [field, reasons] = Object.entries(details ?? {})[0] ?? [null, [error.message]];
  return { recordType: type.name, recordId: row.id, title: titleFor(type, row), code: error.code, field: field || null, reason: reasons[0] ?? error.message };
}
