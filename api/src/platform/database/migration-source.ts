import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import { dataSourceOptions } from './data-source.js';

const source = path.resolve(import.meta.dirname, '../..');

/** A step of the schema, known by the moment in its file's name. */
export interface MigrationFile {
  readonly timestamp: number;
  readonly file: string;
}

/** Every migration there is, the platform's and the modules', in the order they are applied. */
export function migrationFiles(): MigrationFile[] {
  return globSync('{platform,modules}/**/migrations/*.{js,ts}', { cwd: source })
    .filter((file) => !/\.(d|spec)\.[jt]s$/.test(file))
    .map((file) => ({ timestamp: Number.parseInt(path.basename(file), 10), file: path.join(source, file) }))
    .sort((a, b) => a.timestamp - b.timestamp || a.file.localeCompare(b.file));
}

/**
 * A data source as the owner role that knows the migrations. They are imported here and not by TypeORM, whose own way to import belongs to
 * whichever module system came first in the process, and because the API, which never migrates, has no use for them.
 */
export async function migrationDataSource(url: string): Promise<DataSource> {
  const loaded = await Promise.all(migrationFiles().map(({ file }) => import(pathToFileURL(file).href) as Promise<Record<string, unknown>>));
  const migrations = loaded.flatMap((exported) => Object.values(exported)).filter((value): value is new () => MigrationInterface => typeof value === 'function');
  return new DataSource({ ...dataSourceOptions(url, 2), migrations, extra: { max: 2 } } as DataSourceOptions);
}
