import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { ownerDataSource } from '../../platform/database/data-source.js';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { recordTypes } from '../../platform/records/record-registry.js';
import { foldForSearch } from '../../platform/records/search-text.js';
import { DemoSeeds } from '../../platform/seed/demo-seeds.js';
import { PhonesInSearch1795000970000 } from './migrations/1795000970000-phones-in-search.js';
import { Search } from './search.service.js';

interface Hit {
  readonly recordType: string;
  readonly title: string;
  readonly detail: string | null;
  readonly score: number;
}

let app: TestApp;
let owner: Caller;
beforeAll(async () => {
  app = await testApp();
  owner = await app.signUp('Searching');
  for (const name of ['Straßer Maschinenbau', 'Smithson Freight', 'Michael Reese Clinic', '100% Pure_Water']) await owner.data('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { changeSetId } }', { input: { name } });
  for (const [firstName, lastName, email] of [['Lucía', 'Galván', 'lucia@galerna.example'], ['Anna', 'Smith', 'anna.smith@smithson.example'], ['Smilla', 'Annasdóttir', null]]) {
    await owner.data('mutation ($input: CreateContactInput!) { createContact(input: $input) { changeSetId } }', { input: { firstName, lastName, ...(email && { email }), jobTitle: 'Buyer' } });
  }
});
afterAll(() => app.close());

const find = async (query: string, more: Record<string, unknown> = {}, caller = owner): Promise<readonly Hit[]> =>
  (await caller.data<{ search: { hits: Hit[] } }>('query ($query: String!, $types: [String!], $first: Int) { search(query: $query, types: $types, first: $first) { hits { recordType recordId title detail score } } }', { query, ...more })).search.hits;
const titles = async (query: string, more: Record<string, unknown> = {}): Promise<readonly string[]> => (await find(query, more)).map((hit) => hit.title);

describe('search', () => {
  it.each([
    ['lucia', 'Lucía Galván'], ['GALVÁN lucia', 'Lucía Galván'], ['strasser', 'Straßer Maschinenbau'], ['smith anna', 'Anna Smith'], ['anna.smith@', 'Anna Smith'],
    // Misspelt.
    ['galvna', 'Lucía Galván'], ['micheal', 'Michael Reese Clinic'], ['smithsen fraight', 'Smithson Freight'], ['maschinnenbau', 'Straßer Maschinenbau'],
  ])('finds "%s"', async (query, title) => expect((await titles(query))[0]).toBe(title));

  it('puts names that begin so first, then names, then what only an address says', async () => {
    expect((await titles('smith')).slice(0, 2)).toEqual(expect.arrayContaining(['Smithson Freight', 'Anna Smith']));
    expect((await find('smithson')).map((hit) => hit.title)).toEqual(['Smithson Freight', 'Anna Smith']);
  });

  it('finds people and companies by their telephone numbers, however they are written', async () => {
    const phone = 'mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id } } }';
    const { createContact } = await owner.data<{ createContact: { contact: { id: string } } }>(phone, { input: { firstName: 'Phoebe', lastName: 'Caller', phone: '+49 (0)351 / 12 34-5', mobile: '0170 999 88 77' } });
    await owner.data('mutation ($input: CreateContactPhoneInput!) { addContactPhone(input: $input) { changeSetId } }', { input: { contactId: createContact.contact.id, number: '0044 20 7946 0999', label: 'OTHER' } });
    await owner.data('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { changeSetId } }', { input: { name: 'Dial GmbH', phone: '030 555 1234' } });
    await owner.data('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { changeSetId } }', { input: { name: 'Order 2024 001' } });
    for (const query of ['+49 351 12345', '0351 12345', '49351', '0351/12-34-5', '01709998877', '+44 20 7946 0999', '020 7946 0999']) expect((await titles(query))[0]).toBe('Phoebe Caller');
    for (const query of ['0305551234', '(030) 555-1234']) expect(await titles(query)).toEqual(['Dial GmbH']);
    expect(await titles('2024 001')).toEqual(['Order 2024 001']);
    expect(await titles('0351 99999')).toEqual([]);
    const { contacts } = await owner.data<{ contacts: { nodes: { lastName: string }[] } }>('query ($search: String) { contacts(search: $search) { nodes { lastName } } }', { search: '0351 12345' });
    expect(contacts.nodes).toEqual([{ lastName: 'Caller' }]);
  });

  it('finds by their numbers those that were there before', async () => {
    const source = await ownerDataSource(app.db.ownerUrl).initialize();
    await app.db.asOwner('alter table contacts no force row level security');
    await app.db.asOwner("update contacts set search_text = 'phoebe caller' where last_name = 'Caller'");
    expect(await titles('+49 351 12345')).toEqual([]);
    await new PhonesInSearch1795000970000().up(source.createQueryRunner());
    await source.destroy();
    expect((await titles('+49 351 12345'))[0]).toBe('Phoebe Caller');
  });

  it('says what tells a record from others', async () => expect((await find('lucia'))[0]).toMatchObject({ recordType: 'contact', detail: expect.stringContaining('Buyer') }));

  it('does not take words for patterns, and finds nothing for nothing', async () => {
    expect(await titles('100% pure_w')).toEqual(['100% Pure_Water']);
    expect(await titles('%')).toEqual(['100% Pure_Water']);
    expect(await titles("x' or 1=1 --")).toEqual([]);
    expect(await titles('  ')).toEqual([]);
    expect(await titles('\\')).toEqual([]);
  });

  it('looks only where it is told to', async () => {
    expect(await titles('smith', { types: ['contact'] })).toEqual(['Anna Smith']);
    const refused = await owner.graphql('{ search(query: "a", types: ["nonsense"]) { hits { title } } }');
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { types: [expect.any(String)] } });
    expect((await owner.graphql('{ search(query: "a", first: 51) { hits { title } } }')).errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
  });

  it('finds nothing of another workspace', async () => expect(await find('smith', {}, await app.signUp('Other'))).toEqual([]));

  it('leaves out what was deleted', async () => {
    const { createAccount } = await owner.data<{ createAccount: { account: { id: string } } }>('mutation { createAccount(input: { name: "Vanishing Ltd" }) { account { id } } }');
    expect(await titles('vanishing')).toEqual(['Vanishing Ltd']);
    await owner.data('mutation ($id: ID!) { deleteAccount(id: $id) { changeSetId } }', { id: createAccount.account.id });
    expect(await titles('vanishing')).toEqual([]);
  });

  it('answers lists with the same eyes for accents', async () => {
    const { contacts } = await owner.data<{ contacts: { nodes: { lastName: string }[] } }>('{ contacts(search: "galvan") { nodes { lastName } } }');
    expect(contacts.nodes).toEqual([{ lastName: 'Galván' }]);
  });
});

