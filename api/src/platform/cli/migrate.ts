import type { DataSource } from 'typeorm';
import { ConfigError } from '../config/config.js';
import { migrationDataSource } from '../database/migration-source.js';

/** Applies every migration that is not applied yet. Two processes that start at once wait for each other. */
export const migrate = (): Promise<void> =>
  withOwner(async (source) => {
    const applied = await source.runMigrations();
    for (const { name } of applied) print(`applied ${name}`);
    print(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.length} migrations.`);
  });

/** Takes back the last migration, or the last `count`. */
export const migrateDown = ([count = '1']: readonly string[]): Promise<void> => {
  if (!/^\d+$/.test(count)) throw new ConfigError(`migrate:down takes a number of migrations, not "${count}".`);
  return withOwner(async (source) => {
    for (let left = Number(count); left > 0; left--) await source.undoLastMigration();
    print(`Took back ${count}.`);
  });
};

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Any number; it only has to be the same in every process that migrates. */
const MIGRATION_LOCK = 7_219_450_131;

async function withOwner(work: (source: DataSource) => Promise<void>): Promise<void> {
  const url = process.env['DATABASE_OWNER_URL'] ?? process.env['DATABASE_URL'];
  if (!url) throw new ConfigError('Set DATABASE_OWNER_URL to the database, as the role that owns its schema.');
  const source = await (await migrationDataSource(url)).initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await work(source);
  } finally {
    await lock.release();
    await source.destroy();
  }
}
