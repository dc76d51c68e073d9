import { importProvidersFrom } from '@angular/core';
import { TranslocoTestingModule, type TranslocoService } from '@jsverse/transloco';
import { describe, expect, it } from '@jest/globals';
import type { GridColumn } from '@libs/ui';
import { all, find, mount, textOf } from '@libs/ui/testing';
import { Formats } from '../../core/format/formats.js';
import type { ClientRecord, FieldMetadata, RecordTypeMetadata } from '../../core/records/record-metadata.js';
import type { FieldViews } from '../records/field-views.js';
import { dealOf, stageOf } from './board.fixtures.js';
import { cardFieldsOf, linesOf } from './card-fields.js';
import { DealCardView, dealInWords } from './deal-card.js';
import type { DealCard } from './opportunities.gateway.js';

const LEAD = stageOf('lead');
const formats = { money: (amount: string | null, currency: string) => (amount === null ? '' : `${amount} ${currency}`), date: () => '', today: () => '2026-01-01', percent: (share: number) => `${share * 100} %` };
const text = (id: string, label: string): GridColumn<ClientRecord> => ({ id, label, text: (record) => String(record[id] ?? '') });
const LINES: readonly GridColumn<ClientRecord>[] = [
  text('nextStep', 'Next step'),
  { ...text('cf_tier', 'Tier'), badge: (record) => (record['cf_tier'] ? { text: String(record['cf_tier']), tone: 'brand' } : null) },
  { ...text('tags', 'Tags'), chips: (record) => ((record['tags'] as readonly string[] | undefined) ?? []).map((value) => ({ value, text: value })) },
  { ...text('cf_buyer', 'Buyer'), avatar: (record) => (record['cf_buyer'] ? { name: String(record['cf_buyer']), shape: 'person' } : null) },
];

describe('the card of a deal', () => {
  const providers = [importProvidersFrom(TranslocoTestingModule.forRoot({ langs: { en: {} }, translocoConfig: { availableLangs: ['en'], defaultLang: 'en' }, preloadLangs: true })), { provide: Formats, useValue: formats }];
  const deal = (more: object): DealCard => ({ ...dealOf('a', LEAD), ...more });

  it('draws no line until somebody chose a field', async () => {
    const { element } = await mount(DealCardView, { deal: deal({ nextStep: 'Call' }) }, providers);
    expect(all(element, '.line')).toHaveLength(0);
    expect(textOf(find(element, '.name'))).toBe('Deal a');
  });

  it('shows chosen fields as a table does, and gives those that are empty no room', async () => {
    const { element } = await mount(DealCardView, { lines: LINES, deal: deal({ nextStep: 'Call', cf_tier: 'Gold', tags: [], cf_buyer: 'Ada Berg' }) }, providers);
    expect(all(element, '.line .what').map((label) => textOf(label))).toEqual(['Next step', 'Tier', 'Buyer']);
    expect(textOf(find(element, 'ui-badge'))).toBe('Gold');
    expect(all(element, '.line ui-avatar')).toHaveLength(1);
  });

  it('tells what was chosen to whoever hears it', () => {
    const words = { translate: (key: string) => key } as unknown as TranslocoService;
    expect(dealInWords(deal({ nextStep: 'Call' }), LINES, formats as unknown as Formats, words)).toBe('Deal a, Acme, 100 USD, Ada Berg, Next step: Call');
  });
});

describe('what a card can show', () => {
  const field = (name: string, more: Partial<FieldMetadata> = {}): FieldMetadata => ({ name, label: name, kind: 'text', column: null, customKey: null, relation: null, target: null, sortable: false, ...more }) as FieldMetadata;
  const type = { name: 'opportunity', label: 'Opportunity', titleFields: ['name'], fields: ['name', 'stageId', 'pipelineId', 'amount', 'ownerId', 'description', 'raw', 'createdAt', 'nextStep'].map((name) => field(name, name === 'raw' ? { kind: 'json' } : {})).concat(field('cf_tier', { customKey: 'tier' })) } as unknown as RecordTypeMetadata;
  const columns = cardFieldsOf(type, { shapeOf: () => null } as unknown as FieldViews);

  it('is each field that the person may see, but what the board says itself; at first what it always showed', () => {
    expect(columns.map(({ id }) => id)).toEqual(['title', 'ownerId', 'amount', 'nextStep', 'cf_tier', 'description', 'createdAt']);
    expect(columns.filter(({ hidden }) => !hidden).map(({ id }) => id)).toEqual(['title', 'ownerId', 'amount']);
  });

  it('stands below each other unless it has a place of its own', () => {
    expect(linesOf(columns).map(({ id }) => id)).toEqual(['nextStep', 'cf_tier', 'description', 'createdAt']);
  });
});
