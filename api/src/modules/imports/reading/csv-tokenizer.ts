import { READING_LIMITS, ReadError } from './limits.js';

export interface CsvSyntax {
  readonly separator: string;
  /** Null: the file quotes nothing. */
  readonly quote: string | null;
  /** What makes a quote inside a quoted cell literal: the quote itself, doubled, or a backslash. */
  readonly escape: string | null;
}

export interface CsvRecord {
  /** Line of the file at which the record starts, from 1. */
  readonly line: number;
  readonly cells: string[];
  readonly problem?: 'UNCLOSED_QUOTE' | 'TOO_LARGE';
}

type Attempt = { cells: string[]; next: number; multiline: boolean } | 'more' | 'unclosed';

/**
 * Splits text that arrives in pieces into records. Written for files as they are: a quote inside a cell need not be doubled, line ends may be mixed, and
 * a quote that never closes costs its own line only, never the rest of the file. That recovery is why this isn't left to a strict parser.
 */
export class CsvTokenizer {
  private text = '';
  private line = 1;
  private skipping = false;
  private unclosed = 0;

  /** @param columns cells a whole record has; tells a cell with a line break from a quote somebody forgot to close */
  constructor(
    private readonly syntax: CsvSyntax,
    private readonly columns?: number,
  ) {}

  /** Takes the next piece and returns the records that are complete with it. */
  push(piece: string): CsvRecord[] {
    this.text += piece;
    return this.drain(false);
  }

  /** Returns what is left when no more text comes. */
  end(): CsvRecord[] {
    return this.drain(true);
  }

  private drain(final: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let position = 0;
    for (;;) {
      if (this.skipping) {
        const end = this.lineEnd(position, final);
        if (end === undefined) {
          position = this.text.length;
          break;
        }
        position = this.afterLineEnd(end);
        this.line++;
        this.skipping = false;
      }
      if (position >= this.text.length) break;
      const found = this.next(position, final);
      if (!found) break;
      if (found.record) records.push(found.record);
      position = found.next;
    }
    this.text = this.text.slice(position);
    return records;
  }

  private next(position: number, final: boolean): { record?: CsvRecord; next: number } | undefined {
    const attempt = this.record(position, final, this.syntax.quote);
    const oversized = this.text.length - position > READING_LIMITS.recordCharacters;
    if (attempt === 'more' && !oversized) return undefined;
    if (attempt === 'more' || attempt === 'unclosed') return this.recover(position, final);
    if (attempt.next - position > READING_LIMITS.recordCharacters) return this.recover(position, final);
    if (attempt.multiline && this.columns !== undefined && attempt.cells.length !== this.columns) {
      const single = this.record(position, final, this.syntax.quote, true);
      if (typeof single === 'object' && single.cells.length === this.columns) return this.recover(position, final);
    }
    const line = this.line;
    this.countLines(position, attempt.next);
    const blank = attempt.cells.length === 1 && attempt.cells[0] === '';
    return { next: attempt.next, record: blank ? undefined : { line, cells: attempt.cells } };
  }

  /** Reads one line with no quoted cell reaching beyond it; gives the line up where even that is too long. */
  private recover(position: number, final: boolean): { record: CsvRecord; next: number } {
    const line = this.line;
    const end = this.lineEnd(position, final) ?? (final ? this.text.length : undefined);
    if (end === undefined || end - position > READING_LIMITS.recordCharacters) {
      this.skipping = true;
      return { record: { line, cells: [this.text.slice(position, position + 200)], problem: 'TOO_LARGE' }, next: position };
    }
    if (++this.unclosed > READING_LIMITS.unclosedQuotes)
      throw new ReadError('UNBALANCED_QUOTES', `More than ${READING_LIMITS.unclosedQuotes} lines open a quote that never closes. Choose another quote character, or none.`);
    const attempt = this.record(position, true, this.syntax.quote, true) as Exclude<Attempt, string>;
    this.line++;
    return { record: { line, cells: attempt.cells, problem: 'UNCLOSED_QUOTE' }, next: attempt.next };
  }

