import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { newTenant } from '../../../test/harness/tenants.js';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';

const PETERSENS = { large: 3000, small: 7 };
const tenants = { large: '', small: '' };
let db: TestDatabase;
let database: Database;

beforeAll(async () => {
  db = await testDatabase();
  await db.asOwner('alter table contacts no force row level security');
  for (const size of ['large', 'small'] as const) {
    tenants[size] = await newTenant(db);
    await db.asOwner(`insert into contacts (tenant_id, last_name, search_text) select $1, 'Petersen', 'anna petersen' || g from generate_series(1, ${PETERSENS[size]}) g`, [tenants[size]]);
  }
  await db.asOwner('alter table contacts force row level security');
  await db.asOwner('vacuum analyze contacts');
  database = new Database(await db.connect());
});
afterAll(() => db.drop());

/** What the function asks of the table, as it is written there. */
async function statements(): Promise<string[]> {
  const [row] = await db.asOwner<{ prosrc: string }>(`select prosrc from pg_proc where proname = 'search_contacts'`);
  return row!.prosrc.match(/select c\.id, c\.search_text from .*? limit \d+/g)!;
}

/** The plan that the function keeps. */
async function planOf(statement: string): Promise<string> {
  const variables = { tenant: '$1::uuid', sure: '($2::text[])', near: '($3::text[])', patterns: '($4::text[])', words: '($5::text[])', beside: '$6::text' };
  const text = Object.entries(variables).reduce((sql, [name, parameter]) => sql.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), () => parameter), statement);
  const client = new pg.Client({ connectionString: db.ownerUrl });
  await client.connect();
  try {
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan, costs off) ${text}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.end();
  }
}

/** How many places the index named when the tenant searched, and how many records it was given. */
async function search(tenantId: string, word: string): Promise<{ named: number; found: number }> {
  const named = async (): Promise<number> => Number((await db.asOwner<{ count: string }>(`select idx_tup_read as count from pg_stat_user_indexes where indexrelname = 'contacts_search'`))[0]!.count);
  const before = await named();
  const [row] = await runInContext(systemContext(tenantId, 'plans'), () =>
    database.run(async (unit) => {
      const rows = await unit.query<{ found: number }>(`select count(*)::int as found from search_contacts($1, array[$1], array['%' || $1 || '%'], array['%' || $1 || '%'], array[$1], '%', 500)`, [word]);
      await unit.query('select pg_stat_force_next_flush()');
      return rows;
    }),
  );
  return { named: (await named()) - before, found: row!.found };
}

describe('a search', () => {
  it('asks the index for the words of its own workspace', async () => {
    const asked = (await statements()).filter((statement) => statement.includes('array[c.tenant_id]'));
    expect(asked).toHaveLength(3);
    for (const statement of asked) expect(await planOf(statement)).toMatch(/Bitmap Index Scan on contacts_search\n\s+Index Cond: \(\(ARRAY\[tenant_id\] @> ARRAY\[\$1\]\) AND \(search_text (~~|%>) /);
  });

  it('never goes by the workspace alone where a word has trigrams', async () => {
    const asked = (await statements()).filter((statement) => statement.includes('is not distinct from'));
    expect(asked).toHaveLength(3);
    for (const statement of asked) expect(await planOf(statement)).toMatch(/Bitmap Index Scan on contacts_search\n\s+Index Cond: \(\(search_text (~~|%>) /);
  });

  it.each(['petersen', 'petersne'])('of a small workspace for "%s" reads nothing of a large one', async (word) => {
    expect(await search(tenants.small, word)).toEqual({ named: PETERSENS.small, found: PETERSENS.small });
  });

  it('of a workspace that has most of the table does not look at its own places one by one', async () => {
    expect(await search(tenants.large, 'petersen')).toEqual({ named: PETERSENS.large + PETERSENS.small, found: 500 });
  });
});
