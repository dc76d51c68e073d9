import { describe, expect, it } from '@jest/globals';
import { boolean, choice, date, dateTime, email, integer, money, number, phone, tags, text, url, type Field } from '../../../platform/records/fields.js';
import { detectFormat, parseCell, type ColumnFormat } from './index.js';

const cell = (field: Field, raw: string, format?: ColumnFormat): unknown => {
  const outcome = parseCell(field, raw, format);
  return outcome.ok ? outcome.value : outcome.problem;
};
const amount = money({ label: 'Amount' });

describe('numbers', () => {
  it.each([
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234,50', '1234.50'],
    ["1'234.50", '1234.50'],
    ['1,23,456.78', '123456.78'],
    ['1.234.567', '1234567.00'],
    ['€ 1.234,5', '1234.50'],
    ['$74.69', '74.69'],
    ['1234 USD', '1234.00'],
    ['$3k', '3000.00'],
    ['1.5M', '1500000.00'],
    ['(12.00)', '-12.00'],
    ['12-', '-12.00'],
    ['-0.005', '-0.005'],
    ['0.00005', '0.0001'],
    ['.5', '0.50'],
    ['0,500', '0.50'],
    ['1100.04', '1100.04'],
    ['90071992547409.93', '90071992547409.93'],
    ['abc', 'NOT_A_NUMBER'],
    ['12abc', 'NOT_A_NUMBER'],
    ['1.2.3', 'NOT_A_NUMBER'],
    ['10 000 00', 'NOT_A_NUMBER'],
    ['1e14', 'OUT_OF_RANGE'],
  ])('reads %j as %j', (raw, expected) => expect(cell(amount, raw)).toBe(expected));

  describe('of a chance', () => {
    const chance = integer({ label: 'Probability', min: 0, max: 100, percent: true });

    it('are shares of one where the column says so', () => {
      for (const [text, expected] of [['0.75', 75], ['0,1', 10], ['.333', 33], ['1', 100], ['0', 0], ['75 %', 75]] as const) expect([text, cell(chance, text, { multiplier: 100 })]).toEqual([text, expected]);
      expect(cell(chance, '75', { multiplier: 100 })).toBe('OUT_OF_RANGE');
    });

    it('are per cent elsewhere, where a fraction is no whole number', () => expect(['75', '1', '100', '75 %', '0.75', '0.5 %', '101'].map((text) => cell(chance, text))).toEqual([75, 1, 100, 75, 'NOT_AN_INTEGER', 'NOT_AN_INTEGER', 'OUT_OF_RANGE']));

    it.each([
      [['0.75', '1', '0'], { decimalMark: '.', multiplier: 100 }], [['0,5', '1'], { decimalMark: ',', multiplier: 100 }], [['0', '1'], {}], [['0.5', '75'], { decimalMark: '.' }], [['50 %', '1'], {}],
    ])('are told by the whole column: %j', (cells, format) => {
      expect(detectFormat(chance, cells)).toEqual(format);
      expect(detectFormat({ kind: 'integer' }, cells)).not.toHaveProperty('multiplier');
    });
  });

  it('leaves 1.234 open until the column or a person decides', () => {
    expect(cell(amount, '1.234')).toBe('AMBIGUOUS_NUMBER');
    expect(cell(amount, '1.234', { decimalMark: ',' })).toBe('1234.00');
    expect(cell(amount, '1.234', { decimalMark: '.' })).toBe('1.234');
    expect(detectFormat({ kind: 'money' }, ['1.234', '5,50'])).toEqual({ decimalMark: ',' });
    expect(detectFormat({ kind: 'money' }, ['1,234', '5.50'])).toEqual({ decimalMark: '.' });
    expect(detectFormat({ kind: 'money' }, ['1.234', '5.678'])).toEqual({ ambiguous: 'decimalMark' });
    expect(detectFormat({ kind: 'money' }, ['12', '5'])).toEqual({});
  });

  it('multiplies exactly by the column’s unit, and holds limits', () => {
    expect(cell(amount, '1100.04', { multiplier: 1_000_000 })).toBe('1100040000.00');
    expect(cell(integer({ label: 'N' }), '12.0')).toBe(12);
    expect(cell(integer({ label: 'N' }), '12.5')).toBe('NOT_AN_INTEGER');
    expect(cell(number({ label: 'N', max: 100 }), '63.2 %')).toBe(63.2);
    expect(cell(number({ label: 'N', max: 100 }), '101')).toBe('OUT_OF_RANGE');
  });
});

