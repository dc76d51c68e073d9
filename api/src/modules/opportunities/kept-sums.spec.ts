import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ROLES, type PermissionOverrides, type Reach } from '@libs/contracts';
import { WRONGLY_KEPT } from '../../../../scripts/lib/kept-sums.mjs';
import { Random } from '../../../test/fuzz/random.js';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { contextOf } from '../../../test/harness/caller-context.js';
import { Salesperson } from '../../../test/harness/sales.js';
import { newMember } from '../../../test/harness/tenants.js';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { migrationDataSource } from '../../platform/database/migration-source.js';
import { Database } from '../../platform/database/database.js';
import { machineContext } from '../../platform/queue/job-envelope.js';
import { foldSql, KeptSumsFolding, UNFOLDED } from '../../platform/records/kept-sums-folding.service.js';
import { sumsOf } from '../../platform/records/kept-sums.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import { listConditions } from '../../platform/records/record-list.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { KeptSums1795000971000 } from './migrations/1795000971000-kept-sums.js';
import { opportunityRecord } from './opportunity.record.js';

let app: TestApp;
let sales: Salesperson;
let member: Salesperson;
let stages: Record<string, string>;
const clients: pg.Client[] = [];

beforeAll(async () => {
  app = await testApp();
  sales = new Salesperson(await app.signUp());
  member = new Salesperson(await app.colleague(sales.caller, 'MEMBER'));
  stages = await sales.stages();
  await sales.rate('EUR', 2);
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
});
afterAll(() => app.close());

const folding = (): KeptSumsFolding => app.app.get(KeptSumsFolding);
const fold = (caller: Caller = sales.caller): Promise<void> => runInContext(systemContext(caller.tenantId, 'Sums'), () => folding().foldFor(opportunityRecord));
const wronglyKept = (): Promise<unknown[]> => app.db.asOwner(WRONGLY_KEPT);
const rowsOf = async (caller: Caller = sales.caller): Promise<{ folded: number; unfolded: number }> =>
  (await app.db.asOwner<{ folded: number; unfolded: number }>('select count(*) filter (where folded)::int as folded, count(*) filter (where not folded)::int as unfolded from opportunities_kept_sums where tenant_id = $1', [caller.tenantId]))[0]!;

/** A connection as the API's role within a transaction of the caller's workspace. */
async function begun(caller: Caller = sales.caller): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: app.db.url });
  // One that is ended on purpose says so.
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  await client.query('begin');
  // Whoever has to wait fails.
  await client.query(`select set_config('app.tenant_id', $1, true), set_config('lock_timeout', '2s', true)`, [caller.tenantId]);
  return client;
}

const create = (caller: Caller, count: number, values: (index: number) => Record<string, unknown>): Promise<string[]> =>
  runInContext(contextOf(caller, 'import'), async () => {
    const changes = Array.from({ length: count }, (_, index) => ({ type: opportunityRecord, operation: 'create' as const, values: values(index) }));
    return (await app.app.get(ChangeSets).apply({ label: 'Deals', changes })).outcomes.map((outcome) => (outcome.ok ? outcome.id : ''));
  });

