import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { runInContext, systemContext } from '../context/request-context.js';
import { Database } from './database.js';
import { KeptPlans } from './kept-plans.js';

let db: TestDatabase;
let source: DataSource;
let database: Database;
beforeAll(async () => {
  db = await testDatabase();
  source = await db.connect();
  database = new Database(source);
});
afterAll(() => db.drop());

const [ours, theirs] = [randomUUID(), randomUUID()];
const as = <T>(tenantId: string, work: () => Promise<T>): Promise<T> => runInContext(systemContext(tenantId, 'test'), work);
/** Asks often enough to be kept, and a few times more. */
const often = async <T>(work: () => Promise<T>): Promise<T[]> => {
  const answers: T[] = [];
  for (let time = 0; time < 8; time++) answers.push(await work());
  return answers;
};

describe('reads that are asked again and again', () => {
  it('answer the same when they are kept, whatever their values hold', async () => {
    for (const value of ["it's", 'back\\slash', '$1 and $2', '', 'ünï', '\u0001', "'; select 1 --", 'E\'\\x41']) {
      const answers = await as(ours, () => often(() => database.read<{ value: string; ten: number }>('select $1::text as value, $2::int + 1 as ten where $3::boolean', [value, 9, true])));
      expect(answers).toEqual(Array.from({ length: 8 }, () => [{ value, ten: 10 }]));
    }
  });

  it('answer each tenant their own', async () => {
    const tenant = (id: string) => as(id, () => often(() => database.read<{ tenant: string }>(`select current_setting('app.tenant_id') as tenant`)));
    for (const id of [ours, theirs, ours]) expect(new Set((await tenant(id)).map(([row]) => row!.tenant))).toEqual(new Set([id]));
  });

  it('are refused again when they are wrong, and right ones go on', async () => {
    const wrong = () => database.read('select $1::uuid as id', ['none']).catch((error: unknown) => (error as { code: string }).code);
    expect(new Set(await as(ours, () => often(wrong)))).toEqual(new Set(['22P02']));
    expect((await as(ours, () => often(() => database.read('select $1::uuid as id', [ours])))).at(-1)).toEqual([{ id: ours }]);
  });

  it('write nothing', async () => {
    const codes = await as(ours, () => often(() => database.read('create temporary table kept (a int)').catch((error: unknown) => (error as { code: string }).code)));
    expect(new Set(codes)).toEqual(new Set(['25006']));
  });

  it('give their name to others when they are asked no more', async () => {
    for (let value = 0; value < 150; value++) {
      const answers = await as(ours, () => often(() => database.read<{ value: number }>('select $1::int as value', [value])));
      expect(answers.at(-1)).toEqual([{ value }]);
    }
    expect((await as(ours, () => often(() => database.read<{ value: number }>('select $1::int as value', [0])))).at(-1)).toEqual([{ value: 0 }]);
    const [kept] = await as(ours, () => database.read<{ count: number }>(`select count(*)::int as count from pg_prepared_statements where name like 'kept%'`));
    expect(kept!.count).toBeLessThanOrEqual(100);
  });
});

describe('a plan', () => {
  const plans = new KeptPlans();
  const asked = (tenantId: string, values: unknown[]) => Array.from({ length: 5 }, () => plans.of(tenantId, { text: 'select $1', values })).at(-1)!;

  it('is kept for a tenant and its values', () => {
    expect(asked('one', ['a'])).toEqual({ text: "select 'a'", values: [], name: 'kept_0' });
    expect(asked('two', ['a'])).toEqual({ text: "select 'a'", values: [], name: 'kept_1' });
    expect(asked('one', ['b'])).toEqual({ text: "select 'b'", values: [], name: 'kept_2' });
  });

  it('is not kept where a value is none that can be written', () => {
    for (const value of [null, ['a'], 'nul \u0000', Number.NaN, new Date(), { a: 1 }]) expect(asked('one', [value])).toEqual({ text: 'select $1', values: [value] });
  });
});
