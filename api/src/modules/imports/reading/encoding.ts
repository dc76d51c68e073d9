import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { READING_LIMITS, ReadError } from './limits.js';

/** Opens the file's bytes from the start, as often as it is called. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

const BOMS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Files that people upload by mistake, told apart so that the message can say what to do. */
const FOREIGN: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['an Excel workbook or another zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['a compressed file', [0x1f, 0x8b]],
];

const startsWith = (buffer: Uint8Array, bytes: readonly number[]) => bytes.every((byte, index) => buffer[index] === byte);

/** UTF-16 without a mark shows as a zero beside nearly every Latin character. */
function unmarkedUtf16(sample: Uint8Array): string | undefined {
  const zeros = [0, 0];
  const length = Math.min(sample.length, 4096) & ~1;
  for (let index = 0; index < length; index++) if (sample[index] === 0) zeros[index & 1]!++;
  const pairs = length / 2;
  if (pairs < 2) return undefined;
  if (zeros[1]! > pairs * 0.3 && zeros[0]! < pairs * 0.1) return 'utf-16le';
  if (zeros[0]! > pairs * 0.3 && zeros[1]! < pairs * 0.1) return 'utf-16be';
  return undefined;
}

/** How many bytes at the end belong to a UTF-8 character that goes on in the next chunk. */
function unfinishedUtf8(chunk: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** Reads the whole file once: is it UTF-8, and if not, which stretches tell the encoding apart. */
async function scan(source: ByteSource): Promise<{ valid: boolean; evidence: Buffer }> {
  let valid = true;
  let carry: Buffer = Buffer.alloc(0);
  const evidence: Buffer[] = [];
  let collected = 0;
  for await (const piece of source()) {
    const chunk = carry.length > 0 ? Buffer.concat([carry, piece]) : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const tail = unfinishedUtf8(chunk);
    const whole = chunk.subarray(0, chunk.length - tail);
    if (valid && !isUtf8(whole)) valid = false;
    if (collected < READING_LIMITS.sampleBytes && !isAscii(whole)) {
      evidence.push(Buffer.from(whole));
      collected += whole.length;
    }
    if (!valid && collected >= READING_LIMITS.sampleBytes) break;
    carry = Buffer.from(chunk.subarray(chunk.length - tail));
  }
  if (valid && carry.length > 0) valid = false;
  return { valid, evidence: Buffer.concat([...evidence, carry]) };
}

const isAscii = (buffer: Uint8Array) => !buffer.some((byte) => byte > 0x7f);

/** Encodings whose guess is trusted: their byte patterns or letters differ enough from western text. */
const DISTINCT = /^(shift_jis|euc-jp|euc-kr|big5|gb18030|iso-2022|windows-1251|koi8-r|iso-8859-5|windows-1253|iso-8859-7|windows-1255|iso-8859-8|windows-1256|iso-8859-6|windows-1250|iso-8859-2|windows-1254|iso-8859-9)/i;

function guess(evidence: Buffer): string {
  for (const match of chardet.analyse(evidence)) {
    if (match.confidence < 35) break;
    if (/^(iso-8859-1|windows-1252)$/i.test(match.name)) break;
    if (DISTINCT.test(match.name) && iconv.encodingExists(match.name)) return match.name.toLowerCase();
  }
  // Windows-1252 holds ISO-8859-1 and reads every byte, so no row is lost even where the guess is wrong.
  return 'windows-1252';
}

/**
 * The file's encoding: byte order mark first, then UTF-8 if every byte of the file agrees, then a guess from the bytes that are not ASCII.
 * @throws ReadError EMPTY_FILE, SPREADSHEET or NOT_TEXT
 */
export async function detectEncoding(source: ByteSource): Promise<string> {
  const sample = await head(source, READING_LIMITS.sampleBytes);
  if (sample.length === 0) throw new ReadError('EMPTY_FILE', 'The file is empty.');
  const foreign = FOREIGN.find(([, bytes]) => startsWith(sample, bytes));
  if (foreign) {
    const code = foreign[0].includes('Excel') ? 'SPREADSHEET' : 'NOT_TEXT';
    throw new ReadError(code, `This is ${foreign[0]}, not a CSV file. Save it as CSV and upload that.`);
  }
  const marked = BOMS.find(([, bytes]) => startsWith(sample, bytes))?.[0] ?? unmarkedUtf16(sample);
  if (marked) return marked;
  const zeros = sample.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  if (zeros > sample.length * 0.2) throw new ReadError('NOT_TEXT', 'The file holds binary data, not text.');
  const { valid, evidence } = await scan(source);
  return valid ? 'utf-8' : guess(evidence);
}

/** The first bytes of the file, at most `limit`. */
export async function head(source: ByteSource, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}

/** Decodes as it reads; memory stays at one chunk. @throws ReadError UNKNOWN_ENCODING */
export async function* decode(source: ByteSource, encoding: string): AsyncGenerator<string> {
  if (!iconv.encodingExists(encoding)) throw new ReadError('UNKNOWN_ENCODING', `The encoding "${encoding}" is not known.`);
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of source()) {
    const text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (text) yield text;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}
