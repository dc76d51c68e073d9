import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { describe, expect, it } from '@jest/globals';
import { Formats } from '../../core/format/formats.js';
import type { ClientRecord, FieldKind, FieldMetadata } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { FieldViews } from './field-views.js';

const field = (kind: FieldKind, more: Partial<FieldMetadata> = {}): FieldMetadata => ({ name: 'it', kind, label: 'It', readOnly: false, required: false, choices: ['A', 'B'], options: [], target: 'account', maxLength: 10, currencyField: null, within: null, relation: null, ...more }) as FieldMetadata;
const record = (it: unknown): ClientRecord => ({ __typename: 'Thing', id: '1', version: 1, it });

/** What a cell holds, what its editor is, and what is sent when the value goes through the editor unchanged. */
const CELLS: readonly (readonly [FieldKind, unknown, string | null])[] = [
  ['text', 'Ada', 'text'],
  ['email', 'ada@example.com', 'text'],
  ['phone', '+49 30 1', 'text'],
  ['url', 'https://example.com', 'text'],
  ['integer', 12, 'number'],
  ['number', 1.5, 'number'],
  ['money', '1054.50', 'money'],
  ['boolean', true, 'select'],
  ['date', '2026-11-21', 'date'],
  ['choice', 'A', 'select'],
  ['tags', ['new', 'warm'], 'text'],
  ['reference', 'id-1', 'relation'],
  // Too much for a cell, or a moment: edited in the panel.
  ['dateTime', '2026-11-21T09:00:00.000Z', null],
  ['longText', 'Much', null],
  ['json', { a: 1 }, null],
];

describe('a cell of a list', () => {
  const views = (): FieldViews => {
    TestBed.configureTestingModule({ providers: [{ provide: Formats, useValue: { currency: () => 'EUR' } }, { provide: RecordsGateway, useValue: {} }, { provide: RecordTypesStore, useValue: {} }, { provide: TranslocoService, useValue: { translate: (key: string) => key } }] });
    return TestBed.inject(FieldViews);
  };

  it.each(CELLS)('of kind %s takes %j through its editor unchanged', (kind, value, editor) => {
    const shown = views();
    const described = field(kind);
    expect(shown.editor(described, record(value))?.kind ?? null).toBe(editor);
    if (editor) expect(shown.toInput(described, shown.editValue(described, record(value)))).toEqual(value);
  });

  it.each(CELLS.filter(([, , editor]) => editor))('of kind %s can be emptied', (kind) => {
    const empty = kind === 'tags' ? [] : kind === 'boolean' ? false : null;
    expect(views().toInput(field(kind), null)).toEqual(empty);
  });

  it('that only the product sets has no editor', () => expect(views().editor(field('text', { readOnly: true }), record('Ada'))).toBeNull());
});
