import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

type Input = Readonly<Record<string, unknown>>;
interface Made {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly kind: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly archived: boolean }[] | null;
}

async function define(caller: Caller, input: Input): Promise<Made> {
  const { createCustomField } = await caller.data<{ createCustomField: { customField: Made } }>('mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { customField { id version key kind options } changeSetId } }', {
    input: { recordType: 'contact', ...input },
  });
  return createCustomField.customField;
}

const CREATE = 'mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id version customFields { key value text number money boolean date dateTime option options referenceId reference { title recordType } } } changeSetId } }';
interface Contact {
  readonly id: string;
  readonly version: number;
  readonly customFields: readonly ({ readonly key: string; readonly value: unknown } & Input)[];
}
async function add(caller: Caller, lastName: string, customFields: readonly Input[]): Promise<Contact> {
  return (await caller.data<{ createContact: { contact: Contact } }>(CREATE, { input: { lastName, customFields } })).createContact.contact;
}
async function refusal(caller: Caller, query: string, variables: Input): Promise<[string | undefined, Record<string, readonly string[]>]> {
  const extensions = (await caller.graphql(query, variables)).errors?.[0]?.extensions;
  return [extensions?.code, (extensions?.details ?? {}) as Record<string, readonly string[]>];
}
async function names(caller: Caller, variables: Input): Promise<string[]> {
  const query = 'query ($filter: ContactFilter, $sort: [ContactSort!], $search: String) { contacts(filter: $filter, sort: $sort, search: $search) { totalCount nodes { lastName } } }';
  const { contacts } = await caller.data<{ contacts: { totalCount: number; nodes: { lastName: string }[] } }>(query, variables);
  expect(contacts.totalCount).toBe(contacts.nodes.length);
  return contacts.nodes.map((node) => node.lastName);
}

const KINDS: readonly (readonly [kind: string, member: string, good: unknown, stored: unknown, bad: unknown, more?: Input])[] = [
  ['TEXT', 'text', '  Blue ', 'Blue', 'x'.repeat(256)],
  ['LONG_TEXT', 'text', 'a\nb', 'a\nb', 'x'.repeat(50_001)],
  ['NUMBER', 'number', 0.1, 0.1, null],
  ['MONEY', 'money', '1200.5', '1200.50', '1.23456'],
  ['DATE', 'date', '2026-02-28', '2026-02-28', '2026-02-30'],
  ['DATE_TIME', 'dateTime', '2026-02-28T10:30:00+02:00', '2026-02-28T08:30:00.000Z', null],
  ['BOOLEAN', 'boolean', true, true, null],
  ['SELECT', 'option', 'gold_star', 'gold_star', 'bronze', { options: [{ label: 'Gold star', colour: 'AMBER' }, { label: 'Silver' }] }],
  ['MULTI_SELECT', 'options', ['tea', 'coffee'], ['coffee', 'tea'], ['water'], { options: [{ label: 'Coffee' }, { label: 'Tea' }] }],
  ['URL', 'text', 'example.com', 'https://example.com', 'javascript:alert(1)'],
  ['EMAIL', 'text', 'Ada@Example.com', 'ada@example.com', 'nobody'],
  ['PHONE', 'text', '+49 30 1234', '+49 30 1234', '1'.repeat(41)],
];

