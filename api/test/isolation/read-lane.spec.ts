import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse, print, separateOperations } from 'graphql';
import { ReadPlans } from '../../src/platform/graphql/read-plans.js';
import { relationsOf } from '../../src/platform/graphql/record-types.js';
import { recordTypeNamed, recordTypes } from '../../src/platform/records/record-registry.js';
import type { RecordType } from '../../src/platform/records/record-type.js';
import { testApp, type Caller, type TestApp } from '../harness/app.js';
import { buildWorld, type World } from './world.js';

/**
 * What the database writes is what the server writes. The first time an operation comes, the server answers it and it is learned; from then on it is answered from
 * the database's texts. So each question is asked twice, and the two answers are compared byte for byte.
 */
let product: TestApp;
let world: World;
let plans: ReadPlans;
let people: Record<string, Caller>;
let asked = 0;
beforeAll(async () => {
  product = await testApp();
  world = await buildWorld(product);
  plans = product.app.get(ReadPlans, { strict: false });
  await plantOddValues();
  await plantWork();
  await plantCustomValues();
  const { owner } = world;
  const [admin, member, viewer, narrow] = [await product.colleague(owner, 'ADMIN'), await product.colleague(owner, 'MEMBER'), await product.colleague(owner, 'VIEWER'), await product.colleague(owner, 'MEMBER')];
  const permissions = { records: { account: { view: 'own' }, contact: { view: 'any' }, product: { view: 'none' } } };
  await owner.data('mutation ($id: ID!, $permissions: JSON!) { setMemberPermissions(id: $id, permissions: $permissions) { changeSetId } }', { id: narrow.memberId, permissions });
  people = { owner, admin, member, viewer, narrow };
});
afterAll(() => product.close());

/** Values that JSON writes in a way of its own, and amounts and numbers with every number of decimals. */
async function plantOddValues(): Promise<void> {
  const { owner, ids } = world;
  const odd = ['"quoted" \\ back / slash', 'tab\tline\nreturn\rfeed\fbell\bunit\u001f', 'sign \u2028 \u2029 \u007f äöü 漢字 👩‍🚀', '</script>&<!--', "it's $1 || 'x'"];
  const amounts = ['0', '-1', '1054.5', '0.0001', '12.34', '12.345', '-99999999999999.9999', '100', '0.01', '0.1'];
  for (const [index, name] of odd.entries()) {
    const input = { name: `Odd ${name}`, description: name, annualRevenue: amounts[index], tags: [name.slice(0, 50), 'b'], billingCity: name };
    const { createAccount } = await owner.data<{ createAccount: { account: { id: string } } }>('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } } }', { input });
    await owner.data('mutation ($input: CreateContactInput!) { createContact(input: $input) { changeSetId } }', { input: { lastName: name, accountId: createAccount.account.id } });
  }
  for (const [index, amount] of amounts.entries()) await owner.data('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { changeSetId } }', { input: { name: `Amount ${index}`, annualRevenue: amount } });
  for (const [index, currency] of ['JPY', 'GBP', 'CHF'].entries()) await owner.data('mutation ($currency: String!, $rate: Float!) { setExchangeRate(currency: $currency, rate: $rate) { changeSetId } }', { currency, rate: [0.1, 1234567.891, 3][index] });
  expect(ids.size).toBeGreaterThan(10);
}

/** What hangs on deals: people and products, something to do next, days without a change; for the owner something to do at each time. */
async function plantWork(): Promise<void> {
  const { owner, ids } = world;
  const [contact, opportunity, account] = ['contact', 'opportunity', 'account'].map((name) => ids.get(name));
  const add = (input: object): Promise<unknown> => owner.data('mutation ($input: CreateActivityInput!) { createActivity(input: $input) { changeSetId } }', { input });
  for (const dueAt of ['2020-01-01T10:00:00.123Z', new Date().toISOString(), '2100-01-01T00:00:00Z']) await add({ subject: `Due "${dueAt}"`, dueAt, contactId: contact, opportunityId: opportunity, accountId: account });
  await owner.data('mutation ($input: CreateOpportunityContactInput!) { addOpportunityContact(input: $input) { changeSetId } }', { input: { opportunityId: opportunity, contactId: await lastContact(), role: 'INFLUENCER' } });
  for (const quantity of [1, 2.5]) await owner.data('mutation ($input: CreateLineItemInput!) { addLineItem(input: $input) { changeSetId } }', { input: { opportunityId: opportunity, productId: ids.get('product'), quantity } });
  for (const name of ['Fresh', 'Old "and" stale']) await owner.data('mutation ($name: String!) { createOpportunity(input: { name: $name, amount: "12.3", probability: 33 }) { changeSetId } }', { name });
  await product.db.asOwner('alter table opportunities no force row level security');
  await product.db.asOwner(`update opportunities set stage_changed_at = now() - interval '1000 hours' where tenant_id = $1 and name like 'Old%'`, [owner.tenantId]);
  await product.db.asOwner('alter table opportunities force row level security');
}

