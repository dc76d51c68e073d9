import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/harness/app.js';
import { DemoSeeds } from '../../platform/seed/demo-seeds.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const count = async (sql: string): Promise<number> => (await app.db.asOwner<{ count: number }>(`select count(*)::int as count from ${sql}`))[0]!.count;
const all = async (): Promise<Record<string, number>> => ({
  accounts: await count('accounts'),
  subsidiaries: await count('accounts where parent_id is not null'),
  contacts: await count('contacts'),
  activities: await count('activities'),
  overdue: await count(`activities where status in ('PLANNED', 'IN_PROGRESS') and occurred_at < date_trunc('day', now(), 'UTC') and coalesce(due_at, scheduled_at) is not null`),
});

describe('the demo', () => {
  it('has a book of business dated to today, and only one however often it is filled', async () => {
    await app.app.get(DemoSeeds).run(() => undefined);
    const first = await all();
    expect(first).toMatchObject({ accounts: 40, subsidiaries: 10, activities: 250, overdue: 18 });
    expect(first['contacts']).toBeGreaterThan(120);
    expect(first['contacts']).toBeLessThan(170);
    expect(await count(`activities where status = 'COMPLETED' and completed_at > now()`)).toBe(0);
    expect(await count('contacts where last_contacted_at is not null')).toBeGreaterThan(50);
    expect(await count(`accounts where domain not like '%.example'`)).toBe(0);
    expect(await count(`contacts where email not like '%.example'`)).toBe(0);
    // Each of the four sign-ins but the viewer, who owns nothing, finds a day's work.
    const busy = await app.db.asOwner<{ count: number }>(
      `select count(*)::int as count from activities a join members m on m.tenant_id = a.tenant_id and m.id = a.owner_id
       where m.email in ('owner@demo.kinship.test', 'admin@demo.kinship.test', 'member@demo.kinship.test') and a.status in ('PLANNED', 'IN_PROGRESS') and date_trunc('day', a.occurred_at, 'UTC') = date_trunc('day', now(), 'UTC')
       group by m.id`,
    );
    expect(busy).toHaveLength(3);
    for (const member of busy) expect(member.count).toBeGreaterThanOrEqual(3);
    await app.app.get(DemoSeeds).run(() => undefined);
    expect(await all()).toEqual(first);
  });
});
