import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../test/harness/app.js';
import { ImportWizard, rowsOf, tell } from './support.js';

const FOLDER = 'maven-crm-sales';
const accountRows = rowsOf(`${FOLDER}/accounts.csv`);
const productRows = rowsOf(`${FOLDER}/products.csv`);
const agentRows = rowsOf(`${FOLDER}/sales_teams.csv`);
const dealRows = rowsOf(`${FOLDER}/sales_pipeline.csv`);

let product: TestApp;
let owner: Caller;
let wizard: ImportWizard;
const imports: string[] = [];

beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Maven');
  wizard = new ImportWizard(product, owner);
  stagesBefore = await stageNames();
});
afterAll(async () => {
  await wizard.close();
  await product.close();
});

const count = async (list: string, filter = ''): Promise<number> => (await owner.data<Record<string, { totalCount: number }>>(`{ ${list}${filter} { totalCount } }`))[list]!.totalCount;

interface Deal {
  readonly externalId: string;
  readonly status: string;
  readonly amount: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly account: { readonly name: string } | null;
  readonly owner: { readonly name: string } | null;
  readonly stage: { readonly name: string };
  readonly lineItems: readonly { readonly product: { readonly name: string } }[];
}

/** Every deal there is, page by page. */
async function allDeals(): Promise<Deal[]> {
  const deals: Deal[] = [];
  for (let after: string | null = null; ; ) {
    const { opportunities }: { opportunities: { nodes: Deal[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } = await owner.data(
      'query ($after: String) { opportunities(first: 100, after: $after) { nodes { externalId status amount openedOn closedOn account { name } owner { name } stage { name } lineItems { product { name } } } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    deals.push(...opportunities.nodes);
    if (!opportunities.pageInfo.hasNextPage) return deals;
    after = opportunities.pageInfo.endCursor;
  }
}

/** Count and sum of the board's columns, under the names that the file has for them. */
async function stageTotals(): Promise<Map<string, { count: number; total: number }>> {
  const { opportunityBoard } = await owner.data<{ opportunityBoard: { stages: { stage: { name: string }; count: number; amountBase: string }[] } }>('{ opportunityBoard { stages { stage { name } count amountBase } } }');
  return new Map(opportunityBoard.stages.map(({ stage, count: deals, amountBase }) => [stage.name.replace(/^Closed /, ''), { count: deals, total: Number(amountBase) }]));
}

const stageNames = async (): Promise<string[]> => (await owner.data<{ stages: { nodes: { name: string }[] } }>('{ stages(sort: [{ field: position, direction: ASC }]) { nodes { name } } }')).stages.nodes.map(({ name }) => name);
let stagesBefore: string[];

describe('a real book of business', () => {
  it('brings in accounts with their parents, in millions', async () => {
    let state = await wizard.upload(`${FOLDER}/accounts.csv`);
    expect(state.recordType).toBe('account');
    expect(state.mapping.columns.map(({ targets }) => targets.join())).toEqual(['name', 'industry', 'foundedYear', 'annualRevenue', 'employees', 'billingCountry', 'parentId']);
    state = await wizard.map(state, { revenue: { multiplier: 1_000_000 } });
    state = await wizard.check(state.id);
    expect(state.planCounts).toEqual({ create: accountRows.length, update: 0, unchanged: 0, duplicate: 0, conflict: 0, invalid: 0 });
    state = await wizard.start(state.id);
    expect(state.outcomeCounts['created']).toBe(accountRows.length);
    imports.push(state.id);
    const withParent = await count('accounts', '(filter: { parentId: { isNull: false } })');
    tell(`accounts ${await count('accounts')}, ${withParent} with a parent`);
    expect([await count('accounts'), withParent]).toEqual([85, 15]);
    expect(withParent).toBe(accountRows.filter((row) => row['subsidiary_of']).length);
    const { accounts } = await owner.data<{ accounts: { nodes: { annualRevenue: string; employees: number }[] } }>('{ accounts(filter: { name: { eq: "Acme Corporation" } }) { nodes { annualRevenue employees } } }');
    expect(accounts.nodes).toEqual([{ annualRevenue: '1100040000.00', employees: 2822 }]);
  });

  it('brings in products', async () => {
    let state = await wizard.upload(`${FOLDER}/products.csv`, 'product');
    expect(state.mapping.columns.map(({ targets }) => targets.join())).toEqual(['name', 'family', 'price']);
    state = await wizard.start((await wizard.check(state.id)).id);
    imports.push(state.id);
    tell(`products ${await count('products')}`);
    expect(await count('products')).toBe(productRows.length);
  });

  it('brings in sales people as members who can’t sign in, in teams by their manager', async () => {
    let state = await wizard.upload(`${FOLDER}/sales_teams.csv`, 'member');
    expect(state.mapping.columns.map(({ targets }) => targets.join())).toEqual(['name', 'teamId', 'office']);
    state = await wizard.start((await wizard.check(state.id)).id);
    imports.push(state.id);
    expect(state.outcomeCounts['created']).toBe(agentRows.length);
    const waiting = await count('members', '(filter: { status: { eq: NOT_INVITED } })');
    tell(`members ${waiting} who can't sign in, in ${await count('teams')} teams`);
    expect([waiting, await count('teams')]).toEqual([35, 6]);
  });

  it('brings in deals: one decision for 1,480 rows, stages, owners, products, optional accounts', async () => {
    let state = await wizard.upload(`${FOLDER}/sales_pipeline.csv`);
    expect(state.recordType).toBe('opportunity');
    expect(state.mapping.columns.map(({ targets }) => targets.join())).toEqual(['externalId', 'ownerId', 'productId', 'accountId', 'stageId', 'openedOn', 'closedOn', 'amount']);
    expect(state.mapping.matchBy).toEqual(['externalId']);
    state = await wizard.check(state.id);
    const values = await wizard.values(state.id);
    expect(values.map(({ value, rows, match }) => [value, rows, match])).toEqual([
      ['Engaging', 1589, 'NONE'],
      ['GTXPro', 1480, 'NEAR'],
      ['Prospecting', 500, 'NONE'],
    ]);
    const [gtx] = values[1]!.candidates;
    expect(gtx).toMatchObject({ title: 'GTX Pro', score: 0.98 });
    await wizard.decide(state.id, [
      { field: 'productId', value: 'GTXPro', action: 'USE', recordId: gtx!.id },
      { field: 'stageId', value: 'Prospecting', action: 'CREATE' },
      { field: 'stageId', value: 'Engaging', action: 'CREATE' },
    ]);
    state = await wizard.check(state.id);
    tell(`dry run ${JSON.stringify(state.planCounts)}`);
    expect({ counts: state.planCounts, reasons: await wizard.reasons(state.id) }).toEqual({ counts: { create: dealRows.length, update: 0, unchanged: 0, duplicate: 0, conflict: 0, invalid: 0 }, reasons: [] });
    const started = performance.now();
    state = await wizard.start(state.id);
    imports.push(state.id);
    tell(`imported ${state.outcomeCounts['created']} deals in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    expect(state.outcomeCounts['created']).toBe(dealRows.length);
  });

  it('has what the files have: nothing vanished, nothing was invented', async () => {
    const inFile = (stage: (name: string) => boolean) => dealRows.filter((row) => stage(row['deal_stage']!));
    const open = (stage: string): boolean => stage !== 'Won' && stage !== 'Lost';
    const deals = await allDeals();
    const of = (status: string): Deal[] => deals.filter((deal) => deal.status === status);
    const sum = (list: Deal[]): number => list.reduce((total, deal) => total + Number(deal.amount ?? 0), 0);
    const found = {
      deals: deals.length,
      won: of('WON').length,
      wonSum: sum(of('WON')),
      lost: of('LOST').length,
      open: of('OPEN').length,
      openWithoutAccount: of('OPEN').filter((deal) => !deal.account).length,
      closedWithoutAccount: deals.filter((deal) => deal.status !== 'OPEN' && !deal.account).length,
      owners: new Set(deals.map((deal) => deal.owner?.name)).size,
      gtxPro: deals.filter((deal) => deal.lineItems.some((item) => item.product.name === 'GTX Pro')).length,
      lineItems: deals.reduce((total, deal) => total + deal.lineItems.length, 0),
    };
    const expected = {
      deals: dealRows.length,
      won: inFile((stage) => stage === 'Won').length,
      wonSum: inFile((stage) => stage === 'Won').reduce((total, row) => total + Number(row['close_value']), 0),
      lost: inFile((stage) => stage === 'Lost').length,
      open: inFile(open).length,
      openWithoutAccount: inFile(open).filter((row) => !row['account']).length,
      closedWithoutAccount: 0,
      owners: new Set(dealRows.map((row) => row['sales_agent'])).size,
      gtxPro: dealRows.filter((row) => row['product'] === 'GTXPro' || row['product'] === 'GTX Pro').length,
      lineItems: dealRows.length,
    };
    tell(`deals ${found.deals}: ${found.won} won = ${found.wonSum.toLocaleString('en')}, ${found.lost} lost, ${found.open} open, ${found.openWithoutAccount} of the open without account; ${found.owners} members own deals`);
    expect(found).toEqual(expected);
    expect(found).toMatchObject({ deals: 8800, won: 4238, wonSum: 10_005_534, lost: 2473, open: 2089, openWithoutAccount: 1425, owners: 30 });
    // Every deal, field by field.
    const byId = new Map(deals.map((deal) => [deal.externalId, deal]));
    const differing = dealRows.filter((row) => {
      const deal = byId.get(row['opportunity_id']!);
      const value = row['close_value'] ? `${row['close_value']}.00` : null;
      return (
        !deal ||
        deal.account?.name !== (row['account'] || undefined) ||
        deal.owner?.name !== row['sales_agent'] ||
        deal.amount !== value ||
        deal.openedOn !== (row['engage_date'] || null) ||
        deal.closedOn !== (row['close_date'] || null) ||
        deal.stage.name.replace(/^Closed /, '') !== row['deal_stage'] ||
        deal.lineItems[0]?.product.name !== row['product']!.replace('GTXPro', 'GTX Pro')
      );
    });
    expect(differing.slice(0, 3)).toEqual([]);
  });

  it('shows the count and sum of each stage', async () => {
    const stages = await stageTotals();
    for (const stage of new Set(dealRows.map((row) => row['deal_stage']!))) {
      const rows = dealRows.filter((row) => row['deal_stage'] === stage);
      const total = rows.reduce((value, row) => value + Number(row['close_value'] || 0), 0);
      tell(`stage ${stage}: ${rows.length} deals, ${total.toLocaleString('en')}`);
      expect({ stage, ...stages.get(stage) }).toEqual({ stage, count: rows.length, total });
    }
  });

  it('changes nothing when the same file comes again', async () => {
    let state = await wizard.upload(`${FOLDER}/sales_pipeline.csv`, 'opportunity');
    await wizard.check(state.id);
    const gtx = (await wizard.values(state.id)).find(({ value }) => value === 'GTXPro')!.candidates[0]!;
    await wizard.decide(state.id, [{ field: 'productId', value: 'GTXPro', action: 'USE', recordId: gtx.id }]);
    state = await wizard.check(state.id);
    expect(state.planCounts).toEqual({ create: 0, update: 0, unchanged: dealRows.length, duplicate: 0, conflict: 0, invalid: 0 });
  });

  it('undoes all of it', async () => {
    for (const id of imports.toReversed()) expect((await wizard.undo(id)).undo).toMatchObject({ skippedCount: 0 });
    expect([await count('opportunities'), await count('accounts'), await count('products'), await count('teams'), await count('members')]).toEqual([0, 0, 0, 0, 1]);
    expect(await stageNames()).toEqual(stagesBefore);
  });
});
