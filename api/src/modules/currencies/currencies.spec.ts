import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface Overview {
  readonly currencies: { readonly baseCurrency: string; readonly rates: readonly { readonly currency: string; readonly rate: number }[]; readonly available: readonly string[] };
}
const SET = 'mutation ($currency: String!, $rate: Float!) { setExchangeRate(currency: $currency, rate: $rate) { exchangeRate { currency rate } changeSetId } }';
const REMOVE = 'mutation ($currency: String!) { removeExchangeRate(currency: $currency) { changeSetId } }';
const overview = async (caller: Caller): Promise<Overview['currencies']> => (await caller.data<Overview>('{ currencies { baseCurrency rates { currency rate } available } }')).currencies;

describe('exchange rates', () => {
  it('are set, changed, removed, and each of it can be undone', async () => {
    const owner = await app.signUp();
    await owner.data(SET, { currency: 'eur', rate: 1.08 });
    const changed = await owner.data<{ setExchangeRate: { changeSetId: string } }>(SET, { currency: 'EUR', rate: 1.1 });
    expect(await overview(owner)).toMatchObject({ baseCurrency: 'USD', rates: [{ currency: 'EUR', rate: 1.1 }], available: expect.arrayContaining(['CHF']) });
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: changed.setExchangeRate.changeSetId });
    expect((await overview(owner)).rates).toEqual([{ currency: 'EUR', rate: 1.08 }]);
    await owner.data(REMOVE, { currency: 'EUR' });
    expect((await overview(owner)).rates).toEqual([]);
    expect((await owner.graphql(REMOVE, { currency: 'EUR' })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('are of currencies that exist, above zero, and never of the base currency', async () => {
    const owner = await app.signUp();
    for (const [currency, rate, field] of [['USD', 2, 'currency'], ['XQZ', 2, 'currency'], ['euros', 2, 'currency'], ['EUR', 0, 'rate'], ['EUR', -1, 'rate']] as const) {
      const extensions = (await owner.graphql(SET, { currency, rate })).errors?.[0]?.extensions;
      expect([currency, rate, extensions?.code, Object.keys(extensions?.details ?? {})]).toEqual([currency, rate, 'VALIDATION_ERROR', [field]]);
    }
  });

  it("are the administrators' to set and everybody's to see, in their own workspace", async () => {
    const owner = await app.signUp();
    await owner.data(SET, { currency: 'EUR', rate: 1.08 });
    for (const role of ['MEMBER', 'VIEWER'] as const) {
      const colleague = await app.colleague(owner, role);
      expect((await colleague.graphql(SET, { currency: 'CHF', rate: 1.1 })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await colleague.graphql(REMOVE, { currency: 'EUR' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await overview(colleague)).rates).toEqual([{ currency: 'EUR', rate: 1.08 }]);
    }
    expect((await overview(await app.signUp())).rates).toEqual([]);
  });
});