describe('values of each kind', () => {
  it.each(KINDS)('%s', async (kind, member, good, stored, bad, more = {}) => {
    const owner = await app.signUp();
    const { key } = await define(owner, { label: 'My field', kind, ...more });
    expect(key).toBe('my_field');
    const contact = await add(owner, 'One', [{ key, [member]: good }]);
    expect(contact.customFields).toEqual([expect.objectContaining({ key, value: stored, [member]: stored })]);
    const { contact: read } = await owner.data<{ contact: { mine: unknown } }>('query ($id: ID!) { contact(id: $id) { mine: customValue(key: "my_field") } }', { id: contact.id });
    expect(read.mine).toEqual(stored);
    if (bad !== null) expect(await refusal(owner, CREATE, { input: { lastName: 'Two', customFields: [{ key, [member]: bad }] } })).toEqual(['VALIDATION_ERROR', { cf_my_field: [expect.any(String)] }]);
    // The member of another kind, and a field that isn't there.
    const other = member === 'number' ? { money: '1' } : { number: 1 };
    expect(await refusal(owner, CREATE, { input: { lastName: 'Two', customFields: [{ key, ...other }] } })).toEqual(['VALIDATION_ERROR', { cf_my_field: [expect.stringContaining(`"${member}"`)] }]);
    expect(await refusal(owner, CREATE, { input: { lastName: 'Two', customFields: [{ key: 'nothing' }] } })).toEqual(['VALIDATION_ERROR', { cf_nothing: [expect.any(String)] }]);
    const cleared = await owner.data<{ updateContact: { contact: { mine: unknown } } }>('mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contact { mine: customValue(key: "my_field") } } }', { input: { id: contact.id, customFields: [{ key }] } });
    expect(cleared.updateContact.contact.mine).toEqual(kind === 'BOOLEAN' ? false : kind === 'MULTI_SELECT' ? [] : null);
  });

  it('REFERENCE, to any record type or a member, within the workspace', async () => {
    const [owner, stranger] = [await app.signUp(), await app.signUp()];
    const { key } = await define(owner, { label: 'Advocate', kind: 'REFERENCE', target: 'contact' });
    const member = await define(owner, { label: 'Coach', kind: 'REFERENCE', target: 'member' });
    const [ada, foreign] = [await add(owner, 'Ada', []), await add(stranger, 'Eve', [])];
    const bob = await add(owner, 'Bob', [{ key, referenceId: ada.id }, { key: member.key, referenceId: owner.memberId }]);
    expect(bob.customFields).toEqual([
      expect.objectContaining({ key, referenceId: ada.id, reference: { title: 'Ada', recordType: 'contact' } }),
      expect.objectContaining({ key: 'coach', referenceId: owner.memberId }),
    ]);
    expect(await refusal(owner, CREATE, { input: { lastName: 'X', customFields: [{ key }, { key }] } })).toEqual(['VALIDATION_ERROR', { [`cf_${key}`]: [`The input has "${key}" twice. Send one value for each field.`] }]);
    expect(await refusal(owner, CREATE, { input: { lastName: 'X', customFields: [{ key, referenceId: foreign.id }] } })).toEqual(['VALIDATION_ERROR', { cf_advocate: [expect.stringContaining('no such contact')] }]);
    expect(await names(owner, { filter: { customFields: [{ key, referenceId: { eq: ada.id } }] } })).toEqual(['Bob']);
  });
});

