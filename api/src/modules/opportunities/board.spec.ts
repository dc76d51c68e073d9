import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { testApp, type TestApp } from '../../../test/harness/app.js';
import { contextOf } from '../../../test/harness/caller-context.js';
import { statementsDuring } from '../../../test/harness/queries.js';
import { Salesperson } from '../../../test/harness/sales.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { runInContext } from '../../platform/context/request-context.js';
import { opportunityRecord } from './opportunity.record.js';

let app: TestApp;
let sales: Salesperson;
let stages: Record<string, string>;
const DEALS = 300;

beforeAll(async () => {
  app = await testApp();
  sales = new Salesperson(await app.signUp());
  stages = await sales.stages();
  await sales.rate('EUR', 2);
  const accountId = await sales.account();
  await runInContext(contextOf(sales.caller, 'import'), () =>
    app.app.get(ChangeSets).apply({
      label: 'Deals',
      changes: Array.from({ length: DEALS }, (_, index) => ({
        type: opportunityRecord,
        operation: 'create' as const,
        values: { name: `Deal ${index}`, accountId: index % 3 ? accountId : null, stageId: stages[index % 2 ? 'Lead' : 'Proposal'], amount: String(index), currency: index % 10 ? 'USD' : 'EUR' },
      })),
    }),
  );
});
afterAll(() => app.close());

interface Board {
  readonly pipeline: { readonly name: string };
  readonly currency: string;
  readonly count: number;
  readonly amountBase: string;
  readonly weightedBase: string;
  readonly stages: readonly {
    readonly stage: { readonly name: string };
    readonly count: number;
    readonly amountBase: string;
    readonly weightedBase: string;
    readonly opportunities: { readonly nodes: readonly { readonly id: string; readonly name: string }[]; readonly totalCount: number; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } };
  }[];
}
const BOARD = `query ($filter: OpportunityFilter, $search: String, $first: Int, $after: String, $sort: [OpportunitySort!]) {
  opportunityBoard(filter: $filter, search: $search) { pipeline { name } currency count amountBase weightedBase
    stages { stage { name } count amountBase weightedBase opportunities(first: $first, after: $after, sort: $sort) {
      nodes { id name account { name } owner { name } stage { name } isStale contacts { role } } totalCount pageInfo { hasNextPage endCursor } } } } }`;
const board = async (variables: Record<string, unknown> = {}): Promise<Board> => (await sales.caller.data<{ opportunityBoard: Board }>(BOARD, variables)).opportunityBoard;
const amountOf = (index: number): number => index * (index % 10 ? 1 : 2);
const sum = (indexes: readonly number[]): string => `${indexes.reduce((total, index) => total + amountOf(index), 0)}.00`;
const all = Array.from({ length: DEALS }, (_, index) => index);

describe('the board', () => {
  it('counts and adds up each stage in base currency, closed and empty ones too', async () => {
    const { pipeline, currency, count, amountBase, stages: columns } = await board();
    expect([pipeline.name, currency, count, amountBase]).toEqual(['Sales', 'USD', DEALS, sum(all)]);
    expect(columns.map((column) => [column.stage.name, column.count, column.amountBase])).toEqual([
      ['Lead', 150, sum(all.filter((index) => index % 2))],
      ['Qualified', 0, '0.00'],
      ['Proposal', 150, sum(all.filter((index) => index % 2 === 0))],
      ['Negotiation', 0, '0.00'],
      ['Closed Won', 0, '0.00'],
      ['Closed Lost', 0, '0.00'],
    ]);
    expect(Number(columns[2]!.weightedBase)).toBeCloseTo(Number(columns[2]!.amountBase) / 2, 2);
    expect(columns[0]!.opportunities).toMatchObject({ totalCount: 150, nodes: { length: 25 }, pageInfo: { hasNextPage: true } });
  });

  it('holds what a list with the same filter and search holds', async () => {
    const filter = { accountId: { isNull: true }, amount: { gte: '100' } };
    const { opportunities } = await sales.caller.data<{ opportunities: { totalCount: number } }>('query ($filter: OpportunityFilter) { opportunities(first: 1, filter: $filter) { totalCount } }', { filter });
    const filtered = await board({ filter });
    expect(filtered.count).toBe(opportunities.totalCount);
    expect(filtered.amountBase).toBe(sum(all.filter((index) => index % 3 === 0 && index >= 100)));
    const found = await board({ search: 'deal 299' });
    expect([found.count, found.stages[0]!.opportunities.nodes.map((node) => node.name)]).toEqual([1, ['Deal 299']]);
  });

  it('pages through a column without a gap, in the order asked for', async () => {
    const sort = [{ field: 'amountBase', direction: 'DESC' }];
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const column: Board['stages'][number] = (await board({ first: 40, after, sort })).stages[0]!;
      seen.push(...column.opportunities.nodes.map((node) => node.name));
      if (!column.opportunities.pageInfo.hasNextPage) break;
      after = column.opportunities.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(150);
    expect(new Set(seen).size).toBe(150);
    expect(seen[0]).toBe('Deal 299');
  });

  it('costs the same number of statements for two cards and for fifty', async () => {
    const source = app.app.get(DataSource);
    // From the second time on the database writes the cards, with all they point at: a statement a column.
    await board();
    const few = await statementsDuring(source, () => board({ first: 2 }));
    const many = await statementsDuring(source, () => board({ first: 50 }));
    expect(many).toBe(few);
  });

  it('puts what came into a stage last on top', async () => {
    const { id } = await sales.create({ name: 'Fresh' });
    await sales.does('moveOpportunityStage', { id, stageId: stages['Proposal'] });
    expect((await board()).stages[2]!.opportunities.nodes[0]!.name).toBe('Fresh');
  });

  it('reads its columns by index as the role of the API', async () => {
    const query = `explain select t.id from opportunities t where t.deleted_at is null and t.stage_id = $1::uuid and t.archived_at is null order by t.stage_changed_at desc, t.id desc limit 26`;
    const source = app.app.get(DataSource);
    const plan = await source.transaction(async (manager) => {
      await manager.query(`select set_config('app.tenant_id', $1, true), set_config('enable_seqscan', 'off', true)`, [sales.caller.tenantId]);
      return manager.query<Record<string, string>[]>(query, [stages['Lead']]);
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('opportunities_board');
  });
});
