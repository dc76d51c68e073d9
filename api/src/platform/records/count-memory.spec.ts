import { describe, expect, it } from '@jest/globals';
import { CountMemory } from './count-memory.js';

const LIST = { sql: 'select count(*) from contacts', parameters: ['LEAD'] };

/** Counts what it is told, and how often it was asked. */
function counting(...numbers: number[]): { count: () => Promise<number>; asked: () => number } {
  let asked = 0;
  return { count: () => Promise.resolve(numbers[Math.min(asked++, numbers.length - 1)]!), asked: () => asked };
}

describe('numbers of lists', () => {
  it('are counted each time where they are small', async () => {
    const memory = new CountMemory();
    const { count } = counting(9_999, 10_000, 3);
    for (const expected of [9_999, 10_000, 3]) expect(await memory.of('a', LIST, count, 0)).toBe(expected);
  });

  it('are remembered for ten seconds where they are large, for each tenant and list', async () => {
    const memory = new CountMemory();
    const { count, asked } = counting(20_000, 30_000);
    expect([await memory.of('a', LIST, count, 0), await memory.of('a', LIST, count, 9_999)]).toEqual([20_000, 20_000]);
    expect(asked()).toBe(1);
    expect(await memory.of('a', LIST, count, 10_000)).toBe(30_000);
    await memory.of('b', LIST, count, 10_001);
    await memory.of('a', { ...LIST, parameters: ['CUSTOMER'] }, count, 10_001);
    expect(asked()).toBe(4);
  });

  it('are counted anew by one, while the others have the old number', async () => {
    const memory = new CountMemory();
    await memory.of('a', LIST, () => Promise.resolve(20_000), 0);
    const waiting = Promise.withResolvers<number>();
    const first = memory.of('a', LIST, () => waiting.promise, 20_000);
    expect(await memory.of('a', LIST, () => Promise.reject(new Error('counted twice')), 20_001)).toBe(20_000);
    waiting.resolve(5);
    expect(await first).toBe(5);
    expect(await memory.of('a', LIST, () => Promise.resolve(6), 20_002)).toBe(6);
  });

  it('are counted once for all who ask at the same time, unless they are small', async () => {
    const memory = new CountMemory();
    const [large, small] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
    const both = [memory.of('a', LIST, () => large.promise, 0), memory.of('a', LIST, () => Promise.reject(new Error('counted twice')), 1)];
    large.resolve(20_000);
    expect(await Promise.all(both)).toEqual([20_000, 20_000]);
    const first = memory.of('b', LIST, () => small.promise, 0);
    const second = memory.of('b', LIST, () => Promise.resolve(8), 1);
    small.resolve(7);
    expect([await first, await second]).toEqual([7, 8]);
  });

  it('are counted by the next where counting failed', async () => {
    const memory = new CountMemory();
    const broken = Promise.withResolvers<number>();
    const [first, second] = [memory.of('a', LIST, () => broken.promise, 0), memory.of('a', LIST, () => Promise.resolve(20_000), 1)];
    broken.reject(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    expect(await second).toBe(20_000);
  });
});
