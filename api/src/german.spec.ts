import { describe, expect, it } from '@jest/globals';
import './app.module.js';
import { runInContext, systemContext } from './platform/context/request-context.js';
import { choicePhrase, optionsOf } from './platform/records/choice-labels.js';
import { isTranslated } from './platform/i18n/phrasebook.js';
import { recordTypeNamed, recordTypes } from './platform/records/record-registry.js';

/** Everything a record type says of itself to people. */
const textsOf = (type: ReturnType<typeof recordTypes>[number]): readonly string[] => [
  type.label, type.labelPlural,
  ...Object.values(type.allFields).flatMap(({ label, section, help }) => [label, section ?? '', help ?? '']),
];

/** Its choices as they stand in the phrasebook. */
const choicesOf = (type: ReturnType<typeof recordTypes>[number]): readonly string[] => Object.values(type.allFields).flatMap((field) => (field.choices ?? []).map((value) => choicePhrase(field, value, 'de')));

describe('German', () => {
  it.each(recordTypes().map((type) => [type.name, type] as const))('has every label, section, hint and choice of %s', (_name, type) => {
    expect([...new Set([...textsOf(type), ...choicesOf(type)])].filter((text) => text && !isTranslated(text, 'de'))).toEqual([]);
  });

  it('calls choices by words that fit their field, and leaves English to the client', () => {
    const labels = (language: 'de' | 'en', type: string, field: string): string[] =>
      runInContext({ ...systemContext('00000000-0000-0000-0000-000000000000', 'words'), language }, () => optionsOf(recordTypeNamed(type).allFields[field]!).map(({ label }) => label));
    expect(labels('de', 'opportunity', 'status')).toEqual(['Offen', 'Gewonnen', 'Verloren']);
    expect(labels('de', 'member', 'role')).toEqual(['Eigentümer', 'Administrator', 'Mitglied', 'Betrachter']);
    expect(labels('en', 'opportunity', 'status')).toEqual([]);
  });
});
