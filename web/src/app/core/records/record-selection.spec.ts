import type { TypedDocumentNode } from '@apollo/client';
import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { withFields } from './record-selection.js';
import type { RecordTypeMetadata } from './record-metadata.js';

const field = (name: string, more: object = {}): object => ({ name, label: name, kind: 'text', customKey: null, relation: null, target: null, ...more });
const deal = {
  name: 'opportunity',
  fields: [field('nextStep'), field('amount'), field('campaignId', { kind: 'reference', relation: 'campaign', target: 'campaign' }), field('cf_tier', { customKey: 'tier' }), field('cf_buyer', { kind: 'reference', customKey: 'buyer', relation: 'cf_buyer_record', target: 'contact' })],
} as unknown as RecordTypeMetadata;
const titles = (type: string): readonly string[] => (type === 'campaign' ? ['name'] : []);
const BOARD = parse('fragment SpecCard on Opportunity { id amount } query SpecBoard { opportunityBoard { stages { opportunities { nodes { ...SpecCard } } } } }') as TypedDocumentNode<unknown, object>;
const textOf = (names: readonly string[]): string => print(withFields(BOARD, 'SpecCard', deal, titles, names)).replaceAll(/\s+/g, ' ');

describe('a document with the fields that somebody chose', () => {
  it('is the very same without any', () => {
    expect(withFields(BOARD, 'SpecCard', deal, titles, [])).toBe(BOARD);
    expect(withFields(BOARD, 'SpecCard', deal, titles, ['gone'])).toBe(BOARD);
  });

  it('asks for those, by name, by key and with what they point at', () => {
    expect(textOf(['nextStep'])).toContain('fragment SpecCard on Opportunity { id amount nextStep }');
    expect(textOf(['campaignId'])).toContain('campaignId campaign { __typename id name }');
    expect(textOf(['cf_tier', 'cf_buyer'])).toContain('cf_tier: customValue(key: "tier") cf_buyer: customValue(key: "buyer") cf_buyer_record: customReference(key: "buyer") { __typename id title }');
    expect(textOf(['nextStep'])).toContain('nodes { ...SpecCard }');
  });

  it('asks for nothing twice, and is made once', () => {
    expect(textOf(['amount', 'nextStep'])).toContain('{ id amount nextStep }');
    expect(withFields(BOARD, 'SpecCard', deal, titles, ['nextStep'])).toBe(withFields(BOARD, 'SpecCard', deal, titles, ['nextStep']));
  });
});
