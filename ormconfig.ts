import { migrationDataSource } from './api/src/platform/database/migration-source.js';

/** For TypeORM's command line; the product itself migrates through `npm run migrate`. */
export default await migrationDataSource(process.env['DATABASE_OWNER_URL'] ?? process.env['DATABASE_URL'] ?? '');
