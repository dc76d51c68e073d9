import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../test/harness/app.js';
import { ImportWizard, rowsOf, tell } from './support.js';

const FOLDER = 'maven-crm-sales';
const accountRows = rowsOf(`${FOLDER}/accounts.csv`);
const productRows = rowsOf(`${FOLDER}/products.csv`);
const agentRows = rowsOf(`${FOLDER}/sales_teams.csv`);

let product: TestApp;
let owner: Caller;
let wizard: ImportWizard;
const imports: string[] = [];

beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Maven');
  wizard = new ImportWizard(product, owner);
});
afterAll(async () => {
  await wizard.close();
  await product.close();
});

const count = async (list: string, filter = ''): Promise<number> => (await owner.data<Record<string, { totalCount: number }>>(`{ ${list}${filter} { totalCount } }`))[list]!.totalCount;

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

  it('undoes all of it', async () => {
    for (const id of imports.toReversed()) expect((await wizard.undo(id)).undo).toMatchObject({ skippedCount: 0 });
    expect([await count('accounts'), await count('products'), await count('teams'), await count('members')]).toEqual([0, 0, 0, 1]);
  });
});
