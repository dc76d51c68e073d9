import { csvDriver } from './csv-driver.js';
import type { CsvColumn, CsvRow } from './csv-file.js';
import { head } from './encoding.js';
import type { FileDialect, FileDriver, FileInspection, GivenDialect, SourceFile } from './file-driver.js';
import { jsonDriver } from './json/json-driver.js';
import { ReadError } from './limits.js';
import { vcardDriver } from './vcard/vcard-driver.js';
import { xlsxDriver } from './xlsx/xlsx-driver.js';

/** The first that recognises a file reads it; CSV takes the rest. */
const DRIVERS: readonly FileDriver[] = [xlsxDriver, vcardDriver, jsonDriver, csvDriver];

const HEAD_BYTES = 4096;

/** Files that look importable by their name and are not; what to do instead. */
const REFUSED: readonly { readonly matches: (head: Buffer, name: string) => boolean; readonly code: 'SPREADSHEET' | 'NOT_TEXT'; readonly message: string }[] = [
  { matches: (bytes) => bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])), code: 'SPREADSHEET', message: 'This is an old (.xls) or password-protected Excel workbook. Open it in a spreadsheet program, save it as .xlsx without a password, and upload that.' },
  { matches: (bytes) => /^\s*(<!doctype html|<html|<table|<\?xml[^>]*>\s*(<\?mso-application[^>]*>\s*)?<(html|Workbook))/i.test(bytes.toString('latin1')), code: 'NOT_TEXT', message: 'This is a web page or an XML document under another name. Open it in a spreadsheet program, save it as .xlsx or .csv, and upload that.' },
];

/** Finds out what the file is, how it is written and what its columns are called. @throws ReadError */
export async function inspectFile(file: SourceFile, given: GivenDialect = {}): Promise<FileInspection> {
  const bytes = await head(file.open, HEAD_BYTES);
  if (bytes.length === 0) throw new ReadError('EMPTY_FILE', 'The file is empty.');
  const refused = REFUSED.find(({ matches }) => matches(bytes, file.name));
  if (refused) throw new ReadError(refused.code, refused.message);
  return DRIVERS.find((driver) => driver.recognises(bytes, file.name))!.inspect(file, given);
}

/** Reads the data rows one after the other at constant memory. @throws ReadError */
export function readFile(file: SourceFile, dialect: FileDialect, columns: readonly CsvColumn[]): AsyncGenerator<CsvRow> {
  return DRIVERS.find(({ format }) => format === (dialect.format ?? 'CSV'))!.read(file, dialect, columns);
}
