export { ImportsModule } from './imports.module.js';
export { registerImportExtension, type ImportExtension } from './planning/import-target.js';
export { inspectCsv, readCsv, type CsvInspection, type CsvRow } from './reading/index.js';
