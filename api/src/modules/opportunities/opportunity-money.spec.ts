import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/harness/app.js';
import { Salesperson, type Deal } from '../../../test/harness/sales.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const seller = async (): Promise<Salesperson> => new Salesperson(await app.signUp());
const amounts = ({ amount, currency, rate, amountBase, weightedAmountBase }: Deal): unknown[] => [amount, currency, rate, amountBase, weightedAmountBase];

describe('currencies', () => {
  it('refuse a deal without a rate and say where to add one', async () => {
    const sales = await seller();
    const answer = await sales.tries('createOpportunity', { input: { name: 'x', amount: '100', currency: 'eur' } });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { currency: ['There is no exchange rate from EUR to USD yet. An administrator can add it under Settings, Currencies.'] } });
    expect(await sales.refusal('createOpportunity', { input: { name: 'x', currency: 'XQZ' } })).toEqual({ code: 'VALIDATION_ERROR', fields: ['currency'] });
  });

  it('keep the rate of the time, and take a new one with a new amount while the deal is open', async () => {
    const sales = await seller();
    await sales.rate('EUR', 1.1);
    const deal = await sales.create({ amount: '1000', currency: 'EUR', accountId: await sales.account() });
    expect(amounts(deal)).toEqual(['1000.00', 'EUR', 1.1, '1100.00', '110.00']);
    await sales.rate('EUR', 1.2);
    const stages = await sales.stages();
    expect(amounts((await sales.does('moveOpportunityStage', { id: deal.id, stageId: stages['Proposal'] })).opportunity)).toEqual(['1000.00', 'EUR', 1.1, '1100.00', '550.00']);
    expect(amounts((await sales.does('updateOpportunity', { input: { id: deal.id, amount: '2000' } })).opportunity)).toEqual(['2000.00', 'EUR', 1.2, '2400.00', '1200.00']);
    await sales.does('winOpportunity', { id: deal.id });
    await sales.rate('EUR', 1.3);
    expect(amounts((await sales.does('updateOpportunity', { input: { id: deal.id, amount: '3000' } })).opportunity)).toEqual(['3000.00', 'EUR', 1.2, '3600.00', '3600.00']);
  });

  it('may change with a deal, and a rate may be given with it', async () => {
    const sales = await seller();
    await sales.rate('EUR', 1.1);
    const deal = await sales.create({ amount: '1000', currency: 'EUR', rate: 1.05 });
    expect(amounts(deal)).toEqual(['1000.00', 'EUR', 1.05, '1050.00', '105.00']);
    const changed = await sales.does('updateOpportunity', { input: { id: deal.id, currency: 'USD', rate: 7 } });
    expect(amounts(changed.opportunity)).toEqual(['1000.00', 'USD', 1, '1000.00', '100.00']);
    await sales.undo(changed.changeSetId);
    expect(amounts(await sales.deal(deal.id))).toEqual(['1000.00', 'EUR', 1.05, '1050.00', '105.00']);
  });

  it('have no amounts where a deal has none, and refuse what is too large', async () => {
    const sales = await seller();
    expect(amounts(await sales.create())).toEqual([null, 'USD', 1, null, null]);
    await sales.rate('KWD', 3.25);
    expect(await sales.refusal('createOpportunity', { input: { name: 'x', amount: '99999999999999', currency: 'KWD' } })).toEqual({ code: 'VALIDATION_ERROR', fields: ['amount'] });
  });
});

