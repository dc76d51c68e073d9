import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { contextOf } from '../../../test/harness/caller-context.js';
import { statementsDuring } from '../../../test/harness/queries.js';
import { ChangeSets, type AppliedChangeSet } from '../../platform/changes/change-sets.service.js';
import { runInContext } from '../../platform/context/request-context.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { contactRecord } from '../contacts/index.js';
import { activityRecord } from './activity.record.js';
import { ActivityBucket, MyActivities, type ActivityCounts } from './my-activities.service.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const create = (caller: Caller, values: readonly Record<string, unknown>[]): Promise<AppliedChangeSet> =>
  runInContext(contextOf(caller), () => app.app.get(ChangeSets).apply({ label: 'Some', changes: values.map((each) => ({ type: activityRecord, operation: 'create', values: each })) }));
const listed = (caller: Caller, bucket: ActivityBucket, timezone: string, now: string): Promise<unknown[]> =>
  runInContext(contextOf(caller, 'web', timezone), async () => (await app.app.get(RecordStore).list(activityRecord, await app.app.get(MyActivities).query(bucket, {}, new Date(now)))).rows.map((row) => row['subject']));
const counted = (caller: Caller, timezone: string, now: string): Promise<ActivityCounts> => runInContext(contextOf(caller, 'web', timezone), () => app.app.get(MyActivities).counts(new Date(now)));

describe('my activities', () => {
  it("fall into the buckets of the member's own day, and are counted as they are listed", async () => {
    const owner = await app.signUp();
    await create(owner, [
      { subject: 'Yesterday 23:30 in Berlin', dueAt: '2026-11-20T22:30:00Z' },
      { subject: 'Today 00:30 in Berlin', dueAt: '2026-11-20T23:30:00Z' },
      { subject: 'Today 23:30 in Berlin', scheduledAt: '2026-11-21T22:30:00Z' },
      { subject: 'Tomorrow 00:30 in Berlin', scheduledAt: '2026-11-21T23:30:00Z' },
      // The due time decides where there are two.
      { subject: 'Begun, due tomorrow', scheduledAt: '2026-11-01T10:00:00Z', dueAt: '2026-11-22T10:00:00Z' },
      { subject: 'Some day' },
      { subject: 'Done', dueAt: '2026-11-20T10:00:00Z', status: 'COMPLETED' },
      { subject: 'Called off', dueAt: '2026-11-20T10:00:00Z', status: 'CANCELLED' },
    ]);
    const now = '2026-11-21T12:00:00Z';
    expect(await listed(owner, ActivityBucket.OVERDUE, 'Europe/Berlin', now)).toEqual(['Yesterday 23:30 in Berlin']);
    expect(await listed(owner, ActivityBucket.TODAY, 'Europe/Berlin', now)).toEqual(['Today 00:30 in Berlin', 'Today 23:30 in Berlin']);
    expect(await listed(owner, ActivityBucket.UPCOMING, 'Europe/Berlin', now)).toEqual(['Begun, due tomorrow', 'Tomorrow 00:30 in Berlin']);
    expect(await listed(owner, ActivityBucket.UNDATED, 'Europe/Berlin', now)).toEqual(['Some day']);
    expect(await listed(owner, ActivityBucket.OPEN, 'Europe/Berlin', now)).toHaveLength(6);
    expect(await counted(owner, 'Europe/Berlin', now)).toEqual({ overdue: 1, today: 2, upcoming: 2, undated: 1 });
    // The same moment is another day elsewhere.
    expect(await counted(owner, 'Pacific/Kiritimati', now)).toEqual({ overdue: 2, today: 2, upcoming: 1, undated: 1 });
    expect(await listed(owner, ActivityBucket.OVERDUE, 'America/Los_Angeles', '2026-11-21T07:30:00Z')).toEqual([]);
  });

  it('keep to days of 23 and 25 hours where clocks change', async () => {
    const owner = await app.signUp();
    await create(owner, [
      { subject: 'Last hour of the short day', dueAt: '2026-03-29T21:30:00Z' },
      { subject: 'First hour after it', dueAt: '2026-03-29T22:00:00Z' },
      { subject: 'Last hour of the long day', dueAt: '2026-10-25T22:30:00Z' },
      { subject: 'First hour after that', dueAt: '2026-10-25T23:00:00Z' },
    ]);
    expect(await listed(owner, ActivityBucket.TODAY, 'Europe/Berlin', '2026-03-29T06:00:00Z')).toEqual(['Last hour of the short day']);
    expect(await listed(owner, ActivityBucket.TODAY, 'Europe/Berlin', '2026-10-25T06:00:00Z')).toEqual(['Last hour of the long day']);
    expect(await listed(owner, ActivityBucket.TODAY, 'Europe/Berlin', '2026-10-26T06:00:00Z')).toEqual(['First hour after that']);
  });

  it('hold nothing that is owned by others, archived or of another tenant, and come by pages', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const stranger = await app.signUp();
    await create(member, [{ subject: 'Of the member' }]);
    await create(stranger, [{ subject: 'Of a stranger' }]);
    await create(owner, Array.from({ length: 7 }, (_, index) => ({ subject: `Mine ${index}`, dueAt: `2026-01-0${index + 1}T00:00:00Z` })));
    const PAGE = 'query ($after: String) { myActivities(first: 3, after: $after) { nodes { subject } totalCount pageInfo { hasNextPage endCursor } } }';
    interface Page {
      readonly myActivities: { readonly nodes: { readonly subject: string }[]; readonly totalCount: number; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string } };
    }
    const subjects: string[] = [];
    for (let after: string | null = null; ; ) {
      const { myActivities }: Page = await owner.data<Page>(PAGE, { after });
      expect(myActivities.totalCount).toBe(7);
      subjects.push(...myActivities.nodes.map((node) => node.subject));
      if (!myActivities.pageInfo.hasNextPage) break;
      after = myActivities.pageInfo.endCursor;
    }
    expect(subjects).toEqual(Array.from({ length: 7 }, (_, index) => `Mine ${index}`));
    expect(await owner.data('{ myActivityCounts { overdue today upcoming undated } }')).toEqual({ myActivityCounts: { overdue: 7, today: 0, upcoming: 0, undated: 0 } });
  });
});

