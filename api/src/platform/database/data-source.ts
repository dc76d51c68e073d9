import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';

/** Calendar dates stay `YYYY-MM-DD`; instants become ISO strings. Neither passes through a `Date` in the server's time zone. */
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (value) => new Date(value).toISOString());

/** Longest that a statement may take for which nobody waits less long, in milliseconds. */
export const STATEMENT_TIMEOUT = 60_000;

/** Longest that a transaction may stand still, in milliseconds. */
const STANDSTILL = 120_000;

/** Connection options for the API's role (`url` = DATABASE_URL). @param patience longest that anybody waits for a statement, in milliseconds */
export function dataSourceOptions(url: string, poolSize = 10, patience = 0): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    logging: false,
    extra: { max: poolSize, pipeline: true, keepAlive: true, connectionTimeoutMillis: 20_000, statement_timeout: Math.max(STATEMENT_TIMEOUT, patience), idle_in_transaction_session_timeout: STANDSTILL },
  };
}

/** A data source as the owner role, for maintenance only; `migrationDataSource` is the one that migrates. Pipelining is off: such work sends many statements at once. */
export function ownerDataSource(url: string): DataSource {
  return new DataSource({ ...dataSourceOptions(url, 2), extra: { max: 2 } } as DataSourceOptions);
}
