export { BYTE_ORDER_MARK, csvLine } from './csv-file.js';
export { ExportsModule } from './exports.module.js';
