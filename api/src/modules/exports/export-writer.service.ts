import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Superseded } from '../../platform/changes/isolating.js';
import { writeChangeSet } from '../../platform/changes/draft-writer.js';
import { currentContext, runInContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { inWords } from '../../platform/i18n/phrasebook.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { CellMaker, type Cell } from './cells.js';
import { BYTE_ORDER_MARK, csvLine } from './csv-file.js';
import { columnsOf, readCells, type ExportColumn } from './export-columns.js';
import { MOST_BYTES, type ExportRecord } from './export-model.js';
import { ExportProgress } from './export-progress.service.js';
import { ExportStore } from './export-store.js';
import { jsonRecord } from './json-file.js';
import { workbook } from './xlsx-file.js';

type Rows = AsyncGenerator<readonly Cell[]>;

/** Writes the file of an export, some hundred records at a time: memory does not grow with the list. A broken-off file is begun anew. */
@Injectable()
export class ExportWriter {
  constructor(
    private readonly database: Database,
    private readonly store: ExportStore,
    private readonly records: RecordStore,
    private readonly files: FileStore,
    private readonly progress: ExportProgress,
  ) {}

  async run(id: string, token: string, checkpoint: () => void): Promise<void> {
    const record = await this.store.get(id);
    if (record.status !== 'RUNNING' || record.runToken !== token) throw new Superseded();
    const columns = columnsOf(recordTypeNamed(record.recordType), record.columns);
    const file = await this.files.write(contentOf(record, columns, this.rows(record, token, columns, checkpoint)), MOST_BYTES);
    const wanted = await this.database.run(async (unit) => {
      const finished = await this.store.finish(unit, id, token, file);
      // What left the workspace stands in the audit log, though nothing was changed.
      if (finished) await writeChangeSet(unit, { id, label: `Exported ${record.total.toLocaleString('en')} ${recordTypeNamed(record.recordType).labelPlural.toLowerCase()} as ${record.format}`, source: `export:${id}`, revertsId: null }, 0);
      return finished;
    });
    if (!wanted) await this.files.remove(file.key);
    await this.progress.tell(id);
  }

  private async *rows({ id, recordType, total }: ExportRecord, token: string, columns: readonly ExportColumn[], checkpoint: () => void): Rows {
    // A stream asks for more from whatever work is at hand; each step enters the context it belongs to.
    const context = currentContext();
    const step = <T>(work: () => Promise<T>): Promise<T> => runInContext(context, work);
    const type = recordTypeNamed(recordType);
    const maker = new CellMaker(context.timezone);
    for (let place = 0; place < total; ) {
      const ids = await step(() => this.store.batchAt(id, place));
      if (ids.length === 0) return;
      yield* await step(() => readCells(this.records, type, columns, maker, ids));
      place += ids.length;
      const done = place;
      if (!(await step(() => this.store.advance(id, token, done)))) throw new Superseded();
      await step(() => this.progress.tell(id));
      checkpoint();
    }
  }
}

function contentOf({ format, recordType, language }: ExportRecord, columns: readonly ExportColumn[], rows: Rows): Readable {
  // A workspace's own fields are called as it calls them.
  const headings = columns.map(({ field }) => (field.custom ? field.label : inWords(field.label, language)));
  if (format === 'XLSX') return workbook(inWords(recordTypeNamed(recordType).labelPlural, language), headings, rows);
  return Readable.from(joined(format === 'CSV' ? csvText(headings, rows) : jsonText(columns, rows)));
}

async function* csvText(headings: readonly string[], rows: Rows): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(headings.map((text): Cell => ({ kind: 'text', text })));
  for await (const cells of rows) yield csvLine(cells);
}

async function* jsonText(columns: readonly ExportColumn[], rows: Rows): AsyncGenerator<string> {
  const names = columns.map(({ name }) => name);
  const exact = new Set(columns.filter(({ field }) => field.kind === 'money').map(({ name }) => name));
  let separator = '[\n';
  for await (const cells of rows) {
    yield separator + jsonRecord(names, cells, exact);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/** Lines by the thousand cost a stream more than their bytes. */
async function* joined(lines: AsyncGenerator<string>): AsyncGenerator<Buffer> {
  let pending = '';
  for await (const line of lines) {
    pending += line;
    if (pending.length < 65_536) continue;
    yield Buffer.from(pending);
    pending = '';
  }
  yield Buffer.from(pending);
}
