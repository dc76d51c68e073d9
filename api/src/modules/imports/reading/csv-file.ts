import { CsvTokenizer, type CsvSyntax } from './csv-tokenizer.js';
import { decode, detectEncoding, head, type ByteSource } from './encoding.js';
import { findHeader, usualWidth } from './header.js';
import { READING_LIMITS, ReadError } from './limits.js';
import { recordsOf, SEPARATORS, sniffSyntax } from './sniff.js';
import iconv from 'iconv-lite';

/** How a file is written; detected, and a person may correct any part of it. */
export interface CsvDialect extends CsvSyntax {
  readonly encoding: string;
  /** Line of the row that names the columns, from 1; null where there is none. */
  readonly headerLine: number | null;
}

export interface CsvColumn {
  readonly index: number;
  /** What the header says; unique within the file, and never empty: `Column 3`, `Phone (2)`. */
  readonly name: string;
}

export type RowIssue =
  | 'MISSING_CELLS'
  | 'EXTRA_CELLS'
  | 'UNCLOSED_QUOTE'
  | 'TOO_LARGE'
  | 'NUL_BYTES'
  | 'REPEATED_HEADER'
  | 'FORMULA_WITHOUT_VALUE'
  | 'NOT_A_RECORD'
  | 'NOT_A_PERSON'
  | 'UNREADABLE';

