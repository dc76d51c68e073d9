import { describe, expect, it } from '@jest/globals';
import {
  allowedStep, assign, decided, groupsToDecide, inSuggestedOrder, isUndoable, missingFields, reportCsv, stepOf, suggestionFor, usableKeys,
  type ColumnMapping, type ImportRow, type ImportTarget, type ImportValue,
} from './import-model.js';

const mapped = (column: number, ...targets: string[]): ColumnMapping => ({
  __typename: 'ImportColumnMapping', column, targets, multiplier: null, dateOrder: null, decimalMark: null, createMissing: null, onProblem: null, serialDates: null, timeZone: null,
});
const value = (given: Partial<ImportValue>): ImportValue => ({
  __typename: 'ImportValue', field: 'productId', column: 'product', value: 'GTXPro', rows: 1480, match: 'NEAR', needsDecision: true, decided: false, creatable: true, action: null, recordId: null, choice: null, choices: [], candidates: [], ...given,
});
const candidate = { __typename: 'ImportValueCandidate' as const, id: 'p1', title: 'GTX Pro', detail: null, score: 0.98 };
const target: ImportTarget = {
  __typename: 'ImportTargetType', recordType: 'account', label: 'Account', labelPlural: 'Accounts', icon: 'building-2', allowed: true, matchKeys: [['externalId'], ['name']],
  fields: [
    { __typename: 'ImportTargetField', key: 'name', label: 'Name', kind: 'text', percent: false, required: true, target: null, choices: [] },
    { __typename: 'ImportTargetField', key: 'externalId', label: 'External id', kind: 'text', percent: false, required: false, target: null, choices: [] },
  ],
};

describe('order of files', () => {
  it('puts first what others refer to, and keeps the order of files of one kind', () => {
    const files = [{ recordType: 'opportunity', n: 1 }, { recordType: 'account', n: 2 }, { recordType: 'project', n: 3 }, { recordType: 'member', n: 4 }, { recordType: 'account', n: 5 }];
    expect(inSuggestedOrder(files).map(({ n }) => n)).toEqual([4, 2, 5, 1, 3]);
  });
});

describe('mapping', () => {
  it('lets several columns feed one field', () => {
    const columns = assign([mapped(0, 'name', 'externalId'), mapped(1)], 1, ['externalId']);
    expect(columns.map(({ targets }) => targets)).toEqual([['name', 'externalId'], ['externalId']]);
  });

  it('names required fields that nothing feeds, neither a column nor a constant', () => {
    expect(missingFields(target, [mapped(0, 'externalId')], {}).map(({ key }) => key)).toEqual(['name']);
    expect(missingFields(target, [mapped(0, 'externalId')], { name: 'Acme' })).toEqual([]);
    expect(missingFields(target, [mapped(0, 'name')], {})).toEqual([]);
  });

  it('offers the keys whose fields are all fed', () => {
    expect(usableKeys(target, [mapped(0, 'name')])).toEqual([['name']]);
  });
});

