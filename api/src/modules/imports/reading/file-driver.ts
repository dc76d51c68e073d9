import type { CsvColumn, CsvRow } from './csv-file.js';
import type { ByteSource } from './encoding.js';

export const FILE_FORMATS = ['CSV', 'XLSX', 'VCARD', 'JSON'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** A stored file as drivers see it: opened from its start as often as needed, or at any place. */
export interface SourceFile {
  /** As it was called when it was uploaded. */
  readonly name: string;
  readonly bytes: number;
  readonly open: ByteSource;
  /** Bytes from `start` up to and without `end`. */
  range(start: number, end: number): NodeJS.ReadableStream;
}

/** How a file is written; detected, and a person may correct what belongs to its format. */
export interface FileDialect {
  readonly format: FileFormat;
  /** Spreadsheets: the sheet. JSON: the list inside the document. Null where a file has no parts. */
  readonly part: string | null;
  readonly encoding: string;
  /** CSV only. */
  readonly separator: string | null;
  readonly quote: string | null;
  readonly escape: string | null;
  /** CSV and spreadsheets: line of the row that names the columns, from 1; null where there is none. */
  readonly headerLine: number | null;
}

/** Parts of a dialect that a person decided; null and false are decisions, absence is none. */
export type GivenDialect = Partial<Omit<FileDialect, 'format'>>;

/** A sheet of a workbook, or a list inside a JSON document. */
export interface FilePart {
  readonly name: string;
  /** Null where counting them would take reading all of it. */
  readonly rows: number | null;
  readonly hidden: boolean;
}

export interface FileInspection {
  readonly dialect: FileDialect;
  readonly columns: readonly CsvColumn[];
  /** First data rows, for suggestions and for the eye. */
  readonly sample: readonly CsvRow[];
  readonly parts: readonly FilePart[];
  /** What a person should know about how the file was read. */
  readonly notes: readonly string[];
}

/** Reads one format at constant memory. Rows come out as text cells under named columns, whatever they were in the file. */
export interface FileDriver {
  readonly format: FileFormat;
  /** Whether the file is of this format, by its first bytes; a name only settles what bytes can't. */
  recognises(head: Buffer, name: string): boolean;
  /** @throws ReadError when the file can't be read at all */
  inspect(file: SourceFile, given: GivenDialect): Promise<FileInspection>;
  /** @throws ReadError when the file breaks off, or is more than a worker should take */
  read(file: SourceFile, dialect: FileDialect, columns: readonly CsvColumn[]): AsyncGenerator<CsvRow>;
}
