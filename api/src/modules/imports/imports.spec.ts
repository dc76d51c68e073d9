import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@libs/contracts';
import { ownerDataSource } from '../../platform/database/data-source.js';
import { createRecordTable, foreignKey } from '../../platform/database/schema-builder.js';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startProcess, type TestProcess } from '../../../test/harness/process.js';
import { newMember, newTenant, type MemberContext } from '../../../test/harness/tenants.js';
import { ChangeHistory } from '../../platform/changes/change-history.service.js';
import { ChangeSetRevert } from '../../platform/changes/change-set-revert.service.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { runInContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { choice, date, email, money, reference, tags, text } from '../../platform/records/fields.js';
import { BullConnections } from '../../platform/queue/bull-queues.js';
import { defineRecord, type RecordType } from '../../platform/records/record-type.js';
// Described first: other record types point at members.
import '../members/index.js';
import { CustomFields } from '../custom-fields/index.js';
import { Matcher } from '../duplicates/index.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { ImportEditing } from './import-editing.service.js';
import type { ImportRecord, ImportStatus } from './import-model.js';
import { ImportProgress } from './import-progress.service.js';
import { ImportStore } from './import-store.js';
import { ImportValues } from './import-values.service.js';
import { IMPORT_SERVICES } from './imports.module.js';
import { Imports } from './imports.service.js';
import { RowStore } from './row-store.js';

const firm = defineRecord({
  name: 'firm', plural: 'firms', label: 'Firm', labelPlural: 'Firms', icon: 'box', table: 'firms', module: 'crm-core', access: 'owned', titleFields: ['name'], uniqueKeys: [['email']],
  fields: {
    name: text({ label: 'Name', required: true, searchable: true, aliases: ['firm'] }),
    email: email({ label: 'E-mail' }),
    kind: choice(['CUSTOMER', 'PARTNER'], { label: 'Kind' }),
    revenue: money({ label: 'Revenue' }),
    labels: tags({ label: 'Labels' }),
    parentId: reference('firm', { label: 'Parent', aliases: ['subsidiary of'] }),
  },
});
const order = defineRecord({
  name: 'order', plural: 'orders', label: 'Order', labelPlural: 'Orders', icon: 'box', table: 'orders', module: 'crm-core', access: 'owned', titleFields: ['name'],
  fields: { name: text({ label: 'Name', required: true }), firmId: reference('firm', { label: 'Firm' }), amount: money({ label: 'Amount' }), wonOn: date({ label: 'Won on' }) },
});

let db: TestDatabase;
let product: TestProcess;

beforeAll(async () => {
  db = await testDatabase();
  const owner = await ownerDataSource(db.ownerUrl).initialize();
  const runner = owner.createQueryRunner();
  await createRecordTable(runner, {
    name: 'firms',
    columns: ['name text not null', 'email text', `kind text check (kind in ('CUSTOMER', 'PARTNER'))`, 'revenue bigint', `labels text[] not null default '{}'`, 'parent_id uuid'],
    constraints: [foreignKey('parent_id', 'firms'), `constraint firms_no_zebra check (name <> 'Zebra')`],
    indexes: ['unique firms_email (email) where email is not null and deleted_at is null'],
  });
  await createRecordTable(runner, { name: 'orders', columns: ['name text not null', 'firm_id uuid', 'amount bigint', 'won_on date'], constraints: [foreignKey('firm_id', 'firms')] });
  await runner.release();
  await owner.destroy();
  product = await startProcess(db, { providers: [...IMPORT_SERVICES, Matcher, CustomFields] });
});
afterAll(async () => {
  await product.close();
  await db.drop();
});

/** A workspace with one member, and what the test does in it. */
async function workspace(role: Role = 'ADMIN') {
  const tenantId = await newTenant(db);
  return withMember(await newMember(db, tenantId, role), product);
}