/** Fields of the workspace's own of every kind, with odd values on one contact, none on others; one field that is archived again. */
async function plantCustomValues(): Promise<void> {
  const { owner, ids } = world;
  const options = [{ label: 'Coffee' }, { label: 'Tea' }];
  const define = async (input: object): Promise<string> =>
    (await owner.data<{ createCustomField: { customField: { id: string } } }>('mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { customField { id } } }', { input: { recordType: 'contact', ...input } })).createCustomField.customField.id;
  for (const kind of ['TEXT', 'LONG_TEXT', 'EMAIL', 'PHONE', 'URL', 'NUMBER', 'MONEY', 'BOOLEAN', 'DATE', 'DATE_TIME']) await define({ kind, label: `own_${kind.toLowerCase()}` });
  for (const kind of ['SELECT', 'MULTI_SELECT']) await define({ kind, label: `own_${kind.toLowerCase()}`, options });
  for (const target of ['account', 'contact', 'member']) await define({ kind: 'REFERENCE', label: `to_${target}`, target });
  const gone = await define({ kind: 'TEXT', label: 'gone' });
  const customFields = [
    { key: 'own_text', text: 'tab\t "q" \\ \u2028' }, { key: 'own_long_text', text: 'one\ntwo' }, { key: 'own_email', text: 'a@b.example' }, { key: 'own_phone', text: '+1 2' }, { key: 'own_url', text: 'https://a.example/?q="x"' },
    { key: 'own_number', number: 12.125 }, { key: 'own_money', money: '-1054.505' }, { key: 'own_boolean', boolean: true }, { key: 'own_date', date: '0099-01-02' }, { key: 'own_date_time', dateTime: '2026-03-29T01:30:00.120Z' },
    { key: 'own_select', option: 'tea' }, { key: 'own_multi_select', options: ['tea', 'coffee'] }, { key: 'gone', text: 'x' },
    { key: 'to_account', referenceId: ids.get('account') }, { key: 'to_contact', referenceId: await lastContact() }, { key: 'to_member', referenceId: owner.memberId },
  ];
  await owner.data('mutation ($input: UpdateContactInput!) { updateContact(input: $input) { changeSetId } }', { input: { id: ids.get('contact'), customFields } });
  await owner.data('mutation ($id: ID!) { archiveCustomField(id: $id) { changeSetId } }', { id: gone });
}

async function lastContact(): Promise<string> {
  const { contacts } = await world.owner.data<{ contacts: { nodes: { id: string }[] } }>('{ contacts(last: 1) { nodes { id } } }');
  return contacts.nodes[0]!.id;
}

