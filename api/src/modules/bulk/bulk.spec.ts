import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@libs/contracts';
import { ChangeSetRevert } from '../../platform/changes/change-set-revert.service.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { runInContext } from '../../platform/context/request-context.js';
import { ownerDataSource } from '../../platform/database/data-source.js';
import { Database } from '../../platform/database/database.js';
import { createRecordTable } from '../../platform/database/schema-builder.js';
import { BullConnections } from '../../platform/queue/bull-queues.js';
import { choice, integer, tags, text } from '../../platform/records/fields.js';
import { defineRecord } from '../../platform/records/record-type.js';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startProcess, type TestProcess } from '../../../test/harness/process.js';
import { newMember, newTenant, type MemberContext } from '../../../test/harness/tenants.js';
// Described first: other record types point at members.
import '../members/index.js';
import type { ActionDetails, BulkRun, BulkSelection, RunAction } from './bulk-model.js';
import { BulkProgress } from './bulk-progress.service.js';
import { BulkRetention } from './bulk-retention.service.js';
import { BulkStore } from './bulk-store.js';
import { BULK_SERVICES } from './bulk.module.js';
import { BulkActions } from './bulk.service.js';

const firm = defineRecord({
  name: 'firm', plural: 'firms', label: 'Firm', labelPlural: 'Firms', icon: 'box', table: 'firms', module: 'crm-core', access: 'owned', titleFields: ['name'],
  fields: {
    name: text({ label: 'Name', required: true, searchable: true, sortable: true }),
    kind: choice(['CUSTOMER', 'PARTNER'], { label: 'Kind' }),
    size: integer({ label: 'Size', max: 1000 }),
    score: integer({ label: 'Score', readOnly: true }),
    tags: tags({ label: 'Tags' }),
  },
});

let db: TestDatabase;
let product: TestProcess;

beforeAll(async () => {
  db = await testDatabase();
  const owner = await ownerDataSource(db.ownerUrl).initialize();
  const runner = owner.createQueryRunner();
  await createRecordTable(runner, {
    name: 'firms',
    columns: ['name text not null', 'kind text', 'size integer', 'score integer', `tags text[] not null default '{}'`],
    constraints: [`constraint firms_no_zebra check (name <> 'Zebra' or size is distinct from 7)`],
  });
  await runner.release();
  await owner.destroy();
  product = await startProcess(db, { providers: BULK_SERVICES });
});
afterAll(async () => {
  await product.close();
  await db.drop();
});

/** A workspace with one member, and what the test does in it. */
const workspace = async (role: Role = 'ADMIN') => withMember(await newMember(db, await newTenant(db), role), product);

function withMember(context: MemberContext, process: TestProcess) {
  const get = <T>(type: new (...args: never[]) => T): T => process.get(type as never);
  const as = <T>(work: () => Promise<T>): Promise<T> => runInContext(context, work);
  const [actions, store, sets] = [get(BulkActions), get(BulkStore), get(ChangeSets)];
  const request = (action: RunAction, selection: BulkSelection, details: ActionDetails) => ({ recordType: 'firm', action, selection, details });
  return {
    context,
    as,
    me: context.actor.memberId,
    colleague: async (role: Role) => withMember(await newMember(db, context.tenantId, role), process),
    create: async (rows: readonly Record<string, unknown>[]): Promise<string[]> =>
      (await as(() => sets.apply({ label: 'Made', changes: rows.map((values) => ({ type: firm, operation: 'create' as const, values })) }))).outcomes.map((outcome) => (outcome.ok ? outcome.id : '')),
    edit: (id: string, values: Record<string, unknown>) => as(() => sets.applyOne('By hand', { type: firm, operation: 'update', id, values })),
    start: (action: RunAction, selection: BulkSelection, details: ActionDetails = {}) => as(() => actions.start(request(action, selection, details))),
    preview: (action: RunAction, selection: BulkSelection, details: ActionDetails = {}) => as(() => actions.preview(request(action, selection, details))),
    cancel: (id: string) => as(() => actions.cancel(id)),
    resume: (id: string) => as(() => actions.resume(id)),
    undo: (id: string) => as(() => actions.undo(id)),
    revert: (changeSetId: string) => as(() => get(ChangeSetRevert).revert(changeSetId)),
    get: (id: string) => as(() => store.get(id)),
    leftOut: (id: string) => as(() => store.leftOut(id, 100, null)),
    rows: () => as(() => get(Database).run((unit) => unit.query<Record<string, unknown>>('select * from firms where deleted_at is null order by name, id'))),
    /** Waits, without sleeping, until the run is as it should be. */
    when: (id: string, right: (run: BulkRun) => boolean): Promise<BulkRun> =>
      as(async () => {
        const moves = await get(BulkProgress).watch(id);
        for await (const _ of moves) {
          const run = await store.get(id);
          if (!right(run)) continue;
          await moves.return?.();
          return run;
        }
        throw new Error('The stream ended.');
      }),
  };
}
const codeOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => String((error as { code?: string }).code ?? error));
const many = (count: number, values: (n: number) => Record<string, unknown> = () => ({})) => Array.from({ length: count }, (_, n) => ({ name: `Firm ${String(n).padStart(5, '0')}`, ...values(n) }));