describe('line items', () => {
  it('make up the amount as soon as one has a price, and leave it free until then', async () => {
    const sales = await seller();
    const [pro, special] = [await sales.product({ name: 'GTX Pro', price: '4821' }), await sales.product({ name: 'MG Special' })];
    const deal = await sales.create({ amount: '100' });
    await sales.does('addLineItem', { input: { opportunityId: deal.id, productId: special } });
    expect(amounts(await sales.deal(deal.id))[0]).toBe('100.00');
    await sales.does('addLineItem', { input: { opportunityId: deal.id, productId: pro, quantity: 2, discountPercent: 10 } });
    const priced = await sales.deal(deal.id);
    expect(priced.lineItems.map(({ quantity, unitPrice, total, product }) => [product.name, quantity, unitPrice, total])).toEqual([['MG Special', 1, null, null], ['GTX Pro', 2, '4821.00', '8677.80']]);
    expect(amounts(priced)).toEqual(['8677.80', 'USD', 1, '8677.80', '867.78']);
    expect(await sales.refusal('updateOpportunity', { input: { id: deal.id, amount: '5' } })).toEqual({ code: 'VALIDATION_ERROR', fields: ['amount'] });
    await sales.does('updateLineItem', { input: { id: priced.lineItems[0]!.id, unitPrice: '55' } });
    expect(amounts(await sales.deal(deal.id))[0]).toBe('8732.80');
    await sales.does('removeLineItem', { id: priced.lineItems[1]!.id });
    expect(amounts(await sales.deal(deal.id))).toEqual(['55.00', 'USD', 1, '55.00', '5.50']);
  });

  it('take the amount as the price of the only one', async () => {
    const sales = await seller();
    const deal = await sales.create();
    await sales.does('addLineItem', { input: { opportunityId: deal.id, productId: await sales.product({ name: 'GTX Pro' }), unitPrice: '4821' } });
    await sales.does('updateOpportunity', { input: { id: deal.id, amount: '4500' } });
    expect(await sales.deal(deal.id)).toMatchObject({ amount: '4500.00', lineItems: [{ unitPrice: '4500.00', total: '4500.00' }] });
  });

  it("take no price from the catalogue that is in another currency than the deal's", async () => {
    const sales = await seller();
    const productId = await sales.product({ name: 'GTX Pro', price: '4821', currency: 'EUR' });
    const deal = await sales.create();
    expect(await sales.does('addLineItem', { input: { opportunityId: deal.id, productId } })).toMatchObject({ lineItem: { unitPrice: null, total: null } });
  });

  it('are undone together with the amount that followed from them', async () => {
    const sales = await seller();
    const productId = await sales.product({ name: 'GTX Pro' });
    const deal = await sales.create({ amount: '100' });
    const added = await sales.does<{ changeSetId: string; lineItem: { id: string } }>('addLineItem', { input: { opportunityId: deal.id, productId, unitPrice: '300' } });
    const changed = await sales.does<{ changeSetId: string }>('updateLineItem', { input: { id: added.lineItem.id, quantity: 3 } });
    const removed = await sales.does<{ changeSetId: string }>('removeLineItem', { id: added.lineItem.id });
    expect((await sales.deal(deal.id)).lineItems).toEqual([]);
    for (const [set, amount, items] of [[removed, '900.00', 1], [changed, '300.00', 1], [added, '100.00', 0]] as const) {
      expect((await sales.undo(set.changeSetId)).skipped).toEqual([]);
      const back = await sales.deal(deal.id);
      expect([back.amount, back.amountBase, back.lineItems.length]).toEqual([amount, amount, items]);
    }
  });

  it('carry their sum again when an undo could put back only one side', async () => {
    const sales = await seller();
    const productId = await sales.product({ name: 'GTX Pro' });
    const deal = await sales.create();
    const first = await sales.does<{ changeSetId: string; lineItem: { id: string } }>('addLineItem', { input: { opportunityId: deal.id, productId, unitPrice: '300' } });
    await sales.does('addLineItem', { input: { opportunityId: deal.id, productId, unitPrice: '50' } });
    await sales.undo(first.changeSetId);
    expect(amounts(await sales.deal(deal.id))).toEqual(['50.00', 'USD', 1, '50.00', '5.00']);
  });

  it('have sensible numbers', async () => {
    const sales = await seller();
    const [{ id: opportunityId }, productId] = [await sales.create(), await sales.product({ name: 'GTX Pro' })];
    for (const [values, field] of [[{ quantity: 0 }, 'quantity'], [{ quantity: -1 }, 'quantity'], [{ discountPercent: 101 }, 'discountPercent'], [{ unitPrice: '99999999999999', quantity: 5 }, 'unitPrice']] as const) {
      expect(await sales.refusal('addLineItem', { input: { opportunityId, productId, ...values } })).toEqual({ code: 'VALIDATION_ERROR', fields: [field] });
    }
  });
});

describe('contact roles', () => {
  it('are listed on both sides, once each, with one primary', async () => {
    const sales = await seller();
    const deal = await sales.create({ name: 'Renewal' });
    const [ada, grace] = [await sales.contact('Lovelace'), await sales.contact('Hopper')];
    const first = await sales.does<{ opportunityContact: { id: string } }>('addOpportunityContact', { input: { opportunityId: deal.id, contactId: ada, role: 'DECISION_MAKER', isPrimary: true } });
    const second = await sales.does<{ opportunityContact: { id: string }; changeSetId: string }>('addOpportunityContact', { input: { opportunityId: deal.id, contactId: grace, role: 'CHAMPION', isPrimary: true } });
    const names = async (): Promise<unknown[]> => (await sales.deal(deal.id)).contacts.map(({ contact, role, isPrimary }) => [contact.lastName, role, isPrimary]);
    expect(await names()).toEqual([['Hopper', 'CHAMPION', true], ['Lovelace', 'DECISION_MAKER', false]]);
    const { contact } = await sales.caller.data<{ contact: { opportunityRoles: unknown[] } }>('query ($id: ID!) { contact(id: $id) { opportunityRoles { role opportunity { name } } } }', { id: ada });
    expect(contact.opportunityRoles).toEqual([{ role: 'DECISION_MAKER', opportunity: { name: 'Renewal' } }]);
    expect(await sales.refusal('addOpportunityContact', { input: { opportunityId: deal.id, contactId: ada } })).toMatchObject({ code: 'VALIDATION_ERROR', fields: ['contactId'] });
    expect((await sales.undo(second.changeSetId)).skipped).toEqual([]);
    expect(await names()).toEqual([['Lovelace', 'DECISION_MAKER', true]]);
    await sales.does('updateOpportunityContact', { input: { id: first.opportunityContact.id, role: 'BUYER' } });
    expect(await names()).toEqual([['Lovelace', 'BUYER', true]]);
    await sales.does('removeOpportunityContact', { id: first.opportunityContact.id });
    expect(await names()).toEqual([]);
    await sales.does('addOpportunityContact', { input: { opportunityId: deal.id, contactId: ada } });
    expect(await names()).toEqual([['Lovelace', 'OTHER', false]]);
  });
});
