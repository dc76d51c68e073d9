import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Role } from '@libs/contracts';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { loadConfig } from '../config/config.js';
import { currentContext, runInContext, type RequestContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { Licences } from '../licensing/licences.service.js';
import { createRecordTable, foreignKey } from '../database/schema-builder.js';
import { ownerDataSource } from '../database/data-source.js';
import { choice, email, integer, money, reference, tags, text } from '../records/fields.js';
import { RecordStore } from '../records/record-store.js';
import { TenantFieldsCache } from '../records/tenant-fields-cache.js';
import { RedisChannels } from '../redis/redis-channels.js';
import { defineRecord } from '../records/record-type.js';
import { ChangeHistory } from './change-history.service.js';
import { ChangeSetRevert } from './change-set-revert.service.js';
import { ChangeSets } from './change-sets.service.js';
import { AccessWatch } from '../access/access-watch.js';
import { OutboxSignal } from './outbox-signal.js';

defineRecord({ name: 'member', plural: 'members', label: 'Member', labelPlural: 'Members', icon: 'user', table: 'members', module: 'crm-core', access: 'configuration', titleFields: ['name'], fields: { name: text({ label: 'Name' }) } });
const gadget = defineRecord({
  name: 'gadget',
  plural: 'gadgets',
  label: 'Gadget',
  labelPlural: 'Gadgets',
  icon: 'box',
  table: 'gadgets',
  module: 'crm-core',
  access: 'owned',
  titleFields: ['name'],
  uniqueKeys: [['email']],
  fields: {
    name: text({ label: 'Name', required: true, sortable: true, searchable: true }),
    email: email({ label: 'E-mail' }),
    kind: choice(['SMALL', 'LARGE'], { label: 'Kind', default: 'SMALL', sortable: true }),
    price: money({ label: 'Price', sortable: true }),
    rank: integer({ label: 'Rank', sortable: true }),
    labels: tags({ label: 'Labels' }),
    parentId: reference('gadget', { label: 'Parent' }),
  },
});

let db: TestDatabase;
let source: DataSource;
let database: Database;
let store: RecordStore;
let changeSets: ChangeSets;
let revert: ChangeSetRevert;
let history: ChangeHistory;

beforeAll(async () => {
  db = await testDatabase();
  const owner = await ownerDataSource(db.ownerUrl).initialize();
  const runner = owner.createQueryRunner();
  await createRecordTable(runner, {
    name: 'gadgets',
    columns: ['name text not null', 'email text', `kind text check (kind in ('SMALL', 'LARGE'))`, 'price bigint', 'rank integer', `labels text[] not null default '{}'`, 'parent_id uuid'],
    constraints: [foreignKey('parent_id', 'gadgets')],
    indexes: ['unique gadgets_email (email) where email is not null and deleted_at is null'],
  });
  await runner.release();
  await owner.destroy();
  source = await db.connect();
  database = new Database(source);
  const licences = new Licences(database, loadConfig({ DATABASE_URL: db.url, REDIS_URL: process.env['TEST_REDIS_URL'], KINSHIP_SECRET: 'a secret for tests that is long enough' }));
  const fields = new TenantFieldsCache(Object.create(RedisChannels.prototype) as RedisChannels);
  store = new RecordStore(database, licences, fields);
  changeSets = new ChangeSets(database, new OutboxSignal(), licences, fields, Object.create(AccessWatch.prototype) as AccessWatch);
  revert = new ChangeSetRevert(database, changeSets);
  history = new ChangeHistory(database, store);
});
afterAll(() => db.drop());

/** A new tenant with one member of that role. */
async function tenant(role: Role = 'OWNER'): Promise<{ as: <T>(work: () => Promise<T>) => Promise<T>; colleague: (other: Role) => Promise<<T>(work: () => Promise<T>) => Promise<T>>; tenantId: string; memberId: string }> {
  const tenantId = randomUUID();
  await db.asOwner('alter table tenants no force row level security; alter table members no force row level security; alter table tenant_modules no force row level security');
  await db.asOwner(`insert into tenants (id, name, slug) values ($1, 'T', $2)`, [tenantId, `t-${tenantId}`]);
  await db.asOwner(`insert into tenant_modules (tenant_id, module_id) values ($1, 'crm-core')`, [tenantId]);
  const member = async (memberRole: Role): Promise<RequestContext> => {
    const memberId = randomUUID();
    await db.asOwner(`insert into members (tenant_id, id, name, role) values ($1, $2, 'Someone', $3)`, [tenantId, memberId, memberRole]);
    return { requestId: 'r', tenantId, userId: null, locale: 'en', timezone: 'UTC', actor: { kind: 'member', userId: randomUUID(), memberId, name: 'Someone', role: memberRole, overrides: {}, via: 'web' } };
  };
  const context = await member(role);
  return {
    tenantId,
    memberId: context.actor?.kind === 'member' ? context.actor.memberId : '',
    as: (work) => runInContext(context, work),
    colleague: async (other) => {
      const theirs = await member(other);
      return (work) => runInContext(theirs, work);
    },
  };
}

const create = (values: Record<string, unknown>): Promise<{ changeSetId: string; id: string; row: Record<string, unknown> }> => changeSets.applyOne('Created', { type: gadget, operation: 'create', values });
const update = (id: string, values: Record<string, unknown>, expectedVersion?: number): Promise<{ changeSetId: string; id: string; row: Record<string, unknown> }> =>
  changeSets.applyOne('Changed', { type: gadget, operation: 'update', id, values, ...(expectedVersion ? { expectedVersion } : {}) });

describe('writing', () => {
  it('stores a record with its defaults, owner, audit item, provenance and event', async () => {
    const { as, memberId } = await tenant();
    await as(async () => {
      const { id, changeSetId, row } = await create({ name: ' Lamp ', email: 'A@B.DE', price: '12.5', labels: ['x', 'x', ' y'] });
      expect(row).toMatchObject({ name: 'Lamp', email: 'a@b.de', price: '12.50', kind: 'SMALL', labels: ['x', 'y'], ownerId: memberId, version: 1 });
      expect(await store.get(gadget, id)).toMatchObject({ price: '12.50', labels: ['x', 'y'], createdById: memberId });
      const [entry] = await history.ofRecord('gadget', id, 10, null);
      expect(entry).toMatchObject({ operation: 'create', changeSetId, via: 'web', before: null, after: expect.objectContaining({ price: '12.50' }) });
      expect(await history.provenanceOf('gadget', id)).toEqual(expect.arrayContaining([expect.objectContaining({ field: 'price', changeSetId, setBy: 'Someone' })]));
      const events = await db.asOwner('select kind, seq from outbox where record_id = $1', [id]);
      expect(events).toEqual([{ kind: 'gadget.created', seq: null }]);
    });
  });

  it('refuses unknown, read-only and unreadable values, naming each field', async () => {
    const { as } = await tenant();
    await as(async () => {
      await expect(create({ name: 'x\u0000', rank: 1.5, price: 'many', kind: 'HUGE', nope: 1, createdAt: '2020-01-01' })).rejects.toMatchObject({
        code: 'VALIDATION_ERROR',
        extra: { details: { name: [expect.any(String)], rank: [expect.any(String)], price: [expect.any(String)], kind: ['Must be one of SMALL, LARGE.'], nope: [expect.any(String)], createdAt: [expect.any(String)] } },
      });
      await expect(create({ name: '' })).rejects.toMatchObject({ extra: { details: { name: ['Name is required.'] } } });
    });
  });

  it('refuses a stale write with the present values', async () => {
    const { as } = await tenant();
    await as(async () => {
      const { id } = await create({ name: 'Lamp' });
      await update(id, { rank: 1 }, 1);
      await expect(update(id, { rank: 2 }, 1)).rejects.toMatchObject({ code: 'CONFLICT', extra: { current: expect.objectContaining({ rank: 1, version: 2 }) } });
    });
  });

  it('lets only one of two writers that saw the same version through', async () => {
    const { as } = await tenant();
    await as(async () => {
      const { id } = await create({ name: 'Lamp' });
      const results = await Promise.allSettled([update(id, { rank: 1 }, 1), update(id, { rank: 2 }, 1)]);
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });

  it('keeps a unique key within the table and within a batch', async () => {
    const { as } = await tenant();
    await as(async () => {
      await create({ name: 'A', email: 'a@b.de' });
      await expect(create({ name: 'B', email: 'A@b.de' })).rejects.toMatchObject({ code: 'VALIDATION_ERROR', extra: { details: { email: ['Another gadget already has this e-mail.'] } } });
      const { outcomes } = await changeSets.apply({
        label: 'Batch',
        onRefused: 'collect',
        changes: ['c@d.de', 'c@d.de', 'e@f.de'].map((address) => ({ type: gadget, operation: 'create' as const, values: { name: 'X', email: address } })),
      });
      expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true]);
    });
  });

  it('refuses references to records of another tenant', async () => {
    const one = await tenant();
    const two = await tenant();
    const { id } = await one.as(() => create({ name: 'Theirs' }));
    await expect(two.as(() => create({ name: 'Mine', parentId: id }))).rejects.toMatchObject({ code: 'VALIDATION_ERROR', extra: { details: { parentId: [expect.any(String)] } } });
    await expect(two.as(() => update(id, { name: 'Stolen' }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(two.as(() => store.get(gadget, id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('holds the matrix: members edit their own, viewers nothing', async () => {
    const { as, colleague } = await tenant();
    const { id } = await as(() => create({ name: 'Lamp' }));
    const member = await colleague('MEMBER');
    const viewer = await colleague('VIEWER');
    await expect(member(() => update(id, { rank: 1 }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const own = await member(() => create({ name: 'Own' }));
    expect((await member(() => update(own.id, { rank: 1 }))).row['rank']).toBe(1);
    await expect(member(() => changeSets.applyOne('x', { type: gadget, operation: 'delete', id: own.id }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(viewer(() => create({ name: 'No' }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(viewer(() => update(own.id, { rank: 3 }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('writes nothing at all when one change of a set is refused', async () => {
    const { as, tenantId } = await tenant();
    await as(async () => {
      await expect(changeSets.apply({ label: 'Both', changes: [{ type: gadget, operation: 'create', values: { name: 'A' } }, { type: gadget, operation: 'create', values: {} }] })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' });
    });
    for (const table of ['gadgets', 'change_sets', 'change_items', 'outbox', 'field_provenance']) {
      expect(await db.asOwner(`select count(*)::int as count from ${table} where tenant_id = $1`, [tenantId])).toEqual([{ count: 0 }]);
    }
  });
});

describe('undo', () => {
  it('takes back an update field by field and lists what somebody changed since', async () => {
    const { as } = await tenant();
    await as(async () => {
      const { id } = await create({ name: 'Lamp', rank: 1, kind: 'SMALL' });
      const { changeSetId } = await update(id, { name: 'Torch', rank: 2, kind: 'LARGE' });
      await update(id, { rank: 3 });
      const result = await revert.revert(changeSetId);
      expect(result).toMatchObject({ reverted: 1, skipped: [{ recordId: id, field: 'rank' }] });
      expect(await store.get(gadget, id)).toMatchObject({ name: 'Lamp', rank: 3, kind: 'SMALL' });
      await expect(revert.revert(changeSetId)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    });
  });

  it('leaves no trace of created records in their table, and can itself be looked up', async () => {
    const { as } = await tenant();
    await as(async () => {
      const changes = Array.from({ length: 1200 }, (_, index) => ({ type: gadget, operation: 'create' as const, values: { name: `G${index}` } }));
      const { changeSetId } = await changeSets.apply({ label: 'Many', changes });
      expect(await store.count(gadget, {})).toBe(1200);
      const progress: number[] = [];
      const result = await revert.revert(changeSetId, (done) => void progress.push(done));
      expect(result.reverted).toBe(1200);
      expect(progress).toEqual([500, 1000, 1200]);
      expect(await store.count(gadget, {})).toBe(0);
      expect(await db.asOwner('select count(*)::int as count from change_items where change_set_id = $1', [result.changeSetId])).toEqual([{ count: 1200 }]);
    });
  });

  it('keeps a created record that others use or have changed', async () => {
    const { as } = await tenant();
    await as(async () => {
      const used = await create({ name: 'Used' });
      await create({ name: 'User', parentId: used.id });
      expect(await revert.revert(used.changeSetId)).toMatchObject({ reverted: 0, skipped: [{ recordId: used.id, reason: 'It is used by 1 gadget.' }] });
      const changed = await create({ name: 'Changed' });
      await update(changed.id, { rank: 1 });
      expect(await revert.revert(changed.changeSetId)).toMatchObject({ reverted: 0, skipped: [{ reason: 'Somebody changed it since.' }] });
    });
  });

  it('brings back what was deleted, references to it included', async () => {
    const { as } = await tenant();
    await as(async () => {
      const parent = await create({ name: 'Parent' });
      const child = await create({ name: 'Child', parentId: parent.id });
      const { changeSetId } = await changeSets.applyOne('Deleted', { type: gadget, operation: 'delete', id: parent.id });
      await expect(store.get(gadget, parent.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await revert.revert(changeSetId)).toMatchObject({ reverted: 1, skipped: [] });
      expect(await store.get(gadget, child.id)).toMatchObject({ parentId: parent.id });
      expect(await store.get(gadget, parent.id)).toMatchObject({ name: 'Parent' });
    });
  });

  it('is for the person who made the change, and for administrators', async () => {
    const { as, colleague } = await tenant();
    const { changeSetId } = await as(() => create({ name: 'Lamp' }));
    const member = await colleague('MEMBER');
    await expect(member(() => revert.revert(changeSetId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const stranger = await tenant();
    await expect(stranger.as(() => revert.revert(changeSetId))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('undoing by somebody who may do less than then', () => {
  it('leaves a record that belongs to a colleague by now, and the set open to administrators', async () => {
    const { as, colleague, memberId } = await tenant();
    const member = await colleague('MEMBER');
    const { id } = await member(() => create({ name: 'Lamp' }));
    const { changeSetId } = await member(() => update(id, { name: 'Torch' }));
    await as(() => update(id, { ownerId: memberId }));
    await expect(member(() => revert.revert(changeSetId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await as(() => store.get(gadget, id))).toMatchObject({ name: 'Torch' });
    expect(await as(() => revert.revert(changeSetId))).toMatchObject({ reverted: 1 });
  });

  it('takes back a record given away until its new owner has changed it', async () => {
    const { as, colleague, memberId } = await tenant();
    const member = await colleague('MEMBER');
    const give = async (): Promise<{ id: string; changeSetId: string }> => {
      const { id } = await member(() => create({ name: 'Lamp' }));
      return member(() => update(id, { ownerId: memberId }));
    };
    const first = await give();
    expect(await member(() => revert.revert(first.changeSetId))).toMatchObject({ reverted: 1 });
    const second = await give();
    await as(() => update(second.id, { rank: 7 }));
    await expect(member(() => revert.revert(second.changeSetId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('takes back what was created for a colleague, in whichever order it was filled', async () => {
    const { colleague, memberId } = await tenant();
    const member = await colleague('MEMBER');
    const changes = [{ type: gadget, operation: 'create' as const, values: { name: 'For you', ownerId: memberId } }];
    const id = randomUUID();
    const { changeSetId } = await member(() => changeSets.apply({ label: 'Made', changes: changes.map((change) => ({ ...change, id })) }));
    await member(() => changeSets.apply({ label: 'Made', changeSetId, changes: [{ type: gadget, operation: 'update', id, values: { rank: 1 }, derived: true }] }));
    expect(await member(() => revert.revert(changeSetId))).toMatchObject({ reverted: 1, skipped: [] });
  });

  it('restores nothing whose deleting is not theirs any more', async () => {
    const { as, colleague } = await tenant();
    const admin = await colleague('ADMIN');
    const { id } = await as(() => create({ name: 'Lamp' }));
    const { changeSetId } = await admin(() => changeSets.applyOne('Deleted', { type: gadget, operation: 'delete', id }));
    const demoted = await admin(() => Promise.resolve(currentContext()));
    const lowered = { ...demoted, actor: { ...demoted.actor!, role: 'MEMBER' as const } } as RequestContext;
    await expect(runInContext(lowered, () => revert.revert(changeSetId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await admin(() => revert.revert(changeSetId))).toMatchObject({ reverted: 1 });
  });

  it('is done once when two people ask for it at once', async () => {
    const { as } = await tenant();
    const { id } = await as(() => create({ name: 'Lamp', rank: 1 }));
    const { changeSetId } = await as(() => update(id, { rank: 2 }));
    const results = await Promise.allSettled([as(() => revert.revert(changeSetId)), as(() => revert.revert(changeSetId))]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.asOwner('select count(*)::int as count from change_sets where reverts_id = $1', [changeSetId])).toEqual([{ count: 1 }]);
    expect(await as(() => store.get(gadget, id))).toMatchObject({ rank: 1, version: 3 });
  });
});

describe('lists', () => {
  it('pages through any order, nulls and ties included, forwards and backwards', async () => {
    const { as } = await tenant();
    await as(async () => {
      const changes = Array.from({ length: 23 }, (_, index) => ({
        type: gadget,
        operation: 'create' as const,
        values: { name: `G${index}`, rank: index % 4 === 0 ? null : index % 3, price: index % 5 === 0 ? null : String(index) },
      }));
      await changeSets.apply({ label: 'Some', changes });
      const orders = (['ASC', 'DESC'] as const).flatMap((direction) => [[{ field: 'rank', direction }, { field: 'price', direction: 'DESC' as const }], [{ field: 'createdAt', direction }]]);
      for (const sort of orders) {
        const whole = await store.list(gadget, { first: 200, sort });
        const forward: string[] = [];
        for (let after: string | null = null; ; ) {
          const page = await store.list(gadget, { first: 5, after, sort });
          forward.push(...page.rows.map((row) => row.id));
          if (!page.hasNextPage) break;
          after = page.cursors.at(-1)!;
        }
        expect(forward).toEqual(whole.rows.map((row) => row.id));
        const backward: string[] = [];
        for (let before: string | null = null; ; ) {
          const page = await store.list(gadget, { last: 5, before, sort });
          backward.unshift(...page.rows.map((row) => row.id));
          if (!page.hasPreviousPage) break;
          before = page.cursors[0]!;
        }
        expect(backward).toEqual(forward);
      }
    });
  });

  it('filters by nested groups, searches, and refuses what it does not know', async () => {
    const { as } = await tenant();
    await as(async () => {
      for (const [name, price, kind] of [['Alpha', '10', 'SMALL'], ['Beta 100%', '20', 'LARGE'], ['Gamma', null, 'LARGE']] as const) await create({ name, price, kind });
      const names = async (query: Parameters<RecordStore['list']>[1]): Promise<unknown[]> => (await store.list(gadget, { ...query, sort: [{ field: 'name', direction: 'ASC' }] })).rows.map((row) => row['name']);
      expect(await names({ filter: { price: { gte: '15' } } })).toEqual(['Beta 100%']);
      expect(await names({ filter: { or: [{ price: { isNull: true } }, { kind: { eq: 'SMALL' } }] } })).toEqual(['Alpha', 'Gamma']);
      expect(await names({ filter: { not: { price: { lt: '15' } } } })).toEqual(['Beta 100%', 'Gamma']);
      expect(await names({ filter: { and: [{ kind: { in: ['LARGE'] } }, { name: { startsWith: 'ga' } }] } })).toEqual(['Gamma']);
      expect(await names({ search: '0%' })).toEqual(['Beta 100%']);
      expect(await names({ search: '%%%%' })).toEqual([]);
      await expect(names({ filter: { nope: { eq: 1 } } })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' });
      await expect(names({ after: 'nonsense' })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' });
      await expect(names({ first: 100000 })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' });
    });
  });
});

describe('without a tenant', () => {
  it('answers no row of any table, even to a query by hand', async () => {
    const { as } = await tenant();
    await as(() => create({ name: 'Lamp' }));
    const tables = await source.query<{ table_name: string }[]>(`select tablename as table_name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'`);
    expect(tables.length).toBeGreaterThan(8);
    for (const { table_name } of tables) expect([table_name, await source.query(`select count(*)::int as count from ${table_name}`)]).toEqual([table_name, [{ count: 0 }]]);
    await expect(store.list(gadget, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