describe('a batch of activities', () => {
  it('costs as many statements for 500 as for 5, what follows for contacts included', async () => {
    const owner = await app.signUp();
    const people = (count: number): Promise<AppliedChangeSet> =>
      runInContext(contextOf(owner), () => app.app.get(ChangeSets).apply({ label: 'People', changes: Array.from({ length: count }, () => ({ type: contactRecord, operation: 'create', values: { lastName: randomUUID() } })) }));
    const ids = (await people(500)).outcomes.flatMap((outcome) => (outcome.ok ? [outcome.id] : []));
    const cost = (size: number, completedAt: string): Promise<number> =>
      statementsDuring(app.app.get(DataSource), () => create(owner, ids.slice(0, size).map((contactId) => ({ type: 'CALL', subject: 'Called', contactId, completedAt, mentionIds: [owner.memberId] }))));
    const few = await cost(5, '2026-01-01T00:00:00Z');
    expect(few).toBeGreaterThan(5);
    expect(await cost(500, '2026-01-02T00:00:00Z')).toBe(few);
    const [row] = await app.db.asOwner<{ count: number }>(`select count(*)::int as count from contacts where tenant_id = $1 and last_contacted_at = '2026-01-02T00:00:00Z'`, [owner.tenantId]);
    expect(row?.count).toBe(500);
  });
});

describe('the next activity', () => {
  it('is the earliest open one of an account, a contact and an opportunity, read for all of a list at once', async () => {
    const owner = await app.signUp();
    const made = await owner.data<{ a: { account: { id: string } } }>('mutation { a: createAccount(input: { name: "Mill" }) { account { id } } }');
    const accountId = made.a.account.id;
    const both = await owner.data<{ c: { contact: { id: string } }; o: { opportunity: { id: string } } }>(
      'mutation ($a: ID) { c: createContact(input: { firstName: "Ada", accountId: $a }) { contact { id } } o: createOpportunity(input: { name: "Deal", accountId: $a }) { opportunity { id } } }',
      { a: accountId },
    );
    const [contactId, opportunityId] = [both.c.contact.id, both.o.opportunity.id];
    await create(owner, [
      { subject: 'Later', dueAt: '2030-02-01T00:00:00Z', contactId, opportunityId },
      { subject: 'Next', dueAt: '2030-01-01T00:00:00Z', contactId, opportunityId },
      { subject: 'Done', completedAt: '2026-01-01T00:00:00Z', contactId, opportunityId },
    ]);
    const QUERY = '{ accounts { nodes { nextActivity { subject } } } contacts { nodes { nextActivity { subject } } } opportunities { nodes { nextActivity { subject } } } }';
    const next = { nodes: [{ nextActivity: { subject: 'Next' } }] };
    expect(await owner.data(QUERY)).toEqual({ accounts: next, contacts: next, opportunities: next });
    await runInContext(contextOf(owner), () => app.app.get(ChangeSets).apply({ label: 'More', changes: Array.from({ length: 20 }, () => ({ type: contactRecord, operation: 'create', values: { firstName: 'Eve' } })) }));
    const LIST = 'query ($first: Int) { contacts(first: $first) { nodes { nextActivity { subject } } } }';
    const source = app.app.get(DataSource);
    await owner.data(LIST, { first: 1 });
    const one = await statementsDuring(source, () => owner.data(LIST, { first: 1 }));
    expect(await statementsDuring(source, () => owner.data(LIST, { first: 20 }))).toBe(one);
  });
});
