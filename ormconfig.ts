import { ownerDataSource } from './api/src/platform/database/data-source.js';

/** For TypeORM's command line; the product itself migrates through `npm run migrate`. */
export default ownerDataSource(process.env['DATABASE_OWNER_URL'] ?? process.env['DATABASE_URL'] ?? '');
