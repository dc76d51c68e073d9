import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/harness/app.js';
import { Salesperson, type Deal, type DealPayload } from '../../../test/harness/sales.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const seller = async (): Promise<Salesperson> => new Salesperson(await app.signUp());
const day = (timeZone = 'Europe/Berlin'): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
const way = (deal: Deal): (string | undefined)[][] => deal.stageHistory.map((step) => [step.fromStage?.name, step.toStage.name]);
const events = async (id: string): Promise<string[]> => (await app.db.asOwner<{ kind: string }>(`select kind from outbox where record_id = $1 and kind <> 'opportunity.updated' order by id`, [id])).map((row) => row.kind);

describe('a new opportunity', () => {
  it('starts in the first stage of the default pipeline with what follows from it', async () => {
    const sales = await seller();
    const deal = await sales.create({ amount: '1000' });
    expect(deal).toMatchObject({ status: 'OPEN', probability: 10, currency: 'USD', rate: 1, amountBase: '1000.00', weightedAmountBase: '100.00', openedOn: day(), closedOn: null, daysInStage: 0, isStale: false });
    expect([deal.pipeline.name, deal.stage.name]).toEqual(['Sales', 'Lead']);
    expect(way(deal)).toEqual([[undefined, 'Lead']]);
    expect(deal.stageHistory[0]).toMatchObject({ changedBy: { id: sales.caller.memberId }, secondsInPreviousStage: null });
  });

  it('takes the pipeline from its stage, and refuses one that does not fit', async () => {
    const sales = await seller();
    const { createPipeline } = await sales.caller.data<{ createPipeline: { pipeline: { id: string; stages: { id: string; name: string }[] } } }>('mutation { createPipeline(input: { name: "Partners" }) { pipeline { id stages { id name } } } }');
    const proposal = createPipeline.pipeline.stages[2]!;
    expect(await sales.create({ stageId: proposal.id })).toMatchObject({ pipeline: { name: 'Partners' }, stage: { name: 'Proposal' }, probability: 50 });
    expect(await sales.create({ pipelineId: createPipeline.pipeline.id })).toMatchObject({ stage: { name: 'Lead' } });
    const { Lead } = await sales.stages();
    expect(await sales.refusal('createOpportunity', { input: { name: 'x', pipelineId: createPipeline.pipeline.id, stageId: Lead } })).toEqual({ code: 'VALIDATION_ERROR', fields: ['stageId'] });
  });

  it('takes a close date for the expected one while it is open', async () => {
    expect(await (await seller()).create({ closedOn: '2027-03-01' })).toMatchObject({ closedOn: null, expectedCloseOn: '2027-03-01' });
  });
});

describe('moving', () => {
  it('derives probability and amounts, remembers the step and tells of it', async () => {
    const sales = await seller();
    const stages = await sales.stages();
    const deal = await sales.create({ amount: '1000' });
    const { opportunity } = await sales.does('moveOpportunityStage', { id: deal.id, stageId: stages['Proposal'], expectedVersion: deal.version });
    expect(opportunity).toMatchObject({ stage: { name: 'Proposal' }, probability: 50, weightedAmountBase: '500.00' });
    expect(way(opportunity)).toEqual([[undefined, 'Lead'], ['Lead', 'Proposal']]);
    expect(opportunity.stageHistory[1]?.secondsInPreviousStage).toBeGreaterThanOrEqual(0);
    expect(await events(deal.id)).toEqual(['opportunity.created', 'opportunity.stageChanged']);
  });

  it('keeps a probability that is given with the move or was set before it only till then', async () => {
    const sales = await seller();
    const stages = await sales.stages();
    const deal = await sales.create({ amount: '1000', probability: 33 });
    expect(deal).toMatchObject({ probability: 33, weightedAmountBase: '330.00' });
    const { opportunity } = await sales.does('updateOpportunity', { input: { id: deal.id, stageId: stages['Qualified'], probability: 40 } });
    expect(opportunity).toMatchObject({ probability: 40 });
    expect((await sales.does('moveOpportunityStage', { id: deal.id, stageId: stages['Negotiation'] })).opportunity.probability).toBe(75);
  });

  it('answers CONFLICT to a stale version', async () => {
    const sales = await seller();
    const stages = await sales.stages();
    const deal = await sales.create();
    await sales.does('moveOpportunityStage', { id: deal.id, stageId: stages['Qualified'], expectedVersion: deal.version });
    const answer = await sales.tries('moveOpportunityStage', { id: deal.id, stageId: stages['Proposal'], expectedVersion: deal.version });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', current: expect.objectContaining({ stageId: stages['Qualified'], version: deal.version + 1 }) });
  });

  it('is undone with its history, and done again with it', async () => {
    const sales = await seller();
    const stages = await sales.stages();
    const deal = await sales.create({ amount: '1000' });
    const move = await sales.does('moveOpportunityStage', { id: deal.id, stageId: stages['Proposal'] });
    const undone = await sales.caller.data<{ revertChangeSet: { changeSetId: string; skipped: unknown[] } }>('mutation ($id: ID!) { revertChangeSet(id: $id) { changeSetId skipped { reason } } }', { id: move.changeSetId });
    expect(undone.revertChangeSet.skipped).toEqual([]);
    const before = await sales.deal(deal.id);
    expect(before).toMatchObject({ stage: { name: 'Lead' }, probability: 10, weightedAmountBase: '100.00' });
    expect(way(before)).toEqual([[undefined, 'Lead']]);
    await sales.undo(undone.revertChangeSet.changeSetId);
    const again = await sales.deal(deal.id);
    expect(again).toMatchObject({ stage: { name: 'Proposal' }, probability: 50, weightedAmountBase: '500.00' });
    expect(way(again)).toEqual([[undefined, 'Lead'], ['Lead', 'Proposal']]);
  });
});

