import { describe, expect, it } from '@jest/globals';
import { isMissing, leadingFields, type FieldMetadata, type RecordTypeMetadata } from './record-metadata.js';

const field = (name: string, more: Partial<FieldMetadata> = {}): FieldMetadata => ({ name, kind: 'text', section: null, required: false, readOnly: false, hasDefault: false, column: null, ...more }) as FieldMetadata;
const columns = Array.from({ length: 14 }, (_, index) => field(`column${index}`, { column: index }));

describe('the fields a form begins with', () => {
  const type = { titleFields: ['column0'], fields: [...columns, field('cf_centre', { required: true, section: 'More' }), field('notes')] } as unknown as RecordTypeMetadata;

  it('are twelve, and what must be filled is always among them', () => {
    const names = leadingFields(type).map(({ name }) => name);
    expect(names).toHaveLength(12);
    expect(names).toContain('cf_centre');
    expect(names).not.toContain('notes');
  });

  it('hold every required field where there are many', () => {
    const many = { ...type, fields: [...columns, ...Array.from({ length: 15 }, (_, index) => field(`cf_${index}`, { required: true }))] } as unknown as RecordTypeMetadata;
    expect(leadingFields(many).filter(({ required }) => required)).toHaveLength(15);
  });
});

describe('isMissing', () => {
  it.each([[null, true], ['', true], [[], true], ['x', false], [0, false], [false, false], [['x'], false]])('of %j is %s', (value, missing) => expect(isMissing(field('it', { required: true }), value)).toBe(missing));

  it('asks for nothing that fills itself or may stay empty', () => {
    expect(isMissing(field('it', { required: true, hasDefault: true }), null)).toBe(false);
    expect(isMissing(field('it'), null)).toBe(false);
  });
});