export interface CsvRow {
  /** Line of the file at which the row starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly issues: readonly RowIssue[];
}

/** Issues that make a row's cells unsafe to use: they may stand in the wrong columns, or it isn't data. */
export const FATAL_ROW_ISSUES: ReadonlySet<RowIssue> = new Set(['EXTRA_CELLS', 'UNCLOSED_QUOTE', 'TOO_LARGE', 'REPEATED_HEADER', 'NOT_A_RECORD', 'NOT_A_PERSON', 'UNREADABLE']);

export interface CsvInspection {
  readonly dialect: CsvDialect;
  readonly columns: readonly CsvColumn[];
  /** First data rows, for suggestions and for the eye. */
  readonly sample: readonly CsvRow[];
}

/**
 * Finds out how the file is written and what its columns are called.
 * @param given parts of the dialect that a person already decided
 * @throws ReadError when the file can't be read as CSV at all
 */
export async function inspectCsv(source: ByteSource, given: Partial<CsvDialect> = {}): Promise<CsvInspection> {
  checkDialect(given);
  const encoding = given.encoding ?? (await detectEncoding(source));
  if (!iconv.encodingExists(encoding)) throw new ReadError('UNKNOWN_ENCODING', `The encoding "${encoding}" is not known.`);
  const bytes = await head(source, READING_LIMITS.sampleBytes);
  if (bytes.length === 0) throw new ReadError('EMPTY_FILE', 'The file is empty.');
  const text = iconv.decode(bytes, encoding);
  const truncated = bytes.length >= READING_LIMITS.sampleBytes;
  const sniffed = sniffSyntax(text.slice(0, 65_536), truncated || text.length > 65_536);
  const quote = given.quote === undefined ? sniffed.quote : given.quote;
  const syntax: CsvSyntax = { separator: given.separator ?? sniffed.separator, quote, escape: given.escape ?? (given.quote === undefined ? sniffed.escape : quote) };
  const records = recordsOf(text, truncated, syntax);
  if (records.length === 0 && !truncated) throw new ReadError('EMPTY_FILE', 'The file holds no rows.');
  if (records.length === 0) {
    // The sample ends inside the first line.
    if (Math.max(...SEPARATORS.map((separator) => text.split(separator).length)) > READING_LIMITS.columns) throw new ReadError('TOO_MANY_COLUMNS', `The first line has more than the ${READING_LIMITS.columns} columns that are possible.`);
    throw new ReadError('BROKEN_FILE', 'The first line is far too long for a table. Check what wrote this file.');
  }
  const rows = records.map((record) => record.cells);
  const found = given.headerLine === undefined ? findHeader(rows) : records.findIndex((record) => record.line === given.headerLine);
  if (typeof given.headerLine === 'number' && found === -1) throw new ReadError('BAD_DIALECT', `No row starts at line ${given.headerLine}.`);
  const headerIndex = given.headerLine === null ? null : found;
  const dialect: CsvDialect = { ...syntax, encoding, headerLine: headerIndex === null ? null : records[headerIndex]!.line };
  const columns = headerIndex === null ? unnamedColumns(rows.length > 0 ? usualWidth(rows) : 0) : namedColumns(rows[headerIndex]!);
  if (columns.length > READING_LIMITS.columns) throw new ReadError('TOO_MANY_COLUMNS', `The file has ${columns.length} columns; ${READING_LIMITS.columns} are possible.`);
  const sample: CsvRow[] = [];
  for await (const row of readCsv(source, dialect, columns)) {
    sample.push(row);
    if (sample.length >= READING_LIMITS.sampleRows) break;
  }
  return { dialect, columns, sample };
}

/**
 * Reads the data rows one after the other at constant memory. No row is dropped but blank ones: what is wrong with a row stands in its `issues`.
 * @throws ReadError UNBALANCED_QUOTES, TOO_MANY_ROWS
 */
export async function* readCsv(source: ByteSource, dialect: CsvDialect, columns: readonly CsvColumn[]): AsyncGenerator<CsvRow> {
  const tokenizer = new CsvTokenizer(dialect, columns.length);
  let header: string | undefined;
  let rows = 0;
  const use = (record: { line: number; cells: string[]; problem?: 'UNCLOSED_QUOTE' | 'TOO_LARGE' }): CsvRow | undefined => {
    if (dialect.headerLine !== null && record.line <= dialect.headerLine) {
      if (record.line === dialect.headerLine) header = record.cells.join('\u0000');
      return undefined;
    }
    if (record.cells.every((cell) => cell.trim() === '')) return undefined;
    if (++rows > READING_LIMITS.rows) throw new ReadError('TOO_MANY_ROWS', `The file has more than ${READING_LIMITS.rows} rows. Split it.`);
    return rowOf(record, columns.length, header);
  };
  for await (const piece of decode(source, dialect.encoding)) {
    for (const record of tokenizer.push(piece)) {
      const row = use(record);
      if (row) yield row;
    }
  }
  for (const record of tokenizer.end()) {
    const row = use(record);
    if (row) yield row;
  }
}

function rowOf(record: { line: number; cells: string[]; problem?: 'UNCLOSED_QUOTE' | 'TOO_LARGE' }, width: number, header: string | undefined): CsvRow {
  const issues: RowIssue[] = [];
  let { cells } = record;
  if (record.problem) issues.push(record.problem);
  if (header !== undefined && cells.join('\u0000') === header) issues.push('REPEATED_HEADER');
  if (cells.some((cell) => cell.includes('\u0000'))) {
    issues.push('NUL_BYTES');
    cells = cells.map((cell) => cell.replaceAll('\u0000', ''));
  }
  if (record.problem !== 'TOO_LARGE') {
    if (cells.length < width) issues.push('MISSING_CELLS');
    if (cells.length > width) {
      // Separators at the end of a line are how some programs pad; nothing stands behind them.
      if (cells.slice(width).every((cell) => cell.trim() === '')) cells = cells.slice(0, width);
      else issues.push('EXTRA_CELLS');
    }
  }
  return { line: record.line, cells, issues };
}

export const unnamedColumns = (count: number): CsvColumn[] => Array.from({ length: count }, (_, index) => ({ index, name: `Column ${index + 1}` }));

/** Names that are unique within the file and never empty. */
export function namedColumns(header: readonly string[]): CsvColumn[] {
  const used = new Set<string>();
  return header.map((cell, index) => {
    const base = cell.replace(/[\u0000\ufeff]/g, '').trim().replace(/\s+/g, ' ').slice(0, 200) || `Column ${index + 1}`;
    let name = base;
    for (let copy = 2; used.has(name.toLowerCase()); copy++) name = `${base} (${copy})`;
    used.add(name.toLowerCase());
    return { index, name };
  });
}

function checkDialect(given: Partial<CsvDialect>): void {
  if (given.separator !== undefined && (given.separator.length === 0 || given.separator.length > 3 || /[\r\n]/.test(given.separator)))
    throw new ReadError('BAD_DIALECT', 'The separator is one to three characters and no line break.');
  for (const mark of [given.quote, given.escape])
    if (typeof mark === 'string' && (mark.length !== 1 || /[\r\n]/.test(mark) || mark === given.separator))
      throw new ReadError('BAD_DIALECT', 'Quote and escape are one character each, and not the separator.');
}
