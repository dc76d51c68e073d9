export { ImportsModule } from './imports.module.js';
export { registerImportExtension, type ImportExtension } from './planning/import-target.js';
export { inspectCsv, inspectFile, readCsv, readFile, type CsvInspection, type CsvRow, type FileInspection, type SourceFile } from './reading/index.js';
