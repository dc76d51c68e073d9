import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { describe, expect, it } from '@jest/globals';
import { Formats } from '../../core/format/formats.js';
import type { ClientRecord, FieldKind, FieldMetadata } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { TagSuggestions } from '../tags/tag-suggestions.js';
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
  ['choices', ['A', 'B'], 'options'],
  ['dateTime', '2026-11-21T09:00:00.000Z', 'time'],
  ['longText', 'Much\nmore', 'longText'],
  ['json', { a: 1 }, null],
];

describe('a cell of a list', () => {
  const views = (): FieldViews => {
    TestBed.configureTestingModule({ providers: [{ provide: Formats, useValue: { currency: () => 'EUR', clockTime: (moment: string) => moment.slice(0, 16), momentOf: (clock: string) => `${clock}:00.000Z` } }, { provide: RecordsGateway, useValue: {} }, { provide: TagSuggestions, useValue: { prepare: () => undefined, colours: () => ({ warm: 'red' }) } }, { provide: RecordTypesStore, useValue: {} }, { provide: TranslocoService, useValue: { translate: (key: string) => key } }] });
    return TestBed.inject(FieldViews);
  };

  it('shows tags and options as chips in their colours', () => {
    expect(views().chips(field('tags'), record(['new', 'warm']))).toEqual([{ value: 'new', text: 'new' }, { value: 'warm', text: 'warm', color: 'red' }]);
    TestBed.resetTestingModule();
    expect(views().chips(field('choices'), record(['A']))).toEqual([{ value: 'A', text: 'A' }]);
    TestBed.resetTestingModule();
    expect(views().chips(field('text'), record('A'))).toBeNull();
  });

  it.each(CELLS)('of kind %s takes %j through its editor unchanged', (kind, value, editor) => {
    const shown = views();
    const described = field(kind);
    expect(shown.editor(described, record(value))?.kind ?? null).toBe(editor);
    if (editor) expect(shown.toInput(described, shown.editValue(described, record(value)))).toEqual(value);
  });

  it.each(CELLS.filter(([, , editor]) => editor))('of kind %s can be emptied', (kind) => {
    const empty = kind === 'tags' || kind === 'choices' ? [] : kind === 'boolean' ? false : null;
    expect(views().toInput(field(kind), null)).toEqual(empty);
  });

  it('calls a choice what the API calls it, and keeps the tone of well-known states', () => {
    const german = field('choice', { choices: ['WON', 'LOST'], options: [{ value: 'WON', label: 'Gewonnen', colour: null, archived: false }, { value: 'LOST', label: 'Verloren', colour: null, archived: false }] });
    const shown = views();
    expect(shown.text(german, record('WON'))).toBe('Gewonnen');
    expect(shown.badge(german, record('WON'))).toEqual({ text: 'Gewonnen', tone: 'ok' });
    expect(shown.choices(german)).toEqual([{ value: 'WON', label: 'Gewonnen' }, { value: 'LOST', label: 'Verloren' }]);
    expect(shown.badge(field('choice', { choices: ['WON'] }), record('WON'))).toEqual({ text: 'Won', tone: 'ok' });
  });

  it('that only the product sets has no editor', () => expect(views().editor(field('text', { readOnly: true }), record('Ada'))).toBeNull());
});