/** What a search finds, said plainly and without any index: records that have every word, and of a type that has none, those with words nearly like each of them. */
async function fitting(tenantId: string, query: string): Promise<ReadonlySet<string>> {
  const words = [...new Set(foldForSearch(query).split(/\s+/))];
  const types = recordTypes().filter(({ partOf, operations, fields }) => !partOf && operations.includes('list') && Object.values(fields).some(({ searchable }) => searchable));
  const ids = types.map(
    ({ table }) => `select id from (select id, bool_or(exact) over () as any_exact, exact, near from (select c.id, bool_and(position(w in c.search_text) > 0) as exact, bool_and(case when length(w) < 4 then position(w in c.search_text) > 0 else word_similarity(w, c.search_text) >= 0.45::real end) as near
      from ${table} c, unnest($2::text[]) w where c.tenant_id = $1 and c.deleted_at is null group by c.id) judged) found where exact or (near and not any_exact)`,
  );
  return new Set((await app.db.asOwner<{ id: string }>(ids.join(' union all '), [tenantId, words])).map(({ id }) => id));
}

/** The commonest mistakes of typing, at a place that differs from name to name. */
function mistyped(name: string, index: number): string[] {
  const at = 1 + (index % Math.max(name.length - 3, 1));
  const [head, one, two, tail] = [name.slice(0, at), name[at]!, name[at + 1] ?? '', name.slice(at + 2)];
  return [[head, two, one, tail], [head, two, tail], [head, one, one, two, tail], [head, 'x', two, tail]].map((parts) => parts.join(''));
}

describe('in the demo book', () => {
  it('finds whatever fits, however it is typed', async () => {
    await app.app.get(DemoSeeds).run(() => undefined);
    const [{ id: tenantId }] = (await app.db.asOwner<{ id: string }>('select tenant_id as id from accounts group by 1 order by count(*) desc limit 1')) as [{ id: string }];
    const names = await app.db.asOwner<{ name: string }>(
      `(select first_name || ' ' || last_name as name from contacts where tenant_id = $1 order by id limit 5) union all (select name from accounts where tenant_id = $1 order by id limit 3) union all (select name from opportunities where tenant_id = $1 order by id limit 3)`,
      [tenantId],
    );
    const queries = [...names.flatMap(({ name }, index) => [name, ...mistyped(name, index), name.split(' ').reverse().join(' '), name.slice(0, 5)]), 'a', 'an', 'ann', 'a b', 'gmbh & co', 'call', 'follow up on', '.example', 'ann serch', 'qzx'];
    for (const query of queries) {
      const hits = await runInContext(systemContext(tenantId, 'searching'), () => app.app.get(Search).find(query, null, 50));
      const fits = await fitting(tenantId, query);
      expect({ query, count: hits.length, wrong: hits.filter(({ recordId }) => !fits.has(recordId)) }).toEqual({ query, count: Math.min(fits.size, 50), wrong: [] });
    }
  });
});