describe('lists', () => {
  const LIST = 'query ($filter: ContactFilter, $sort: [ContactSort!]) { contacts(filter: $filter, sort: $sort) { nodes { id } } }';
  const ORDERED: readonly (readonly [kind: string, member: string, low: unknown, high: unknown])[] = [
    ['TEXT', 'text', 'alpha', 'beta'],
    ['NUMBER', 'number', -3, 20],
    ['MONEY', 'money', '9.00', '10.00'],
    ['DATE', 'date', '2026-01-31', '2026-02-01'],
    ['DATE_TIME', 'dateTime', '2026-01-31T00:00:00Z', '2026-02-01T00:00:00Z'],
  ];
  it.each(ORDERED)('are filtered and sorted by %s, page by page, records without a value last', async (kind, member, low, high) => {
    const owner = await app.signUp();
    const { key } = await define(owner, { label: 'Rank', kind });
    await add(owner, 'High', [{ key, [member]: high }]);
    await add(owner, 'Low', [{ key, [member]: low }]);
    await add(owner, 'None', []);
    const filtered = (condition: unknown): Promise<string[]> => names(owner, { filter: { customFields: [{ key, ...(condition as object) }] }, sort: [{ field: 'lastName', direction: 'ASC' }] });
    expect(await filtered({ [member]: { eq: low } })).toEqual(['Low']);
    expect(await filtered({ [member]: { gt: low } })).toEqual(['High']);
    expect(await filtered({ [member]: { gte: low, lt: high } })).toEqual(['Low']);
    expect(await filtered({ [member]: { in: [low, high] } })).toEqual(['High', 'Low']);
    if (kind !== 'TEXT') {
      expect(await filtered({ [member]: { between: [low, low] } })).toEqual(['Low']);
      expect(await filtered({ [member]: { between: [low, high] } })).toEqual(['High', 'Low']);
      expect((await refusal(owner, LIST, { filter: { customFields: [{ key, [member]: { between: [low] } }] } }))[0]).toBe('VALIDATION_ERROR');
    }
    expect(await filtered({ [member]: { ne: low } })).toEqual(['High', 'None']);
    expect(await filtered({ [member]: { notIn: [low] } })).toEqual(['High', 'None']);
    expect(await filtered({ isNull: true })).toEqual(['None']);
    expect(await filtered({ isNull: false })).toEqual(['High', 'Low']);
    for (const [direction, expected] of [['ASC', ['Low', 'High', 'None']], ['DESC', ['High', 'Low', 'None']]] as const) {
      const sort = [{ custom: key, direction }];
      expect(await names(owner, { sort })).toEqual(expected);
      expect(await names(owner, { sort: [...sort, { field: 'lastName', direction: 'ASC' }] })).toEqual(expected);
      expect(await walk(owner, sort, 'first')).toEqual(expected);
      expect(await walk(owner, sort, 'last')).toEqual(expected.toReversed());
    }
  });

  async function walk(caller: Caller, sort: unknown, way: 'first' | 'last'): Promise<string[]> {
    const [cursor, next] = way === 'first' ? (['after', 'hasNextPage'] as const) : (['before', 'hasPreviousPage'] as const);
    const found: string[] = [];
    for (let at: string | null = null; ; ) {
      const query = `query ($sort: [ContactSort!], $at: String) { contacts(${way}: 1, ${cursor}: $at, sort: $sort) { pageInfo { ${next} } edges { cursor node { lastName } } } }`;
      const page: { contacts: { pageInfo: Record<string, boolean>; edges: { cursor: string; node: { lastName: string } }[] } } = await caller.data(query, { sort, at });
      found.push(...page.contacts.edges.map((edge) => edge.node.lastName));
      if (!page.contacts.pageInfo[next] || found.length > 5) return found;
      at = page.contacts.edges[0]!.cursor;
    }
  }

  it('are sorted by a custom field and others behind it, page by page from both ends', async () => {
    const owner = await app.signUp();
    const { key } = await define(owner, { label: 'Size', kind: 'NUMBER' });
    const vip = await define(owner, { label: 'VIP', kind: 'BOOLEAN' });
    const box = (on: boolean): Input => ({ key: vip.key, boolean: on });
    for (const [lastName, size, on] of [['A', 2, true], ['B', 1, false], ['C', null, true], ['D', 1, true], ['E', null, false], ['F', 2, false]] as const) await add(owner, lastName, [...(size === null ? [] : [{ key, number: size }]), box(on)]);
    const orders: readonly (readonly [readonly Input[], string])[] = [
      [[{ custom: key, direction: 'ASC' }, { field: 'lastName', direction: 'DESC' }], 'DBFAEC'],
      [[{ custom: key, direction: 'DESC' }, { field: 'lastName', direction: 'ASC' }], 'AFBDCE'],
      [[{ custom: key, direction: 'ASC' }, { custom: vip.key, direction: 'DESC' }, { field: 'lastName', direction: 'ASC' }], 'DBAFCE'],
      [[{ custom: vip.key, direction: 'ASC' }, { custom: key, direction: 'DESC' }], 'FBEADC'],
      [[{ field: 'jobTitle', direction: 'ASC' }, { custom: key, direction: 'ASC' }, { field: 'lastName', direction: 'ASC' }], 'BDAFCE'],
    ];
    for (const [sort, expected] of orders) {
      expect([sort, (await names(owner, { sort })).join('')]).toEqual([sort, expected]);
      expect([sort, (await walk(owner, sort, 'first')).join('')]).toEqual([sort, expected]);
      expect([sort, (await walk(owner, sort, 'last')).toReversed().join('')]).toEqual([sort, expected]);
    }
  });

  it('are put into groups by selects and boxes of the workspace, and each group holds what it counts', async () => {
    const owner = await app.signUp();
    const tier = await define(owner, { label: 'Tier', kind: 'SELECT', options: [{ label: 'Gold' }, { label: 'Silver' }] });
    const vip = await define(owner, { label: 'VIP', kind: 'BOOLEAN' });
    const [gold, silver] = tier.options!.map(({ value }) => value);
    await add(owner, 'A', [{ key: tier.key, option: silver }, { key: vip.key, boolean: true }]);
    await add(owner, 'B', [{ key: tier.key, option: gold }]);
    await add(owner, 'C', []);
    const groups = async (field: string, filter: unknown = null): Promise<unknown> =>
      (await owner.data<{ recordGroups: { groups: unknown } }>('query ($field: String!, $filter: JSON) { recordGroups(recordType: "contact", field: $field, filter: $filter) { groups { value count } } }', { field, filter })).recordGroups.groups;
    expect(await groups(`cf_${tier.key}`)).toEqual([{ value: gold, count: 1 }, { value: silver, count: 1 }, { value: null, count: 1 }]);
    expect(await groups(`cf_${vip.key}`)).toEqual([{ value: 'true', count: 1 }, { value: 'false', count: 2 }]);
    expect(await groups(`cf_${tier.key}`, { [`cf_${vip.key}`]: { eq: false } })).toEqual([{ value: gold, count: 1 }, { value: null, count: 1 }]);
    expect(await names(owner, { filter: { customFields: [{ key: vip.key, boolean: { eq: false } }] }, sort: [{ field: 'lastName', direction: 'ASC' }] })).toEqual(['B', 'C']);
    expect(await names(owner, { filter: { customFields: [{ key: tier.key, isNull: true }] } })).toEqual(['C']);
  });

  it('are filtered by boxes, selects and parts of words, and by several fields at once', async () => {
    const owner = await app.signUp();
    await define(owner, { label: 'VIP', kind: 'BOOLEAN' });
    await define(owner, { label: 'Tier', kind: 'SELECT', options: [{ label: 'Gold' }, { label: 'Silver' }] });
    await define(owner, { label: 'Likes', kind: 'MULTI_SELECT', options: [{ label: 'Tea' }, { label: 'Coffee' }] });
    await define(owner, { label: 'Note', kind: 'TEXT' });
    await add(owner, 'A', [{ key: 'vip', boolean: true }, { key: 'tier', option: 'gold' }, { key: 'likes', options: ['tea', 'coffee'] }, { key: 'note', text: 'Met in 50% of cases' }]);
    await add(owner, 'B', [{ key: 'vip', boolean: false }, { key: 'tier', option: 'silver' }, { key: 'likes', options: ['tea'] }]);
    await add(owner, 'C', []);
    const by = (filter: unknown): Promise<string[]> => names(owner, { filter, sort: [{ field: 'lastName', direction: 'ASC' }] });
    const custom = (...conditions: unknown[]): Promise<string[]> => by({ customFields: conditions });
    expect(await custom({ key: 'vip', boolean: { eq: true } })).toEqual(['A']);
    expect(await custom({ key: 'vip', boolean: { eq: false } })).toEqual(['B', 'C']);
    expect(await custom({ key: 'vip', boolean: { ne: false } })).toEqual(['A']);
    expect(await custom({ key: 'tier', option: { in: ['gold', 'silver'] } })).toEqual(['A', 'B']);
    expect(await custom({ key: 'tier', option: { ne: 'gold' } })).toEqual(['B', 'C']);
    expect(await custom({ key: 'likes', options: { contains: 'coffee' } })).toEqual(['A']);
    expect(await custom({ key: 'likes', options: { hasAny: ['tea', 'coffee'] } })).toEqual(['A', 'B']);
    expect(await custom({ key: 'likes', options: { hasAll: ['tea', 'coffee'] } })).toEqual(['A']);
    expect(await by({ not: { customFields: [{ key: 'likes', options: { contains: 'coffee' } }] } })).toEqual(['B', 'C']);
    expect(await custom({ key: 'note', text: { contains: '50%' } })).toEqual(['A']);
    expect(await custom({ key: 'likes', options: { contains: 'tea' } }, { key: 'vip', boolean: { eq: false } })).toEqual(['B']);
    expect(await by({ or: [{ customFields: [{ key: 'tier', option: { eq: 'gold' } }] }, { lastName: { eq: 'C' } }] })).toEqual(['A', 'C']);
    expect(await by({ not: { customFields: [{ key: 'tier', isNull: true }] } })).toEqual(['A', 'B']);
    expect(await refusal(owner, LIST, { filter: { customFields: [{ key: 'nothing', isNull: true }] } })).toEqual(['VALIDATION_ERROR', { cf_nothing: [expect.any(String)] }]);
    expect(await refusal(owner, LIST, { filter: { customFields: [{ key: 'tier', text: { eq: 'gold' } }] } })).toEqual(['VALIDATION_ERROR', { cf_tier: [expect.stringContaining('"option"')] }]);
    expect((await refusal(owner, LIST, { sort: [{ custom: 'likes', direction: 'ASC' }] }))[0]).toBe('VALIDATION_ERROR');
    expect((await refusal(owner, LIST, { sort: [{ direction: 'ASC' }] }))[0]).toBe('VALIDATION_ERROR');
    const sort = [{ custom: 'vip', direction: 'ASC' }];
    expect((await names(owner, { sort })).at(-1)).toBe('A');
    expect((await walk(owner, sort, 'first')).at(-1)).toBe('A');
    expect((await walk(owner, sort, 'last'))[0]).toBe('A');
  });
});
