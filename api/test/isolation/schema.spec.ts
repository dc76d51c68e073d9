import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
// Describes every record type there is.
import '../../src/app.module.js';
import { valueTableOf } from '../../src/platform/records/custom-values.js';
import { COLUMN_TYPES } from '../../src/platform/records/field-codec.js';
import { keptSumsTable } from '../../src/platform/database/schema-builder.js';
import { recordTypes, recordTypeNamed } from '../../src/platform/records/record-registry.js';
import { columnOf } from '../../src/platform/records/record-type.js';
import { testDatabase, type TestDatabase } from '../harness/database.js';
import { newMember, newTenant } from '../harness/tenants.js';
import { tenantTables } from './fingerprint.js';

/** Tables that are not one tenant's, each with the reason; everything else in the schema must lead with the tenant. */
const PLATFORM_TABLES: Readonly<Record<string, string>> = {
  tenants: 'is the tenant',
  users: 'a person may belong to several tenants',
  sessions: 'belongs to a user',
  recovery_codes: 'belongs to a user',
  two_factors: 'belongs to a user',
  user_identities: 'belongs to a user',
  user_tokens: 'belongs to a user',
  mails: 'some are sent for a person who may belong to several tenants',
  schema_migrations: 'history of the schema',
};
/** Indexes for work across tenants, which only the dispatcher's scope can reach. */
const ACROSS_TENANTS = new Set(['outbox_pending', 'outbox_order', 'notifications_expiry', 'timed_notices_pending', 'request_answers_age', 'promised_jobs_age']);

let db: TestDatabase;
let tables: string[];

