import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { contextOf } from '../../../test/harness/caller-context.js';
import { statementsDuring } from '../../../test/harness/queries.js';
import { ChangeSets, type AppliedChangeSet } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { runInContext } from '../../platform/context/request-context.js';
import { accountRecord } from './account.record.js';

let app: TestApp;
let owner: Caller;
beforeAll(async () => {
  app = await testApp();
  owner = await app.signUp();
});
afterAll(() => app.close());

/** Applies a batch as the owner, as an import does. */
const apply = (changes: readonly RecordChange[]): Promise<AppliedChangeSet> =>
  runInContext(contextOf(owner, 'import'), () => app.app.get(ChangeSets).apply({ label: 'Batch', onRefused: 'collect', changes }));
const create = (id: string, parentId: string | null): RecordChange => ({ type: accountRecord, operation: 'create', id, values: { name: `Account ${id}`, parentId, employees: 20 } });

describe('a batch of accounts', () => {
  it('may build a whole hierarchy at once, children before parents included', async () => {
    const [top, middle, bottom] = [randomUUID(), randomUUID(), randomUUID()];
    const { outcomes } = await apply([create(bottom, middle), create(middle, top), create(top, null)]);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, true]);
  });

  it('is refused where its own accounts close a circle, and only there', async () => {
    const [a, b, c, free] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const { outcomes } = await apply([create(a, b), create(b, c), create(c, a), create(free, null)]);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([false, false, false, true]);
  });

  it('refuses what would belong to an account that is refused', async () => {
    const [a, b, below, lower, free] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const { outcomes } = await apply([create(lower, below), create(below, a), create(a, b), create(b, a), create(free, null)]);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([false, false, false, false, true]);
  });

  it('is refused where it closes a circle through accounts that are there already', async () => {
    const [top, middle, bottom] = [randomUUID(), randomUUID(), randomUUID()];
    await apply([create(top, null), create(middle, top), create(bottom, middle)]);
    const { outcomes } = await apply([{ type: accountRecord, operation: 'update', id: top, values: { parentId: bottom } }]);
    const [outcome] = outcomes;
    expect(outcome?.ok === false && outcome.error).toMatchObject({ code: 'VALIDATION_ERROR', extra: { details: { parentId: [expect.any(String)] } } });
  });

  it('costs as many statements for 500 accounts as for 5', async () => {
    const root = randomUUID();
    await apply([create(root, null)]);
    const source = app.app.get(DataSource);
    const cost = (size: number): Promise<number> => statementsDuring(source, () => apply(Array.from({ length: size }, () => create(randomUUID(), root))));
    const few = await cost(5);
    expect(few).toBeGreaterThan(3);
    expect(await cost(500)).toBe(few);
  });
});
