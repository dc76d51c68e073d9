import { describe, expect, it } from '@jest/globals';
import type { FieldMetadata, RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { decodeFilter, encodeFilter } from './filter-address.js';
import { NO_FILTER, tidied, withTopRules, type FilterGroup } from './filter-model.js';
import { fromFilter, toFilter } from './filter-query.js';
import { readPeriod, writePeriod } from './periods.js';

const field = (name: string, kind: FieldMetadata['kind']): FieldMetadata => ({ name, kind, label: name, required: false, hasDefault: false, defaultValue: null, readOnly: false, filterable: true, sortable: true, importable: true, column: null, section: null, help: null, maxLength: null, min: null, max: null, choices: [], options: [], customKey: null, target: null, within: null, relation: null, currencyField: null });
const type = { name: 'deal', fields: [field('stageId', 'reference'), field('ownerId', 'reference'), field('size', 'integer'), field('name', 'text'), field('doneAt', 'dateTime'), field('due', 'date'), field('hot', 'boolean'), field('tags', 'tags')] } as unknown as RecordTypeMetadata;

const GROUP: FilterGroup = {
  mode: 'all',
  items: [
    { field: 'stageId', operator: 'in', values: ['a', 'b'] },
    { field: 'size', operator: 'gte', values: ['10'] },
    { mode: 'any', items: [
      { field: 'name', operator: 'contains', values: ['50%, or; (more)~'] },
      { field: 'doneAt', operator: 'lte', values: ['2026-03-03'] },
      { mode: 'none', items: [{ field: 'ownerId', operator: 'in', values: ['me'] }, { field: 'due', operator: 'within', values: ['last 7 days'] }] },
    ] },
    { field: 'hot', operator: 'isFalse', values: [] },
    { field: 'tags', operator: 'hasNone', values: ['cold', 'old'] },
    { field: 'due', operator: 'between', values: ['2026-01-01', '2026-02-01'] },
    { field: 'stageId', operator: 'isNull', values: [] },
  ],
};

describe('a filter', () => {
  it('becomes that of the API, typed by field', () => {
    expect(toFilter(type, GROUP)).toEqual({
      and: [
        { stageId: { in: ['a', 'b'] } }, { size: { gte: 10 } },
        { or: [{ name: { contains: '50%, or; (more)~' } }, { doneAt: { within: 'until 2026-03-03' } }, { not: { or: [{ ownerId: { in: ['me'] } }, { due: { within: 'last 7 days' } }] } }] },
        { hot: { eq: false } }, { not: { tags: { hasAny: ['cold', 'old'] } } }, { due: { gte: '2026-01-01', lte: '2026-02-01' } }, { stageId: { isNull: true } },
      ],
    });
  });

  it('comes back from there as it was', () => expect(fromFilter(type, toFilter(type, GROUP))).toEqual(GROUP));

  it('is read whoever wrote it', () => {
    expect(fromFilter(type, { size: { gt: 1, lt: 5 }, hot: { ne: true } })).toEqual({ mode: 'all', items: [{ field: 'size', operator: 'gt', values: ['1'] }, { field: 'size', operator: 'lt', values: ['5'] }, { field: 'hot', operator: 'isFalse', values: [] }] });
    expect(fromFilter(type, { or: [{ stageId: { eq: 'a' }, name: { eq: null } }, { name: { in: ['x', 'y'] } }] })).toEqual({
      mode: 'any',
      items: [
        { mode: 'all', items: [{ field: 'stageId', operator: 'in', values: ['a'] }, { field: 'name', operator: 'isNull', values: [] }] },
        { mode: 'any', items: [{ field: 'name', operator: 'eq', values: ['x'] }, { field: 'name', operator: 'eq', values: ['y'] }] },
      ],
    });
    expect(fromFilter(type, { not: { and: [{ size: { eq: 1 } }] } })).toEqual({ mode: 'none', items: [{ mode: 'all', items: [{ field: 'size', operator: 'eq', values: ['1'] }] }] });
    for (const filter of [{ size: { between: [1, 5] } }, { size: { gte: 1, lte: 5 } }]) expect(fromFilter(type, filter).items).toEqual([{ field: 'size', operator: 'between', values: ['1', '5'] }]);
    expect(fromFilter(type, { due: { between: ['2026-01-01T00:00:00Z', '2026-02-01'] } }).items).toEqual([{ field: 'due', operator: 'between', values: ['2026-01-01', '2026-02-01'] }]);
    expect(fromFilter(type, null)).toEqual(NO_FILTER);
  });

  it('survives the address bar, and an empty one is told from none', () => {
    expect(decodeFilter(encodeFilter(GROUP))).toEqual(GROUP);
    const any: FilterGroup = { mode: 'any', items: GROUP.items.slice(0, 2) };
    expect(decodeFilter(encodeFilter(any))).toEqual(any);
    expect(encodeFilter(NO_FILTER)).toBe('all()');
    expect(decodeFilter('all()')).toEqual(NO_FILTER);
  });

  it('that nobody could have built is left out', () => {
    expect(decodeFilter('name~drop~x;;size~gte~%E0%A4%A;some(size~gte~1);size~gte~3').items).toEqual([{ field: 'size', operator: 'gte', values: ['3'] }]);
    expect(toFilter(type, { mode: 'all', items: [{ field: 'gone', operator: 'eq', values: ['1'] }, { field: 'name', operator: 'eq', values: [] }, { mode: 'any', items: [] }] })).toBeNull();
  });

  it('goes without what is half made', () => {
    expect(tidied({ mode: 'any', items: [{ field: '', operator: 'eq', values: ['1'] }, { field: 'size', operator: 'between', values: ['1', ''] }, { mode: 'all', items: [{ field: 'name', operator: 'eq', values: [' '] }] }, { field: 'hot', operator: 'isTrue', values: ['old'] }] })).toEqual({ mode: 'any', items: [{ field: 'hot', operator: 'isTrue', values: [] }] });
  });

  it('takes conditions of its own beside its groups', () => {
    const rule = { field: 'hot', operator: 'isTrue', values: [] } as const;
    const any: FilterGroup = { mode: 'any', items: [rule] };
    expect(withTopRules(any, [rule])).toEqual({ mode: 'all', items: [rule, any] });
    expect(withTopRules({ mode: 'all', items: [rule, any] }, [])).toEqual({ mode: 'all', items: [any] });
  });
});

describe('a period', () => {
  it.each(['today', 'this quarter', 'last 7 days', 'next 3 months', 'more than 30 days ago'])('%s is taken apart and put together', (text) => expect(writePeriod(readPeriod(text)!)).toBe(text));
  it('that is none is null', () => expect(readPeriod('soon')).toBeNull());
});
