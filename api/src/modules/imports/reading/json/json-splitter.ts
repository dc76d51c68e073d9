import { READING_LIMITS, ReadError } from '../limits.js';

/** A record of a JSON document, still as text. */
export interface JsonRecord {
  /** Path of the list that it stands in; empty for the document itself. */
  readonly part: string;
  /** Null: it is larger than a record may be. */
  readonly text: string | null;
}

/** Plain values that stand beside lists are kept for documents that are one record themselves; more of them than this is no record. */
const OWN_VALUES = 1000;
const OWN_LIST = 100;

/**
 * Cuts a JSON document that arrives in pieces into its records, so that only one of them is in memory. Records are the elements of lists that are reached
 * through objects only: `[..]`, `{"records": [..]}`, `{"data": {"contacts": [..], "companies": [..]}}`. A document without a list is one record.
 */
export class JsonSplitter {
  private readonly stack: ('{' | '[')[] = [];
  private readonly keys: string[] = [];
  private expects: 'value' | 'key' | 'colon' | 'comma' = 'value';
  private token: string | null = null;
  private captured: { text: string | null; length: number; depth: number } | null = null;
  private inString = false;
  private escaped = false;
  private line = 1;
  private own = new Map<string, unknown[]>();
  private listed = false;
  private readonly out: JsonRecord[] = [];

  /** @param lines every value at the top is a record of its own, one after the other */
  constructor(private readonly lines: boolean) {}

  push(piece: string): JsonRecord[] {
    for (let index = 0; index < piece.length; ) {
      index = this.captured ? this.capture(piece, index) : this.structure(piece, index);
    }
    return this.out.splice(0);
  }

  /** @throws ReadError BROKEN_FILE where the document ends before its lists do */
  end(): JsonRecord[] {
    if (this.token !== null && !this.inString) this.literal();
    if (this.captured || this.token !== null || this.stack.length > 0) throw new ReadError('BROKEN_FILE', `The JSON document breaks off after line ${this.line}. It was cut short; export it again.`);
    return this.out.splice(0);
  }

  /** Walks through the inside of a record without understanding it; only brackets and strings matter. */
  private capture(piece: string, from: number): number {
    const captured = this.captured!;
    let index = from;
    for (; index < piece.length; index++) {
      const code = piece.charCodeAt(index);
      if (code === 10) this.line++;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (code === 92) this.escaped = true;
        else if (code === 34) this.inString = false;
      } else if (code === 34) this.inString = true;
      else if (code === 123 || code === 91) captured.depth++;
      else if ((code === 125 || code === 93) && --captured.depth === 0) {
        index++;
        break;
      }
    }
    captured.length += index - from;
    if (captured.length > READING_LIMITS.recordCharacters) captured.text = null;
    else if (captured.text !== null) captured.text += piece.slice(from, index);
    if (captured.depth === 0) {
      this.emit(captured.text);
      this.captured = null;
      this.expects = 'comma';
    }
    return index;
  }

  private structure(piece: string, index: number): number {
    const char = piece[index]!;
    if (char === '\n') this.line++;
    if (this.token !== null) return this.inString ? this.string(piece, index) : this.unquoted(piece, index);
    if (char === ' ' || char === '\n' || char === '\r' || char === '\t' || char === '\ufeff' || char === '\u0000') return index + 1;
    const top = this.stack.at(-1);
    // One document after the other, each beginning where the last one ended.
    if (top === undefined && this.expects === 'comma' && char !== ',') this.expects = 'value';
    if (char === '"') {
      if (this.expects !== 'value' && this.expects !== 'key') this.fail(char);
      this.token = '';
      this.inString = true;
    } else if (char === '{' || char === '[') {
      if (this.expects !== 'value') this.fail(char);
      if (top === '[' || (top === undefined && this.lines)) {
        this.captured = { text: '', length: 0, depth: 0 };
        return index;
      }
      this.stack.push(char);
      this.expects = char === '{' ? 'key' : 'value';
    } else if (char === '}' || char === ']') this.close(char, top);
    else if (char === ':') {
      if (this.expects !== 'colon') this.fail(char);
      this.expects = 'value';
    } else if (char === ',') {
      if (this.expects !== 'comma' || top === undefined) this.fail(char);
      this.expects = top === '{' ? 'key' : 'value';
    } else {
      if (this.expects !== 'value') this.fail(char);
      this.token = '';
      return index;
    }
    return index + 1;
  }

  private close(char: string, top: '{' | '[' | undefined): void {
    // A list or an object may be empty, or end after a comma that somebody left.
    if (top !== (char === '}' ? '{' : '[') || this.expects === 'colon') this.fail(char);
    this.stack.pop();
    if (this.stack.length === 0) {
      if (char === '}' && !this.listed && this.own.size > 0) this.out.push({ part: '', text: JSON.stringify(Object.fromEntries([...this.own].map(([key, values]) => [key, values.length === 1 ? values[0] : values]))) });
      this.own = new Map();
      this.listed = false;
    } else this.keys.pop();
    this.expects = 'comma';
  }

  private string(piece: string, index: number): number {
    for (let at = index; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      if (this.escaped) this.escaped = false;
      else if (code === 92) this.escaped = true;
      else if (code === 34) {
        this.grow(piece.slice(index, at));
        this.inString = false;
        this.value(`"${this.token!}"`);
        this.token = null;
        return at + 1;
      }
    }
    this.grow(piece.slice(index));
    return piece.length;
  }

  private unquoted(piece: string, index: number): number {
    let at = index;
    while (at < piece.length && !/[\s,:{}[\]"]/.test(piece[at]!)) at++;
    this.grow(piece.slice(index, at));
    if (at < piece.length) {
      if (at === index && this.token === '') this.fail(piece[at]!);
      this.literal();
    }
    return at;
  }

  private literal(): void {
    const token = this.token!;
    this.token = null;
    this.value(token);
  }

  private grow(text: string): void {
    this.token += text;
    if (this.token!.length > READING_LIMITS.recordCharacters) throw new ReadError('BROKEN_FILE', `A single value of the JSON document is too large (line ${this.line}).`);
  }

  private value(source: string): void {
    let value: unknown;
    try {
      value = JSON.parse(source);
    } catch {
      this.fail(source.slice(0, 20));
    }
    if (this.expects === 'key') {
      this.keys.push(String(value));
      this.expects = 'colon';
      return;
    }
    const inList = this.stack.at(-1) === '[';
    if (this.stack.length === 0 || (inList && this.stack.length === 1)) this.emit(source);
    else {
      const key = this.keys.join('.');
      const present = this.own.get(key);
      if (inList && present && present.length < OWN_LIST) present.push(value);
      else if (!present && this.own.size < OWN_VALUES) this.own.set(key, [value]);
    }
    if (!inList) this.keys.pop();
    this.expects = 'comma';
  }

  private emit(text: string | null): void {
    if (this.stack.length > 0 && !this.lines) this.listed = true;
    this.out.push({ part: this.keys.join('.'), text });
  }

  private fail(found: string): never {
    throw new ReadError('BROKEN_FILE', `The JSON document has a mistake in line ${this.line}: "${found}" was not expected there.`);
  }
}
