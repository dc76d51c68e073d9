import iconv from 'iconv-lite';
import { READING_LIMITS } from '../limits.js';

/** One property of a card: `item1.TEL;TYPE=work,voice:+1 418 656 9254`. */
export interface ContentLine {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly group: string;
  /** Upper case. */
  readonly name: string;
  readonly params: ReadonlyMap<string, readonly string[]>;
  /** Decoded, still with the escapes that separate its parts. */
  readonly value: string;
}

/** What a card holds that no field can take, often most of its bytes; skipped while it is read. */
export const BINARY_PROPERTIES: ReadonlySet<string> = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);
const BINARY_LINE = new RegExp(`^([\\w-]+\\.)?(${[...BINARY_PROPERTIES].join('|')})[;:]`, 'i');
/** Version 2.1 writes these without saying that they are the encoding. */
const BARE_ENCODINGS: ReadonlySet<string> = new Set(['QUOTED-PRINTABLE', 'BASE64', '8BIT', '7BIT', 'B']);

/**
 * Joins what is folded over several lines, as the text arrives in pieces. All three versions fold with a blank at the start of the next line; 2.1 also ends
 * quoted-printable lines with `=`.
 */
export class LineJoiner {
  private rest = '';
  /** How far `rest` has been searched for the end of its line. */
  private searched = 0;
  private number = 0;
  private current: { line: number; text: string; skipping: boolean } | null = null;

  push(piece: string): { line: number; text: string }[] {
    this.rest += piece;
    const found: { line: number; text: string }[] = [];
    let from = 0;
    for (;;) {
      const end = this.lineEnd(Math.max(from, this.searched));
      if (end < 0) break;
      this.searched = 0;
      this.take(this.rest.slice(from, end), found);
      from = this.rest[end] === '\r' && this.rest[end + 1] === '\n' ? end + 2 : end + 1;
    }
    this.rest = this.rest.slice(from);
    this.searched = Math.max(0, this.rest.length - 1);
    // A long line without an end is a picture, or no vCard; either way only its beginning matters.
    if (this.rest.length > READING_LIMITS.recordCharacters || (this.rest.length > 65_536 && BINARY_LINE.test(this.rest.slice(0, 200)))) {
      this.rest = this.rest.slice(0, 1000);
      this.searched = 999;
    }
    return found;
  }

  end(): { line: number; text: string }[] {
    const found: { line: number; text: string }[] = [];
    if (this.rest !== '') this.take(this.rest.replace(/\r$/, ''), found);
    this.rest = '';
    if (this.current) found.push(this.current);
    this.current = null;
    return found;
  }

  /** A carriage return at the very end may be half of a line end. */
  private lineEnd(from: number): number {
    for (let index = from; index < this.rest.length; index++) {
      const code = this.rest.charCodeAt(index);
      if (code === 10 || (code === 13 && index + 1 < this.rest.length)) return index;
    }
    return -1;
  }

  private take(line: string, found: { line: number; text: string }[]): void {
    this.number++;
    const { current } = this;
    if (current && this.continues(current, line)) {
      if (current.skipping) return;
      const soft = isSoftBroken(current.text);
      current.text = soft ? current.text.slice(0, -1) + line : current.text + line.slice(1);
      if (current.text.length > READING_LIMITS.recordCharacters) current.text = current.text.slice(0, READING_LIMITS.recordCharacters);
      return;
    }
    if (current) found.push(current);
    this.current = line.trim() === '' ? null : { line: this.number, text: line, skipping: BINARY_LINE.test(line) };
  }

  private continues(current: { text: string; skipping: boolean }, line: string): boolean {
    if (line.startsWith(' ') || line.startsWith('\t')) return line.trim() !== '' || !current.skipping;
    // Some programs write base64 without folding it; it has no colon, and properties do.
    if (current.skipping) return line.trim() !== '' && !line.includes(':');
    return isSoftBroken(current.text);
  }
}

const isSoftBroken = (text: string): boolean => text.endsWith('=') && /^[^:]*QUOTED-PRINTABLE[^:]*:/i.test(text);

/** Null where a line is no property. */
export function parseLine({ line, text }: { readonly line: number; readonly text: string }): ContentLine | null {
  const colon = unquotedIndex(text, ':');
  if (colon < 0) return null;
  const [head, ...given] = splitUnquoted(text.slice(0, colon), ';');
  const dot = head!.lastIndexOf('.');
  const name = head!.slice(dot + 1).trim().toUpperCase();
  if (!/^[A-Z0-9_-]+$/.test(name)) return null;
  const params = new Map<string, string[]>();
  for (const param of given) {
    const equals = param.indexOf('=');
    const bare = param.trim().toUpperCase();
    const key = equals < 0 ? (BARE_ENCODINGS.has(bare) ? 'ENCODING' : 'TYPE') : param.slice(0, equals).trim().toUpperCase();
    const values = splitUnquoted(equals < 0 ? param : param.slice(equals + 1), ',').flatMap((value) => {
      const plain = value.trim().replace(/^"(.*)"$/s, '$1').replace(/\^(n|\^|')/gi, (_, mark: string) => (mark === '^' ? '^' : mark === "'" ? '"' : '\n'));
      return key === 'TYPE' ? plain.split(',') : [plain];
    });
    params.set(key, [...(params.get(key) ?? []), ...values]);
  }
  const raw = text.slice(colon + 1);
  return { line, group: dot < 0 ? '' : head!.slice(0, dot).toLowerCase(), name, params, value: params.get('ENCODING')?.some((encoding) => /^quoted-printable$/i.test(encoding)) ? quotedPrintable(raw, params.get('CHARSET')?.[0]) : raw };
}

function unquotedIndex(text: string, mark: string): number {
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '"') quoted = !quoted;
    else if (!quoted && text[index] === mark) return index;
  }
  // A quote that never closes quotes nothing.
  return quoted ? text.indexOf(mark) : -1;
}

function splitUnquoted(text: string, mark: string): string[] {
  const parts: string[] = [];
  let rest = text;
  for (let at = unquotedIndex(rest, mark); at >= 0; at = unquotedIndex(rest, mark)) {
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...parts, rest];
}

/** Characters beyond ASCII that stand unencoded among them are left as they are. */
function quotedPrintable(text: string, charset: string | undefined): string {
  const encoding = charset && iconv.encodingExists(charset) ? charset : 'utf-8';
  return text.replace(/(=[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = Buffer.from(run.replaceAll('=', ''), 'hex');
    const decoded = iconv.decode(bytes, encoding);
    return charset === undefined && decoded.includes('\ufffd') ? iconv.decode(bytes, 'windows-1252') : decoded;
  });
}

/** The parts of a structured value; `\;` and `\,` don't separate. */
export const componentsOf = (value: string, separator = ';'): string[] => value.split(new RegExp(`(?<!\\\\)${separator}`)).map(unescapeText);

export const unescapeText = (value: string): string => value.replace(/\\([nN\\,;:])/g, (_, mark: string) => (mark === 'n' || mark === 'N' ? '\n' : mark)).trim();
