import type { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import type { SourceFile } from '../file-driver.js';
import { READING_LIMITS, ReadError } from '../limits.js';

/** What an archive may unpack to. A workbook of two million rows stays below; a zip bomb doesn't. */
export const ZIP_LIMITS = {
  entries: 2000,
  /** Of one part, unpacked. */
  entryBytes: 2 * 1_073_741_824,
  /** Unpacked bytes for each packed one; deflate itself reaches about 1,000, spreadsheets about 20. */
  ratio: 200,
  /** Small parts may be packed as well as they like. */
  ratioFrom: 10 * 1_048_576,
} as const;

class FileReader extends RandomAccessReader {
  constructor(private readonly file: SourceFile) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.file.range(start, end) as Readable;
  }
}

/** The parts of a zip archive, unpacked while they are read and never further than the limits. */
export class ZipArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws ReadError BROKEN_FILE, ZIP_BOMB */
  static async open(file: SourceFile): Promise<ZipArchive> {
    try {
      const zip = await fromRandomAccessReaderPromise(new FileReader(file), file.bytes, { autoClose: false });
      if (zip.entryCount > ZIP_LIMITS.entries) throw new ReadError('ZIP_BOMB', `The workbook has ${zip.entryCount} parts; ${ZIP_LIMITS.entries} are possible.`);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, '').toLowerCase(), entry);
      return new ZipArchive(zip, entries);
    } catch (error) {
      throw explained(error);
    }
  }

  has(path: string): boolean {
    return this.entries.has(path.toLowerCase());
  }

  /** @throws ReadError BROKEN_FILE, ZIP_BOMB */
  async *read(path: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(path.toLowerCase());
    if (!entry) throw new ReadError('BROKEN_FILE', 'The workbook is incomplete. Open it in a spreadsheet program and save it again.');
    if (entry.isEncrypted()) throw new ReadError('SPREADSHEET', 'The workbook is protected by a password. Save it without one and upload that.');
    let stream: Readable | undefined;
    try {
      stream = await this.zip.openReadStreamPromise(entry);
      let bytes = 0;
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > ZIP_LIMITS.entryBytes || (bytes > ZIP_LIMITS.ratioFrom && bytes > entry.compressedSize * ZIP_LIMITS.ratio))
          throw new ReadError('ZIP_BOMB', 'The workbook unpacks to far more than it should. It was not read any further.');
        yield chunk;
      }
    } catch (error) {
      throw explained(error);
    } finally {
      stream?.destroy();
    }
  }

  close(): void {
    this.zip.close();
  }
}

/** What the archive's reader throws is about the file. */
function explained(error: unknown): ReadError {
  if (error instanceof ReadError) return error;
  return new ReadError('BROKEN_FILE', 'The workbook is damaged or cut short. Open it in a spreadsheet program and save it again.');
}

export const MOST_SHARED_CHARACTERS = READING_LIMITS.recordCharacters * 100;
