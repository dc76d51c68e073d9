import { Injectable } from '@nestjs/common';
import { Database, type UnitOfWork } from '../../../platform/database/database.js';
import type { ImportRecord, RelatedCount, RowPlan, StagedRow } from '../import-model.js';
import { ImportProgress } from '../import-progress.service.js';
import { ImportStore } from '../import-store.js';
import { importTarget } from '../planning/import-target.js';
import { titleKeyOf } from '../planning/match-book.js';
import { RowWriter, type WritingPlan, type WrittenRows } from '../planning/row-writer.service.js';
import { decisionsByKey, fieldSources, readRow } from '../planning/row-reader.js';
import { RowStore, type RowUpdate } from '../row-store.js';
import { isolating, reasonOf, Superseded } from '../../../platform/changes/isolating.js';
import { ImportStaging, stagedKey, type Held } from './import-staging.service.js';
import { TableStatistics } from '../../../platform/database/table-statistics.service.js';
import { WritingPlans } from './writing-plans.service.js';
import { newId } from '../../../platform/records/new-id.js';

const BATCH = 500;

/** Carries a result out of a transaction that is to be rolled back. */
class Rehearsed extends Error {
  constructor(readonly written: WrittenRows) {
    super('A rehearsal is rolled back.');
  }
}

/** The dry run: every row is written through the write path and rolled back, and what would have become of it is kept. */
@Injectable()
export class ImportCheck {
  constructor(
    private readonly database: Database,
    private readonly store: ImportStore,
    private readonly rows: RowStore,
    private readonly staging: ImportStaging,
    private readonly plans: WritingPlans,
    private readonly writer: RowWriter,
    private readonly progress: ImportProgress,
    private readonly statistics: TableStatistics,
  ) {}

  /** @param checkpoint called between batches; throws when the process is about to end */
  async run(importId: string, token: string, checkpoint: () => void): Promise<void> {
    const record = await this.present(importId, token);
    const held: Held = (work) => this.database.run(async (unit) => work(unit, await this.locked(unit, importId, token)));
    if (record.stagedDialect !== stagedKey(record)) {
      await this.staging.stage(record, held, async (done) => {
        checkpoint();
        await this.advance(importId, token, done, 0);
      });
    } else await held((unit) => this.rows.forgetPlans(unit, importId));
    await this.statistics.refresh();
    const staged = await this.present(importId, token);
    if (this.refersToItself(staged)) await this.indexTitles(staged, held);
    const plan = await this.plans.open(staged, newId(), true);
    let done = 0;
    const related = new Set<string>();
    for (let line = 0; ; ) {
      const batch = await this.database.run((unit) => this.rows.next(unit, importId, line, BATCH));
      if (batch.length === 0) break;
      for (const key of await this.rehearse(plan, batch, held)) related.add(key);
      line = batch.at(-1)!.line;
      done += batch.length;
      await this.advance(importId, token, done, staged.rowCount);
      checkpoint();
    }
    await this.finish(importId, held, countsOf(plan, related));
  }

  /** @returns the names that would become records, by `createdKey` */
  private async rehearse(plan: WritingPlan, batch: readonly StagedRow[], held: Held): Promise<string[]> {
    const updates: RowUpdate[] = [];
    const related: string[] = [];
    await isolating(
      batch,
      async (rows) => {
        const written = await this.rolledBack(plan, rows);
        related.push(...written.created.map(({ key }) => key));
        updates.push(...written.updates.map(({ outcome: _outcome, ...update }) => (update.plan === 'CREATE' ? { ...update, recordId: null } : update)));
      },
      async (row, error) => void updates.push({ line: row.line, plan: 'INVALID', reasons: [reasonOf(error)] }),
    );
    await held((unit) => this.rows.update(unit, plan.record.id, updates));
    return related;
  }

  private async rolledBack(plan: WritingPlan, rows: readonly StagedRow[]): Promise<WrittenRows> {
    try {
      return await this.database.run(async (unit) => {
        const written = await this.writer.write(unit, plan, rows);
        // The end of the transaction would tell what failed of that; a rehearsal never gets there.
        await unit.settled();
        throw new Rehearsed(written);
      });
    } catch (error) {
      if (error instanceof Rehearsed) return error.written;
      throw error;
    }
  }

  private refersToItself(record: ImportRecord): boolean {
    const target = importTarget(record.recordType);
    return fieldSources(target, record).some(({ definition }) => definition.kind === 'reference' && definition.target === target.type.name);
  }

  /** Names that the file's own rows go by, so that a row may refer to one that comes later. */
  private async indexTitles(record: ImportRecord, held: Held): Promise<void> {
    const target = importTarget(record.recordType);
    const titles = fieldSources(target, record).filter(({ field }) => target.titleFields.includes(field));
    for (let line = 0; ; ) {
      const batch = await held(async (unit) => {
        const rows = await this.rows.next(unit, record.id, line, BATCH * 4);
        await this.rows.update(unit, record.id, rows.map((row) => ({ line: row.line, titleKey: titleKeyOf(target.type, readRow(target, row, titles, decisionsByKey([])).values) })));
        return rows;
      });
      if (batch.length === 0) return;
      line = batch.at(-1)!.line;
    }
  }

  private async present(importId: string, token: string): Promise<ImportRecord> {
    const record = await this.store.get(importId);
    if (record.status !== 'CHECKING' || record.runToken !== token) throw new Superseded();
    return record;
  }

  private async advance(importId: string, token: string, done: number, total: number): Promise<void> {
    await this.database.run(async (unit) => {
      await this.locked(unit, importId, token);
      await this.store.updateIn(unit, importId, { progressDone: done, progressTotal: total, heartbeatAt: new Date().toISOString() });
    });
    await this.progress.tell(importId);
  }

  /** The import, held until the unit of work ends, while this run is the one that checks it. */
  private async locked(unit: UnitOfWork, importId: string, token: string): Promise<ImportRecord> {
    const record = await this.store.lock(unit, importId);
    if (record.status !== 'CHECKING' || record.runToken !== token) throw new Superseded();
    return record;
  }

  private async finish(importId: string, held: Held, relatedCounts: readonly RelatedCount[]): Promise<void> {
    await held(async (unit, { rowCount }) => {
      await this.rows.markDuplicates(unit, importId);
      const planCounts = await this.rows.countBy<RowPlan>(unit, importId, 'plan');
      // A worker that was taken for dead may still be at it: whoever took over has forgotten its plans, and makes all of them anew.
      if (Object.values(planCounts).reduce((sum, count) => sum + count, 0) !== rowCount) throw new Error('Some rows have lost their plans to another run of this check; it is made once more.');
      await this.store.updateIn(unit, importId, { status: 'CHECKED', planCounts, relatedCounts, runToken: null, error: null });
    });
    await this.progress.tell(importId);
  }
}

/** By field, since two fields may point at one type. */
function countsOf({ target }: WritingPlan, related: ReadonlySet<string>): RelatedCount[] {
  const byField = Map.groupBy(related, (key) => key.slice(0, key.indexOf('\u0000')));
  return [...byField].map(([field, keys]) => ({ field, recordType: target.fields[field]!.target!, count: keys.length }));
}
