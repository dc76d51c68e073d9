import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { testApp, type TestApp } from '../../../test/harness/app.js';
import { contextOf } from '../../../test/harness/caller-context.js';
import { statementsDuring } from '../../../test/harness/queries.js';
import { Salesperson } from '../../../test/harness/sales.js';
import { ChangeSetRevert } from '../../platform/changes/change-set-revert.service.js';
import { ChangeSets, type AppliedChangeSet } from '../../platform/changes/change-sets.service.js';
import { runInContext, type Via } from '../../platform/context/request-context.js';
import { opportunityRecord } from './opportunity.record.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

type Values = Readonly<Record<string, unknown>>;
interface NewDeal {
  readonly values: Values;
  readonly extra?: Values;
}

/** Creates deals in one batch, as an import does unless told otherwise. */
const enter = (sales: Salesperson, deals: readonly NewDeal[], via: Via = 'import'): Promise<AppliedChangeSet> =>
  runInContext(contextOf(sales.caller, via), () =>
    app.app.get(ChangeSets).apply({ label: 'Imported deals', onRefused: 'collect', changes: deals.map((deal) => ({ type: opportunityRecord, operation: 'create' as const, ...deal })) }),
  );
const undo = (sales: Salesperson, id: string): Promise<{ reverted: number; skipped: readonly unknown[] }> => runInContext(contextOf(sales.caller), () => app.app.get(ChangeSetRevert).revert(id));
const count = async (sales: Salesperson, table: string): Promise<number> => (await app.db.asOwner<{ count: number }>(`select count(*)::int as count from ${table} where tenant_id = $1`, [sales.caller.tenantId]))[0]!.count;

async function prepared(): Promise<{ sales: Salesperson; stages: Record<string, string>; accountId: string; productId: string }> {
  const sales = new Salesperson(await app.signUp());
  return { sales, stages: await sales.stages(), accountId: await sales.account(), productId: await sales.product({ name: 'GTX Pro', price: '4821' }) };
}

describe('a batch', () => {
  it('of 500 deals with products costs as many statements as one of five, to write, to move and to undo', async () => {
    const { sales, stages, accountId, productId } = await prepared();
    const source = app.app.get(DataSource);
    const costs: number[][] = [];
    for (const size of [5, 500]) {
      const deals = Array.from({ length: size }, (_, index): NewDeal => ({
        values: { accountId, stageId: stages[index % 2 ? 'Closed Won' : 'Proposal'], ...(index % 2 ? { amount: String(index), closedOn: '2026-03-01' } : {}), openedOn: '2026-01-01', externalId: `${size}-${index}` },
        extra: { productId },
      }));
      let entered!: AppliedChangeSet;
      const written = await statementsDuring(source, async () => void (entered = await enter(sales, deals)));
      expect(entered.outcomes.every((outcome) => outcome.ok)).toBe(true);
      const ids = entered.outcomes.map((outcome) => (outcome.ok ? outcome.id : ''));
      let moved!: AppliedChangeSet;
      const moving = await statementsDuring(source, async () => {
        moved = await runInContext(contextOf(sales.caller), () =>
          app.app.get(ChangeSets).apply({ label: 'Moved', changes: ids.map((id) => ({ type: opportunityRecord, operation: 'update' as const, id, values: { stageId: stages['Negotiation'] } })) }),
        );
      });
      const undoing = await statementsDuring(source, () => undo(sales, moved.changeSetId));
      costs.push([written, moving]);
      expect(undoing).toBeLessThan(60);
    }
    expect(costs[1]).toEqual(costs[0]);
    expect(costs[0]![0]).toBeLessThan(60);
  });

  it('is undone without a trace, line items and history included', async () => {
    const { sales, stages, productId, accountId } = await prepared();
    const entered = await enter(sales, Array.from({ length: 700 }, (_, index) => ({ values: { accountId, stageId: stages['Closed Won'], amount: '10', externalId: `d${index}` }, extra: { productId } })));
    expect([await count(sales, 'opportunities'), await count(sales, 'line_items'), await count(sales, 'opportunity_stage_changes')]).toEqual([700, 700, 700]);
    expect((await undo(sales, entered.changeSetId)).skipped).toEqual([]);
    expect([await count(sales, 'opportunities'), await count(sales, 'line_items'), await count(sales, 'opportunity_stage_changes')]).toEqual([0, 0, 0]);
  });
});

