import { describe, expect, it } from '@jest/globals';
import { fileOf, readAll } from '../reading-test-files.js';

const read = (value: unknown, given = {}) => readAll(fileOf(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value), 'file.json'), given);
const failure = (text: string): Promise<string> => read(text).then(() => 'read', (error: { code?: string }) => error.code ?? String(error));

describe('JSON', () => {
  it('reads a list, one object a line, and a list inside a document alike', async () => {
    const people = [{ name: 'Ada', age: 36 }, { name: 'Bo "B" \\ é', age: null }];
    const expected = [{ name: 'Ada', age: '36' }, { name: 'Bo "B" \\ é' }];
    expect((await read(JSON.stringify(people, null, 2))).records).toEqual(expected);
    expect((await read(people.map((each) => JSON.stringify(each)).join('\r\n'))).records).toEqual(expected);
    expect((await read({ done: true, data: { people } })).records).toEqual(expected);
    expect((await read(Buffer.from(`\ufeff${JSON.stringify(people)}`, 'utf16le'))).records).toEqual(expected);
  });

  it('flattens nested values with dots, and lists of objects with numbers', async () => {
    const { records } = await read([{ name: { first: 'Ada' }, emails: [{ email: 'a@x.org', type: 'work' }, { email: 'b@x.org' }], tags: ['VIP', 'UK'], none: {}, empty: [] }]);
    expect(records).toEqual([{ 'name.first': 'Ada', 'emails.email': 'a@x.org', 'emails.type': 'work', 'emails.2.email': 'b@x.org', tags: 'VIP; UK' }]);
  });

  it('offers the lists of a document, and takes the longest unless told', async () => {
    const document = { companies: [{ id: 1 }], contacts: [{ id: 2 }, { id: 3 }] };
    const found = await read(document);
    expect([found.dialect.part, found.parts]).toEqual(['contacts', [{ name: 'companies', rows: 1, hidden: false }, { name: 'contacts', rows: 2, hidden: false }]]);
    expect((await read(document, { part: 'companies' })).records).toEqual([{ id: '1' }]);
    await expect(read(document, { part: 'deals' })).rejects.toMatchObject({ code: 'BAD_DIALECT' });
  });

  it('reads what Salesforce writes: query results, and trees with children and references', async () => {
    const query = await read({ totalSize: 1, done: true, records: [{ attributes: { type: 'Contact', url: '/x' }, Id: '003', Name: 'Ada', Account: { attributes: { type: 'Account' }, Name: 'Acme' } }] });
    expect(query.records).toEqual([{ Id: '003', Name: 'Ada', 'Account.Name': 'Acme' }]);
    const tree = await read({ records: [{ attributes: { type: 'Account', referenceId: 'AcmeRef' }, Name: 'Acme', Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'C1' }, LastName: 'Bo', AccountId: '@AcmeRef' }] } }] });
    expect(tree.parts.map(({ name, rows }) => [name, rows])).toEqual([['records', 1], ['records.Contacts', 1]]);
    expect(tree.records).toEqual([{ referenceId: 'AcmeRef', Name: 'Acme' }]);
    const children = await read({ records: [{ attributes: { type: 'Account', referenceId: 'AcmeRef' }, Contacts: { records: [{ attributes: { type: 'Contact' }, LastName: 'Bo', AccountId: '@AcmeRef' }] } }] }, { part: 'records.Contacts' });
    expect(children.records).toEqual([{ LastName: 'Bo', AccountId: 'AcmeRef', 'Parent.referenceId': 'AcmeRef' }]);
  });

  it('keeps the digits of numbers that are too long for a computer’s numbers', async () => {
    expect((await read('[{"id": 12345678901234567890, "price": 10.50}]')).records).toEqual([{ id: '12345678901234567890', price: '10.5' }]);
  });

  it('takes a single object as one record, and says which elements are none', async () => {
    expect((await read({ name: 'Ada', address: { city: 'London' } })).records).toEqual([{ name: 'Ada', 'address.city': 'London' }]);
    expect((await read('[{"a":1}, 5, {"a":2}, [1], {"a": 01}]')).rows.map(({ line, issues }) => [line, issues])).toEqual([[1, []], [2, ['NOT_A_RECORD']], [3, []], [4, ['NOT_A_RECORD']], [5, ['NOT_A_RECORD']]]);
  });

  it('stops at a record that is too large and goes on after it', async () => {
    const { rows } = await read(`[{"a":"${'x'.repeat(1_200_000)}"},{"a":"b"}]`);
    expect(rows.map(({ issues, cells }) => [issues, cells[0]!.length])).toEqual([[['TOO_LARGE'], 0], [[], 1]]);
  });

  it('refuses documents that break off, have mistakes, or hold no records', async () => {
    expect(await failure('[{"a":1},{"a":')).toBe('BROKEN_FILE');
    expect(await failure('[{"a":1} {"a":2}]')).toBe('BROKEN_FILE');
    expect(await failure('{"a" 1}')).toBe('BROKEN_FILE');
    expect(await failure('[]')).toBe('EMPTY_FILE');
    expect(await failure('[1,2]')).toBe('EMPTY_FILE');
    expect(await failure(`[{${Array.from({ length: 1001 }, (_, index) => `"k${index}":1`).join()}}]`)).toBe('TOO_MANY_COLUMNS');
  });
});
