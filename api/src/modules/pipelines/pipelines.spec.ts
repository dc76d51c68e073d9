import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, required, testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

interface StageAnswer {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly probability: number;
  readonly type: string;
}
interface PipelineAnswer {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly rotDays: number;
  readonly stages: readonly StageAnswer[];
}

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const pipelines = async (caller: Caller): Promise<readonly PipelineAnswer[]> =>
  (await caller.data<{ pipelines: { nodes: PipelineAnswer[] } }>('{ pipelines { nodes { id name isDefault rotDays stages { id name position probability type } } } }')).pipelines.nodes;
const firstPipeline = async (caller: Caller): Promise<PipelineAnswer> => (await pipelines(caller))[0]!;
const names = async (caller: Caller): Promise<string[]> => (await firstPipeline(caller)).stages.map((stage) => stage.name);
const undo = (caller: Caller, id: string): Promise<{ revertChangeSet: { reverted: number; skipped: unknown[] } }> =>
  caller.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted skipped { reason } } }', { id });

const ADD = 'mutation ($input: AddStageInput!) { addStage(input: $input) { stage { id name position probability } changeSetId } }';
const REORDER = 'mutation ($id: ID!, $stages: [ID!]!) { reorderStages(pipelineId: $id, stageIds: $stages) { pipeline { id stages { name } } changeSetId } }';
const DELETE = 'mutation ($id: ID!, $moveTo: ID) { deleteStage(id: $id, moveTo: $moveTo) { id changeSetId } }';
const DEFAULT = 'mutation ($id: ID!) { setDefaultPipeline(id: $id) { pipeline { id isDefault } changeSetId } }';
const CREATE = 'mutation ($name: String!) { createPipeline(input: { name: $name }) { pipeline { id isDefault stages { name } } changeSetId } }';