describe('sums that are kept', () => {
  it('are those of the deals after whatever is done, in any order', async () => {
    const luck = new Random(962);
    const accountId = await sales.account();
    const open = ['Lead', 'Qualified', 'Proposal', 'Negotiation'].map((name) => stages[name]!);
    const owners = [sales.caller.memberId, member.caller.memberId, null];
    const money = (): string | null => (luck.chance(0.15) ? null : `${luck.below(90_000) - 50}.${10 + luck.below(90)}`);
    const deal = (): Record<string, unknown> => ({ name: 'Deal', accountId, stageId: luck.pick(open), ownerId: luck.pick(owners), amount: money(), currency: luck.pick(['USD', 'EUR']) });
    const sets: string[] = [];
    const live = new Set<string>();
    const gone = new Set<string>();
    const write = async (query: string, variables: Record<string, unknown>): Promise<void> => {
      const { data } = await sales.caller.graphql<Record<string, { changeSetId: string }>>(query, variables);
      sets.push(Object.values(data!)[0]!.changeSetId);
    };
    const one = (): string => luck.pick([...live]);
    const some = (): string[] => luck.some([...live], 0.15);
    const change = (operation: 'update' | 'archive' | 'restore' | 'delete', ids: string[], values: Record<string, unknown> = {}): Promise<void> =>
      runInContext(contextOf(sales.caller), async () => void sets.push((await app.app.get(ChangeSets).apply({ label: operation, changes: ids.map((id) => ({ type: opportunityRecord, operation, id, values })) })).changeSetId));
    const trash = (verb: string): Promise<void> => write(`mutation ($records: [TrashedRecordInput!]!) { ${verb}TrashedRecords(records: $records) { changeSetId } }`, { records: [{ recordType: 'opportunity', recordId: luck.pick([...gone]) }] });
    const steps: Record<string, () => Promise<unknown>> = {
      create: () => write('mutation ($input: CreateOpportunityInput!) { createOpportunity(input: $input) { changeSetId } }', { input: deal() }),
      update: () => write('mutation ($input: UpdateOpportunityInput!) { updateOpportunity(input: $input) { changeSetId } }', { input: { id: one(), ...luck.pick([{ amount: money() }, { currency: 'EUR' }, { ownerId: luck.pick(owners) }, { probability: luck.below(101) }, { nextStep: 'Call' }]) } }),
      move: () => write('mutation ($id: ID!, $stageId: ID!) { moveOpportunityStage(id: $id, stageId: $stageId) { changeSetId } }', { id: one(), stageId: luck.pick(open) }),
      win: () => write('mutation ($id: ID!) { winOpportunity(id: $id) { changeSetId } }', { id: one() }),
      lose: () => write('mutation ($id: ID!) { loseOpportunity(input: { id: $id, reason: PRICE }) { changeSetId } }', { id: one() }),
      reopen: () => write('mutation ($id: ID!) { reopenOpportunity(id: $id) { changeSetId } }', { id: one() }),
      rate: () => sales.rate('EUR', (1 + luck.below(9)) / 4),
      editMany: () => change('update', some(), luck.pick([{ stageId: luck.pick(open) }, { ownerId: luck.pick(owners) }, { amount: money() }])),
      archive: () => change('archive', some().slice(0, 2)),
      restore: () => change('restore', some()),
      delete: () => change('delete', [one()]),
      bringBack: () => trash('restore'),
      purge: () => trash('purge'),
      undo: () => sales.undo(luck.pick(sets)),
      undoImport: async () => {
        const changes = Array.from({ length: 5 }, () => ({ type: opportunityRecord, operation: 'create' as const, values: deal() }));
        const { changeSetId } = await runInContext(contextOf(sales.caller, 'import'), () => app.app.get(ChangeSets).apply({ label: 'Import', changes }));
        expect((await sales.undo(changeSetId)).reverted).toBeGreaterThan(0);
      },
      fold: () => fold(),
    };
    await create(sales.caller, 40, deal);
    const done = new Set<string>();
    for (let count = 0; count < 100; count++) {
      const rows = await app.db.asOwner<{ id: string; gone: boolean }>('select id, deleted_at is not null as gone from opportunities where tenant_id = $1 order by id', [sales.caller.tenantId]);
      live.clear();
      gone.clear();
      for (const row of rows) (row.gone ? gone : live).add(row.id);
      const possible = Object.keys(steps).filter((name) => gone.size > 0 || (name !== 'bringBack' && name !== 'purge'));
      const step = luck.pick(possible);
      // What the product refuses changes nothing, which is looked at as well.
      await steps[step]!().then(() => done.add(step), () => undefined);
      expect({ count, step, wrong: await wronglyKept() }).toEqual({ count, step, wrong: [] });
    }
    expect(done.size).toBeGreaterThan(12);
    await fold();
    expect(await wronglyKept()).toEqual([]);
    expect((await rowsOf()).unfolded).toBe(0);
  }, 180_000);

  it('are kept once for many deals of a group, and not written where nothing of them changes', async () => {
    const caller = await app.signUp();
    const ids = await create(caller, 300, (index) => ({ name: `Deal ${index}`, amount: '5' }));
    expect((await rowsOf(caller)).unfolded).toBeLessThanOrEqual(2);
    await fold(caller);
    expect(await rowsOf(caller)).toEqual({ folded: 1, unfolded: 0 });
    await runInContext(contextOf(caller), () => app.app.get(ChangeSets).apply({ label: 'Named', changes: ids.map((id) => ({ type: opportunityRecord, operation: 'update' as const, id, values: { nextStep: 'Call' } })) }));
    expect(await rowsOf(caller)).toEqual({ folded: 1, unfolded: 0 });
    await runInContext(contextOf(caller), () => app.app.get(ChangeSets).apply({ label: 'Gone', changes: ids.map((id) => ({ type: opportunityRecord, operation: 'delete' as const, id, values: {} })) }));
    await fold(caller);
    // A group of nothing is not kept.
    expect(await rowsOf(caller)).toEqual({ folded: 0, unfolded: 0 });
    expect(await wronglyKept()).toEqual([]);
  });

  it('follow when a person goes whose deals are left without an owner', async () => {
    const caller = await app.signUp();
    const { memberId } = (await newMember(app.db, caller.tenantId, 'MEMBER')).actor;
    const [id] = await create(caller, 1, () => ({ name: 'Left', amount: '7', ownerId: caller.memberId }));
    const client = await begun(caller);
    await client.query('update opportunities set owner_id = $2 where id = $1', [id, memberId]);
    await client.query('delete from members where id = $1', [memberId]);
    expect((await client.query('select owner_id from opportunities where id = $1', [id])).rows).toEqual([{ owner_id: null }]);
    await client.query('commit');
    expect(await wronglyKept()).toEqual([]);
  });

  it('are filled in by the migration, which can be taken back', async () => {
    const source = await (await migrationDataSource(app.db.ownerUrl)).initialize();
    const runner = source.createQueryRunner();
    const migration = new KeptSums1795000971000();
    try {
      await runner.startTransaction();
      await migration.down(runner);
      await migration.up(runner);
      await runner.commitTransaction();
    } finally {
      await runner.release();
      await source.destroy();
    }
    expect(await wronglyKept()).toEqual([]);
    expect((await rowsOf()).folded).toBeGreaterThan(3);
    await sales.create({ amount: '3' });
    expect(await wronglyKept()).toEqual([]);
  });
});

