import { describe, expect, it } from '@jest/globals';
import type { ProvenanceEntry } from '../../core/records/records.gateway.js';
import { provenanceNote } from './provenance-note.js';

const entry: ProvenanceEntry = { __typename: 'FieldProvenanceType', changeSetId: '01a1', via: 'web', field: 'email', source: 'import:01a2', ref: 'line 3', confidence: 1, setBy: 'Ada Lovelace', at: '2026-01-02T00:00:00Z' };
const note = (given: Partial<ProvenanceEntry>): string =>
  provenanceNote({ ...entry, ...given }, { translate: (key: unknown, params: unknown) => `${String(key)} ${JSON.stringify(params)}` as never }, { date: () => '2 Jan', percent: (share: number) => `${share * 100} %` } as never);

describe('the note of where a value comes from', () => {
  it('names the line of an import, and how sure it is where it is not', () => {
    expect(note({})).toBe('records.source.import {"line":"3"} · Ada Lovelace · 2 Jan');
    expect(note({ confidence: 0.8 })).toBe('records.source.import {"line":"3"} · 80 % · Ada Lovelace · 2 Jan');
  });

  it.each(['bulk', 'merge'])('says %s in words, without the id', (kind) => {
    expect(note({ source: `${kind}:01a2`, ref: null })).toBe(`records.source.${kind} {"line":""} · Ada Lovelace · 2 Jan`);
  });

  it('leaves out what there are no words for', () => {
    expect(note({ source: 'else:01a2' })).toBe('Ada Lovelace · 2 Jan');
  });
});