describe('dates', () => {
  const day = date({ label: 'Day' });
  it.each([
    ['2017-03-01', '2017-03-01'],
    ['2017/3/1', '2017-03-01'],
    ['20170301', '2017-03-01'],
    ['31.12.2017', '2017-12-31'],
    ['12/31/2017', '2017-12-31'],
    ['03/03/2017', '2017-03-03'],
    ['1 March 2017', '2017-03-01'],
    ['March 1st, 2017', '2017-03-01'],
    ['Wed, 1 Mar 2017', '2017-03-01'],
    ['1. März 2017', '2017-03-01'],
    ['15 août 2017', '2017-08-15'],
    ['3 de enero de 2017', '2017-01-03'],
    ['01-Mar-17', '2017-03-01'],
    ['31/12/99', '1999-12-31'],
    ['2017-02-29', 'NOT_A_DATE'],
    ['32/13/2017', 'NOT_A_DATE'],
    ['03/04/2017', 'AMBIGUOUS_DATE'],
    ['soon', 'NOT_A_DATE'],
    ['42736', 'NOT_A_DATE'],
  ])('reads %j as %j', (raw, expected) => expect(cell(day, raw)).toBe(expected));

  it('decides day or month first by the whole column', () => {
    expect(detectFormat({ kind: 'date' }, ['03/04/2017', '31/12/2017'])).toEqual({ dateOrder: 'DMY' });
    expect(detectFormat({ kind: 'date' }, ['03/04/2017', '12/31/2017'])).toEqual({ dateOrder: 'MDY' });
    expect(detectFormat({ kind: 'date' }, ['03.04.2017'])).toEqual({ dateOrder: 'DMY' });
    expect(detectFormat({ kind: 'date' }, ['03/04/2017', '05/06/2017'])).toEqual({ ambiguous: 'dateOrder' });
    expect(detectFormat({ kind: 'date' }, ['31/12/2017', '12/31/2017', '03/04/2017'])).toEqual({ dateOrder: 'DMY', ambiguous: 'dateOrder' });
    expect(detectFormat({ kind: 'date' }, ['2017-01-01'])).toEqual({});
    expect(cell(day, '03/04/2017', { dateOrder: 'MDY' })).toBe('2017-03-04');
  });

  it('reads spreadsheet serial numbers where the column is made of them', () => {
    const format = detectFormat({ kind: 'date' }, ['42736', '42737.5']);
    expect(format).toEqual({ serialDates: true });
    expect(cell(day, '42736', format)).toBe('2017-01-01');
    expect(cell(dateTime({ label: 'At' }), '42737.5', format)).toBe('2017-01-02T12:00:00.000Z');
  });

  it('places times in their zone', () => {
    const at = dateTime({ label: 'At' });
    expect(cell(at, '2017-03-01T10:00:00+02:00')).toBe('2017-03-01T08:00:00.000Z');
    expect(cell(at, '2017-07-01 10:00', { timeZone: 'Europe/Berlin' })).toBe('2017-07-01T08:00:00.000Z');
    expect(cell(at, '3/26/2017 01:30 PM', { timeZone: 'America/New_York' })).toBe('2017-03-26T17:30:00.000Z');
    expect(cell(at, '2017-03-01', { timeZone: 'Asia/Tokyo' })).toBe('2017-02-28T15:00:00.000Z');
    expect(cell(at, '2017-03-01 25:00')).toBe('NOT_A_DATE');
  });
});