function withMember(context: MemberContext, process: TestProcess) {
  const as = <T>(work: () => Promise<T>): Promise<T> => runInContext(context, work);
  const get = <T>(type: new (...args: never[]) => T): T => process.get(type as never);
  const imports = get(Imports);
  const store = get(ImportStore);
  return {
    context,
    as,
    imports,
    editing: get(ImportEditing),
    colleague: async (role: Role) => withMember(await newMember(db, context.tenantId, role), process),
    upload: (csv: string | Buffer, name = 'file.csv') => as(async () => store.insertFile({ name, ...(await get(FileStore).write(Readable.from([Buffer.from(csv)]), 1_000_000).then(({ key, bytes, sha256 }) => ({ key, bytes, sha256 }))) })),
    create: async function (csv: string | Buffer, recordType: string): Promise<string> {
      const fileId = await this.upload(csv);
      return (await as(() => imports.create({ fileId, recordType }))).id;
    },
    get: (id: string) => as(() => store.get(id)),
    /** Waits, without sleeping, until the import is in one of these states. */
    until(id: string, ...statuses: ImportStatus[]): Promise<ImportRecord> {
      return this.when(id, (record) => statuses.includes(record.status));
    },
    when: (id: string, right: (record: ImportRecord) => boolean): Promise<ImportRecord> =>
      as(async () => {
        const moves = await get(ImportProgress).watch(id);
        for await (const _ of moves) {
          const record = await store.get(id);
          if (right(record)) {
            await moves.return?.();
            return record;
          }
        }
        throw new Error('The stream ended.');
      }),
    check: async function (id: string): Promise<ImportRecord> {
      await as(() => imports.check(id));
      return this.until(id, 'CHECKED', 'FAILED');
    },
    run: async function (id: string): Promise<ImportRecord> {
      await as(() => imports.start(id));
      return this.until(id, 'COMPLETED', 'FAILED');
    },
    undo: async function (id: string): Promise<ImportRecord> {
      await as(() => imports.undo(id));
      return this.until(id, 'REVERTED');
    },
    rowsBeyond: (id: string) => as(() => get(RowStore).page(id, {}, 0, 100_000)),
    rows: (id: string) => as(() => get(RowStore).page(id, {}, 0, 1000)),
    values: (id: string, undecided = false) => as(() => get(ImportValues).list(id, null, undecided, 1000)),
    records: (type: RecordType) => as(() => get(Database).run((unit) => unit.query(`select * from ${type.table} where deleted_at is null order by name, id`))),
    edit: (type: RecordType, id: string, values: Record<string, unknown>) => as(() => get(ChangeSets).applyOne('By hand', { type, operation: 'update', id, values })),
    create1: (type: RecordType, values: Record<string, unknown>) => as(() => get(ChangeSets).applyOne('By hand', { type, operation: 'create', values })),
    history: get(ChangeHistory),
  };
}
const codeOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => String((error as { code?: string }).code ?? error));

const FIRMS = 'Firm,E-mail,Kind,Revenue,Subsidiary of\nAcme,info@acme.example,customer,"1,100.50",Holding\nBolt,,Partner,12,\nHolding,h@holding.example,,,\n';