describe('closing', () => {
  it('asks a person for the account of a won and the reason of a lost opportunity, by whichever way', async () => {
    const sales = await seller();
    const stages = await sales.stages();
    const { id } = await sales.create();
    const account = { code: 'VALIDATION_ERROR', fields: ['accountId'] };
    expect(await sales.refusal('winOpportunity', { id })).toEqual(account);
    expect(await sales.refusal('moveOpportunityStage', { id, stageId: stages['Closed Won'] })).toEqual(account);
    expect(await sales.refusal('updateOpportunity', { input: { id, stageId: stages['Closed Won'] } })).toEqual(account);
    expect(await sales.refusal('createOpportunity', { input: { name: 'x', stageId: stages['Closed Won'] } })).toEqual(account);
    expect(await sales.refusal('moveOpportunityStage', { id, stageId: stages['Closed Lost'] })).toEqual({ code: 'VALIDATION_ERROR', fields: ['lostReason'] });
    expect(await sales.refusal('updateOpportunity', { input: { id, lostReason: 'PRICE' } })).toEqual({ code: 'VALIDATION_ERROR', fields: ['lostReason'] });
    const won = await sales.create({ accountId: await sales.account(), stageId: stages['Closed Won'] });
    expect(await sales.refusal('updateOpportunity', { input: { id: won.id, accountId: null } })).toEqual(account);
  });

  it('wins on a day, once, and can be undone', async () => {
    const sales = await seller();
    const deal = await sales.create({ amount: '1054', accountId: await sales.account() });
    const won = await sales.does('winOpportunity', { id: deal.id, closedOn: '2026-03-01' });
    expect(won.opportunity).toMatchObject({ status: 'WON', stage: { name: 'Closed Won' }, probability: 100, weightedAmountBase: '1054.00', closedOn: '2026-03-01', daysInStage: null });
    expect(await events(deal.id)).toEqual(['opportunity.created', 'opportunity.stageChanged', 'opportunity.won']);
    expect(await sales.refusal('winOpportunity', { id: deal.id })).toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect((await sales.undo(won.changeSetId)).skipped).toEqual([]);
    expect(await sales.deal(deal.id)).toMatchObject({ status: 'OPEN', stage: { name: 'Lead' }, probability: 10, closedOn: null, weightedAmountBase: '105.40' });
  });

  it('loses with a reason, reopens into the stage it was in last, and forgets the loss', async () => {
    const sales = await seller();
    const stages = await sales.stages();
    const deal = await sales.create({ amount: '1000', stageId: stages['Proposal'] });
    const lost = await sales.does('loseOpportunity', { input: { id: deal.id, reason: 'COMPETITOR', detail: 'Cheaper', competitor: 'Initech' } });
    expect(lost.opportunity).toMatchObject({ status: 'LOST', probability: 0, weightedAmountBase: '0.00', closedOn: day(), lostReason: 'COMPETITOR' });
    expect(await sales.refusal('reopenOpportunity', { id: deal.id, stageId: stages['Closed Won'] })).toEqual({ code: 'VALIDATION_ERROR', fields: ['stageId'] });
    const reopened = await sales.does<DealPayload>('reopenOpportunity', { id: deal.id });
    expect(reopened.opportunity).toMatchObject({ status: 'OPEN', stage: { name: 'Proposal' }, probability: 50, closedOn: null, lostReason: null });
    expect(await sales.refusal('reopenOpportunity', { id: deal.id })).toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(await events(deal.id)).toEqual(['opportunity.created', 'opportunity.stageChanged', 'opportunity.lost', 'opportunity.stageChanged', 'opportunity.reopened']);
    expect((await sales.undo(reopened.changeSetId)).skipped).toEqual([]);
    expect(await sales.deal(deal.id)).toMatchObject({ status: 'LOST', lostReason: 'COMPETITOR', closedOn: day() });
    expect((await sales.undo(lost.changeSetId)).skipped).toEqual([]);
    expect(way(await sales.deal(deal.id))).toEqual([[undefined, 'Proposal']]);
  });
});