describe('at the same moment', () => {
  const raise = 'update opportunities set amount_base = amount_base + 10 where id = $1';

  it('two who change deals of one group wait for nobody, and what is rolled back leaves nothing', async () => {
    const [one, other, third] = await create(sales.caller, 3, () => ({ name: 'Twin', amount: '5' }));
    const before = await rowsOf();
    const [first, second, last] = [await begun(), await begun(), await begun()];
    await first.query(raise, [one]);
    await second.query(raise, [other]);
    await last.query(raise, [third]);
    await second.query('commit');
    await first.query('commit');
    await last.query('rollback');
    expect(await wronglyKept()).toEqual([]);
    expect((await rowsOf()).unfolded).toBe(before.unfolded + 2);
  });

  it('folding takes what is there, and who writes meanwhile waits for nobody', async () => {
    const [one, other] = await create(sales.caller, 2, () => ({ name: 'Busy', amount: '5' }));
    const [early, late, folder] = [await begun(), await begun(), await begun()];
    await early.query(raise, [one]);
    await folder.query(foldSql(opportunityRecord));
    await late.query(raise, [other]);
    await late.query('commit');
    // Nobody sees half of it: neither what was taken gone, nor what came of it.
    expect(await wronglyKept()).toEqual([]);
    await folder.query('commit');
    expect(await wronglyKept()).toEqual([]);
    await early.query('commit');
    expect(await wronglyKept()).toEqual([]);
    expect((await rowsOf()).unfolded).toBe(2);
  });

  it('two that fold take nothing twice', async () => {
    await create(sales.caller, 5, (index) => ({ name: 'Twice', amount: String(index) }));
    const [first, second] = [await begun(), await begun()];
    await first.query(foldSql(opportunityRecord));
    const waiting = second.query(foldSql(opportunityRecord));
    await first.query('commit');
    await waiting;
    await second.query('commit');
    expect(await wronglyKept()).toEqual([]);
    // By the job, the second leaves it to the first.
    await sales.create({ amount: '1' });
    await runInContext(systemContext(sales.caller.tenantId, 'Sums'), () =>
      app.app.get(Database).run(async (unit) => {
        await folding().foldFor(opportunityRecord);
        await unit.query('select 1');
        const other = await begun();
        expect((await other.query(`select pg_try_advisory_xact_lock(hashtextextended('fold opportunities_kept_sums ' || current_setting('app.tenant_id'), 0)) as taken`)).rows).toEqual([{ taken: false }]);
      }),
    );
    expect(await wronglyKept()).toEqual([]);
    expect((await rowsOf()).unfolded).toBe(0);
  });

  it('a worker that is killed while it folds has done nothing', async () => {
    await create(sales.caller, 5, (index) => ({ name: 'Killed', amount: String(index) }));
    const before = await rowsOf();
    const [folder, killer] = [await begun(), await begun()];
    const { rows } = await folder.query<{ pid: number }>('select pg_backend_pid() as pid');
    await folder.query(foldSql(opportunityRecord));
    const ended = new Promise((resolve) => folder.once('end', resolve));
    await killer.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await ended;
    expect(await rowsOf()).toEqual(before);
    expect(await wronglyKept()).toEqual([]);
  });

  it('the job folds the workspaces in which much waits, and those alone', async () => {
    const [busy, quiet] = [await app.signUp('Busy'), await app.signUp('Quiet')];
    const [id] = await create(busy, 1, () => ({ name: 'Moving', amount: '5' }));
    await create(quiet, 1, () => ({ name: 'Still', amount: '5' }));
    const client = await begun(busy);
    for (let count = 1; count < UNFOLDED; count++) await client.query(raise, [id]);
    await client.query('commit');
    expect(await rowsOf(busy)).toEqual({ folded: 0, unfolded: UNFOLDED });
    await runInContext(machineContext(null, 'Jobs', 'fold'), () => folding().fold({}, { checkpoint: () => undefined }));
    expect([await rowsOf(busy), await rowsOf(quiet)]).toEqual([{ folded: 1, unfolded: 0 }, { folded: 0, unfolded: 1 }]);
    expect(await wronglyKept()).toEqual([]);
  });
});