describe('an import', () => {
  it('tries everything first, then writes it, with parents that stand further down in the file', async () => {
    const w = await workspace();
    const id = await w.create(FIRMS, 'firm');
    expect((await w.get(id)).mapping).toMatchObject({ columns: [{ targets: ['name'] }, { targets: ['email'] }, { targets: ['kind'] }, { targets: ['revenue'] }, { targets: ['parentId'] }], matchBy: ['email'], existing: 'UPDATE' });
    const checked = await w.check(id);
    expect(checked).toMatchObject({ status: 'CHECKED', rowCount: 3, planCounts: { CREATE: 3 } });
    expect(await w.records(firm)).toEqual([]);
    const done = await w.run(id);
    expect(done).toMatchObject({ status: 'COMPLETED', outcomeCounts: { CREATED: 3 } });
    const [acme, bolt, holding] = await w.records(firm);
    expect(acme).toMatchObject({ name: 'Acme', email: 'info@acme.example', kind: 'CUSTOMER', parent_id: holding!['id'], owner_id: w.context.actor.memberId });
    expect(bolt).toMatchObject({ name: 'Bolt', kind: 'PARTNER', parent_id: null });
    const provenance = await w.as(() => w.history.provenanceOf('firm', acme!['id'] as string));
    expect(provenance.find(({ field }) => field === 'revenue')).toMatchObject({ source: `import:${id}`, ref: 'line 2', confidence: 1, setBy: 'ADMIN person', via: 'import' });
    expect((await w.rows(id)).map((row) => [row.line, row.outcome, row.cells[0]])).toEqual([[2, 'CREATED', 'Acme'], [3, 'CREATED', 'Bolt'], [4, 'CREATED', 'Holding']]);
  });

  it('is undone also where only saying so is left, as when its worker died right after the last record', async () => {
    const w = await workspace();
    const id = await w.create(FIRMS, 'firm');
    await w.check(id);
    const { changeSetId } = await w.run(id);
    const { reverted } = await w.as(() => product.get(ChangeSetRevert).revert(changeSetId!));
    expect(reverted).toBe(3);
    expect((await w.undo(id)).undoResult).toMatchObject({ reverted, skippedCount: 0 });
    expect(await w.records(firm)).toEqual([]);
  });

  it('is undone as a whole, updates included, and leaves what somebody changed since', async () => {
    const w = await workspace();
    const present = await w.create1(firm, { name: 'Acme', email: 'info@acme.example', revenue: '5' });
    const before = await w.records(firm);
    const id = await w.create(FIRMS, 'firm');
    expect((await w.check(id)).planCounts).toEqual({ CREATE: 2, UPDATE: 1 });
    expect((await w.run(id)).outcomeCounts).toEqual({ CREATED: 2, UPDATED: 1 });
    const bolt = (await w.records(firm)).find((row) => row['name'] === 'Bolt')!;
    await w.edit(firm, bolt['id'] as string, { kind: 'CUSTOMER' });
    const undone = await w.undo(id);
    expect(undone.undoResult).toMatchObject({ skippedCount: 1, skipped: [{ title: 'Bolt', reason: expect.stringContaining('changed') }] });
    const after = await w.records(firm);
    expect(after.map((row) => row['name'])).toEqual(['Acme', 'Bolt']);
    const { version: _v, updated_at: _u, ...acme } = after[0]!;
    const { version: _v2, updated_at: _u2, ...was } = before[0]!;
    expect(acme).toEqual(was);
    expect(acme['id']).toBe(present.id);
  });

  it('writes nothing twice: a second import of the same file changes nothing', async () => {
    const w = await workspace();
    const first = await w.create(FIRMS, 'firm');
    await w.check(first);
    await w.run(first);
    const second = await w.create(FIRMS.replace('Bolt,,', 'Bolt,bolt@bolt.example,').replace('12,', '13,'), 'firm');
    await w.as(() => w.editing.updateMapping({ id: second, matchBy: ['name'] }));
    expect((await w.check(second)).planCounts).toEqual({ UNCHANGED: 2, UPDATE: 1 });
    expect((await w.run(second)).outcomeCounts).toEqual({ UNCHANGED: 2, UPDATED: 1 });
    expect(await w.records(firm)).toHaveLength(3);
  });

  it('says of each row what is wrong with it, and writes the others', async () => {
    const w = await workspace();
    await w.create1(firm, { name: 'Twin' });
    await w.create1(firm, { name: 'Twin' });
    const csv = ['Firm,E-mail,Revenue,Kind', 'Good,good@x.example,1,customer', 'Bad mail,nobody,1,', ',none@x.example,1,', 'Good,other@x.example,2,', 'Ragged,r@x.example,1,customer,extra', 'Bad sum,s@x.example,lots,', 'Twin,t@x.example,1,', 'Odd,o@x.example,1,costumer', 'Zebra,z@x.example,1,'].join('\n');
    const id = await w.create(csv, 'firm');
    await w.as(() => w.editing.updateMapping({ id, matchBy: ['name'] }));
    const checked = await w.check(id);
    expect(checked.planCounts).toEqual({ CREATE: 1, DUPLICATE: 1, CONFLICT: 1, INVALID: 6 });
    const reasons = (await w.rows(id)).map((row) => [row.cells[0], row.plan, row.reasons?.[0]?.code, row.reasons?.[0]?.column]);
    expect(reasons).toEqual([
      ['Good', 'CREATE', undefined, undefined],
      ['Bad mail', 'INVALID', 'NOT_AN_EMAIL', 'E-mail'],
      ['', 'INVALID', 'VALIDATION_ERROR', 'Firm'],
      ['Good', 'DUPLICATE', 'DUPLICATE_IN_FILE', undefined],
      ['Ragged', 'INVALID', 'EXTRA_CELLS', undefined],
      ['Bad sum', 'INVALID', 'NOT_A_NUMBER', 'Revenue'],
      ['Twin', 'CONFLICT', 'SEVERAL_MATCH', undefined],
      ['Odd', 'INVALID', 'UNKNOWN_CHOICE', 'Kind'],
      ['Zebra', 'INVALID', 'NOT_STORABLE', undefined],
    ]);
    await w.as(() => w.editing.decide({ id, decisions: [{ field: 'kind', value: 'costumer', action: 'USE', choice: 'CUSTOMER' }] }));
    expect((await w.check(id)).planCounts).toMatchObject({ CREATE: 2 });
    expect((await w.run(id)).outcomeCounts).toEqual({ CREATED: 2, SKIPPED: 7 });
    expect((await w.records(firm)).map((row) => row['name'])).toEqual(['Good', 'Odd', 'Twin', 'Twin']);
  });

  it('asks once for a name that is nearly right, however many rows have it', async () => {
    const w = await workspace();
    const gtx = await w.create1(firm, { name: 'GTX Pro' });
    await w.create1(firm, { name: 'MG Special' });
    const csv = ['Name,Firm,Amount,Won on', ...Array.from({ length: 40 }, (_, n) => `D${n},GTXPro,10,2017-03-0${(n % 9) + 1}`), 'M,mg special,1,', 'N,Nobody knows,1,', 'E,,1,'].join('\n');
    const id = await w.create(csv, 'order');
    expect((await w.check(id)).planCounts).toEqual({ CREATE: 2, INVALID: 41 });
    expect((await w.values(id)).map(({ value, rows, match, needsDecision, candidates, recordId }) => [value, rows, match, needsDecision, candidates[0]?.title, recordId])).toEqual([
      ['GTXPro', 40, 'NEAR', true, 'GTX Pro', null],
      ['Nobody knows', 1, 'NONE', true, undefined, null],
      ['mg special', 1, 'EXACT', false, 'MG Special', expect.any(String)],
    ]);
    await w.as(() => w.editing.decide({ id, decisions: [{ field: 'firmId', value: 'GTXPro', action: 'USE', recordId: gtx.id }, { field: 'firmId', value: 'Nobody knows', action: 'CREATE' }] }));
    expect((await w.check(id)).planCounts).toEqual({ CREATE: 43 });
    expect(await w.records(firm)).toHaveLength(2);
    expect((await w.run(id)).outcomeCounts).toEqual({ CREATED: 43 });
    const orders = await w.records(order);
    expect(orders.filter((row) => row['firm_id'] === gtx.id)).toHaveLength(40);
    const created = (await w.records(firm)).find((row) => row['name'] === 'Nobody knows')!;
    expect(orders.find((row) => row['name'] === 'N')).toMatchObject({ firm_id: created['id'] });
    expect(orders.find((row) => row['name'] === 'E')).toMatchObject({ firm_id: null });
    await w.undo(id);
    expect(await w.records(order)).toEqual([]);
    expect((await w.records(firm)).map((row) => row['name'])).toEqual(['GTX Pro', 'MG Special']);
  });
});

