import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { Formats } from '../../core/format/formats.js';
import type { ClientRecord } from '../../core/records/record-metadata.js';
import { RecordExtensions } from './record-extensions.js';
import { RecordTallies } from './record-tallies.js';

const record = (id: string): ClientRecord => ({ __typename: 'Group', id, version: 1 });

function tallies(tally: ((ids: readonly string[]) => Promise<ReadonlyMap<string, number>>) | null): RecordTallies {
  TestBed.configureTestingModule({
    providers: [RecordTallies, { provide: RecordExtensions, useValue: { tally: () => tally } }, { provide: Formats, useValue: { number: (value: number) => `${value} of them` } }],
  });
  return TestBed.inject(RecordTallies);
}

describe('the tallies of a list', () => {
  it('are asked for once each, a hundred at a time, and told beside the names', async () => {
    const asked: (readonly string[])[] = [];
    const list = tallies(async (ids) => {
      asked.push(ids);
      return new Map(ids.map((id) => [id, Number(id)]));
    });
    const ids = Array.from({ length: 150 }, (_, index) => String(index));
    await list.need('group', ids.slice(0, 120));
    await list.need('group', ids);
    expect(asked.map((page) => page.length)).toEqual([100, 20, 30]);
    expect([list.note(record('7')), list.note(record('149')), list.note(record('150'))]).toEqual(['7 of them', '149 of them', '']);
  });

  it('leave the list alone where nothing is counted, or counting fails', async () => {
    await tallies(null).need('product', ['1']);
    TestBed.resetTestingModule();
    const list = tallies(() => Promise.reject(new Error('away')));
    await list.need('group', ['1']);
    expect(list.note(record('1'))).toBe('');
  });
});