describe('a small bulk action', () => {
  it('sets fields, and says what was already so', async () => {
    const w = await workspace();
    const ids = await w.create([{ name: 'A' }, { name: 'B', kind: 'PARTNER' }, { name: 'C' }]);
    const run = await w.start('UPDATE', { ids }, { values: { kind: 'PARTNER', size: null } });
    expect(run).toMatchObject({ status: 'COMPLETED', total: 3, done: 3, changed: 2, unchanged: 1, leftOut: 0, label: 'Set Kind, Size (3 firms)' });
    expect((await w.rows()).map((row) => row['kind'])).toEqual(['PARTNER', 'PARTNER', 'PARTNER']);
  });

  it('assigns, archives, restores and deletes', async () => {
    const w = await workspace();
    const colleague = await w.colleague('MEMBER');
    const ids = await w.create([{ name: 'A' }, { name: 'B' }]);
    expect(await w.start('ASSIGN', { ids }, { values: { ownerId: colleague.me } })).toMatchObject({ changed: 2 });
    expect((await w.rows()).map((row) => row['owner_id'])).toEqual([colleague.me, colleague.me]);
    expect(await w.start('ARCHIVE', { filter: {} })).toMatchObject({ total: 2, changed: 2 });
    expect(await w.start('ARCHIVE', { ids })).toMatchObject({ changed: 0, unchanged: 2 });
    // Lists leave archived records out, and so does what stands for a list.
    expect(await w.preview('RESTORE', { filter: {} })).toEqual({ matching: 0, permitted: 0 });
    expect(await w.start('RESTORE', { archived: 'only' })).toMatchObject({ changed: 2 });
    const deleted = await w.start('DELETE', { ids });
    expect(deleted).toMatchObject({ changed: 2 });
    expect(await w.rows()).toEqual([]);
    expect(await w.undo(deleted.id)).toMatchObject({ status: 'REVERTED', undoResult: { reverted: 2, skippedCount: 0 } });
    expect(await w.rows()).toHaveLength(2);
  });

  it('adds and removes tags beside those that are there', async () => {
    const w = await workspace();
    const ids = await w.create([{ name: 'A', tags: ['old'] }, { name: 'B', tags: ['vip'] }]);
    expect(await w.start('ADD_TAGS', { ids }, { tags: ['vip', 'new'] })).toMatchObject({ changed: 2 });
    expect((await w.rows()).map((row) => row['tags'])).toEqual([['old', 'vip', 'new'], ['vip', 'new']]);
    const removed = await w.start('REMOVE_TAGS', { filter: { tags: { hasAll: ['old', 'vip'] } } }, { tags: ['vip', 'old'] });
    expect(removed).toMatchObject({ total: 1, changed: 1 });
    expect((await w.rows()).map((row) => row['tags'])).toEqual([['new'], ['vip', 'new']]);
    await w.undo(removed.id);
    expect((await w.rows())[0]!['tags']).toEqual(['old', 'vip', 'new']);
    expect(await w.preview('ARCHIVE', { filter: { tags: { hasAny: ['old', 'none'] } } })).toEqual({ matching: 1, permitted: 1 });
    expect(await w.preview('ARCHIVE', { filter: { tags: { isNull: true } } })).toEqual({ matching: 0, permitted: 0 });
  });

  it('takes a filter with exceptions', async () => {
    const w = await workspace();
    const ids = await w.create(many(5));
    expect(await w.start('UPDATE', { filter: { name: { startsWith: 'Firm' } }, except: [ids[0]!] }, { values: { size: 5 } })).toMatchObject({ total: 4, changed: 4 });
    expect((await w.rows()).map((row) => row['size'])).toEqual([null, 5, 5, 5, 5]);
  });

  it('changes only what the caller may change, and says so of each of the others', async () => {
    const admin = await workspace();
    const member = await admin.colleague('MEMBER');
    const [hers] = await admin.create([{ name: 'Hers' }]);
    const [mine] = await member.create([{ name: 'Mine' }]);
    const gone = randomUUID();
    expect(await member.preview('UPDATE', { ids: [hers!, mine!] }, { values: { size: 1 } })).toEqual({ matching: 2, permitted: 1 });
    const run = await member.start('UPDATE', { ids: [hers!, mine!, gone] }, { values: { size: 1 } });
    expect(run).toMatchObject({ total: 3, changed: 1, leftOut: 2 });
    const left = await member.leftOut(run.id);
    expect(left.map(({ recordId, title, code }) => ({ recordId, title, code }))).toEqual(
      expect.arrayContaining([{ recordId: hers, title: 'Hers', code: 'FORBIDDEN' }, { recordId: gone, title: '', code: 'NOT_FOUND' }]),
    );
    expect((await admin.rows()).map((row) => row['size'])).toEqual([null, 1]);
    expect(await codeOf(member.start('DELETE', { ids: [mine!] }))).toBe('FORBIDDEN');
    const viewer = await admin.colleague('VIEWER');
    expect(await codeOf(viewer.start('UPDATE', { ids: [mine!] }, { values: { size: 1 } }))).toBe('FORBIDDEN');
  });

  it('leaves out what the database refuses, and only that', async () => {
    const w = await workspace();
    await w.create([...many(8), { name: 'Zebra' }]);
    const run = await w.start('UPDATE', { filter: {} }, { values: { size: 7 } });
    expect(run).toMatchObject({ status: 'COMPLETED', changed: 8, leftOut: 1 });
    expect(await w.leftOut(run.id)).toMatchObject([{ title: 'Zebra', code: 'NOT_STORABLE' }]);
  });

  it('undoes every value nobody has changed since, and lists the others', async () => {
    const w = await workspace();
    const ids = await w.create([{ name: 'A', size: 1, kind: 'CUSTOMER' }, { name: 'B', size: 2 }, { name: 'C', size: 3 }]);
    const run = await w.start('UPDATE', { ids }, { values: { size: 9, kind: 'PARTNER' } });
    await w.edit(ids[0]!, { size: 10 });
    const undone = await w.undo(run.id);
    expect(undone).toMatchObject({ status: 'REVERTED', undoResult: { reverted: 3, skippedCount: 1, skipped: [{ title: 'A', field: 'size', reason: expect.stringContaining('Somebody changed') }] } });
    expect((await w.rows()).map((row) => [row['size'], row['kind']])).toEqual([[10, 'CUSTOMER'], [2, null], [3, null]]);
    expect(await codeOf(w.undo(run.id))).toBe('PRECONDITION_FAILED');
  });

  it('refuses what cannot be right before it touches anything', async () => {
    const w = await workspace();
    const ids = await w.create([{ name: 'A' }]);
    const refused = (action: RunAction, selection: BulkSelection, details: ActionDetails = {}) => codeOf(w.start(action, selection, details));
    for (const values of [{ nonsense: 1 }, { score: 1 }, { size: 'much' }, { kind: 'NONE' }, { name: null }, { ownerId: randomUUID() }, {}]) expect([values, await refused('UPDATE', { ids }, { values })]).toEqual([values, 'VALIDATION_ERROR']);
    expect(await refused('ARCHIVE', { ids: [] })).toBe('VALIDATION_ERROR');
    expect(await refused('ARCHIVE', { ids: ['no id'] })).toBe('VALIDATION_ERROR');
    expect(await refused('ARCHIVE', { ids, filter: {} })).toBe('VALIDATION_ERROR');
    expect(await refused('ADD_TAGS', { ids }, { tags: [] })).toBe('VALIDATION_ERROR');
    expect(await refused('ARCHIVE', { filter: { nonsense: { eq: 1 } } })).toBe('VALIDATION_ERROR');
    expect(await codeOf(w.as(() => product.get(BulkActions).start({ recordType: 'nothing', action: 'ARCHIVE', selection: { ids }, details: {} })))).toBe('VALIDATION_ERROR');
  });

  it('is seen by who began it and by administrators of that workspace', async () => {
    const admin = await workspace();
    const [member, other] = [await admin.colleague('MEMBER'), await admin.colleague('MEMBER')];
    const run = await member.start('UPDATE', { ids: await member.create([{ name: 'A' }]) }, { values: { size: 1 } });
    expect((await admin.get(run.id)).id).toBe(run.id);
    expect(await codeOf(other.get(run.id))).toBe('NOT_FOUND');
    expect(await codeOf(other.undo(run.id))).toBe('NOT_FOUND');
    expect(await codeOf((await workspace('OWNER')).get(run.id))).toBe('NOT_FOUND');
  });
});

