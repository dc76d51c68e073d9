import { describe, expect, it } from '@jest/globals';
import { detailFields, isMissing, leadingFields, optionOf, type ClientRecord, type FieldMetadata, type RecordTypeMetadata } from './record-metadata.js';

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

describe('a record that is picked from others', () => {
  const telling = (name: string, more: Partial<FieldMetadata>): FieldMetadata => field(name, { customKey: null, ...more });
  const type = {
    name: 'contact', titleFields: ['firstName', 'lastName'], label: 'Contact',
    fields: [telling('firstName', { column: 1 }), telling('phone', { kind: 'phone', column: 30 }), telling('email', { kind: 'email', column: 10 }), telling('jobTitle', { column: 20 }), telling('ownerId', { kind: 'reference', column: 5 }), telling('notes', {}), telling('cf_tier', { customKey: 'tier', column: 40 })],
  } as unknown as RecordTypeMetadata;
  const record = (values: object): ClientRecord => ({ __typename: 'Contact', id: 'c1', version: 1, firstName: 'Ada', lastName: 'Berg', ...values });

  it('is told from others of its name by the first words its list would show', () => {
    expect(detailFields(type)).toEqual(['email', 'jobTitle', 'phone']);
    expect(optionOf(type, record({ email: null, jobTitle: 'Buyer', phone: '+49 40 1' }))).toEqual({ value: 'c1', label: 'Ada Berg', detail: 'Buyer · +49 40 1', avatar: 'person' });
    expect(optionOf({ ...type, name: 'product' }, record({}))).toEqual({ value: 'c1', label: 'Ada Berg' });
  });
});
