import { Readable } from 'node:stream';
import { crc32, deflateRawSync } from 'node:zlib';
import { inspectFile, readFile, type CsvRow, type FileInspection, type GivenDialect, type SourceFile } from './index.js';

/** A file that exists in memory only, handed out in small pieces so that readers have to join them. */
export function fileOf(content: string | Buffer, name = 'file'): SourceFile {
  const bytes = Buffer.from(content);
  const pieces = function* (): Generator<Buffer> {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  };
  return { name, bytes: bytes.length, open: () => Readable.from(pieces()), range: (start, end) => Readable.from(end > start ? [bytes.subarray(start, end)] : []) };
}

export interface ReadFile extends FileInspection {
  readonly rows: readonly CsvRow[];
  /** Rows as objects; empty cells are left out. */
  readonly records: readonly Readonly<Record<string, string>>[];
}

export async function readAll(file: SourceFile, given: GivenDialect = {}): Promise<ReadFile> {
  const inspection = await inspectFile(file, given);
  const rows: CsvRow[] = [];
  for await (const row of readFile(file, inspection.dialect, inspection.columns)) rows.push(row);
  const records = rows.map((row) => Object.fromEntries(inspection.columns.flatMap(({ name }, index) => (row.cells[index] ? [[name, row.cells[index]] as const] : []))));
  return { ...inspection, rows, records };
}

/** Packs parts as a zip archive. */
export function zipOf(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, Buffer.from(name), packed]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, end, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(central.length, 4);
  tail.writeUInt16LE(central.length, 6);
  tail.writeUInt32LE(directory.length, 8);
  tail.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006', 'latin1'), tail]);
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>${body}`;

export interface TestSheet {
  readonly name: string;
  /** Inside of `<sheetData>`. */
  readonly rows: string;
  readonly after?: string;
  readonly hidden?: boolean;
}

/** A workbook whose sheets are given as XML, so that anything a program may write can be tried. */
export function workbookOf(sheets: readonly TestSheet[], options: { readonly strings?: string; readonly styles?: string; readonly workbookPr?: string } = {}): Buffer {
  const relations = [...sheets.map((_, index) => ({ id: `rId${index + 1}`, type: 'worksheet', target: `worksheets/sheet${index + 1}.xml` })), { id: 'rIdS', type: 'styles', target: 'styles.xml' }, { id: 'rIdT', type: 'sharedStrings', target: '/xl/sharedStrings.xml' }];
  return zipOf({
    '_rels/.rels': xml(`<Relationships><Relationship Id="r1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': xml(`<workbook xmlns:r="${RELATION}">${options.workbookPr ?? ''}<sheets>${sheets.map(({ name, hidden }, index) => `<sheet name="${name}" sheetId="${index + 1}" ${hidden ? 'state="hidden"' : ''} r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': xml(`<Relationships>${relations.map(({ id, type, target }) => `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`).join('')}</Relationships>`),
    'xl/styles.xml': xml(`<styleSheet>${options.styles ?? '<cellXfs><xf numFmtId="0"/></cellXfs>'}</styleSheet>`),
    'xl/sharedStrings.xml': xml(`<sst>${options.strings ?? ''}</sst>`),
    ...Object.fromEntries(sheets.map(({ rows, after }, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml(`<worksheet><sheetData>${rows}</sheetData>${after ?? ''}</worksheet>`)])),
  });
}

/** Plain rows of text. */
export const textRows = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells, row) => `<row r="${row + 1}">${cells.map((cell, column) => `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`).join('');
