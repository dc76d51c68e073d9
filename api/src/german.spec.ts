import { describe, expect, it } from '@jest/globals';
import './app.module.js';
import { isTranslated } from './platform/i18n/phrasebook.js';
import { recordTypes } from './platform/records/record-registry.js';

/** Everything a record type says of itself to people. */
const textsOf = (type: ReturnType<typeof recordTypes>[number]): readonly string[] => [
  type.label, type.labelPlural,
  ...Object.values(type.allFields).flatMap(({ label, section, help }) => [label, section ?? '', help ?? '']),
];

describe('German', () => {
  it.each(recordTypes().map((type) => [type.name, type] as const))('has every label, section and hint of %s', (_name, type) => {
    expect([...new Set(textsOf(type))].filter((text) => text && !isTranslated(text, 'de'))).toEqual([]);
  });
});
