import path from 'node:path/posix';
import { READING_LIMITS, ReadError } from '../limits.js';
import { formatOf, type CellFormat } from './number-formats.js';
import { parseXml } from './xml-events.js';
import { MOST_SHARED_CHARACTERS, type ZipArchive } from './zip-archive.js';

export interface SheetEntry {
  readonly name: string;
  readonly path: string;
  readonly hidden: boolean;
}

/** What the sheets of a workbook share. */
export interface Workbook {
  readonly sheets: readonly SheetEntry[];
  /** Days count from 1904 instead of 1900. */
  readonly from1904: boolean;
  /** How each cell style shows numbers. */
  readonly formats: readonly CellFormat[];
  readonly strings: readonly string[];
}

interface Relation {
  readonly target: string;
  readonly type: string;
}

/** @throws ReadError SPREADSHEET when the archive is no workbook of this kind */
export async function openWorkbook(archive: ZipArchive): Promise<Workbook> {
  const root = [...(await relationsOf(archive, '')).values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  if (/\.bin$/i.test(root)) throw new ReadError('SPREADSHEET', 'This is a binary workbook (.xlsb). Save it as .xlsx and upload that.');
  if (!archive.has(root)) {
    if (archive.has('content.xml')) throw new ReadError('SPREADSHEET', 'This is an OpenDocument file. Save it as .xlsx or .csv and upload that.');
    throw new ReadError('SPREADSHEET', 'This is a zip archive or another document, not a workbook. Unpack it, and upload the .xlsx or .csv file that is in it.');
  }
  const relations = await relationsOf(archive, root);
  const sheets: { name: string; relation: string; hidden: boolean }[] = [];
  let from1904 = false;
  await each(archive, root, {
    open(name, attributes) {
      if (name === 'sheet') sheets.push({ name: attributes['name'] ?? `Sheet ${sheets.length + 1}`, relation: attributes['r:id'] ?? attribute(attributes, 'id') ?? '', hidden: /hidden/i.test(attributes['state'] ?? '') });
      if (name === 'workbookPr') from1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true';
    },
  });
  const target = (kind: string): string | undefined => [...relations.values()].find(({ type }) => type.endsWith(`/${kind}`))?.target;
  const worksheets = sheets.flatMap(({ name, relation, hidden }) => {
    const found = relations.get(relation);
    return found && archive.has(found.target) && !/chartsheet/.test(found.type) ? [{ name, path: found.target, hidden }] : [];
  });
  if (worksheets.length === 0) throw new ReadError('EMPTY_FILE', 'The workbook has no sheets.');
  return { sheets: worksheets, from1904, formats: await formatsOf(archive, target('styles')), strings: await sharedStrings(archive, target('sharedStrings')) };
}

/** The relations of a part, by id; of the package itself for an empty path. */
async function relationsOf(archive: ZipArchive, part: string): Promise<Map<string, Relation>> {
  const folder = path.dirname(part) === '.' ? '' : path.dirname(part);
  const file = path.join(folder, '_rels', `${path.basename(part)}.rels`);
  const found = new Map<string, Relation>();
  if (!archive.has(file)) return found;
  await each(archive, file, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const target = attributes['Target'] ?? '';
      found.set(attributes['Id'] ?? '', { type: attributes['Type'] ?? '', target: target.startsWith('/') ? target.slice(1) : path.join(folder, target) });
    },
  });
  return found;
}

async function formatsOf(archive: ZipArchive, file: string | undefined): Promise<CellFormat[]> {
  const formats: CellFormat[] = [];
  if (!file || !archive.has(file)) return formats;
  const codes = new Map<number, string>();
  let inCells = false;
  await each(archive, file, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) formats.push(formatOf(Number(attributes['numFmtId'] ?? 0), codes));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

/** Texts that cells point at. They have to be at hand in any order, so their number is what a workbook is limited by. */
async function sharedStrings(archive: ZipArchive, file: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!file || !archive.has(file)) return strings;
  let text = '';
  let reading = false;
  let phonetic = 0;
  let characters = 0;
  await each(archive, file, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic++;
      if (name === 't') reading = phonetic === 0;
    },
    text(piece) {
      if (reading && text.length < READING_LIMITS.recordCharacters) text += piece;
    },
    close(name) {
      if (name === 't') reading = false;
      if (name === 'rPh') phonetic--;
      if (name !== 'si') return;
      characters += text.length;
      if (characters > MOST_SHARED_CHARACTERS) throw new ReadError('ZIP_BOMB', 'The workbook holds more text than can be read at once. Save the sheet as .csv and upload that.');
      strings.push(text);
    },
  });
  return strings;
}

async function each(archive: ZipArchive, file: string, handler: Parameters<typeof parseXml>[1]): Promise<void> {
  for await (const _ of parseXml(archive.read(file), handler));
}

/** An attribute by its name without the namespace, whose prefix a program may choose. */
const attribute = (attributes: Readonly<Record<string, string>>, name: string): string | undefined => Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1];