  /** @param bounded a quote that doesn't close on the record's line is an ordinary character */
  private record(position: number, final: boolean, quote: string | null, bounded = false): Attempt {
    const { text } = this;
    const { separator } = this.syntax;
    const cells: string[] = [];
    let index = position;
    let multiline = false;
    let eol = this.lineEnd(position, final);
    for (;;) {
      const opening = quote === null ? -1 : this.opening(index, quote);
      let end: number;
      const quoted = opening < 0 ? undefined : this.quoted(opening, final || bounded, quote!);
      const beyond = bounded && (typeof quoted === 'string' || (quoted !== undefined && quoted.end > (eol ?? text.length)));
      if (quoted !== undefined && !beyond) {
        if (typeof quoted === 'string') return quoted;
        cells.push(quoted.value);
        end = quoted.end;
        if (eol !== undefined && end > eol) {
          multiline = true;
          eol = this.lineEnd(end, final);
        }
      } else {
        if (eol === undefined && !final) return 'more';
        const stop = eol ?? text.length;
        const next = text.indexOf(separator, index);
        end = next < 0 || next > stop ? stop : next;
        cells.push(text.slice(index, end));
      }
      if (text.startsWith(separator, end)) {
        index = end + separator.length;
        continue;
      }
      if (end >= text.length && !final) return 'more';
      return { cells, multiline, next: end >= text.length ? end : this.afterLineEnd(end) };
    }
  }

  /** Where a quoted cell opens; blanks before the quote belong to nobody (`a, "b"`). */
  private opening(index: number, quote: string): number {
    let at = index;
    if (this.syntax.separator !== ' ') while (this.text[at] === ' ') at++;
    return this.text[at] === quote ? at : -1;
  }

  private quoted(opening: number, final: boolean, quote: string): { value: string; end: number } | 'more' | 'unclosed' {
    const { text } = this;
    const { separator, escape } = this.syntax;
    let value = '';
    let segment = opening + 1;
    let from = segment;
    let stray: { at: number; value: string } | undefined;
    for (;;) {
      const at = text.indexOf(quote, from);
      if (at < 0 || (at + 1 >= text.length && !final)) return final ? (stray ? this.afterStray(stray) : 'unclosed') : 'more';
      if (escape === '\\' && oddBackslashes(text, at, opening)) {
        value += text.slice(segment, at - 1) + quote;
        from = segment = at + 1;
        continue;
      }
      if (text[at + 1] === quote) {
        value += text.slice(segment, at) + quote;
        from = segment = at + 2;
        continue;
      }
      let after = at + 1;
      if (separator !== ' ') while (text[after] === ' ') after++;
      if (after >= text.length && !final) return 'more';
      if (after >= text.length || text.startsWith(separator, after) || text[after] === '\n' || text[after] === '\r') {
        // A quote in the middle and the end on a later line: the middle one was the end, and rows must not be swallowed.
        if (stray && /[\r\n]/.test(text.slice(stray.at, at))) return this.afterStray(stray);
        return { value: value + text.slice(segment, at), end: after };
      }
      // A quote that opens a line opens a cell: this one was never closed.
      if (text[at - 1] === '\n' || text[at - 1] === '\r') return stray ? this.afterStray(stray) : 'unclosed';
      stray ??= { at, value: value + text.slice(segment, at) };
      from = at + 1;
    }
  }

  /** The cell closed at a quote that more text follows: that text is kept. */
  private afterStray(stray: { at: number; value: string }): { value: string; end: number } {
    const stop = this.lineEnd(stray.at, true) ?? this.text.length;
    const separator = this.text.indexOf(this.syntax.separator, stray.at);
    const end = separator < 0 || separator > stop ? stop : separator;
    return { value: stray.value + this.text.slice(stray.at + 1, end), end };
  }

  /** Index of the next line end; undefined when it isn't known yet, or there is none. */
  private lineEnd(from: number, final: boolean): number | undefined {
    const feed = this.text.indexOf('\n', from);
    const stop = feed < 0 ? this.text.length : feed;
    const carriage = this.text.slice(from, stop).indexOf('\r');
    if (carriage >= 0) {
      const at = from + carriage;
      // A carriage return at the very end may be half of a pair.
      return at + 1 >= this.text.length && !final ? undefined : at;
    }
    return feed < 0 ? undefined : feed;
  }

  private afterLineEnd(at: number): number {
    return this.text[at] === '\r' && this.text[at + 1] === '\n' ? at + 2 : at + 1;
  }

  private countLines(from: number, to: number): void {
    for (let index = from; index < to; index++) {
      const code = this.text.charCodeAt(index);
      if (code === 10 || (code === 13 && this.text.charCodeAt(index + 1) !== 10)) this.line++;
    }
  }
}

function oddBackslashes(text: string, at: number, opening: number): boolean {
  let count = 0;
  while (at - 1 - count > opening && text[at - 1 - count] === '\\') count++;
  return count % 2 === 1;
}