describe('a large bulk action', () => {
  const MANY = 2500;
  const quick = { lockDuration: 300, lockRenewTime: 100, stalledInterval: 200, guardInterval: 200 };
  const underway = (run: BulkRun): boolean => run.status === 'RUNNING' && run.done >= 500 && run.done < MANY;
  type Workspace = Awaited<ReturnType<typeof workspace>>;
  const ones = async (w: Workspace): Promise<number> => (await w.rows()).filter((row) => row['size'] === 1).length;

  it('tells how far it is, can be cancelled midway, and be undone', async () => {
    const w = await workspace();
    await w.create(many(MANY));
    const { id, changeSetId } = await w.start('UPDATE', { filter: {} }, { values: { size: 1 } });
    await w.when(id, underway);
    expect(await codeOf(w.revert(changeSetId))).toBe('PRECONDITION_FAILED');
    const cancelled = await w.cancel(id);
    expect(cancelled.status).toBe('CANCELLED');
    expect(cancelled.changed).toBeLessThan(MANY);
    expect(await ones(w)).toBe(cancelled.changed);
    expect(await codeOf(w.resume(id))).toBe('PRECONDITION_FAILED');
    await w.undo(id);
    expect(await w.when(id, (run) => run.status === 'REVERTED')).toMatchObject({ undoResult: { reverted: cancelled.changed, skippedCount: 0 } });
    expect(await ones(w)).toBe(0);
  });

  it('does not overwrite what a colleague changed while it ran, nor change what joined the list since', async () => {
    const w = await workspace();
    const ids = await w.create(many(MANY));
    const { id } = await w.start('UPDATE', { filter: {} }, { values: { size: 1 } });
    await w.when(id, underway);
    const last = ids.toSorted().at(-1)!;
    await w.edit(last, { size: 2 });
    await w.create([{ name: 'Late' }]);
    expect(await w.when(id, (run) => run.status === 'COMPLETED')).toMatchObject({ total: MANY, changed: MANY - 1, leftOut: 1 });
    expect(await w.leftOut(id)).toMatchObject([{ recordId: last, code: 'CONFLICT' }]);
    expect((await w.rows()).filter((row) => row['size'] === null).map((row) => row['name'])).toEqual(['Late']);
  });

  it('is forgotten with its report 90 days after the last that happened to it; what it changed can still be undone as a change', async () => {
    const w = await workspace();
    await w.create([...many(3), { name: 'Zebra' }]);
    const [old, recent] = [await w.start('UPDATE', { filter: {} }, { values: { size: 7 } }), await w.start('UPDATE', { filter: {} }, { values: { size: 8 } })];
    expect(await w.leftOut(old.id)).toHaveLength(1);
    const age = (id: string, days: number) => w.as(() => product.get(Database).run((unit) => unit.query('update bulk_runs set created_at = $2, heartbeat_at = $2, finished_at = $2 where id = $1', [id, new Date(Date.now() - days * 86_400_000).toISOString()])));
    await age(old.id, 91);
    await age(recent.id, 89);
    await product.get(BulkRetention).forget({}, { checkpoint: () => undefined });
    expect(await codeOf(w.get(old.id))).toBe('NOT_FOUND');
    expect(await codeOf(w.undo(old.id))).toBe('NOT_FOUND');
    expect(await w.leftOut(old.id)).toEqual([]);
    expect(await w.get(recent.id)).toMatchObject({ status: 'COMPLETED' });
    await w.undo(recent.id);
    expect(await w.when(recent.id, (run) => run.status === 'REVERTED')).toMatchObject({ undoResult: { reverted: 4 } });
    expect(await w.revert(old.changeSetId)).toMatchObject({ reverted: 3 });
    expect((await w.rows()).every((row) => row['size'] === null)).toBe(true);
  });

  it('goes on after its worker was killed, and changes no record twice', async () => {
    const first = await startProcess(db, { providers: BULK_SERVICES, queueSettings: quick });
    const w = withMember(await newMember(db, await newTenant(db), 'ADMIN'), first);
    await w.create(many(MANY));
    const { id } = await w.start('UPDATE', { filter: {} }, { values: { size: 1 } });
    await w.when(id, underway);
    // As a kill does to Redis: nobody renews the lock. What the worker still does on the database must do no harm either.
    first.get(BullConnections).onApplicationShutdown();
    const second = await startProcess(db, { providers: BULK_SERVICES, queueSettings: quick, redisPrefix: first.redisPrefix });
    const seen = withMember(w.context, second);
    expect(await seen.when(id, (run) => run.status === 'COMPLETED')).toMatchObject({ done: MANY, changed: MANY, unchanged: 0, leftOut: 0 });
    expect((await seen.rows()).every((row) => row['size'] === 1 && row['version'] === 2)).toBe(true);
    await first.close();
    await second.close();
  });
});