describe('an import', () => {
  it('makes up nothing that the file does not say', async () => {
    const { sales, stages, productId } = await prepared();
    const entered = await enter(sales, [
      { values: { stageId: stages['Proposal'], externalId: '1C1I7A6R' }, extra: { productId } },
      { values: { name: 'Won long ago', stageId: stages['Closed Won'], amount: '1054', closedOn: '2017-03-01', openedOn: '2016-10-20' }, extra: { productId } },
      { values: { name: 'Lost some day', stageId: stages['Closed Lost'], amount: '0' } },
    ]);
    const [open, won, lost] = await Promise.all(entered.outcomes.map((outcome) => sales.deal(outcome.ok ? outcome.id : '')));
    expect(open).toMatchObject({ name: 'GTX Pro', status: 'OPEN', amount: null, openedOn: null, closedOn: null, lineItems: [{ unitPrice: null, total: null, product: { name: 'GTX Pro' } }] });
    expect(won).toMatchObject({ status: 'WON', account: null, amount: '1054.00', openedOn: '2016-10-20', closedOn: '2017-03-01', probability: 100, lineItems: [{ unitPrice: '1054.00', total: '1054.00', quantity: 1 }] });
    expect(lost).toMatchObject({ status: 'LOST', amount: '0.00', closedOn: null, lostReason: null, lineItems: [] });
    const kinds = await app.db.asOwner<{ kind: string }>(`select distinct kind from outbox where tenant_id = $1 and record_type = 'opportunity'`, [sales.caller.tenantId]);
    expect(kinds).toEqual([{ kind: 'opportunity.created' }]);
  });

  it('names deals after account and product, else after their id, and refuses one about which nothing is known', async () => {
    const { sales, accountId, productId } = await prepared();
    const { outcomes } = await enter(sales, [{ values: { accountId }, extra: { productId } }, { values: { accountId } }, { values: { externalId: 'X1' } }, { values: {} }, { values: { name: 'Own' } }]);
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.row['name'] : Object.keys(outcome.error.extra.details ?? {})))).toEqual(['Cancity – GTX Pro', 'Cancity', 'Opportunity X1', ['name'], 'Own']);
  });

  it('that comes again passes price and product on to the only line item', async () => {
    const { sales, stages, accountId, productId } = await prepared();
    const other = await sales.product({ name: 'MG Special' });
    const { outcomes } = await enter(sales, [{ values: { accountId, stageId: stages['Proposal'] }, extra: { productId } }]);
    const id = outcomes[0]!.ok ? outcomes[0]!.id : '';
    const update = (values: Values, extra: Values): Promise<AppliedChangeSet> =>
      runInContext(contextOf(sales.caller, 'import'), () => app.app.get(ChangeSets).apply({ label: 'Again', changes: [{ type: opportunityRecord, operation: 'update', id, values, extra }] }));
    await update({ stageId: stages['Closed Won'], amount: '55' }, { productId });
    expect(await sales.deal(id)).toMatchObject({ status: 'WON', amount: '55.00', lineItems: [{ unitPrice: '55.00', product: { name: 'GTX Pro' } }] });
    await update({}, { productId: other });
    expect((await sales.deal(id)).lineItems).toMatchObject([{ unitPrice: '55.00', product: { name: 'MG Special' } }]);
  });

  it('keeps the way a deal went, where that is known', async () => {
    const { sales, stages } = await prepared();
    const at = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
    const stageHistory = [{ stageId: stages['Lead'], at: at(50) }, { stageId: stages['Proposal'], at: at(40) }];
    const { outcomes } = await enter(sales, [{ values: { name: 'Known', stageId: stages['Proposal'] }, extra: { stageHistory } }], 'web');
    const deal = await sales.deal(outcomes[0]!.ok ? outcomes[0]!.id : '');
    expect(deal).toMatchObject({ daysInStage: 40, isStale: true, openedOn: at(50).slice(0, 10) });
    expect(deal.stageHistory.map((step) => [step.fromStage?.name, step.toStage.name, step.secondsInPreviousStage])).toEqual([[undefined, 'Lead', null], ['Lead', 'Proposal', 864_000]]);
  });

  it('refuses the deals that are wrong and writes the others', async () => {
    const { sales, productId } = await prepared();
    const { outcomes } = await enter(sales, [{ values: { name: 'Good' }, extra: { productId } }, { values: { name: 'Bad' }, extra: { productId: randomUUID() } }, { values: { name: 'Dear', currency: 'EUR' } }]);
    expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : Object.keys(outcome.error.extra.details ?? {})))).toEqual(['ok', ['productId'], ['currency']]);
    expect([await count(sales, 'opportunities'), await count(sales, 'line_items')]).toEqual([1, 1]);
  });
});