describe('who may', () => {
  it('refuses viewers, strangers’ imports, and colleagues without rights', async () => {
    const w = await workspace('MEMBER');
    const id = await w.create(FIRMS, 'firm');
    const viewer = await w.colleague('VIEWER');
    const fileId = await w.upload(FIRMS);
    expect(await codeOf(viewer.as(() => viewer.imports.create({ fileId, recordType: 'firm' })))).toBe('FORBIDDEN');
    expect(await codeOf(viewer.as(() => viewer.imports.check(id)))).toBe('FORBIDDEN');
    const colleague = await w.colleague('MEMBER');
    expect(await codeOf(colleague.as(() => colleague.imports.check(id)))).toBe('FORBIDDEN');
    const admin = await w.colleague('ADMIN');
    expect(await codeOf(admin.as(() => admin.imports.check(id)))).toBe('done');
    const stranger = await workspace('OWNER');
    for (const work of [() => stranger.imports.check(id), () => stranger.imports.undo(id), () => stranger.imports.cancel(id), () => stranger.editing.updateMapping({ id }), () => stranger.imports.create({ fileId, recordType: 'firm' })])
      expect(await codeOf(stranger.as<unknown>(work))).toBe('NOT_FOUND');
    expect(await codeOf(stranger.values(id))).toBe('NOT_FOUND');
  });

  it('writes under the member’s own rights: what is somebody else’s is not changed', async () => {
    const admin = await workspace('ADMIN');
    await admin.create1(firm, { name: 'Acme', revenue: '5' });
    const member = await admin.colleague('MEMBER');
    const id = await member.create('Firm,Revenue\nAcme,6\nMine,7\n', 'firm');
    const checked = await member.check(id);
    expect(checked.planCounts).toEqual({ CREATE: 1, INVALID: 1 });
    expect((await member.rows(id))[0]!.reasons?.[0]).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('takes only a mapping and decisions that make sense', async () => {
    const w = await workspace();
    const id = await w.create(FIRMS, 'firm');
    const mapping = (change: object) => codeOf(w.as(() => w.editing.updateMapping({ id, ...change })));
    expect(await mapping({ columns: [{ column: 9, targets: ['name'] }] })).toBe('VALIDATION_ERROR');
    expect(await mapping({ columns: [{ column: 0, targets: ['nonsense'] }] })).toBe('VALIDATION_ERROR');
    expect(await mapping({ columns: [{ column: 0, targets: ['createdAt'] }] })).toBe('VALIDATION_ERROR');
    expect(await mapping({ columns: [{ column: 0, targets: ['name'], multiplier: 7 }] })).toBe('VALIDATION_ERROR');
    expect(await mapping({ constants: { kind: 'NONE' } })).toBe('VALIDATION_ERROR');
    expect(await mapping({ matchBy: ['labels'] })).toBe('VALIDATION_ERROR');
    expect(await mapping({ constants: { kind: 'PARTNER' } })).toBe('done');
    const decide = (decision: object) => codeOf(w.as(() => w.editing.decide({ id, decisions: [{ field: 'parentId', value: 'X', ...decision }] })));
    expect(await decide({ action: 'USE' })).toBe('VALIDATION_ERROR');
    expect(await decide({ action: 'USE', recordId: w.context.tenantId })).toBe('VALIDATION_ERROR');
    expect(await decide({ field: 'name', action: 'EMPTY' })).toBe('VALIDATION_ERROR');
    expect(await codeOf(w.as(() => w.imports.start(id)))).toBe('PRECONDITION_FAILED');
  });

  it('explains a file that can’t be read', async () => {
    const w = await workspace();
    for (const bytes of [Buffer.from(''), Buffer.from([0x50, 0x4b, 3, 4, 1]), Buffer.alloc(300)]) expect(await codeOf(w.create(bytes, 'firm'))).toBe('VALIDATION_ERROR');
    expect(await codeOf(w.create('a,b\n1,2\n', 'no such type'))).toBe('VALIDATION_ERROR');
    const id = await w.create('Firm,Revenue\nA\u0000cme,1\nBig,"' + 'x'.repeat(900_000) + '"\n', 'firm');
    expect((await w.check(id)).planCounts).toEqual({ CREATE: 1, INVALID: 1 });
  });
});

describe('long imports', () => {
  const MANY = 2500;
  const many = `Firm,Revenue\n${Array.from({ length: MANY }, (_, n) => `Firm ${n},${n}`).join('\n')}\n`;
  const quick = { lockDuration: 300, lockRenewTime: 100, stalledInterval: 200, guardInterval: 200 };
  type Workspace = Awaited<ReturnType<typeof workspace>>;
  const moving = (w: Workspace, id: string): Promise<ImportRecord> => w.when(id, (record) => record.progressDone >= 500 && record.progressDone < MANY && record.status === 'RUNNING');
  const numbers = async (w: Workspace): Promise<number[]> => (await w.records(firm)).map((row) => Number((row['name'] as string).slice(5))).sort((a, b) => a - b);
  const all = Array.from({ length: MANY }, (_, n) => n);

  it('pause between two batches and go on where they stopped', async () => {
    const w = await workspace();
    const id = await w.create(many, 'firm');
    await w.check(id);
    await w.as(() => w.imports.start(id));
    await moving(w, id);
    const paused = await w.as(() => w.imports.pause(id));
    expect(paused.status).toBe('PAUSED');
    // What it goes on to write could never be undone.
    expect(await codeOf(w.as(() => product.get(ChangeSetRevert).revert(paused.changeSetId!)))).toBe('PRECONDITION_FAILED');
    expect(await numbers(w)).toHaveLength(paused.progressDone);
    expect(paused.progressDone).toBeLessThan(MANY);
    expect(await codeOf(w.as(() => w.imports.pause(id)))).toBe('PRECONDITION_FAILED');
    await w.as(() => w.imports.resume(id));
    expect(await w.until(id, 'COMPLETED')).toMatchObject({ outcomeCounts: { CREATED: MANY } });
    expect(await numbers(w)).toEqual(all);
  });

  it('can be cancelled, and what was written be undone', async () => {
    const w = await workspace();
    const id = await w.create(many, 'firm');
    await w.check(id);
    await w.as(() => w.imports.start(id));
    await moving(w, id);
    const cancelled = await w.as(() => w.imports.cancel(id));
    const written = (await numbers(w)).length;
    expect(cancelled.outcomeCounts).toEqual({ CREATED: written, SKIPPED: MANY - written });
    expect(await codeOf(w.as(() => w.imports.resume(id)))).toBe('PRECONDITION_FAILED');
    expect((await w.undo(id)).undoResult).toMatchObject({ reverted: written, skippedCount: 0 });
    expect(await numbers(w)).toEqual([]);
  });

  it('lose no row and write none twice when their worker is killed', async () => {
    const first = await startProcess(db, { providers: [...IMPORT_SERVICES, Matcher, CustomFields], queueSettings: quick });
    const w = withMember(await newMember(db, await newTenant(db), 'ADMIN'), first);
    const id = await w.create(many, 'firm');
    await w.check(id);
    await w.as(() => w.imports.start(id));
    await moving(w, id);
    // As a kill does to Redis: nobody renews the lock. What the worker still does on the database must do no harm either.
    first.get(BullConnections).onApplicationShutdown();
    const second = await startProcess(db, { providers: [...IMPORT_SERVICES, Matcher, CustomFields], queueSettings: quick, redisPrefix: first.redisPrefix });
    const seen = withMember(w.context, second);
    expect(await seen.until(id, 'COMPLETED')).toMatchObject({ outcomeCounts: { CREATED: MANY } });
    expect(await numbers(seen)).toEqual(all);
    expect((await seen.rowsBeyond(id)).filter((row) => row.outcome !== 'CREATED')).toEqual([]);
    await first.close();
    await second.close();
  });
});
