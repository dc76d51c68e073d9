import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { newTenant } from '../../../test/harness/tenants.js';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
// Brings every record type in, as the product does.
import '../../../test/harness/app.js';
import { nextActivitiesSql } from './next-activity.loaders.js';
import { activitiesSql } from './timeline.sql.js';

let db: TestDatabase;
let source: DataSource;
let database: Database;
let tenantId: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  db = await testDatabase();
  tenantId = await newTenant(db);
  const tables = ['accounts', 'contacts', 'activities'];
  for (const table of tables) await db.asOwner(`alter table ${table} no force row level security`);
  await db.asOwner(`insert into accounts (tenant_id, name) select $1, 'A' || g from generate_series(1, 1000) g`, [tenantId]);
  await db.asOwner(`insert into contacts (tenant_id, last_name, account_id) select $1, 'C', id from accounts, generate_series(1, 6)`, [tenantId]);
  await db.asOwner(
    `insert into activities (tenant_id, type, subject, status, priority, account_id, contact_id, occurred_at)
     select $1, 'CALL', 's', case when g % 5 = 0 then 'PLANNED' else 'COMPLETED' end, 'NORMAL', account_id, id, now() - random() * interval '400 days' from contacts, generate_series(1, 5) g`,
    [tenantId],
  );
  for (const table of tables) await db.asOwner(`alter table ${table} force row level security`);
  await db.asOwner('analyze');
  const [row] = await db.asOwner<{ account_id: string; contact_id: string }>('select account_id, contact_id from activities limit 1');
  Object.assign(ids, { account: row!.account_id, contact: row!.contact_id, opportunity: row!.contact_id });
  source = await db.connect();
  database = new Database(source);
});
afterAll(() => db.drop());

/** The plan as the API's role gets it; a superuser's knows no row-level security. */
const planOf = (sql: string, parameters: readonly unknown[]): Promise<string> =>
  runInContext(systemContext(tenantId, 'plans'), () =>
    database.run(async (unit) => (await unit.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${sql}`, parameters)).map((row) => row['QUERY PLAN']).join('\n')),
  );

describe('among 30,000 activities', () => {
  it.each(['account', 'contact', 'opportunity'])('the timeline of one %s reads its own activities only', async (name) => {
    const parameters = new SqlParameters();
    const sql = runInContext(systemContext(tenantId, 'plans'), () => activitiesSql({ type: recordTypeNamed(name), id: ids[name]!, limit: 31, after: null, kinds: null }, parameters));
    const plan = await planOf(sql, parameters.values);
    expect(plan).toMatch(new RegExp(`using activities_${name}(_id_pointer)? on`));
    expect(plan).not.toContain('Seq Scan on activities');
    expect(plan).not.toContain('activities_occurred');
    // Of people and deals only what may be on the page.
    if (name === 'account') expect(plan.match(/(contact|opportunity)_id = r(_1)?\.id\) AND \(occurred_at >= /g)).toHaveLength(2);
  });

  it('the next activities of fifty contacts are look-ups in the index of open ones', async () => {
    const contacts = (await db.asOwner<{ id: string }>('select id from contacts order by id limit 50')).map((row) => row.id);
    const { sql, parameters } = runInContext(systemContext(tenantId, 'plans'), () => nextActivitiesSql('contact_id', contacts));
    const plan = await planOf(sql, parameters);
    expect(plan).toContain('using activities_next_of_contact on');
    expect(plan).not.toContain('Seq Scan on activities');
  });
});
