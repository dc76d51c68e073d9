import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../../platform/database/database.js';
import { FileStore } from '../../../platform/storage/file-store.js';
import type { ImportRecord } from '../import-model.js';
import { ImportStore, sourceFile } from '../import-store.js';
import { readFile, type CsvRow } from '../reading/index.js';
import { RowStore } from '../row-store.js';

const BATCH = 1000;

/** A unit of work of the run that has the import, which keeps it to the end of that unit. A run that was taken for dead must not touch what another is making. @throws Superseded */
export type Held = <T>(work: (unit: UnitOfWork, record: ImportRecord) => Promise<T>) => Promise<T>;

/** Names the dialect that rows were cut with, so that another one has them read again. */
export const stagedKey = (record: Pick<ImportRecord, 'dialect' | 'storageKey'>): string => createHash('sha256').update(JSON.stringify([record.storageKey, record.dialect])).digest('hex');

/** Copies the rows of the file into the database, as they are: the evidence that stays when records change. */
@Injectable()
export class ImportStaging {
  constructor(
    private readonly files: FileStore,
    private readonly store: ImportStore,
    private readonly rows: RowStore,
  ) {}

  /** @param between called after each batch; what it throws ends the staging */
  async stage(record: ImportRecord, held: Held, between: (rows: number) => Promise<void>): Promise<number> {
    await held(async (unit) => {
      await this.rows.clear(unit, record.id);
      await this.store.updateIn(unit, record.id, { stagedDialect: null, rowCount: 0 });
    });
    let count = 0;
    let batch: CsvRow[] = [];
    const flush = async (): Promise<void> => {
      if (batch.length === 0) return;
      const rows = batch;
      batch = [];
      await held((unit) => this.rows.insert(unit, record.id, rows));
      count += rows.length;
      await between(count);
    };
    for await (const row of readFile(sourceFile(this.files, record), record.dialect, record.columns)) {
      batch.push(row);
      if (batch.length >= BATCH) await flush();
    }
    await flush();
    await held((unit) => this.store.updateIn(unit, record.id, { stagedDialect: stagedKey(record), rowCount: count }));
    return count;
  }
}