describe('words and addresses', () => {
  it('knows the words for nothing, but not every word that looks like one', () => {
    for (const nothing of ['', '  ', 'N/A', 'n.a.', '-', '—', 'NULL', 'Select', '#N/A']) expect(cell(text({ label: 'T' }), nothing)).toBeNull();
    for (const name of ['Null', 'NA', 'None', '0']) expect(cell(text({ label: 'T' }), name)).toBe(name);
    expect(cell(tags({ label: 'T' }), '-')).toEqual([]);
  });

  it('reads yes and no in several languages', () => {
    for (const yes of ['Yes', 'TRUE', '1', 'Ja', 'oui', 'Sí', 'x', '✓', 'да']) expect(cell(boolean({ label: 'B' }), yes)).toBe(true);
    for (const no of ['no', 'False', '0', 'Nein', 'NON', 'нет']) expect(cell(boolean({ label: 'B' }), no)).toBe(false);
    expect(cell(boolean({ label: 'B' }), 'maybe')).toBe('NOT_A_BOOLEAN');
  });

  it('takes choices in any case, and only suggests near ones', () => {
    const field = choice(['PROSPECT', 'CUSTOMER', 'NO_SHOW'], { label: 'C' });
    expect(cell(field, 'customer')).toBe('CUSTOMER');
    expect(cell(field, 'No show')).toBe('NO_SHOW');
    expect(parseCell(field, 'Costumer')).toEqual({ ok: false, problem: 'UNKNOWN_CHOICE', suggestion: 'CUSTOMER' });
    expect(parseCell(field, 'banana')).toEqual({ ok: false, problem: 'UNKNOWN_CHOICE' });
  });

  it.each([
    ['Ann@Acme.Example', 'ann@acme.example'],
    ['"Ann" <ann@acme.example>', 'ann@acme.example'],
    ['mailto:ann@acme.example', 'ann@acme.example'],
    ['a@x.example ::: b@x.example', 'a@x.example'],
    ['ann@acme', 'NOT_AN_EMAIL'],
    ['ann..b@acme.example', 'NOT_AN_EMAIL'],
    ['ann acme.example', 'NOT_AN_EMAIL'],
  ])('reads the e-mail address %j as %j', (raw, expected) => expect(cell(email({ label: 'E' }), raw)).toBe(expected));

  it.each([
    ['+1 555  3227 8544', '+1 555 3227 8544'],
    ['tel:(030) 123-45', '(030) 123-45'],
    ['030 123 ext. 4', '030 123 ext. 4'],
    ['4.42E+11', 'NOT_A_PHONE'],
    ['call me', 'NOT_A_PHONE'],
  ])('reads the phone number %j as %j', (raw, expected) => expect(cell(phone({ label: 'P' }), raw)).toBe(expected));

  it.each([
    ['acme.example', 'https://acme.example'],
    ['HTTP://acme.example/x', 'HTTP://acme.example/x'],
    ['javascript://alert(1)', 'NOT_A_URL'],
    ['not a site', 'NOT_A_URL'],
    ['ann@acme.example', 'NOT_A_URL'],
  ])('reads the web address %j as %j', (raw, expected) => expect(cell(url({ label: 'U' }), raw)).toBe(expected));

  it('knows what other programs call an answer', () => {
    const lifecycle = choice(['LEAD', 'MQL', 'SQL', 'CUSTOMER'], { label: 'Lifecycle' });
    expect(['Sales Qualified Lead', 'salesqualifiedlead', 'Marketing Qualified Lead'].map((text) => cell(lifecycle, text))).toEqual(['SQL', 'SQL', 'MQL']);
    expect(parseCell(lifecycle, 'Subscriber')).toMatchObject({ ok: false, suggestion: 'LEAD' });
    expect(cell(choice(['OPEN', 'WON'], { label: 'Status' }), 'Sales Qualified Lead')).toBe('UNKNOWN_CHOICE');
  });

  it('splits lists, removes control characters, and refuses what is too long', () => {
    expect(cell(tags({ label: 'T' }), '* myContacts ::: Work')).toEqual(['myContacts', 'Work']);
    expect(cell(tags({ label: 'T' }), 'a, b; c')).toEqual(['a, b', 'c']);
    expect(cell(text({ label: 'T' }), 'A\u0000nn\u0007  B')).toBe('Ann B');
    expect(cell(text({ label: 'T', maxLength: 3 }), 'Anna')).toBe('TOO_LONG');
  });
});