describe('stages that hold opportunities', () => {
  it('hand them over when they are deleted, and get them back', async () => {
    const sales = await seller();
    const stages = await sales.stages();
    const deal = await sales.create({ amount: '1000', stageId: stages['Qualified'] });
    const remove = 'mutation ($id: ID!, $moveTo: ID) { deleteStage(id: $id, moveTo: $moveTo) { changeSetId } }';
    for (const [moveTo, field] of [[null, 'moveTo'], [stages['Closed Won'], 'moveTo'], [stages['Qualified'], 'moveTo']]) {
      expect((await sales.caller.graphql(remove, { id: stages['Qualified'], moveTo })).errors?.[0]?.extensions.details).toHaveProperty(field!);
    }
    const { deleteStage } = await sales.caller.data<{ deleteStage: { changeSetId: string } }>(remove, { id: stages['Qualified'], moveTo: stages['Proposal'] });
    expect(await sales.deal(deal.id)).toMatchObject({ stage: { name: 'Proposal' }, probability: 50 });
    expect((await sales.undo(deleteStage.changeSetId)).skipped).toEqual([]);
    const back = await sales.deal(deal.id);
    expect(back).toMatchObject({ stage: { name: 'Qualified' }, probability: 25, weightedAmountBase: '250.00' });
    expect(way(back)).toEqual([[undefined, 'Qualified']]);
  });

  it('keep their type, and pass a new probability on to those that follow it', async () => {
    const sales = await seller();
    const stages = await sales.stages();
    const [follows, own] = [await sales.create({ amount: '1000' }), await sales.create({ amount: '1000', probability: 33 })];
    const update = 'mutation ($input: UpdateStageInput!) { updateStage(input: $input) { changeSetId } }';
    expect((await sales.caller.graphql(update, { input: { id: stages['Lead'], type: 'WON' } })).errors?.[0]?.extensions.details).toHaveProperty('type');
    const { updateStage } = await sales.caller.data<{ updateStage: { changeSetId: string } }>(update, { input: { id: stages['Lead'], probability: 20 } });
    expect(await sales.deal(follows.id)).toMatchObject({ probability: 20, weightedAmountBase: '200.00' });
    expect(await sales.deal(own.id)).toMatchObject({ probability: 33 });
    await sales.undo(updateStage.changeSetId);
    expect(await sales.deal(follows.id)).toMatchObject({ probability: 10, weightedAmountBase: '100.00' });
  });

  it('keep their pipeline from being deleted', async () => {
    const sales = await seller();
    const { createPipeline } = await sales.caller.data<{ createPipeline: { pipeline: { id: string } } }>('mutation { createPipeline(input: { name: "Partners" }) { pipeline { id } } }');
    await sales.create({ pipelineId: createPipeline.pipeline.id });
    const answer = await sales.caller.graphql('mutation ($id: ID!) { deletePipeline(id: $id) { id } }', { id: createPipeline.pipeline.id });
    expect(answer.errors?.[0]?.message).toContain('One opportunity is in this pipeline.');
    await sales.caller.data('mutation ($id: ID!) { archivePipeline(id: $id) { changeSetId } }', { id: createPipeline.pipeline.id });
    expect(await sales.refusal('createOpportunity', { input: { name: 'x', pipelineId: createPipeline.pipeline.id } })).toEqual({ code: 'VALIDATION_ERROR', fields: ['pipelineId'] });
  });
});

describe('staleness', () => {
  it("begins when an open opportunity stays longer than the pipeline's days in one stage", async () => {
    const sales = await seller();
    const deal = await sales.create();
    const stand = async (days: number): Promise<Deal> => {
      await app.db.asOwner('alter table opportunities no force row level security');
      await app.db.asOwner(`update opportunities set stage_changed_at = now() - make_interval(days => $2, hours => 1) where id = $1`, [deal.id, days]);
      return sales.deal(deal.id);
    };
    expect(await stand(30)).toMatchObject({ daysInStage: 30, isStale: false });
    expect(await stand(31)).toMatchObject({ daysInStage: 31, isStale: true });
    await sales.caller.data('mutation ($input: UpdatePipelineInput!) { updatePipeline(input: $input) { changeSetId } }', { input: { id: deal.pipeline.id, rotDays: null } });
    expect(await stand(300)).toMatchObject({ isStale: false });
  });
});