/** The body of an answer, without what differs from request to request. */
async function body(caller: Caller, query: string, variables: object, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${product.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${caller.token}`, ...headers }, body: JSON.stringify({ query, variables }) });
  return `${response.status} ${response.headers.get('content-type')} ${(await response.text()).replaceAll(/"requestId":"[^"]*"/g, '"requestId":""')}`;
}

/** Asks twice. @returns the answer, and whether the second came the short way */
async function twice(caller: Caller, query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<{ text: string; short: boolean; woven: boolean }> {
  // A document of its own, so that the server has not seen it yet.
  const document = `${query} #${++asked}`;
  const first = await body(caller, document, variables, headers);
  const { used, woven } = plans;
  expect(await body(caller, document, variables, headers)).toBe(first);
  return { text: first, short: plans.used === used + 1, woven: plans.woven === woven + 1 };
}

/** Fields that are columns, with what they point at, as deep as that goes. */
function selection(type: RecordType, depth: number): string {
  const plain = Object.entries((type.base ?? type).allFields).flatMap(([name, { kind }]) => (kind === 'json' ? [] : [name]));
  const relations = depth > 0 ? relationsOf(type.base ?? type).map(({ relation, target }) => `${relation} { ${selection(target, depth - 1)} }`) : [];
  return ['__typename id version', ...plain, ...relations].join(' ');
}

const few = (type: RecordType): string => `__typename key: id version ${type.titleFields.filter((name) => type.fields[name]?.kind !== 'json').join(' ')}`;
const refused = (text: string): boolean => text.includes('"errors"');

describe.each(['owner', 'admin', 'member', 'viewer', 'narrow'])('the answers that %s gets', (who) => {
  it('of every list are the same', async () => {
    let short = 0;
    for (const { name, plural, operations } of recordTypes()) {
      if (!operations.includes('list')) continue;
      const type = recordTypeNamed(name);
      const whole = await twice(people[who]!, `{ ${plural}(first: 100) { nodes { ${selection(type, 0)} ${relationsOf(type).map(({ relation, target }) => `${relation} { ${few(target)} }`).join(' ')} } pageInfo { endCursor hasNextPage } } }`);
      expect({ name, told: whole.short }).toEqual({ name, told: !refused(whole.text) });
      const paged = await twice(people[who]!, `query Paged($n: Int = 1) { list: ${plural}(last: $n) { total: totalCount __typename edges { cursor node { ...row } __typename } pageInfo { __typename startCursor endCursor hasNextPage hasPreviousPage } } } fragment row on ${type.typeName} { id ... on ${type.typeName} { version } }`);
      expect({ name, told: paged.short }).toEqual({ name, told: !refused(paged.text) });
      short += Number(whole.short);
    }
    expect(short).toBeGreaterThan(5);
  });

  it('of every record are the same', async () => {
    for (const { name, operations } of recordTypes()) {
      const id = world.ids.get(name);
      if (!operations.includes('get') || !id) continue;
      const { text, short } = await twice(people[who]!, `query One($id: ID!) { record: ${name}(id: $id) { ${selection(recordTypeNamed(name), 0)} ${relationsOf(recordTypeNamed(name)).map(({ relation, target }) => `${relation} { ${few(target)} }`).join(' ')} } }`, { id });
      expect({ name, told: short }).toEqual({ name, told: !refused(text) });
    }
  });
});

describe('what is out of the ordinary', () => {
  const list = 'query ($first: Int, $after: String, $filter: ContactFilter, $sort: [ContactSort!]) { contacts(first: $first, after: $after, filter: $filter, sort: $sort) { nodes { id lastName account { name owner { name } } } pageInfo { endCursor } } }';

  it.each([
    ['a page too long', list, { first: 5000 }],
    ['a page of nothing', list, { first: 0 }],
    ['a cursor of nowhere', list, { after: 'nonsense' }],
    ['a value that does not fit', list, { first: 'ten' }],
    ['a filter that does not fit', list, { filter: { ownerId: { eq: 'nobody' } } }],
    ['a sort there is not', list, { sort: [{ field: 'shoeSize', direction: 'ASC' }] }],
    ['a record there is not', 'query ($id: ID!) { contact(id: $id) { id } }', { id: '0190a000-0000-7000-8000-000000000000' }],
    ['an id that is none', 'query ($id: ID!) { contact(id: $id) { id } }', { id: 'none' }],
    ['a variable that is missing', 'query ($id: ID!) { contact(id: $id) { id } }', {}],
    ['a view there is not', '{ contacts(viewId: "0190a000-0000-7000-8000-000000000000") { nodes { id } } }', {}],
  ])('is told as ever: %s', async (_what, query, variables) => {
    const { text, short } = await twice(world.owner, query, variables);
    expect({ short, refused: refused(text) }).toEqual({ short: false, refused: true });
  });

  it('is asked the long way: directives, JSON, fields that modules answer, other operations', async () => {
    for (const query of ['{ contacts { nodes { id @include(if: true) } } }', '{ savedViews { nodes { id filter } } }', '{ contacts { nodes { id customFields { key value } } } }', '{ me { user { id } } }', '{ __typename contacts { totalCount } }']) {
      expect({ query, short: (await twice(world.owner, query)).short }).toEqual({ query, short: false });
    }
  });

  it('is not asked of strangers', async () => {
    const query = '{ contacts { nodes { id } } } # strangers';
    await world.owner.graphql(query);
    const before = plans.used;
    expect((await product.graphql(query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(plans.used).toBe(before);
  });
});

describe('what resolvers answer', () => {
  it.each([
    '{ opportunityBoard { count amountBase stages { count stage { id name } opportunities(first: 3) { nodes { id name account { id } } } } } }',
    '{ contacts(first: 20) { nodes { id account { id contactCount } } } }',
    '{ search(query: "odd", first: 10) { hits { recordType recordId title detail } } }',
    '{ home { counts { overdue today upcoming } pipelineSummary { openCount openAmountBase } } }',
    '{ recordTypes { name plural label fields { name kind label } } }',
    '{ me { user { id email } member { id role } tenant { id name } } notifications(first: 5) { unreadCount nodes { id title data } } }',
    'query ($size: Int!) { savedViews(first: $size) { nodes { id name filter sort } } contacts(first: $size) { nodes { id customFields { key value } account { id contactCount } } } }',
    '{ __schema { queryType { name } } }',
  ])('is the same the second time: %s', async (query) => {
    for (const who of ['owner', 'viewer', 'narrow']) expect((await twice(people[who]!, query, { size: 5 })).text).toContain('"data"');
  });
});

describe('the queries of the web client', () => {
  const operations = ['opportunities', 'activities'].flatMap((feature) => Object.entries(separateOperations(parse(readFileSync(new URL(`../../../web/src/app/features/${feature}/${feature}.graphql`, import.meta.url), 'utf8')))));
  const text = (name: string): string => print(operations.find(([each]) => each === name)![1]);
  const sort = [{ field: 'amountBase', direction: 'DESC' }];

  it.each([
    ['OpportunityBoard', 'woven', { first: 25 }],
    ['OpportunityBoard', 'woven', { first: 1, sort, search: 'o', filter: { amount: { isNull: false } } }],
    ['OpportunityBoard', 'woven', { first: 25, pipelineId: 'pipeline' }],
    ['OpportunityBoardSums', 'long', {}],
    ['OpportunityCards', 'short', { first: 25, sort }],
    ['DealPipelines', 'short', {}],
    ['Deal', 'short', { id: 'opportunity' }],
    ['DealLineItems', 'short', { id: 'opportunity' }],
    ['DealContacts', 'short', { id: 'opportunity' }],
    ['DealProducts', 'short', {}],
    ['MyActivities', 'woven', { bucket: 'OVERDUE', first: 1 }],
    ...['account', 'contact', 'opportunity'].map((type) => ['Timeline', 'woven', { recordType: type, recordId: type, first: 50 }] as const),
    ['Timeline', 'woven', { recordType: 'contact', recordId: 'contact', kinds: ['CREATED'] }],
    ['Home', 'woven', {}],
  ])('are answered the same, the short way: %s', async (name, way, variables) => {
    const given = Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, /id$/i.test(key) ? world.ids.get(String(value)) : value]));
    for (const who of ['owner', 'viewer', 'narrow']) {
      const told = await twice(people[who]!, text(name), given);
      expect({ who, way: told.short ? 'short' : told.woven ? 'woven' : 'long', refused: refused(told.text) }).toEqual({ who, way: refused(told.text) ? 'long' : way, refused: told.text.includes('NOT_FOUND') || (who === 'narrow' && name === 'DealProducts') });
    }
  });

  it('hold what there is to hold', async () => {
    const boards = [null, world.ids.get('pipeline')].map(async (pipelineId) => (await body(world.owner, text('OpportunityBoard'), { first: 25, pipelineId })));
    const board = (await Promise.all(boards)).join(' ');
    for (const part of ['"isStale":true', '"isStale":false', '"daysInStage":41', '"nextActivity":null', '"nextActivity":{"id"', '"subject":"Due \\"2020']) expect(board).toContain(part);
    const { text: home } = await twice(world.owner, text('Home'));
    for (const part of ['"overdue":[{', '"today":[{', '"upcoming":[{']) expect(home).toContain(part);
  });

  it('are read the short way with fields of the workspace\'s own, in lists and alone', async () => {
    const { customFields } = await world.owner.data<{ customFields: { nodes: { key: string; recordType: string; kind: string }[] } }>('{ customFields(first: 100, filter: { recordType: { eq: "contact" } }) { nodes { key recordType kind } } }');
    const keys = [...customFields.nodes, { key: 'gone', kind: 'TEXT' }, { key: 'there "never" was', kind: 'TEXT' }];
    expect(keys.length).toBeGreaterThan(15);
    const pointing = (key: string, index: number): string => `r${index}: customReference(key: ${key}) { __typename id title recordType }`;
    const fields = keys.map(({ key, kind }, index) => `v${index}: customValue(key: ${JSON.stringify(key)}) ${kind === 'REFERENCE' || index % 5 === 0 ? pointing(JSON.stringify(key), index) : ''}`).join(' ');
    const variables = { id: world.ids.get('contact') };
    for (const who of ['owner', 'viewer', 'narrow']) {
      const one = await twice(people[who]!, `query ($id: ID!) { record: contact(id: $id) { __typename id ${fields} account { id cf: customValue(key: "own_text") } } }`, variables);
      const list = await twice(people[who]!, `{ list: contacts(first: 50, sort: [{ custom: "own_number", direction: DESC }]) { nodes { id ${fields} } pageInfo { hasNextPage endCursor } } }`);
      expect([one.short, list.short]).toEqual([true, true]);
      for (const part of ['"-1054.505"', '12.125', '["coffee","tea"]', '0099-01-02', '2026-03-29T01:30:00.120Z']) expect(one.text).toContain(part);
    }
  });

  it('are woven into a board with fields of the workspace\'s own on its cards', async () => {
    const { owner, ids } = world;
    const define = (input: object): Promise<unknown> => owner.data('mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { changeSetId } }', { input: { recordType: 'opportunity', ...input } });
    for (const kind of ['TEXT', 'LONG_TEXT', 'NUMBER', 'MONEY', 'BOOLEAN', 'DATE', 'DATE_TIME']) await define({ kind, label: `deal_${kind.toLowerCase()}` });
    for (const kind of ['SELECT', 'MULTI_SELECT']) await define({ kind, label: `deal_${kind.toLowerCase()}`, options: [{ label: 'Coffee' }, { label: 'Tea' }] });
    await define({ kind: 'REFERENCE', label: 'deal_account', target: 'account' });
    const customFields = [
      { key: 'deal_text', text: 'say "yes"' }, { key: 'deal_long_text', text: 'one\ntwo' }, { key: 'deal_number', number: 4.25 }, { key: 'deal_money', money: '99.5' }, { key: 'deal_boolean', boolean: true }, { key: 'deal_date', date: '2026-02-03' },
      { key: 'deal_date_time', dateTime: '2026-03-29T01:30:00.120Z' }, { key: 'deal_select', option: 'tea' }, { key: 'deal_multi_select', options: ['tea', 'coffee'] }, { key: 'deal_account', referenceId: ids.get('account') },
    ];
    await owner.data('mutation ($input: UpdateOpportunityInput!) { updateOpportunity(input: $input) { changeSetId } }', { input: { id: ids.get('opportunity'), customFields } });
    const values = customFields.map(({ key }) => `cf_${key}: customValue(key: "${key}")`).join(' ');
    const board = `query ($pipelineId: ID) { opportunityBoard(pipelineId: $pipelineId) { count stages { stage { id } opportunities(first: 25) { nodes { id name owner { id name } campaign { id name } createdAt ${values} rel: customReference(key: "deal_account") { __typename id title } } pageInfo { endCursor } } } } }`;
    for (const who of ['owner', 'member', 'viewer', 'narrow']) expect((await twice(people[who]!, board, { pipelineId: ids.get('pipeline') })).woven).toBe(true);
    const { text } = await twice(owner, board, { pipelineId: ids.get('pipeline') });
    for (const part of ['"cf_deal_text":"say \\"yes\\""', '4.25', '"99.50"', '["coffee","tea"]', '"cf_deal_date":"2026-02-03"', '01:30:00.120Z', '"__typename":"RecordReference"']) expect(text).toContain(part);
  });

  it('are woven wherever records stand in them, and left as they are where those are asked for twice or with edges', async () => {
    for (const [query, woven] of [
      ['{ me { user { id } } contacts(first: 3) { nodes { id lastName account { name } } totalCount pageInfo { endCursor } } }', true],
      ['query Two { me { member { id } } ...lists } fragment lists on Query { a: contacts(first: 2) { nodes { id } } b: contacts(first: 3) { nodes { lastName } nodes { email } } }', true],
      ['{ me { user { id } } contacts(first: 3) { nodes { id } edges { cursor node { email } } } }', false],
      ['{ me { user { id } } contacts(first: 3) { nodes { id } again: nodes { email } } }', false],
      ['{ me { user { id } } contacts(first: 3) { nodes { id @skip(if: false) } } }', false],
      ['{ home { overdue { id } late: overdue { subject } counts { overdue } } }', false],
      ['{ opportunityBoard { stages { opportunities(last: 1) { __typename } } } }', false],
    ] as const) {
      const told = await twice(world.owner, query);
      expect({ query, woven: told.woven, refused: refused(told.text) }).toEqual({ query, woven, refused: query.includes('last: 1') });
    }
  });

  it('tell a timeline around texts of its activities, unless those are asked for in two ways', async () => {
    const timeline = (nodes: string) => `query ($id: ID!) { timeline(recordType: "account", recordId: $id) { ${nodes} } contact: account(id: $id) { name contactCount } }`;
    for (const [nodes, woven] of [
      ['nodes { id kind activity { id subject account { name } } }', true],
      ['edges { node { at of: activity { dueAt } } }', true],
      ['nodes { activity { id } a: activity { subject } }', false],
      ['nodes { activity { id } } edges { node { activity { subject } } }', false],
      ['nodes { activity { customFields { key } } }', true],
    ] as const) {
      const told = await twice(world.owner, timeline(nodes), { id: world.ids.get('account') });
      expect({ nodes, woven: told.woven, refused: refused(told.text) }).toEqual({ nodes, woven, refused: false });
    }
    const shown = await twice(world.owner, timeline('nodes { activity { subject contact { lastName } } }'), { id: world.ids.get('account') });
    expect(shown.text).toMatch(/"activity":\{"subject":"[^"]/);
  });

  it('are woven around one record, and told as ever where there is none', async () => {
    const query = 'query ($id: ID!) { contact(id: $id) { id lastName nextActivity { subject } opportunityRoles { role opportunity { name } } } me { user { id } } }';
    expect((await twice(world.owner, query, { id: world.ids.get('contact') })).woven).toBe(true);
    const { text: gone, woven } = await twice(world.owner, query, { id: '0190a000-0000-7000-8000-000000000000' });
    expect([gone.includes('NOT_FOUND'), woven]).toEqual([true, false]);
  });
});

describe('what is usual', () => {
  const list = 'query ($first: Int, $after: String, $filter: ContactFilter, $sort: [ContactSort!], $search: String) { list: contacts(first: $first, after: $after, filter: $filter, sort: $sort, search: $search) { nodes { id lastName createdAt account { name annualRevenue owner { name } } } pageInfo { endCursor hasNextPage hasPreviousPage } totalCount } }';

  it.each([
    ['a sort', { first: 2, sort: [{ field: 'lastName', direction: 'DESC' }] }],
    ['a filter', { filter: { or: [{ lastName: { contains: 'a' } }, { createdAt: { within: 'today' } }] } }],
    ['a search', { search: 'slash' }],
    ['nothing', { first: null, after: null, filter: null, sort: null, search: null }],
  ])('goes the short way: %s', async (_what, variables) => {
    expect((await twice(world.owner, list, variables)).short).toBe(true);
  });

  it('goes on from page to page', async () => {
    const page = async (after: string | null): Promise<{ nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }> => {
      const { text, short } = await twice(world.owner, list, { first: 2, after });
      expect(short).toBe(true);
      return (JSON.parse(text.slice(text.indexOf('{'))) as { data: { list: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } }).data.list;
    };
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo } = await page(after);
      seen.push(...nodes.map(({ id }) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(5);
  });

  it('is a record of more members than the database joins in one call', async () => {
    const contact = recordTypeNamed('contact');
    const aliases = Array.from({ length: 48 }, (_, index) => `a${index}: ${['id', 'tags', 'lastName', 'createdAt'][index % 4]}`);
    const members = `${selection(contact, 0)} ${relationsOf(contact).map(({ relation, target }) => `${relation} { ${few(target).replace('key: id', 'id')} }`).join(' ')} ${aliases.join(' ')}`;
    expect(members.split(' ').length).toBeGreaterThan(100);
    expect((await twice(world.owner, `{ contacts(first: 100) { nodes { ${members} } } }`)).short).toBe(true);
  });

  it('is several lists in one operation, and either of the two types of answer', async () => {
    const query = '{ a: contacts(first: 2) { nodes { id } } b: accounts(first: 2) { totalCount nodes { name industry } } }';
    for (const accept of ['*/*', 'application/graphql-response+json,application/json;q=0.9', 'application/json']) expect((await twice(world.owner, query, {}, { accept })).short).toBe(true);
    expect((await twice(world.owner, query, {}, { accept: 'text/html' })).short).toBe(false);
  });
});