beforeAll(async () => {
  db = await testDatabase();
  const all = await db.asOwner<{ name: string }>(`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  tables = all.map((table) => table.name).filter((name) => !(name in PLATFORM_TABLES));
});
afterAll(() => db.drop());

describe('every table of the schema', () => {
  it('is a tenant table, or a platform table with a reason', async () => {
    const columns = await db.asOwner<{ table_name: string }>(`select table_name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' and is_nullable = 'NO'`);
    const withTenant = new Set(columns.map((column) => column.table_name));
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter((name) => !withTenant.has(name))).toEqual([]);
  });

  it('has row-level security enabled and FORCEd, but for the migrations table', async () => {
    const open = await db.asOwner(`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity) and relname <> 'schema_migrations'`);
    expect(open).toEqual([]);
  });

  it('has no function with its owner\'s rights that looks for names among temporary objects first', async () => {
    const functions = await db.asOwner<{ name: string; path: string }>(
      `select p.proname as name, (select max(setting) from unnest(p.proconfig) setting where setting like 'search_path=%') as path from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef`,
    );
    expect(functions.length).toBeGreaterThan(3);
    expect(functions.filter(({ path }) => path !== 'search_path=public, pg_temp')).toEqual([]);
  });

  it('lets the API see it only through a policy that names the tenant or a platform scope', async () => {
    const policies = await db.asOwner<{ tablename: string; policyname: string; roles: string[]; qual: string | null }>(
      `select tablename, policyname, roles::text[] as roles, coalesce(qual, with_check) as qual from pg_policies where schemaname = 'public'`,
    );
    const forApi = policies.filter((policy) => policy.roles.includes('public') || policy.roles.includes('kinship_api'));
    expect(forApi.filter((policy) => !/current_setting\('app\.(tenant_id|user_id|scope)'/.test(policy.qual ?? ''))).toEqual([]);
    // A policy by user would join the same person's rows of other tenants to the present one's.
    expect(forApi.filter((policy) => tables.includes(policy.tablename) && !/current_setting\('app\.(tenant_id|scope)'/.test(policy.qual ?? ''))).toEqual([]);
    const byTenant = forApi.filter((policy) => /tenant_id = \(NULLIF\(current_setting\('app.tenant_id'/.test(policy.qual ?? '')).map((policy) => policy.tablename);
    expect(tables.filter((table) => !byTenant.includes(table))).toEqual([]);
  });

  it('has a primary key, unique constraints and indexes that lead with the tenant', async () => {
    const indexes = await db.asOwner<{ table: string; index: string; first: string; method: string; unique: boolean }>(
      `select t.relname as table, i.relname as index, pg_get_indexdef(i.oid, 1, true) as first, m.amname as method, x.indisunique as unique
       from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam where t.relnamespace = 'public'::regnamespace`,
    );
    // GIN has operators for arrays of ids only.
    const lead = (method: string): string => (method === 'gin' ? '(ARRAY[tenant_id])' : 'tenant_id');
    const excepted = (row: { index: string; unique: boolean }): boolean => !row.unique && ACROSS_TENANTS.has(row.index);
    expect(indexes.filter((row) => tables.includes(row.table) && row.first !== lead(row.method) && !excepted(row))).toEqual([]);
  });

  it('has foreign keys that carry the tenant, so that no row can point across', async () => {
    const keys = await db.asOwner<{ table: string; name: string; target: string; columns: string[] }>(
      `select c.conrelid::regclass::text as table, c.conname as name, c.confrelid::regclass::text as target,
              (select array_agg(a.attname::text) from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k) as columns
       from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`,
    );
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key) => !(key.target in PLATFORM_TABLES) && !key.columns.includes('tenant_id'))).toEqual([]);
  });

  it('has foreign keys that lead with the tenant on both sides, so that tables can be split by it', async () => {
    const keys = await db.asOwner<{ table: string; name: string; target: string; first: string; there: string }>(
      `select c.conrelid::regclass::text as table, c.conname as name, c.confrelid::regclass::text as target, a.attname::text as first, b.attname::text as there
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
       where c.contype = 'f' and c.connamespace = 'public'::regnamespace`,
    );
    const within = keys.filter((key) => !(key.target in PLATFORM_TABLES));
    expect(within.length).toBeGreaterThan(20);
    expect(within.filter(({ first, there }) => first !== 'tenant_id' || there !== 'tenant_id')).toEqual([]);
  });

  it('is owned by somebody else than the API, whose role bypasses nothing', async () => {
    const [role] = await db.asOwner(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'kinship_api'`);
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
    expect(await db.asOwner(`select tablename from pg_tables where schemaname = 'public' and tableowner = 'kinship_api'`)).toEqual([]);
  });

  it('keeps the audit trail append-only for the API', async () => {
    const grants = await db.asOwner(
      `select table_name, privilege_type from information_schema.role_table_grants where grantee = 'kinship_api' and table_name in ('change_sets', 'change_items') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`,
    );
    expect(grants).toEqual([]);
  });
});

describe("a query by hand, as the API's role", () => {
  /** Rows of each table that the role sees with these settings. */
  const seen = async (settings: Readonly<Record<string, string>>): Promise<Record<string, number>> => {
    const client = new pg.Client({ connectionString: db.url });
    await client.connect();
    try {
      await client.query('begin');
      for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, true)', [name, value]);
      const counts: Record<string, number> = {};
      for (const table of [...(await tenantTables(db)), 'tenants', 'users']) counts[table] = (await client.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]!.count;
      return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    } finally {
      await client.end();
    }
  };

  it('sees no row of any table without a tenant, and only its own with one', async () => {
    const [one, two] = [await newTenant(db), await newTenant(db)];
    await newMember(db, one, 'OWNER');
    await newMember(db, two, 'OWNER');
    await newMember(db, two, 'VIEWER');
    expect(await seen({})).toEqual({});
    expect(await seen({ 'app.tenant_id': '' })).toEqual({});
    expect(await seen({ 'app.scope': 'nonsense' })).toEqual({});
    expect(await seen({ 'app.tenant_id': one })).toEqual({ members: 1, tenant_modules: 1, tenants: 1 });
    expect(await seen({ 'app.tenant_id': two })).toEqual({ members: 2, tenant_modules: 1, tenants: 1 });
  });

  it('can write no row for another tenant, nor move one there', async () => {
    const [one, two] = [await newTenant(db), await newTenant(db)];
    await newMember(db, one, 'OWNER');
    const client = new pg.Client({ connectionString: db.url });
    await client.connect();
    const attempt = async (sql: string): Promise<string> => {
      await client.query('begin');
      await client.query(`select set_config('app.tenant_id', $1, true)`, [one]);
      const outcome = await client.query(sql, [two]).then((result) => `${result.rowCount} rows`, (error: Error) => error.message);
      await client.query('rollback');
      return outcome;
    };
    expect(await attempt(`insert into teams (tenant_id, name) values ($1, 'x')`)).toMatch(/row-level security/);
    expect(await attempt('update members set tenant_id = $1')).toMatch(/row-level security/);
    expect(await attempt('delete from members where tenant_id = $1')).toBe('0 rows');
    await client.end();
  });
});

describe('every described record type', () => {
  it('matches its table, column by column', async () => {
    expect(recordTypes().length).toBeGreaterThan(5);
    const columns = await db.asOwner<{ table_name: string; column_name: string; type: string }>(
      `select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, null) as type from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace`,
    );
    const alias: Readonly<Record<string, string>> = { 'timestamp with time zone': 'timestamptz' };
    const types = new Map(columns.map((column) => [`${column.table_name}.${column.column_name}`, alias[column.type] ?? column.type]));
    const wrong = recordTypes().flatMap((type) =>
      Object.entries(type.allFields)
        .map(([name, field]) => ({ column: `${type.table}.${columnOf(name)}`, expected: COLUMN_TYPES[field.kind], actual: types.get(`${type.table}.${columnOf(name)}`) }))
        .filter(({ expected, actual }) => expected !== actual),
    );
    expect(wrong).toEqual([]);
  });

  it('that takes custom fields has a table for their values, with a foreign key to itself and to whatever a reference may name', async () => {
    const takers = recordTypes().filter((type) => type.customizable);
    expect(takers.map((type) => type.name)).toEqual(expect.arrayContaining(['account', 'contact', 'opportunity', 'activity', 'product']));
    const keys = await db.asOwner<{ key: string }>(
      `select c.conrelid::regclass::text || '.' || a.attname || ' ' || c.confrelid::regclass::text as key
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname <> 'tenant_id' where c.contype = 'f'`,
    );
    const present = new Set(keys.map(({ key }) => key));
    const wanted = takers.flatMap((type) => [
      `${valueTableOf(type)}.record_id ${type.table}`,
      `${valueTableOf(type)}.field_id custom_fields`,
      ...[...takers, recordTypeNamed('member')].map((target) => `${valueTableOf(type)}.${columnOf(target.name)}_id ${target.table}`),
    ]);
    expect(wanted.filter((key) => !present.has(key))).toEqual([]);
  });

  it('that keeps sums has a table for them, which follows every kind of write', async () => {
    const keepers = recordTypes().filter((type) => type.keptSums);
    expect(keepers.map((type) => type.name)).toContain('opportunity');
    for (const { table, allFields, keptSums } of keepers) {
      const columns = await db.asOwner<{ name: string }>('select column_name as name from information_schema.columns where table_name = $1', [keptSumsTable(table)]);
      const fields = [...keptSums!.by, ...keptSums!.of];
      expect(fields.filter((field) => !(field in allFields))).toEqual([]);
      expect(columns.map(({ name }) => name).sort()).toEqual(['tenant_id', 'id', 'folded', 'records', ...fields.map(columnOf)].sort());
      const triggers = await db.asOwner(`select event_manipulation as event from information_schema.triggers where event_object_table = $1 and action_orientation = 'STATEMENT' and trigger_name like $2 order by 1`, [table, `${keptSumsTable(table)}%`]);
      expect(triggers).toEqual(['DELETE', 'INSERT', 'UPDATE'].map((event) => ({ event })));
    }
  });

  it('has a foreign key for each reference and a unique index for each key', async () => {
    const keys = await db.asOwner<{ table: string; target: string; columns: string[] }>(
      `select c.conrelid::regclass::text as table, c.confrelid::regclass::text as target,
              (select array_agg(a.attname::text) from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k) as columns from pg_constraint c where c.contype = 'f'`,
    );
    const uniques = await db.asOwner<{ table: string; columns: string[] }>(
      `select x.indrelid::regclass::text as table, (select array_agg(a.attname::text) from unnest(x.indkey::int2[]) k join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k) as columns
       from pg_index x join pg_class t on t.oid = x.indrelid where x.indisunique and t.relnamespace = 'public'::regnamespace`,
    );
    const missing: string[] = [];
    for (const type of recordTypes()) {
      for (const [name, field] of Object.entries(type.allFields)) {
        if (field.kind !== 'reference') continue;
        const target = recordTypeNamed(field.target!).table;
        if (!keys.some((key) => key.table === type.table && key.target === target && key.columns.includes(columnOf(name)))) missing.push(`foreign key of ${type.table}.${columnOf(name)}`);
      }
      for (const key of type.uniqueKeys ?? []) {
        const wanted = ['tenant_id', ...key.map(columnOf)].sort().join();
        if (!uniques.some((index) => index.table === type.table && [...index.columns].sort().join() === wanted)) missing.push(`unique index on ${type.table} (${wanted})`);
      }
    }
    expect(missing).toEqual([]);
  });
});
