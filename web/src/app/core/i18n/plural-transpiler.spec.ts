import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Formats } from '../format/formats.js';
import { PluralTranspiler } from './plural-transpiler.js';

describe('words by number', () => {
  let transpiler: PluralTranspiler;
  beforeEach(() => {
    transpiler = TestBed.configureTestingModule({ providers: [PluralTranspiler, { provide: Formats, useValue: { number: (value: number) => value.toLocaleString('de') } }] }).inject(PluralTranspiler);
  });
  const words = (value: string, params: Record<string, unknown>): unknown => transpiler.transpile({ value, params, translation: {}, key: 'x' });

  it.each([
    [0, '0 contacts are'], [1, '1 contact is'], [2, '2 contacts are'], ['1', '1 contact is'], ['1.000', '1.000 contacts are'], ['1,204', '1,204 contacts are'], [999, '999 contacts are'], [1204, '1.204 contacts are'],
  ])('follow %p', (count, text) => expect(words('{{ count }} {{ count: contact is | contacts are }}', { count })).toBe(text));

  it('stand beside other values, and need none', () => {
    expect(words('{{ name }}: {{ done }} of {{ total }} {{ total: row | rows }}', { name: 'A', done: 1, total: 1 })).toBe('A: 1 of 1 row');
    expect(words('{{ count: | several }} here', { count: 1 })).toBe(' here');
    expect(words('as ever', {})).toBe('as ever');
  });
});