interface Sum {
  readonly stageId: string;
  readonly count: number;
  readonly amount: string;
}

describe('who asks for sums', () => {
  const SUMS = 'coalesce(sum(t.amount_base), 0)::text as amount';
  const grouped = (from: string, count: string, parameters: SqlParameters): Promise<Sum[]> =>
    app.app.get(Database).read<Sum & Record<string, unknown>>(`select * from (select t.stage_id as "stageId", ${count} as count, ${SUMS} ${from} group by 1) s where count <> 0 order by 1`, parameters.values);
  const told = async (filter: RecordFilter | null, type: RecordType = opportunityRecord): Promise<{ from: string; sums: Sum[] }> => {
    const parameters = new SqlParameters();
    const { from, count } = sumsOf(type, { filter }, parameters);
    return { from: /from (\w+)/.exec(from)![1]!, sums: await grouped(from, count, parameters) };
  };
  const addedUp = (filter: RecordFilter | null): Promise<Sum[]> => {
    const parameters = new SqlParameters();
    return grouped(`from opportunities t where ${listConditions(opportunityRecord, { filter }, parameters).join(' and ')}`, 'count(*)::int', parameters);
  };
  /** In the caller's place, with that role and these exceptions. */
  const as = <T>(caller: Caller, role: string, overrides: PermissionOverrides, work: () => Promise<T>): Promise<T> => {
    const context = contextOf({ ...caller, role });
    return runInContext({ ...context, actor: { ...context.actor, overrides } as typeof context.actor }, work);
  };

  it('is told from kept ones what adding up tells, in every role and with every reach', async () => {
    const pipelines = await app.db.asOwner<{ id: string }>('select id from pipelines where tenant_id = $1', [sales.caller.tenantId]);
    const filters: (RecordFilter | null)[] = [
      null,
      { pipelineId: { eq: pipelines[0]!.id } },
      { and: [{ pipelineId: { eq: pipelines[0]!.id } }, { ownerId: { eq: 'me' } }] },
      { or: [{ ownerId: { isNull: true } }, { status: { eq: 'WON' } }], not: { stageId: { eq: stages['Lead'] } } },
      { ownerId: { ne: member.caller.memberId }, status: { in: ['OPEN', 'LOST'] } },
      { not: { ownerId: { eq: sales.caller.memberId } } },
      { ownerId: { notIn: [sales.caller.memberId] } },
    ];
    const seen = new Set<string>();
    for (const caller of [sales.caller, member.caller]) {
      for (const role of ROLES) {
        for (const reach of [null, 'none', 'own', 'any'] as (Reach | null)[]) {
          const overrides: PermissionOverrides = reach ? { records: { opportunity: { view: reach } } } : {};
          for (const filter of filters) {
            const answer = await as(caller, role, overrides, async () => ({ kept: await told(filter), added: await addedUp(filter) }));
            expect({ role, reach, filter, ...answer.kept }).toEqual({ role, reach, filter, from: 'opportunities_kept_sums', sums: answer.added });
            if (filter === null) seen.add(`${reach} ${answer.added.reduce((sum, { count }) => sum + count, 0)}`);
          }
        }
      }
    }
    // The same for all that may see all, none for those who may not, and less for each of those that see their own.
    expect(seen.size).toBe(5);
  });

  it('has them added up where the kept ones do not tell apart what decides', async () => {
    const beyond: (RecordFilter | null)[] = [
      { amount: { gte: '10' } },
      { and: [{ or: [{ stageId: { eq: stages['Lead'] } }, { name: { contains: 'a' } }] }] },
      { not: { accountId: { isNull: true } } },
      { id: { eq: stages['Lead'] } },
    ];
    for (const filter of beyond) expect(await as(sales.caller, 'OWNER', {}, () => told(filter))).toMatchObject({ from: 'opportunities', sums: await as(sales.caller, 'OWNER', {}, () => addedUp(filter)) });
    const source = (query: object): Promise<string> => as(sales.caller, 'OWNER', {}, async () => sumsOf(opportunityRecord, query, new SqlParameters()).from);
    expect([await source({ search: 'deal' }), await source({ archived: 'include' }), await source({ archived: 'only' })]).toEqual([1, 2, 3].map(() => expect.stringContaining('from opportunities t')));
    // Sums that know no owners say nothing to whoever sees their own alone.
    const ownerless = { ...opportunityRecord, keptSums: { by: ['stageId'], of: opportunityRecord.keptSums!.of } } as RecordType;
    const own = { records: { opportunity: { view: 'own' } } } as PermissionOverrides;
    expect(await as(member.caller, 'MEMBER', own, () => told(null, ownerless))).toEqual({ from: 'opportunities', sums: await as(member.caller, 'MEMBER', own, () => addedUp(null)) });
    await expect(as(sales.caller, 'OWNER', {}, () => told({ ownerId: 'x' } as RecordFilter))).rejects.toThrow();
    await expect(as(sales.caller, 'OWNER', {}, () => told({ and: [null] } as unknown as RecordFilter))).rejects.toThrow();
  });

  it('sees none of another workspace', async () => {
    const stranger = await app.signUp('Stranger');
    const rows = (): Promise<unknown[]> => app.app.get(Database).read('select 1 from opportunities_kept_sums');
    expect((await as(sales.caller, 'OWNER', {}, rows)).length).toBeGreaterThan(0);
    expect(await as(stranger, 'OWNER', {}, rows)).toEqual([]);
    const client = await begun(stranger);
    await expect(client.query(`insert into opportunities_kept_sums (tenant_id, pipeline_id, stage_id, status, records, amount_base, weighted_amount_base) values ($1, $1, $1, 'OPEN', 1, 1, 1)`, [sales.caller.tenantId])).rejects.toThrow(/row-level security/);
  });

  it('finds the same on the home page and the board', async () => {
    const { home, opportunityBoard } = await member.caller.data<{ home: { pipelineSummary: { openCount: number; openAmountBase: string } }; opportunityBoard: { count: number; amountBase: string } }>(
      `query ($filter: OpportunityFilter) { home { pipelineSummary { openCount openAmountBase } } opportunityBoard(filter: $filter) { count amountBase } }`,
      { filter: { ownerId: { eq: 'me' }, status: { eq: 'OPEN' } } },
    );
    expect(home.pipelineSummary).toEqual({ openCount: opportunityBoard.count, openAmountBase: opportunityBoard.amountBase });
    expect(opportunityBoard.count).toBeGreaterThan(0);
  });
});
