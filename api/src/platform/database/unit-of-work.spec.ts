import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { runInContext, systemContext } from '../context/request-context.js';
import { Database } from './database.js';
import { planName } from './plan-names.js';

const TENANT = systemContext('019a0000-0000-7000-8000-000000000001', 'Test');

let db: TestDatabase;
let database: Database;
beforeAll(async () => {
  db = await testDatabase();
  database = new Database(await db.connect());
});
afterAll(() => db.drop());

describe('a unit of work', () => {
  it('is not said to be written where a statement failed and its code passed it over', async () => {
    const told: string[] = [];
    await runInContext(TENANT, async () => {
      const work = database.run(async (unit) => {
        unit.afterCommit(() => void told.push('written'));
        await unit.query('select 1 / 0').catch(() => undefined);
        return 'done';
      });
      await expect(work).rejects.toThrow('failed and was passed over');
      expect(told).toEqual([]);
      expect(await database.run((unit) => unit.query('select 1 as one'))).toEqual([{ one: 1 }]);
    });
  });

  it('fails with the reason of what nobody waited for, and nothing is told', async () => {
    const told: string[] = [];
    await runInContext(TENANT, async () => {
      const work = database.run(async (unit) => {
        unit.afterCommit(() => void told.push('written'));
        void unit.behind('select 1 / $1::int', [0]);
        return Promise.resolve('done');
      });
      await expect(work).rejects.toThrow('division by zero');
      // What comes behind it is refused for that alone.
      const behind = database.run((unit) => {
        void unit.behind('select 1 / $1::int', [0]);
        return unit.query('select 1');
      });
      await expect(behind).rejects.toThrow('division by zero');
      // Whichever of several it was, with the end of the transaction in the same packet.
      for (const place of [0, 1, 2]) {
        const several = database.run((unit) => Promise.resolve([0, 1, 2].forEach((each) => void unit.behind('select 1 / $1::int', [each === place ? 0 : 1]))));
        await expect(several).rejects.toThrow('division by zero');
      }
      expect(told).toEqual([]);
    });
  });

  it('writes nothing where one could not even be sent', async () => {
    const unsendable = { toPostgres: () => { throw new Error('It has no form.'); } };
    await runInContext(TENANT, async () => {
      await expect(database.run((unit) => Promise.resolve(void unit.behind('select $1::text', [unsendable])))).rejects.toThrow('It has no form.');
      await expect(database.run(async (unit) => {
        void unit.behind('select 1 / $1::int', [0]);
        await unit.settled();
      })).rejects.toThrow('division by zero');
      expect(await database.run((unit) => unit.query('select 1 as one'))).toEqual([{ one: 1 }]);
    });
  });

  it('lets other parts of an envelope go on where one failed so', async () => {
    await runInContext(TENANT, async () => {
      const answers = await database.envelope(async () => {
        const failed = await database.run((unit) => Promise.resolve(void unit.behind('select 1 / $1::int', [0]))).catch((error: Error) => error.message);
        return [failed, await database.run((unit) => unit.query('select 2 as two'))];
      });
      expect(answers).toEqual(['division by zero', [{ two: 2 }]]);
    });
  });

  it('keeps plans under names that go from one statement to the next', async () => {
    await runInContext(TENANT, async () => {
      for (const round of [1, 2]) {
        const rows = await database.run((unit) => Promise.all(Array.from({ length: 230 }, (_, index) => unit.query(`select $1::int + ${index} as sum`, [round], 'keeps'))));
        expect(rows).toEqual(Array.from({ length: 230 }, (_, index) => [{ sum: round + index }]));
      }
      // One that fails is told anew to the server the next time.
      const divided = (by: number): Promise<unknown> => database.run((unit) => unit.query('select 4 / $1::int as part', [by], 'keeps'));
      await expect(divided(0)).rejects.toThrow('division by zero');
      expect(await divided(2)).toEqual([{ part: 2 }]);
    });
  });
});

describe('names of plans', () => {
  it('go from statement to statement, and each is answered what it asks', async () => {
    const ask = (number: number) => [`select ${number} as number, $1::int as given`, [number], planName(`select ${number} as number, $1::int as given`)] as const;
    for (const number of [...Array(320).keys(), 0, 1, 319]) expect(await runInContext(TENANT, () => database.read(...ask(number)))).toEqual([{ number, given: number }]);
    const pairs = await runInContext(TENANT, () => Promise.all(Array.from({ length: 400 }, (_, number) => database.readTogether([ask(number), ask(399 - number)]))));
    expect(pairs).toEqual(pairs.map((_, number) => [[{ number, given: number }], [{ number: 399 - number, given: 399 - number }]]));
  });
});

describe('statements that are read together', () => {
  const together = (...reads: Parameters<Database['readTogether']>[0]) => runInContext(TENANT, () => database.readTogether(reads));

  it('answer their rows each, of one moment and one tenant, with names and without', async () => {
    const [none, now, tenant, again] = await together(
      ['select 1 as one where false', []],
      ['select now() as now, $1::int as number', [7], 'together_now'],
      [`select current_setting('app.tenant_id') as id, $1::text as text`, ["it's"]],
      ['select now() as now, $1::int as number', [8], 'together_now'],
    );
    expect([none, tenant]).toEqual([[], [{ id: '019a0000-0000-7000-8000-000000000001', text: "it's" }]]);
    expect([now![0]!['number'], again![0]!['number']]).toEqual([7, 8]);
    expect(again![0]!['now']).toEqual(now![0]!['now']);
    expect(await runInContext(TENANT, () => database.run(() => database.readTogether([['select 1 as one', []], ['select 2 as two', []]])))).toEqual([[{ one: 1 }], [{ two: 2 }]]);
  });

  it.each([0, 1, 2])('fail together, whichever fails, and are read again after', async (wrong) => {
    const reads = (zero: number) => [0, 1, 2].map((place) => [`select ${place} as place, 1 / $1::int as one`, [place === wrong ? zero : 1], `together_${wrong}_${place}`] as const);
    for (let time = 0; time < 3; time++) {
      await expect(together(...reads(0))).rejects.toMatchObject({ code: '22012' });
      expect(await together(...reads(1))).toEqual([0, 1, 2].map((place) => [{ place, one: 1 }]));
    }
  });

  it('are not taken for each other where they have the same name', async () => {
    for (let time = 0; time < 2; time++) expect(await together(['select 1 as n', [], 'together_same'], ['select 2 as n', [], 'together_same'], ['select 1 as n', [], 'together_same'])).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 1 }]]);
  });
});

describe('reads that are gathered', () => {
  const moment = async (of: string): Promise<unknown> => (await database.read<{ now: string }>('select now()::text as now, $1::text as of', [of]))[0]!.now;

  it('are one transaction, in however many works they are asked for at once; later ones are another', async () => {
    const [first, second, third, later] = await runInContext(TENANT, async () => {
      const work = () => database.gathering(() => Promise.all([moment('one'), moment('two')]));
      const [[one, two], [three]] = await Promise.all([work(), work()]);
      return [one, two, three, await database.gathering(() => moment('later'))];
    });
    expect([second, third]).toEqual([first, first]);
    expect(later).not.toEqual(first);
  });

  it('fail each for itself', async () => {
    const told = await runInContext(TENANT, () =>
      database.gathering(() => Promise.allSettled([database.read('select 1 as one'), database.read('select 1 / $1::int as one', [0]), database.read('select 2 as two')])),
    );
    expect(told).toMatchObject([{ value: [{ one: 1 }] }, { reason: { code: '22012' } }, { value: [{ two: 2 }] }]);
  });
});