describe('a new workspace', () => {
  it('has a default pipeline with six stages', async () => {
    const pipeline = await firstPipeline(await app.signUp());
    expect(pipeline).toMatchObject({ name: 'Sales', isDefault: true, rotDays: 30 });
    expect(pipeline.stages.map(({ name, probability, type }) => [name, probability, type])).toEqual([
      ['Lead', 10, 'OPEN'],
      ['Qualified', 25, 'OPEN'],
      ['Proposal', 50, 'OPEN'],
      ['Negotiation', 75, 'OPEN'],
      ['Closed Won', 100, 'WON'],
      ['Closed Lost', 0, 'LOST'],
    ]);
    expect(pipeline.stages.map((stage) => stage.position)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('calls them in the language of whoever signs up', async () => {
    const input = { tenantName: 'Nordhaus', name: 'Olga Ost', email: 'olga@nordhaus.example', password: PASSWORD, locale: 'de-DE' };
    const answer = await app.graphql<{ signUp: { accessToken: string } }>('mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken } }', { input }, { 'accept-language': 'de' });
    const read = await app.graphql<{ pipelines: { nodes: PipelineAnswer[] } }>('{ pipelines { nodes { name stages { name } } } }', {}, { authorization: `Bearer ${required(answer).signUp.accessToken}` });
    expect(required(read).pipelines.nodes).toEqual([{ name: 'Vertrieb', stages: ['Lead', 'Qualifiziert', 'Angebot', 'Verhandlung', 'Gewonnen', 'Verloren'].map((name) => ({ name })) }]);
  });
});

describe('stages', () => {
  it('are added behind the open ones or at a place, and the addition can be undone', async () => {
    const owner = await app.signUp();
    const { id } = await firstPipeline(owner);
    await owner.data(ADD, { input: { pipelineId: id, name: 'Signing', probability: 90 } });
    const { addStage } = await owner.data<{ addStage: { changeSetId: string } }>(ADD, { input: { pipelineId: id, name: 'Contacted', probability: 15, position: 2 } });
    expect(await names(owner)).toEqual(['Lead', 'Contacted', 'Qualified', 'Proposal', 'Negotiation', 'Signing', 'Closed Won', 'Closed Lost']);
    expect((await firstPipeline(owner)).stages.map((stage) => stage.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await undo(owner, addStage.changeSetId)).revertChangeSet.skipped).toEqual([]);
    expect(await names(owner)).toEqual(['Lead', 'Qualified', 'Proposal', 'Negotiation', 'Signing', 'Closed Won', 'Closed Lost']);
  });

  it('have names of their own in a pipeline, and a chance only while open', async () => {
    const owner = await app.signUp();
    const { id } = await firstPipeline(owner);
    expect((await owner.graphql(ADD, { input: { pipelineId: id, name: 'Lead', probability: 5 } })).errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { name: [expect.any(String)] } });
    expect((await owner.graphql(ADD, { input: { pipelineId: id, name: 'Chance' } })).errors?.[0]?.extensions).toMatchObject({ details: { probability: ['Probability is required.'] } });
    const won = await owner.data<{ addStage: { stage: StageAnswer } }>(ADD, { input: { pipelineId: id, name: 'Renewed', type: 'WON', probability: 30 } });
    expect(won.addStage.stage).toMatchObject({ probability: 100, position: 7 });
  });

  it('are reordered in one change that can be undone, and only all together', async () => {
    const owner = await app.signUp();
    const { id, stages } = await firstPipeline(owner);
    const ids = stages.map((stage) => stage.id);
    const { reorderStages } = await owner.data<{ reorderStages: { changeSetId: string; pipeline: PipelineAnswer } }>(REORDER, { id, stages: [ids[1], ids[0], ...ids.slice(2)] });
    expect(reorderStages.pipeline.stages.map((stage) => stage.name).slice(0, 2)).toEqual(['Qualified', 'Lead']);
    await undo(owner, reorderStages.changeSetId);
    expect((await names(owner)).slice(0, 2)).toEqual(['Lead', 'Qualified']);
    for (const wrong of [ids.slice(1), [...ids.slice(1), ids[1]], [...ids, ids[0]]]) {
      expect((await owner.graphql(REORDER, { id, stages: wrong })).errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { stageIds: [expect.any(String)] } });
    }
  });

  it('can be deleted while one of each type is left, and brought back', async () => {
    const owner = await app.signUp();
    const { stages } = await firstPipeline(owner);
    const { deleteStage } = await owner.data<{ deleteStage: { changeSetId: string } }>(DELETE, { id: stages[1]!.id });
    expect(await names(owner)).not.toContain('Qualified');
    expect((await owner.graphql(DELETE, { id: stages[4]!.id })).errors?.[0]?.extensions.code).toBe('PRECONDITION_FAILED');
    await undo(owner, deleteStage.changeSetId);
    expect(await names(owner)).toEqual(['Lead', 'Qualified', 'Proposal', 'Negotiation', 'Closed Won', 'Closed Lost']);
  });

  it('stay in their pipeline, and keep their type when they are the last of it', async () => {
    const owner = await app.signUp();
    const { stages } = await firstPipeline(owner);
    const other = await owner.data<{ createPipeline: { pipeline: PipelineAnswer } }>(CREATE, { name: 'Partners' });
    const update = 'mutation ($input: UpdateStageInput!) { updateStage(input: $input) { stage { id name } } }';
    expect((await owner.graphql(update, { input: { id: stages[0]!.id, pipelineId: other.createPipeline.pipeline.id, name: 'Moved' } })).errors?.[0]?.extensions).toMatchObject({ details: { pipelineId: [expect.any(String)] } });
    expect((await owner.graphql(update, { input: { id: stages[4]!.id, type: 'OPEN' } })).errors?.[0]?.extensions.code).toBe('PRECONDITION_FAILED');
    expect((await owner.data<{ updateStage: { stage: StageAnswer } }>(update, { input: { id: stages[0]!.id, name: 'Interest' } })).updateStage.stage.name).toBe('Interest');
  });
});

describe('pipelines', () => {
  it('have exactly one default, which is neither archived nor deleted', async () => {
    const owner = await app.signUp();
    const sales = await firstPipeline(owner);
    const { createPipeline } = await owner.data<{ createPipeline: { pipeline: PipelineAnswer } }>(CREATE, { name: 'Partners' });
    expect(createPipeline.pipeline).toMatchObject({ isDefault: false, stages: expect.arrayContaining([{ name: 'Lead' }]) });
    const { setDefaultPipeline } = await owner.data<{ setDefaultPipeline: { changeSetId: string } }>(DEFAULT, { id: createPipeline.pipeline.id });
    const defaults = async (): Promise<string[]> => (await pipelines(owner)).filter((pipeline) => pipeline.isDefault).map((pipeline) => pipeline.name);
    expect(await defaults()).toEqual(['Partners']);
    for (const verb of ['archivePipeline', 'deletePipeline']) {
      const answer = await owner.graphql(`mutation ($id: ID!) { ${verb}(id: $id) { changeSetId } }`, { id: createPipeline.pipeline.id });
      expect([verb, answer.errors?.[0]?.extensions.code]).toEqual([verb, 'VALIDATION_ERROR']);
    }
    await undo(owner, setDefaultPipeline.changeSetId);
    expect(await defaults()).toEqual(['Sales']);
    await Promise.all([owner.graphql(DEFAULT, { id: createPipeline.pipeline.id }), owner.graphql(DEFAULT, { id: sales.id }), owner.graphql(DEFAULT, { id: createPipeline.pipeline.id })]);
    expect(await defaults()).toHaveLength(1);
  });

  it('are deleted with their stages and come back with them', async () => {
    const owner = await app.signUp();
    const { createPipeline } = await owner.data<{ createPipeline: { pipeline: PipelineAnswer } }>(CREATE, { name: 'Partners' });
    const { deletePipeline } = await owner.data<{ deletePipeline: { changeSetId: string } }>('mutation ($id: ID!) { deletePipeline(id: $id) { changeSetId } }', { id: createPipeline.pipeline.id });
    expect((await pipelines(owner)).map((pipeline) => pipeline.name)).toEqual(['Sales']);
    expect((await undo(owner, deletePipeline.changeSetId)).revertChangeSet.skipped).toEqual([]);
    expect((await pipelines(owner)).find((pipeline) => pipeline.name === 'Partners')?.stages).toHaveLength(6);
  });
});

describe('access', () => {
  it('lets owners and administrators arrange pipelines, nobody else', async () => {
    const owner = await app.signUp();
    const { id, stages } = await firstPipeline(owner);
    const calls: [string, Record<string, unknown>][] = [
      [ADD, { input: { pipelineId: id, name: 'X', probability: 5 } }],
      [REORDER, { id, stages: stages.map((stage) => stage.id) }],
      [DELETE, { id: stages[0]!.id }],
      [DEFAULT, { id }],
      [CREATE, { name: 'Mine' }],
    ];
    for (const role of ['MEMBER', 'VIEWER'] as const) {
      const colleague = await app.colleague(owner, role);
      for (const [query, variables] of calls) expect([query, (await colleague.graphql(query, variables)).errors?.[0]?.extensions.code]).toEqual([query, 'FORBIDDEN']);
      expect(await names(colleague)).toHaveLength(6);
    }
    const admin = await app.colleague(owner, 'ADMIN');
    expect((await admin.graphql(ADD, { input: { pipelineId: id, name: 'X', probability: 5 } })).errors).toBeUndefined();
  });

  it("knows nothing of another workspace's pipelines", async () => {
    const theirs = await firstPipeline(await app.signUp());
    const owner = await app.signUp();
    const own = await firstPipeline(owner);
    const calls: [string, Record<string, unknown>, string][] = [
      [ADD, { input: { pipelineId: theirs.id, name: 'X', probability: 5 } }, 'NOT_FOUND'],
      [REORDER, { id: theirs.id, stages: theirs.stages.map((stage) => stage.id) }, 'NOT_FOUND'],
      [REORDER, { id: own.id, stages: [...own.stages.slice(1).map((stage) => stage.id), theirs.stages[0]!.id] }, 'VALIDATION_ERROR'],
      [DELETE, { id: theirs.stages[0]!.id }, 'NOT_FOUND'],
      [DELETE, { id: own.stages[0]!.id, moveTo: theirs.stages[1]!.id }, 'VALIDATION_ERROR'],
      [DEFAULT, { id: theirs.id }, 'NOT_FOUND'],
    ];
    for (const [query, variables, code] of calls) expect([query, (await owner.graphql(query, variables)).errors?.[0]?.extensions.code]).toEqual([query, code]);
  });
});