describe('decisions', () => {
  it('suggests the nearest record, the nearest choice, or a new record, and nothing where several have the name', () => {
    expect(suggestionFor(value({ candidates: [candidate] }))).toEqual({ field: 'productId', value: 'GTXPro', action: 'USE', recordId: 'p1' });
    expect(suggestionFor(value({ choices: ['CUSTOMER', 'PARTNER'] }))).toMatchObject({ action: 'USE', choice: 'CUSTOMER' });
    expect(suggestionFor(value({ match: 'NONE' }))).toMatchObject({ action: 'CREATE' });
    expect(suggestionFor(value({ match: 'NONE', choices: ['CUSTOMER'], creatable: false }))).toMatchObject({ action: 'EMPTY' });
    expect(suggestionFor(value({ match: 'NONE', choices: ['gold'] }))).toMatchObject({ action: 'CREATE' });
    expect(suggestionFor(value({ match: 'AMBIGUOUS', candidates: [candidate] }))).toBeNull();
    expect(suggestionFor(value({ candidates: [candidate, { ...candidate, id: 'p2' }] }))).toBeNull();
    expect(suggestionFor(value({ candidates: [candidate, { ...candidate, id: 'p2', title: 'GTX Basic' }] }))).toMatchObject({ recordId: 'p1' });
  });

  it('are shown at once and can be taken back', () => {
    const open = value({ candidates: [candidate] });
    const used = decided(open, { field: 'productId', value: 'GTXPro', action: 'USE', recordId: 'p1' });
    expect(used).toMatchObject({ needsDecision: false, decided: true, recordId: 'p1' });
    expect(decided(used, { field: 'productId', value: 'GTXPro', action: null })).toMatchObject({ needsDecision: true, decided: false, recordId: null });
    expect(decided(open, { field: 'productId', value: 'Other', action: 'EMPTY' })).toBe(open);
  });

  it('are grouped by field, without what was understood', () => {
    const groups = groupsToDecide([value({ field: 'a', decided: true, needsDecision: false }), value({ field: 'b' }), value({ field: 'b', value: 'x' }), value({ field: 'c', needsDecision: false })]);
    expect(groups.map(({ field, open }) => [field, open])).toEqual([['b', 2], ['a', 0]]);
  });
});

describe('where an import goes on', () => {
  const state = { startedAt: null, rowCount: 3 };
  it('follows its state and its open questions', () => {
    expect(stepOf({ ...state, status: 'READY' }, [])).toBe('columns');
    expect(stepOf({ ...state, status: 'READY' }, [value({ decided: true })])).toBe('names');
    expect(stepOf({ ...state, status: 'CHECKED' }, [value({})])).toBe('names');
    expect(stepOf({ ...state, status: 'CHECKED' }, [value({ needsDecision: false })])).toBe('check');
    expect(stepOf({ ...state, status: 'PAUSED', startedAt: '2026-01-01T00:00:00Z' }, [])).toBe('run');
  });

  it('lets a person go back while nothing was written, and not after', () => {
    expect(allowedStep('columns', { ...state, status: 'CHECKED' }, 'check')).toBe('columns');
    expect(allowedStep('columns', { ...state, status: 'COMPLETED', startedAt: '2026-01-01T00:00:00Z' }, 'run')).toBe('run');
    expect(allowedStep('names', { ...state, rowCount: 0, status: 'READY' }, 'columns')).toBe('columns');
    expect(allowedStep('nonsense', { ...state, status: 'READY' }, 'columns')).toBe('columns');
  });

  it('can be undone when something was written', () => {
    const counts = { __typename: 'ImportOutcomeCounts' as const, created: 1, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
    expect(isUndoable({ status: 'COMPLETED', changeSetId: 'c', outcomeCounts: counts })).toBe(true);
    expect(isUndoable({ status: 'REVERTED', changeSetId: 'c', outcomeCounts: counts })).toBe(false);
    expect(isUndoable({ status: 'COMPLETED', changeSetId: 'c', outcomeCounts: { ...counts, created: 0 } })).toBe(false);
  });
});

describe('the report as a file', () => {
  it('quotes what has to be quoted and disarms formulas, but no numbers', () => {
    const row: ImportRow = {
      __typename: 'ImportRow', line: 3, cells: ['=1+1', '-12.50', 'say "hi"', 'a,b'], plan: 'INVALID', outcome: null, recordId: null, decision: null, decisionRecordId: null, candidates: [],
      reasons: [{ __typename: 'ImportRowReason', code: 'REQUIRED', message: 'Name is required.', field: 'name', column: null, value: null, warning: null }],
    };
    expect(reportCsv(['Line', 'Result', 'Reasons'], [{ row, result: 'Not possible' }])).toBe('Line,Result,Reasons\r\n3,Not possible,Name is required.,\'=1+1,-12.50,"say ""hi""","a,b"\r\n');
  });
});
