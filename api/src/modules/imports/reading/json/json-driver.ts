import type { CsvColumn, CsvRow } from '../csv-file.js';
import { decode, detectEncoding } from '../encoding.js';
import type { FileDialect, FileDriver, FileInspection, GivenDialect, SourceFile } from '../file-driver.js';
import { READING_LIMITS, ReadError } from '../limits.js';
import { flatten, parseExactly, type FlatRecord } from './flatten.js';
import { JsonSplitter } from './json-splitter.js';

const PARTS = 50;

/** What a document without a list, or with one at its top, calls its only part. */
const WHOLE = '';

interface PartShape {
  rows: number;
  readonly columns: Map<string, number>;
  readonly sample: Read[];
}

/** A record read: its values, or why it has none. */
interface Read {
  readonly number: number;
  readonly part: string;
  readonly values: ReadonlyMap<string, string>;
  readonly issue: 'TOO_LARGE' | 'NOT_A_RECORD' | null;
  readonly text: string;
}

/** Lists of objects: an array, one object a line, or lists inside a document, nested values under names with dots. */
export const jsonDriver: FileDriver = {
  format: 'JSON',

  /** A CSV file never begins with a bracket followed by what JSON has next. */
  recognises: (head, name) => /^\s*(\[\s*(\{|\]|"|$)|\{\s*("|\}|$))/.test(textOf(head)) || (/\.(json|jsonl|ndjson)$/i.test(name) && /^\s*[[{]/.test(textOf(head))),

  async inspect(file: SourceFile, given: GivenDialect): Promise<FileInspection> {
    const encoding = given.encoding ?? (await detectEncoding(file.open));
    const parts = new Map<string, PartShape>();
    for await (const read of records(file, encoding)) {
      const shape: PartShape = parts.get(read.part) ?? { rows: 0, columns: new Map(), sample: [] };
      if (!parts.has(read.part) && parts.size >= PARTS) continue;
      parts.set(read.part, shape);
      shape.rows++;
      for (const name of read.values.keys()) if (!shape.columns.has(name)) shape.columns.set(name, shape.columns.size);
      if (shape.columns.size > READING_LIMITS.columns) throw new ReadError('TOO_MANY_COLUMNS', `The records have more than ${READING_LIMITS.columns} different fields.`);
      if (shape.sample.length < READING_LIMITS.sampleRows) shape.sample.push(read);
    }
    const usable = [...parts].filter(([, { columns }]) => columns.size > 0);
    const found = typeof given.part === 'string' ? usable.find(([name]) => name === given.part) : usable.toSorted(([, a], [, b]) => b.rows - a.rows)[0];
    if (!found && typeof given.part === 'string') throw new ReadError('BAD_DIALECT', `The document has no list "${given.part}".`);
    if (!found) throw new ReadError('EMPTY_FILE', 'The JSON document holds no records. It should be a list of objects, or have one in it.');
    const [part, { columns, sample }] = found;
    const named = [...columns.keys()].map((name, index): CsvColumn => ({ index, name: name.slice(0, 200) || `Column ${index + 1}` }));
    return {
      dialect: { format: 'JSON', part, encoding, separator: null, quote: null, escape: null, headerLine: null },
      columns: named,
      sample: sample.map((read) => rowOf(read, [...columns.keys()])),
      parts: usable.map(([name, { rows }]) => ({ name, rows, hidden: false })),
      notes: [],
    };
  },

  async *read(file: SourceFile, dialect: FileDialect, columns: readonly CsvColumn[]): AsyncGenerator<CsvRow> {
    const names = columns.map(({ name }) => name);
    let rows = 0;
    for await (const read of records(file, dialect.encoding)) {
      if (read.part !== (dialect.part ?? WHOLE)) continue;
      if (++rows > READING_LIMITS.rows) throw new ReadError('TOO_MANY_ROWS', `The file has more than ${READING_LIMITS.rows} records. Split it.`);
      yield rowOf(read, names);
    }
  },
};

async function* records(file: SourceFile, encoding: string): AsyncGenerator<Read> {
  const splitter = new JsonSplitter(await isLines(file, encoding));
  const numbers = new Map<string, number>();
  const count = (part: string): number => {
    const number = (numbers.get(part) ?? 0) + 1;
    numbers.set(part, number);
    return number;
  };
  const reads = function* (part: string, text: string | null): Generator<Read> {
    const flat = text === null ? null : flattened(text);
    if (!flat) yield { number: count(part), part, values: new Map(), issue: text === null ? 'TOO_LARGE' : 'NOT_A_RECORD', text: (text ?? '').slice(0, 200) };
    else yield* family(part, flat, count);
  };
  for await (const piece of decode(file.open, encoding)) for (const { part, text } of splitter.push(piece)) yield* reads(part, text);
  for (const { part, text } of splitter.end()) yield* reads(part, text);
}

/** The record, and the records under it as parts of their own; those name the one they belong to. */
function* family(part: string, flat: FlatRecord, count: (part: string) => number): Generator<Read> {
  yield { number: count(part), part, values: flat.values, issue: null, text: '' };
  for (const { name, records: children } of flat.children) {
    const inner = part === WHOLE ? name : `${part}.${name}`;
    for (const child of children) {
      const below = flatten(child);
      if (!below) continue;
      for (const key of ['Id', 'referenceId', 'Name']) {
        const value = flat.values.get(key);
        if (value) below.values.set(`Parent.${key}`, value);
      }
      yield* family(inner, below, count);
    }
  }
}

function flattened(text: string): FlatRecord | null {
  try {
    return flatten(parseExactly(text));
  } catch {
    return null;
  }
}

function rowOf(read: Read, names: readonly string[]): CsvRow {
  // Numbered, not by line: a document may be one line.
  if (read.issue) return { line: read.number, cells: [read.text], issues: [read.issue] };
  const cells = names.map((name) => read.values.get(name) ?? '');
  const nul = cells.some((cell) => cell.includes('\u0000'));
  return { line: read.number, cells: nul ? cells.map((cell) => cell.replaceAll('\u0000', '')) : cells, issues: nul ? ['NUL_BYTES'] : [] };
}

/** One object a line: the first line is a whole object, and another one follows it. */
async function isLines(file: SourceFile, encoding: string): Promise<boolean> {
  let text = '';
  for await (const piece of decode(file.open, encoding)) {
    text += piece;
    if (text.length > READING_LIMITS.sampleBytes) break;
  }
  const [first, ...others] = text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && line !== '\ufeff');
  return first !== undefined && first.replace('\ufeff', '').startsWith('{') && others[0]?.startsWith('{') === true && flattened(first.replace('\ufeff', '')) !== null;
}

/** The first bytes as text, whichever Unicode encoding they are in; only ASCII matters here. */
const textOf = (head: Buffer): string => head.toString('latin1').replace(/[\u0000\u00ef\u00bb\u00bf\u00fe\u00ff]/g, '');
