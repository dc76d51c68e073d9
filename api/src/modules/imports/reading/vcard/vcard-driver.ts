import type { CsvColumn, CsvRow } from '../csv-file.js';
import { decode, detectEncoding } from '../encoding.js';
import type { FileDialect, FileDriver, FileInspection, GivenDialect, SourceFile } from '../file-driver.js';
import { READING_LIMITS, ReadError } from '../limits.js';
import { cardOf, COLUMN_ORDER, type Card } from './card-columns.js';
import { LineJoiner, parseLine, type ContentLine } from './content-lines.js';

/** Properties of one card; more is no card of a person. */
const PROPERTIES = 2000;

/** Address-book cards of versions 2.1, 3.0 and 4.0, one after the other in one file. */
export const vcardDriver: FileDriver = {
  format: 'VCARD',

  recognises: (head) => /^\s*BEGIN:VCARD\b/i.test(head.toString('latin1').replace(/[\u0000\u00ef\u00bb\u00bf\u00fe\u00ff]/g, '')),

  async inspect(file: SourceFile, given: GivenDialect): Promise<FileInspection> {
    const encoding = given.encoding ?? (await detectEncoding(file.open));
    const found = new Set<string>();
    const sample: Card[] = [];
    let pictures = 0;
    let total = 0;
    for await (const card of cards(file, encoding)) {
      total++;
      for (const name of card.values.keys()) found.add(name);
      if (found.size > READING_LIMITS.columns) throw new ReadError('TOO_MANY_COLUMNS', `The cards have more than ${READING_LIMITS.columns} different properties.`);
      if (card.hadBinary) pictures++;
      if (sample.length < READING_LIMITS.sampleRows) sample.push(card);
    }
    if (total === 0) throw new ReadError('EMPTY_FILE', 'The file holds no cards.');
    const names = [...COLUMN_ORDER.filter((name) => found.has(name)), ...[...found].filter((name) => !COLUMN_ORDER.includes(name))];
    if (names.length === 0) throw new ReadError('EMPTY_FILE', 'The cards hold nothing that can be imported.');
    const columns = names.map((name, index): CsvColumn => ({ index, name }));
    return {
      dialect: { format: 'VCARD', part: null, encoding, separator: null, quote: null, escape: null, headerLine: null },
      columns,
      sample: sample.map((card) => rowOf(card, names)),
      parts: [],
      notes: pictures > 0 ? [pictures === 1 ? '1 card has a picture or a key; those are not imported.' : `${pictures} cards have pictures or keys; those are not imported.`] : [],
    };
  },

  async *read(file: SourceFile, dialect: FileDialect, columns: readonly CsvColumn[]): AsyncGenerator<CsvRow> {
    const names = columns.map(({ name }) => name);
    let rows = 0;
    for await (const card of cards(file, dialect.encoding)) {
      if (++rows > READING_LIMITS.rows) throw new ReadError('TOO_MANY_ROWS', `The file has more than ${READING_LIMITS.rows} cards. Split it.`);
      yield rowOf(card, names);
    }
  },
};

/** Every card of the file; one that is not closed ends where the next begins, and is reported. */
async function* cards(file: SourceFile, encoding: string): AsyncGenerator<Card> {
  const reader = new CardReader();
  for await (const piece of decode(file.open, encoding)) yield* reader.push(piece);
  yield* reader.end();
}

class CardReader {
  private readonly joiner = new LineJoiner();
  private open: { line: number; properties: ContentLine[] } | null = null;
  private depth = 0;

  *push(piece: string): Generator<Card> {
    for (const line of this.joiner.push(piece)) yield* this.take(line);
  }

  *end(): Generator<Card> {
    for (const line of this.joiner.end()) yield* this.take(line);
    // Cut off in the middle of a card: what it had is not all it was.
    if (this.open) yield { ...cardOf(this.open.line, this.open.properties), issue: 'UNREADABLE' };
  }

  private *take(line: { line: number; text: string }): Generator<Card> {
    const text = line.text.replace(/^\ufeff/, '').trim();
    if (/^BEGIN:VCARD$/i.test(text)) {
      // A card inside a card is somebody's assistant, and no contact of its own.
      if (this.open && !this.expectsInner()) {
        yield { ...cardOf(this.open.line, this.open.properties), issue: 'UNREADABLE' };
        this.open = null;
      }
      if (this.open) this.depth++;
      else this.open = { line: line.line, properties: [] };
      return;
    }
    if (!this.open) return;
    if (/^END:VCARD$/i.test(text)) {
      if (this.depth > 0) this.depth--;
      else {
        yield cardOf(this.open.line, this.open.properties);
        this.open = null;
      }
      return;
    }
    if (this.depth > 0 || this.open.properties.length >= PROPERTIES) return;
    const property = parseLine({ line: line.line, text: line.text });
    if (property) this.open.properties.push(property);
  }

  private expectsInner(): boolean {
    return this.depth > 0 || this.open?.properties.at(-1)?.name === 'AGENT';
  }
}

function rowOf(card: Card, names: readonly string[]): CsvRow {
  const cells = names.map((name) => (card.values.get(name) ?? '').replaceAll('\u0000', ''));
  return { line: card.line, cells, issues: card.issue ? [card.issue] : [] };
}
