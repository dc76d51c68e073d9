import { createHash, randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { migrationDataSource } from '../../src/platform/database/migration-source.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** A migrated database of a suite's own, so that suites share no state and run side by side. */
export interface TestDatabase {
  readonly name: string;
  /** As the API's role. */
  readonly url: string;
  /** As the owner, for looking behind row-level security's back. */
  readonly ownerUrl: string;
  /** A data source as the API's role; destroyed by `drop`. */
  connect(): Promise<DataSource>;
  /** Runs a statement as the owner. */
  asOwner<T extends pg.QueryResultRow>(sql: string, parameters?: unknown[]): Promise<T[]>;
  drop(): Promise<void>;
}

const env = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Run \`npm test\`, or start the services with scripts/services.mjs and load what it writes.`);
  return value;
};

const withDatabase = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).toString();

/** Fingerprint of the schema: a template made from other migrations is never reused. */
function schemaFingerprint(): string {
  const hash = createHash('sha256');
  const files = globSync('api/src/{platform,modules}/**/migrations/*.ts', { cwd: root }).sort();
  for (const file of [...files, 'api/src/platform/database/schema-builder.ts']) hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex').slice(0, 12);
}

/** Copies the migrated template (made once a schema and server) into a new database. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = env('TEST_DATABASE_OWNER_URL');
  const name = `kinship_${randomBytes(6).toString('hex')}`;
  await withClient(server, async (client) => {
    const template = `kinship_template_${schemaFingerprint()}`;
    // One maker at a time, whichever worker comes first; the lock also keeps two copies of a template from running into each other.
    await client.query('select pg_advisory_lock(727272)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (!rowCount) await makeTemplate(client, server, template);
    await client.query(`create database ${name} template ${template}`);
  });
  const sources: DataSource[] = [];
  const url = withDatabase(env('TEST_DATABASE_URL'), name);
  const ownerUrl = withDatabase(server, name);
  return {
    name,
    url,
    ownerUrl,
    connect: async () => {
      const source = await new DataSource(dataSourceOptions(url)).initialize();
      sources.push(source);
      return source;
    },
    asOwner: (sql, parameters) => withClient(ownerUrl, async (client) => (await client.query(sql, parameters)).rows),
    drop: async () => {
      await Promise.all(sources.map((source) => source.destroy()));
      await withClient(server, (client) => dropDatabase(client, name));
    },
  };
}

/** An autovacuum worker that happens to be inside belongs to the superuser, and keeps the database from being dropped by force until it is done. */
async function dropDatabase(client: pg.Client, name: string, tries = 100): Promise<void> {
  try {
    await client.query(`drop database if exists ${name} with (force)`);
  } catch (error) {
    if (tries === 0 || !(error instanceof pg.DatabaseError) || error.code !== '42501') throw error;
    await client.query('select pg_sleep(0.1)');
    await dropDatabase(client, name, tries - 1);
  }
}

async function makeTemplate(client: pg.Client, server: string, template: string): Promise<void> {
  const draft = `${template}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft}`);
  const source = await (await migrationDataSource(withDatabase(server, draft))).initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
  await client.query(`alter database ${draft} rename to ${template}`);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
