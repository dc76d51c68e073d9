import { describe, expect, it } from '@jest/globals';
import type { FieldMetadata, RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { decodeRules, encodeRules, toFilter, type FilterRule } from './record-filters.js';

const field = (name: string, kind: FieldMetadata['kind']): FieldMetadata => ({ name, kind, label: name, required: false, hasDefault: false, defaultValue: null, readOnly: false, filterable: true, sortable: true, importable: true, column: null, section: null, help: null, maxLength: null, min: null, max: null, choices: [], target: null, within: null, relation: null, currencyField: null });
const type = { name: 'deal', fields: [field('stageId', 'reference'), field('size', 'integer'), field('name', 'text'), field('doneAt', 'dateTime'), field('hot', 'boolean')] } as unknown as RecordTypeMetadata;

describe('rules of a filter', () => {
  const rules: readonly FilterRule[] = [
    { field: 'stageId', operator: 'in', values: ['a', 'b'] },
    { field: 'size', operator: 'gte', values: ['10'] },
    { field: 'name', operator: 'contains', values: ['50%, or; more~'] },
    { field: 'doneAt', operator: 'lte', values: ['2026-03-03'] },
    { field: 'hot', operator: 'isFalse', values: [] },
    { field: 'stageId', operator: 'isNull', values: [] },
  ];

  it('become the filter of the API, typed by field', () => {
    expect(toFilter(type, rules)).toEqual({
      and: [{ stageId: { in: ['a', 'b'] } }, { size: { gte: 10 } }, { name: { contains: '50%, or; more~' } }, { doneAt: { lte: '2026-03-03T23:59:59.999Z' } }, { hot: { eq: false } }, { stageId: { isNull: true } }],
    });
  });

  it('survive the address bar', () => {
    expect(decodeRules(encodeRules(rules))).toEqual(rules);
    expect(encodeRules([])).toBeNull();
  });

  it('that nobody could have built are left out', () => {
    expect(decodeRules('name~drop~x;;size~gte~%E0%A4%A;size~gte~3')).toEqual([{ field: 'size', operator: 'gte', values: ['3'] }]);
    expect(toFilter(type, [{ field: 'gone', operator: 'eq', values: ['1'] }, { field: 'name', operator: 'eq', values: [] }])).toBeNull();
  });
});
