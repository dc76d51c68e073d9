import { Injectable } from '@nestjs/common';
import { ChangeSets } from '../../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../../platform/changes/draft.js';
import { currentMemberId } from '../../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../../platform/database/database.js';
import type { ImportRecord, RowOutcome, StagedRow } from '../import-model.js';
import { ImportProgress } from '../import-progress.service.js';
import { ImportStore } from '../import-store.js';
import { labelOf, RowWriter, sourceName, type WritingPlan } from '../planning/row-writer.service.js';
import { fieldSources, readRow } from '../planning/row-reader.js';
import { RowStore, type RowUpdate } from '../row-store.js';
import { isolating, reasonOf, Superseded } from '../../../platform/changes/isolating.js';
import { TableStatistics } from '../../../platform/database/table-statistics.service.js';
import { tellFinished } from './import-events.js';
import { NewOptions } from './new-options.service.js';
import { WritingPlans } from './writing-plans.service.js';

const BATCH = 500;
/** First the records, then the references between records of the same file, which may point forward. */
const RECORDS = 1;
const OWN_REFERENCES = 2;
const DONE = 3;

/**
 * Writes the rows. The place it has reached is saved in the same transaction as each batch, so whatever ends the process, the next one goes on with the next
 * row: none is lost and none is written twice. A run that was taken over finds another token on the import and stops.
 */
@Injectable()
export class ImportRun {
  constructor(
    private readonly database: Database,
    private readonly store: ImportStore,
    private readonly rows: RowStore,
    private readonly plans: WritingPlans,
    private readonly writer: RowWriter,
    private readonly changeSets: ChangeSets,
    private readonly progress: ImportProgress,
    private readonly statistics: TableStatistics,
    private readonly options: NewOptions,
  ) {}

  async run(importId: string, token: string, checkpoint: () => void): Promise<void> {
    const record = await this.store.get(importId);
    if (record.status !== 'RUNNING' || record.runToken !== token || !record.changeSetId) throw new Superseded();
    await this.options.add(record, record.changeSetId);
    const plan = await this.plans.open(record, record.changeSetId, false);
    for (let batches = 1; ; batches++) {
      const { phase } = await this.store.get(importId);
      if (phase === DONE) return;
      const more = phase === RECORDS ? await this.writeRecords(plan, token) : await this.writeOwnReferences(plan, token);
      await this.progress.tell(importId);
      if (more) checkpoint();
      await this.statistics.afterBatch(batches);
    }
  }

  private async writeRecords(plan: WritingPlan, token: string): Promise<boolean> {
    const { id } = plan.record;
    const batch = await this.inRun(id, token, async (unit, record) => {
      const rows = await this.rows.next(unit, id, record.cursorLine, BATCH, ['CREATE', 'UPDATE']);
      if (rows.length === 0) await this.store.updateIn(unit, id, { phase: OWN_REFERENCES, cursorLine: 0 });
      return rows;
    });
    await isolating(
      batch,
      async (rows) => {
        const created = await this.inRun(id, token, async (unit, record) => {
          // A worker that was taken for dead may still be at it with the same token; whoever wrote these rows first goes on.
          if (record.phase !== RECORDS || record.cursorLine >= rows[0]!.line) throw new Superseded();
          const written = await this.writer.write(unit, plan, rows);
          await this.settle(unit, record, written.updates.map(({ plan: _plan, matchKey: _match, titleKey: _title, ...update }) => update));
          await this.rows.decide(unit, id, currentMemberId(), written.created.map(({ decision }) => ({ ...decision, created: true })));
          return written.created;
        });
        for (const { key, decision } of created) plan.created.set(key, decision.recordId!);
      },
      (row, error) => this.inRun(id, token, (unit, record) => this.settle(unit, record, [{ line: row.line, outcome: 'FAILED', reasons: [reasonOf(error)] }])),
    );
    return batch.length > 0;
  }

  private async settle(unit: UnitOfWork, record: ImportRecord, updates: readonly (RowUpdate & { outcome: RowOutcome })[]): Promise<void> {
    await this.rows.update(unit, record.id, updates);
    const outcomeCounts = { ...record.outcomeCounts };
    for (const { outcome } of updates) outcomeCounts[outcome] = (outcomeCounts[outcome] ?? 0) + 1;
    await this.store.updateIn(unit, record.id, { cursorLine: updates.at(-1)!.line, progressDone: record.progressDone + updates.length, outcomeCounts, heartbeatAt: new Date().toISOString() });
  }

