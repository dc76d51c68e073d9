import { describe, expect, it } from '@jest/globals';
import { choice, date, email, integer, longText, money, phone, reference, text } from '../../../platform/records/fields.js';
import { defineRecord } from '../../../platform/records/record-type.js';
import { importableFields, suggestMapping, type MappingTarget } from './index.js';
import { headerWords, unitOf } from './normalise.js';
import { isKnownHeader } from './vocabulary.js';

const contact = defineRecord({
  name: 'contact', plural: 'contacts', label: 'Contact', labelPlural: 'Contacts', icon: 'user', table: 'contacts', module: 'crm-core', access: 'owned', titleFields: ['firstName', 'lastName'],
  fields: {
    firstName: text({ label: 'First name' }),
    lastName: text({ label: 'Last name', required: true }),
    email: email({ label: 'E-mail' }),
    phone: phone({ label: 'Phone' }),
    mobile: phone({ label: 'Mobile' }),
    accountId: reference('account', { label: 'Account' }),
    lifecycle: choice(['LEAD', 'CUSTOMER'], { label: 'Lifecycle' }),
    score: integer({ label: 'Score', readOnly: true }),
    notes: longText({ label: 'Notes' }),
  },
});
const deal = defineRecord({
  name: 'opportunity', plural: 'opportunities', label: 'Opportunity', labelPlural: 'Opportunities', icon: 'target', table: 'opportunities', module: 'crm-core', access: 'owned', titleFields: ['name'],
  fields: {
    name: text({ label: 'Name', required: true }),
    accountId: reference('account', { label: 'Account' }),
    stageId: reference('stage', { label: 'Stage' }),
    amount: money({ label: 'Amount' }),
    startDate: date({ label: 'Started' }),
    actualCloseDate: date({ label: 'Closed' }),
  },
});
const company = defineRecord({
  name: 'account', plural: 'accounts', label: 'Account', labelPlural: 'Accounts', icon: 'building-2', table: 'accounts', module: 'crm-core', access: 'owned', titleFields: ['name'],
  fields: { name: text({ label: 'Name', required: true }), description: longText({ label: 'Description' }) },
});
const targetOf = (record: typeof contact | typeof deal | typeof company): MappingTarget => ({ recordType: record.name, fields: importableFields(record.allFields), titleFields: record.titleFields });
const suggest = (target: MappingTarget, names: string[], rows: string[][] = []) => suggestMapping(target, names.map((name, index) => ({ index, name })), rows);
const fieldsOf = (target: MappingTarget, names: string[], rows?: string[][]) => suggest(target, names, rows).map((column) => column.targets.map(({ field }) => field).join('+'));

