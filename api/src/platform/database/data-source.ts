import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';

/** Calendar dates stay `YYYY-MM-DD`; instants become ISO strings. Neither passes through a `Date` in the server's time zone. */
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (value) => new Date(value).toISOString());

const source = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Connection options for the API's role (`url` = DATABASE_URL) or, for migrations, the owner's. */
export function dataSourceOptions(url: string, poolSize = 10): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    migrationsTableName: 'schema_migrations',
    migrations: [path.join(source, '{platform,modules}/**/migrations/*.{js,ts}')],
    migrationsTransactionMode: 'each',
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    logging: false,
    extra: { max: poolSize, pipeline: true, statement_timeout: 60_000, idle_in_transaction_session_timeout: 120_000 },
  };
}

/** A data source as the owner role, for migrations and maintenance only. Pipelining is off: migration files send many statements at once. */
export function ownerDataSource(url: string): DataSource {
  return new DataSource({ ...dataSourceOptions(url, 2), extra: { max: 2 } } as DataSourceOptions);
}
