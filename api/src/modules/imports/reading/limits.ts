/** What the reader accepts. They keep one bad file from taking a worker's memory or hours of its time. */
export const READING_LIMITS = {
  /** Characters of one record, quoted line breaks included; a longer one is reported and skipped. */
  recordCharacters: 1_000_000,
  columns: 1000,
  rows: 2_000_000,
  /** Quotes that open and never close; beyond this the file is not what its quote character says. */
  unclosedQuotes: 1000,
  /** Bytes looked at to find separator, quote and header. */
  sampleBytes: 256 * 1024,
  /** Rows handed to mapping and format detection. */
  sampleRows: 500,
} as const;

export type ReadErrorCode =
  | 'EMPTY_FILE'
  | 'NOT_TEXT'
  | 'SPREADSHEET'
  | 'UNKNOWN_ENCODING'
  | 'TOO_MANY_COLUMNS'
  | 'TOO_MANY_ROWS'
  | 'UNBALANCED_QUOTES'
  | 'BAD_DIALECT'
  | 'BROKEN_FILE'
  | 'ZIP_BOMB';

/** The file as a whole can't be read; the message is meant for the person who uploaded it. */
export class ReadError extends Error {
  constructor(
    readonly code: ReadErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'ReadError';
  }
}