  private async writeOwnReferences(plan: WritingPlan, token: string): Promise<boolean> {
    const { id } = plan.record;
    const sources = fieldSources(plan.target, plan.record).filter(({ definition }) => definition.kind === 'reference' && definition.target === plan.target.type.name);
    if (!sources.some(({ field }) => plan.references.ofField(field).some((entry) => entry.resolution.kind === 'file'))) {
      await this.complete(id, token);
      return false;
    }
    const batch = await this.inRun(id, token, async (unit, record) => {
      if (record.phase !== OWN_REFERENCES) throw new Superseded();
      const rows = (await this.rows.next(unit, id, record.cursorLine, BATCH, ['CREATE', 'UPDATE', 'UNCHANGED'])).filter((row) => row.recordId !== null);
      const wanted = rows.flatMap((row) => {
        const { names } = readRow(plan.target, row, sources, plan.references.decisions);
        const targets = Object.entries(names).flatMap(([field, name]) => {
          const resolution = plan.references.find(field, name)?.resolution;
          return resolution?.kind === 'file' ? [{ field, name, titleKey: resolution.titleKey }] : [];
        });
        return targets.length > 0 ? [{ row, targets }] : [];
      });
      await this.connect(unit, plan, wanted);
      if (rows.length > 0) await this.store.updateIn(unit, id, { cursorLine: rows.at(-1)!.line, heartbeatAt: new Date().toISOString() });
      return rows;
    });
    if (batch.length > 0) return true;
    await this.complete(id, token);
    return false;
  }

  private async connect(unit: UnitOfWork, plan: WritingPlan, wanted: readonly { row: StagedRow; targets: readonly { field: string; name: string; titleKey: string }[] }[]): Promise<void> {
    const ids = await this.rows.titles(unit, plan.record.id, wanted.flatMap(({ targets }) => targets.map((target) => target.titleKey)));
    const updates: RowUpdate[] = [];
    const changes: { row: StagedRow; change: RecordChange }[] = [];
    for (const { row, targets } of wanted) {
      const values: Record<string, unknown> = {};
      for (const { field, name, titleKey } of targets) {
        const recordId = ids.get(titleKey);
        if (recordId) values[field] = recordId;
        else updates.push({ line: row.line, reasons: [...(row.reasons ?? []), { code: 'NOT_CONNECTED', message: `"${name}" stands in the file but did not become a record.`, field, warning: true }] });
      }
      if (Object.keys(values).length === 0) continue;
      const source = { source: sourceName(plan.record), ref: `line ${row.line}`, confidence: 1 };
      changes.push({ row, change: { type: plan.target.type, operation: 'update', id: row.recordId!, values, source } });
    }
    if (changes.length > 0) {
      const applied = await this.changeSets.apply({ label: labelOf(plan.record), changes: changes.map(({ change }) => change), onRefused: 'collect', changeSetId: plan.changeSetId, source: sourceName(plan.record) });
      applied.outcomes.forEach((outcome, index) => {
        const { row } = changes[index]!;
        if (!outcome.ok) updates.push({ line: row.line, reasons: [...(row.reasons ?? []), { code: outcome.error.code, message: outcome.error.message, warning: true }] });
      });
    }
    await this.rows.update(unit, plan.record.id, updates);
  }

  private async complete(id: string, token: string): Promise<void> {
    await this.inRun(id, token, async (unit, record) => {
      await this.rows.settleUnwritten(unit, id);
      const outcomeCounts = await this.rows.countBy<RowOutcome>(unit, id, 'outcome');
      await this.store.updateIn(unit, id, { phase: DONE, status: 'COMPLETED', outcomeCounts, runToken: null, finishedAt: new Date().toISOString(), error: null });
      await tellFinished(unit, record, 'COMPLETED', outcomeCounts);
    });
  }

  /** One transaction in which this run still is the one that may write. */
  private async inRun<T>(id: string, token: string, work: (unit: UnitOfWork, record: ImportRecord) => Promise<T>): Promise<T> {
    return this.database.run(async (unit) => {
      const record = await this.store.lock(unit, id);
      if (record.status !== 'RUNNING' || record.runToken !== token) throw new Superseded();
      return work(unit, record);
    });
  }
}