describe('suggesting a mapping', () => {
  it('offers what can be written only', () => {
    expect(Object.keys(targetOf(contact).fields)).toEqual(['firstName', 'lastName', 'email', 'phone', 'mobile', 'accountId', 'lifecycle', 'notes', 'ownerId', 'externalId']);
  });

  it.each([
    ['Outlook', ['First Name', 'Last Name', 'Company', 'E-mail Address', 'Business Phone', 'Mobile Phone', 'Notes'], ['firstName', 'lastName', 'accountId', 'email', 'phone', 'mobile', 'notes']],
    ['Google', ['Given Name', 'Family Name', 'Organization Name', 'E-mail 1 - Value', 'Phone 1 - Value', 'E-mail 1 - Type'], ['firstName', 'lastName', 'accountId', 'email', 'phone', '']],
    ['HubSpot', ['Record ID', 'First Name', 'Last Name', 'Email', 'Phone Number', 'Contact owner', 'Lifecycle Stage'], ['externalId', 'firstName', 'lastName', 'email', 'phone', 'ownerId', 'lifecycle']],
    ['Pipedrive', ['Person - First name', 'Person - Last name', 'Person - Email (Work)', 'Person - Phone'], ['firstName', 'lastName', 'email', 'phone']],
    ['German', ['Vorname', 'Nachname', 'E-Mail-Adresse', 'Telefon', 'Handy', 'Firma', 'Bemerkungen'], ['firstName', 'lastName', 'email', 'phone', 'mobile', 'accountId', 'notes']],
    ['French', ['Prénom', 'Nom', 'Courriel', 'Téléphone', 'Société', 'Remarques'], ['firstName', 'lastName', 'email', 'phone', 'accountId', 'notes']],
    ['Spanish', ['Nombre', 'Apellidos', 'Correo electrónico', 'Teléfono', 'Empresa', 'Notas'], ['firstName', 'lastName', 'email', 'phone', 'accountId', 'notes']],
  ])('knows the headers of %s', (_, headers, expected) => expect(fieldsOf(targetOf(contact), headers)).toEqual(expected));

  it('knows what lists of companies call their names and notes', () => {
    for (const header of ['Firmenname', 'Unternehmensname', 'Raison sociale']) expect(fieldsOf(targetOf(company), [header, 'Ort', 'Notiz'])).toEqual(['name', '', 'description']);
    expect(fieldsOf(targetOf(company), ['Firma', 'Beschreibung', 'Notizen'])).toEqual(['name', 'description', '']);
  });

  it('reads a sales pipeline, and lets the id serve as name where there is none', () => {
    const rows = Array.from({ length: 6 }, (_, n) => [`1C1I7A6R${n}`, 'Moses Frase', 'Cancity', 'Won', '2016-10-20', '2017-03-01', '1054']);
    const headers = ['opportunity_id', 'sales_agent', 'account', 'deal_stage', 'engage_date', 'close_date', 'close_value'];
    expect(fieldsOf(targetOf(deal), headers, rows)).toEqual(['externalId+name', 'ownerId', 'accountId', 'stageId', 'startDate', 'actualCloseDate', 'amount']);
    expect(fieldsOf(targetOf(deal), ['Deal ID', 'Deal Name'])).toEqual(['externalId', 'name']);
  });

  it('lets values speak: words are no e-mail addresses, addresses are', () => {
    const words = [['hello'], ['some'], ['words'], ['in'], ['here']];
    expect(fieldsOf(targetOf(contact), ['Email'], words)).toEqual(['']);
    const [column] = suggest(targetOf(contact), ['Column 1'], [['a@x.example'], ['b@x.example']]);
    expect(column!.targets).toEqual([{ field: 'email', confidence: 0.6, reason: 'The values are e-mail addresses' }]);
  });

  it('says why, and what else it could be', () => {
    const [column] = suggest(targetOf(deal), ['Amount (in millions)']);
    expect(column!.targets[0]).toMatchObject({ field: 'amount', reason: expect.stringContaining('Amount') });
    expect(column!.multiplier).toBe(1_000_000);
    const [close] = suggest(targetOf(deal), ['Closed']);
    expect(close!.targets[0]!.confidence).toBeGreaterThan(0.9);
  });

  it('gives no field to two columns', () => {
    expect(fieldsOf(targetOf(contact), ['Email', 'E-mail Address'])).toEqual(['email', '']);
  });

  it('knows the second of a kind by its number, where records keep several', () => {
    const headers = ['Nachname', 'E-Mail', 'E-Mail 2', 'Telefon 1', 'Telefon 2', 'Bemerkung', 'Bemerkung 2', 'Firma', 'Firma 2', 'Spalte 7'];
    expect(fieldsOf({ ...targetOf(contact), keepsFurther: true }, headers)).toEqual(['lastName', 'email', 'email', 'phone', 'phone', 'notes', 'notes', 'accountId', '', '']);
    expect(fieldsOf(targetOf(contact), headers)).toEqual(['lastName', 'email', '', 'phone', '', 'notes', 'notes', 'accountId', '', '']);
    expect(fieldsOf({ ...targetOf(contact), keepsFurther: true }, ['Phone 2', 'Phone'])).toEqual(['phone', 'phone']);
    const people = [['Berg', 'ada@x.example', 'kim@x.example'], ['Rossi', 'theo@x.example', 'sara@x.example']];
    expect(fieldsOf({ ...targetOf(contact), keepsFurther: true }, ['Last name', 'E-Mail', 'Assistant 2'], people)).toEqual(['lastName', 'email', '']);
    expect(fieldsOf(targetOf(contact), ['Last name', 'Lifecycle 2', 'Id 1'])).toEqual(['lastName', '', '']);
    expect(suggest(targetOf(contact), ['Telefon 1'])[0]!.targets[0]).toEqual({ field: 'phone', confidence: expect.any(Number), reason: expect.any(String) });
  });

  it('normalises headers and finds units', () => {
    expect(headerWords('Opportunity_ID*')).toBe('opportunity id');
    expect(headerWords('HTMLColumnName')).toBe('html column name');
    expect([unitOf('Umsatz (Tsd. €)'), unitOf('Revenue $M'), unitOf('Revenue')]).toEqual([1000, 1_000_000, undefined]);
    expect([isKnownHeader('Deal Stage'), isKnownHeader('Quack')]).toEqual([true, false]);
  });
});
