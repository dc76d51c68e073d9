import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface HomeAnswer {
  readonly home: {
    readonly counts: Record<string, number>;
    readonly overdue: { readonly subject: string }[];
    readonly today: { readonly subject: string }[];
    readonly upcoming: { readonly subject: string }[];
    readonly recentRecords: { readonly recordType: string; readonly title: string; readonly label: string }[];
    readonly pipelineSummary: Record<string, unknown>;
  };
}
const HOME = `{ home { counts { overdue today upcoming undated } overdue { subject } today { subject } upcoming { subject } recentRecords { recordType title label }
  pipelineSummary { currency openCount openAmountBase weightedAmountBase wonThisMonthCount wonThisMonthAmountBase } } }`;
const home = async (caller: Caller): Promise<HomeAnswer['home']> => (await caller.data<HomeAnswer>(HOME)).home;

describe('home', () => {
  it('is empty and sound in a new workspace', async () => {
    expect(await home(await app.signUp())).toEqual({
      counts: { overdue: 0, today: 0, upcoming: 0, undated: 0 },
      overdue: [],
      today: [],
      upcoming: [],
      recentRecords: [],
      pipelineSummary: { currency: 'USD', openCount: 0, openAmountBase: '0.00', weightedAmountBase: '0.00', wonThisMonthCount: 0, wonThisMonthAmountBase: '0.00' },
    });
  });

  it("holds the member's own tasks and pipeline, and nobody else's", async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const add = (caller: Caller, subject: string, dueAt: string): Promise<unknown> => caller.data('mutation ($input: CreateActivityInput!) { createActivity(input: $input) { changeSetId } }', { input: { subject, dueAt } });
    await add(owner, 'Late', '2020-01-01T00:00:00Z');
    await add(owner, 'Now', new Date().toISOString());
    await add(owner, 'Far', '2100-01-01T00:00:00Z');
    await add(member, 'Not mine', '2020-01-01T00:00:00Z');
    const deal = async (caller: Caller, name: string, amount: string): Promise<string> =>
      (await caller.data<{ done: { opportunity: { id: string } } }>('mutation ($input: CreateOpportunityInput!) { done: createOpportunity(input: $input) { opportunity { id } } }', { input: { name, amount, probability: 50 } })).done.opportunity.id;
    await deal(owner, 'Mine', '1000.50');
    await deal(owner, 'Mine too', '200');
    await deal(member, 'Not mine', '9999');
    const { counts, overdue, today, upcoming, pipelineSummary } = await home(owner);
    expect(counts).toEqual({ overdue: 1, today: 1, upcoming: 1, undated: 0 });
    expect([overdue, today, upcoming]).toEqual([[{ subject: 'Late' }], [{ subject: 'Now' }], [{ subject: 'Far' }]]);
    expect(pipelineSummary).toMatchObject({ openCount: 2, openAmountBase: '1200.50', weightedAmountBase: '600.25' });
    expect((await home(member)).pipelineSummary).toMatchObject({ openCount: 1, openAmountBase: '9999.00' });
  });

  it('leads back to the records the member changed last, each once, without what is undone or deleted', async () => {
    const owner = await app.signUp();
    const member = await app.colleague(owner, 'MEMBER');
    const account = async (caller: Caller, name: string): Promise<{ id: string; changeSetId: string }> => {
      const { done } = await caller.data<{ done: { account: { id: string }; changeSetId: string } }>('mutation ($name: String!) { done: createAccount(input: { name: $name }) { account { id } changeSetId } }', { name });
      return { id: done.account.id, changeSetId: done.changeSetId };
    };
    const first = await account(owner, 'First');
    await account(owner, 'Second');
    await account(member, 'Of the member');
    const undone = await account(owner, 'Undone');
    const deleted = await account(owner, 'Deleted');
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: undone.changeSetId });
    await owner.data('mutation ($id: ID!) { deleteAccount(id: $id) { id } }', { id: deleted.id });
    await owner.data('mutation ($id: ID!) { updateAccount(input: { id: $id, industry: "Paper" }) { changeSetId } }', { id: first.id });
    expect((await home(owner)).recentRecords).toEqual([
      { recordType: 'account', title: 'First', label: 'Changed industry' },
      { recordType: 'account', title: 'Second', label: 'Created account' },
    ]);
  });
});
