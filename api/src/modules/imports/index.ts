export { ImportsModule } from './imports.module.js';
export { registerImportExtension, type ImportExtension } from './planning/import-target.js';
