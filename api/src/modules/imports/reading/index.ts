export { inspectCsv, readCsv, FATAL_ROW_ISSUES, type CsvColumn, type CsvDialect, type CsvInspection, type CsvRow, type RowIssue } from './csv-file.js';
export type { ByteSource } from './encoding.js';
export { FILE_FORMATS, type FileDialect, type FileFormat, type FileInspection, type FilePart, type GivenDialect, type SourceFile } from './file-driver.js';
export { inspectFile, readFile } from './files.js';
export { READING_LIMITS, ReadError, type ReadErrorCode } from './limits.js';
