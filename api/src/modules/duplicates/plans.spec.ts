import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { newTenant } from '../../../test/harness/tenants.js';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { CANDIDATES_SQL } from './matcher.service.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

describe('the keys of a workspace that statistics do not know yet', () => {
  it('are found one by one, never by looking through all of them', async () => {
    const known = await newTenant(db);
    await db.asOwner('alter table identity_keys no force row level security');
    await db.asOwner(
      `insert into identity_keys (tenant_id, record_type, record_id, key) select $1, 'contact', gen_random_uuid(), 'n:' || g from generate_series(1, 20000) g`,
      [known],
    );
    await db.asOwner('alter table identity_keys force row level security');
    await db.asOwner('analyze identity_keys');
    const tenantId = await newTenant(db);
    const database = new Database(await db.connect());
    const plan = await runInContext(systemContext(tenantId, 'plans'), () =>
      database.run((unit) => unit.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${CANDIDATES_SQL}`, ['contact', ['n:1', 'n:2']])),
    );
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('identity_keys_key on identity_keys');
    expect(text).toMatch(/Index Cond: .*key = k\.key/);
  });
});
