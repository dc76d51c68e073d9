import { namedColumns, unnamedColumns, type CsvColumn, type CsvRow, type RowIssue } from '../csv-file.js';
import type { FileDialect, FileDriver, FileInspection, GivenDialect, SourceFile } from '../file-driver.js';
import { findHeader } from '../header.js';
import { READING_LIMITS, ReadError } from '../limits.js';
import { shapeOf } from '../../values/shape.js';
import { mergedCells, sheetRows, type MergedCells, type SheetRow } from './sheet-rows.js';
import { openWorkbook, type SheetEntry, type Workbook } from './workbook.js';
import { ZipArchive } from './zip-archive.js';

/** Rows above the table in which a header is looked for. */
const HEADER_ROWS = 40;
/** A merged cell as wide as the table is its title and names no group of columns. */
const TITLE_SHARE = 0.8;

/** Workbooks as Excel, LibreOffice, Numbers and Google Sheets write them. */
export const xlsxDriver: FileDriver = {
  format: 'XLSX',

  recognises: (head) => head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04])) || head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x05, 0x06])),

  async inspect(file: SourceFile, given: GivenDialect): Promise<FileInspection> {
    const archive = await ZipArchive.open(file);
    try {
      const workbook = await openWorkbook(archive);
      const { sheet, rows } = await chosen(archive, workbook, given.part ?? null);
      const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
      if (rows.length === 0 || width === 0) throw new ReadError('EMPTY_FILE', `The sheet "${sheet.name}" is empty.`);
      const header = given.headerLine === null ? null : await headerOf(archive, sheet, rows, width, given.headerLine);
      const columns = header ? namedColumns(header.names) : unnamedColumns(width);
      const body = rows.filter(({ number }) => number > (header?.line ?? 0)).slice(0, READING_LIMITS.sampleRows);
      return {
        dialect: { format: 'XLSX', part: sheet.name, encoding: 'utf-8', separator: null, quote: null, escape: null, headerLine: header?.line ?? null },
        columns,
        sample: body.map((row) => rowOf(row, columns.length)),
        parts: workbook.sheets.map(({ name, hidden }) => ({ name, hidden, rows: null })),
        notes: [],
      };
    } finally {
      archive.close();
    }
  },

  async *read(file: SourceFile, dialect: FileDialect, columns: readonly CsvColumn[]): AsyncGenerator<CsvRow> {
    const archive = await ZipArchive.open(file);
    try {
      const workbook = await openWorkbook(archive);
      let count = 0;
      for await (const row of sheetRows(archive, sheetNamed(workbook, dialect.part).path, workbook)) {
        if (row.number <= (dialect.headerLine ?? 0)) continue;
        if (++count > READING_LIMITS.rows) throw new ReadError('TOO_MANY_ROWS', `The sheet has more than ${READING_LIMITS.rows} rows. Split it.`);
        yield rowOf(row, columns.length);
      }
    } finally {
      archive.close();
    }
  },
};

/** The sheet that was asked for, else the first that is shown and not empty. */
async function chosen(archive: ZipArchive, workbook: Workbook, part: string | null): Promise<{ sheet: SheetEntry; rows: SheetRow[] }> {
  const candidates = part === null ? [...workbook.sheets].sort((a, b) => Number(a.hidden) - Number(b.hidden)) : [sheetNamed(workbook, part)];
  for (const sheet of candidates) {
    const rows: SheetRow[] = [];
    for await (const row of sheetRows(archive, sheet.path, workbook)) {
      rows.push(row);
      if (rows.length >= READING_LIMITS.sampleRows + HEADER_ROWS) break;
    }
    if (rows.length > 0 || sheet === candidates.at(-1)) return { sheet, rows };
  }
  throw new ReadError('EMPTY_FILE', 'The workbook has no sheets.');
}

function sheetNamed(workbook: Workbook, name: string | null): SheetEntry {
  const found = workbook.sheets.find((sheet) => sheet.name === name);
  if (!found) throw new ReadError('BAD_DIALECT', `The workbook has no sheet "${name ?? ''}".`);
  return found;
}

/** The row that names the columns. Under merged titles of groups the names join: "Contact" over "First name" is "Contact First name". */
async function headerOf(archive: ZipArchive, sheet: SheetEntry, rows: readonly SheetRow[], width: number, given: number | undefined): Promise<{ line: number; names: string[] } | null> {
  const padded = rows.map(({ cells }) => [...cells, ...Array<string>(width - cells.length).fill('')]);
  const found = given === undefined ? findHeader(padded) : rows.findIndex(({ number }) => number === given);
  if (found === null) return null;
  if (found < 0) throw new ReadError('BAD_DIALECT', `Row ${given} is empty.`);
  const merges = await mergedCells(archive, sheet.path, rows[found]!.number + 1);
  const index = given === undefined && coversGroups(merges, rows[found]!.number, width) && isText(padded[found + 1]) ? found + 1 : found;
  const line = rows[index]!.number;
  const names = padded[index]!.map((cell, column) => {
    const above = merges.find((merge) => merge.firstColumn <= column && merge.lastColumn >= column && merge.firstRow < line && merge.lastRow >= line - 1);
    const title = above && !isTitle(above, width) ? (padded[rows.findIndex(({ number }) => number === above.firstRow)]?.[above.firstColumn] ?? '').trim() : '';
    return cell.trim() === '' || title === '' ? cell.trim() || title : `${title} ${cell.trim()}`;
  });
  return { line, names };
}

const isTitle = ({ firstColumn, lastColumn }: MergedCells, width: number): boolean => width > 2 && lastColumn - firstColumn + 1 >= width * TITLE_SHARE;
const coversGroups = (merges: readonly MergedCells[], row: number, width: number): boolean => merges.some((merge) => merge.firstRow === row && merge.lastRow === row && merge.lastColumn > merge.firstColumn && !isTitle(merge, width));

function isText(cells: readonly string[] | undefined): boolean {
  const filled = (cells ?? []).filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.every((cell) => shapeOf(cell.trim()) === 'text');
}

function rowOf({ number, cells, problem }: SheetRow, width: number): CsvRow {
  const issues: RowIssue[] = problem === 'TOO_MANY_CELLS' ? ['EXTRA_CELLS'] : problem ? [problem] : [];
  let taken = cells.map((cell) => cell.replaceAll('\u0000', ''));
  if (taken.length > width) {
    if (taken.slice(width).every((cell) => cell.trim() === '')) taken = taken.slice(0, width);
    else if (!issues.includes('EXTRA_CELLS')) issues.push('EXTRA_CELLS');
  }
  // Spreadsheets don't store empty cells at the end of a row; nothing is missing there.
  while (taken.length < width) taken.push('');
  return { line: number, cells: taken, issues };
}
