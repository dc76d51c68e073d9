import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CUSTOM_FIELD_LIMITS } from '@libs/contracts';
import { systemContext, runInContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import type { RunningJob } from '../../platform/queue/job-handler.decorator.js';
import { planList, type ListQuery } from '../../platform/records/record-list.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { TenantFieldsCache } from '../../platform/records/tenant-fields-cache.js';
import { TrashRetention } from '../trash/index.js';
import { eventually } from '../../../test/harness/eventually.js';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

type Input = Readonly<Record<string, unknown>>;
interface Done {
  readonly changeSetId: string;
  readonly customField: { readonly id: string; readonly key: string; readonly label: string; readonly options: readonly { readonly value: string; readonly label: string }[] };
}
const FIELDS = '{ changeSetId customField { id key label options } }';
const define = async (caller: Caller, input: Input): Promise<Done> =>
  (await caller.data<{ done: Done }>(`mutation ($input: NewCustomFieldInput!) { done: createCustomField(input: $input) ${FIELDS} }`, { input: { recordType: 'contact', ...input } })).done;
const CHANGE = `mutation ($input: ChangeCustomFieldInput!) { done: changeCustomField(input: $input) ${FIELDS} }`;
const change = async (caller: Caller, input: Input): Promise<Done> => (await caller.data<{ done: Done }>(CHANGE, { input })).done;
const add = async (caller: Caller, lastName: string, customFields: readonly Input[] = []): Promise<string> =>
  (await caller.data<{ createContact: { contact: { id: string } } }>('mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id } } }', { input: { lastName, customFields } })).createContact.contact.id;
const set = async (caller: Caller, id: string, ...customFields: readonly Input[]): Promise<string> =>
  (await caller.data<{ updateContact: { changeSetId: string } }>('mutation ($input: UpdateContactInput!) { updateContact(input: $input) { changeSetId } }', { input: { id, customFields } })).updateContact.changeSetId;
const valueOf = async (caller: Caller, id: string, key: string): Promise<unknown> => (await caller.data<{ contact: { it: unknown } }>('query ($id: ID!, $key: String!) { contact(id: $id) { it: customValue(key: $key) } }', { id, key })).contact.it;
const refusal = async (caller: Caller, query: string, variables: Input): Promise<[string | undefined, string[]]> => {
  const extensions = (await caller.graphql(query, variables)).errors?.[0]?.extensions;
  return [extensions?.code, Object.keys(extensions?.details ?? {})];
};
const NEW = 'mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { changeSetId } }';
const CONTACT = 'mutation ($input: CreateContactInput!) { createContact(input: $input) { changeSetId } }';

describe('a definition', () => {
  it('is described with the others, and refused where it makes no sense', async () => {
    const owner = await app.signUp();
    await define(owner, { label: 'Größe (cm)', kind: 'NUMBER', help: 'Barefoot' });
    const { recordTypes } = await owner.data<{ recordTypes: { name: string; fields: { name: string; customKey: string | null; help: string | null }[] }[] }>('{ recordTypes { name fields { name customKey help } } }');
    expect(recordTypes.find((type) => type.name === 'contact')?.fields).toContainEqual({ name: 'cf_grosse_cm', customKey: 'grosse_cm', help: 'Barefoot' });
    for (const [input, field] of [
      [{ label: 'Größe (cm)', kind: 'TEXT' }, 'label'],
      [{ label: 'Last name', kind: 'TEXT' }, 'label'],
      [{ label: 'A', kind: 'SELECT' }, 'options'],
      [{ label: 'A', kind: 'SELECT', options: [{ label: 'x' }, { label: 'X' }] }, 'options'],
      [{ label: 'A', kind: 'REFERENCE', target: 'stage' }, 'target'],
      [{ label: 'A', kind: 'DATE', defaultValue: 'tomorrow' }, 'defaultValue'],
      [{ label: 'A', kind: 'TEXT', recordType: 'stage' }, 'recordType'],
    ] as const) expect([input, await refusal(owner, NEW, { input: { recordType: 'contact', ...input } })]).toEqual([input, ['VALIDATION_ERROR', [field]]]);
    const member = await app.colleague(owner, 'MEMBER');
    expect((await refusal(member, NEW, { input: { recordType: 'contact', label: 'Mine', kind: 'TEXT' } }))[0]).toBe('FORBIDDEN');
  });

  it('that must be filled is asked by the form of the record, and not where a record is made in passing', async () => {
    const owner = await app.signUp();
    const id = await add(owner, 'Lead');
    for (const recordType of ['activity', 'opportunity', 'account']) await define(owner, { recordType, label: 'Cost centre', kind: 'TEXT', required: true });
    expect(await refusal(owner, 'mutation { createOpportunity(input: { name: "Deal" }) { changeSetId } }', {})).toEqual(['VALIDATION_ERROR', ['cf_cost_centre']]);
    expect((await owner.graphql('mutation ($id: ID!) { logActivity(input: { type: CALL, description: "Hello", contactId: $id }) { changeSetId } }', { id })).errors).toBeUndefined();
    expect((await owner.graphql('mutation ($id: ID!) { convertContact(input: { contactId: $id, accountName: "New one", opportunity: { name: "Deal" } }) { changeSetId } }', { id })).errors).toBeUndefined();
  });

  it('is one of as many as the plan has, all of which one request reads and writes', async () => {
    const owner = await app.signUp();
    const most = CUSTOM_FIELD_LIMITS.TRIAL;
    for (let index = 0; index < most; index++) await define(owner, { label: `Field ${index}`, kind: index % 2 ? 'TEXT' : 'REFERENCE', ...(index % 2 ? {} : { target: 'contact' }) });
    expect((await owner.graphql(NEW, { input: { recordType: 'contact', label: 'One more', kind: 'TEXT' } })).errors?.[0]?.extensions['code']).toBeDefined();
    const all = Array.from({ length: most }, (_, index) => `f${index}: customValue(key: "field_${index}")${index % 2 ? '' : ` r${index}: customReference(key: "field_${index}") { id title }`}`).join(' ');
    const boss = await add(owner, 'Boss');
    const { done } = await owner.data<{ done: { record: Record<string, unknown> } }>(`mutation ($input: CreateContactInput!) { done: createContact(input: $input) { record: contact { id ${all} } } }`, {
      input: { lastName: 'Full', customFields: Array.from({ length: most }, (_, index) => (index % 2 ? { key: `field_${index}`, text: `text ${index}` } : { key: `field_${index}`, referenceId: boss })) },
    });
    expect(done.record).toMatchObject({ f1: 'text 1', f49: 'text 49', r0: { title: 'Boss' }, r48: { title: 'Boss' } });
    expect((await owner.data<{ record: unknown }>(`query ($id: ID!) { record: contact(id: $id) { id ${all} } }`, { id: done.record['id'] })).record).toEqual(done.record);
  });

  it('keeps its values under a new label, archived and back, and when the change is undone', async () => {
    const owner = await app.signUp();
    const { customField } = await define(owner, { label: 'Tier', kind: 'SELECT', options: [{ label: 'Gold' }, { label: 'Silver' }], defaultValue: null });
    const id = await add(owner, 'One', [{ key: 'tier', option: 'gold' }]);
    const [gold, silver] = customField.options;
    const renamed = await change(owner, { id: customField.id, label: 'Level', options: [{ value: silver!.value, label: 'Silver' }, { value: gold!.value, label: 'Golden', archived: true }] });
    expect([renamed.customField.key, renamed.customField.options.map((option) => option.value)]).toEqual(['tier', ['silver', 'gold']]);
    expect(await valueOf(owner, id, 'tier')).toBe('gold');
    expect(await refusal(owner, CHANGE, { input: { id: customField.id, options: [{ value: 'silver', label: 'Silver' }] } })).toEqual(['VALIDATION_ERROR', ['options']]);
    const verb = (name: string): Promise<{ done: { changeSetId: string } }> => owner.data(`mutation ($id: ID!) { done: ${name}CustomField(id: $id) { changeSetId } }`, { id: customField.id });
    await verb('archive');
    expect(await valueOf(owner, id, 'tier')).toBeNull();
    await verb('restore');
    expect(await valueOf(owner, id, 'tier')).toBe('gold');
    const DELETE = 'mutation ($id: ID!, $confirm: String!) { deleteCustomField(id: $id, confirm: $confirm) { changeSetId } }';
    expect(await refusal(owner, DELETE, { id: customField.id, confirm: 'Tier' })).toEqual(['VALIDATION_ERROR', ['confirm']]);
    const { deleteCustomField } = await owner.data<{ deleteCustomField: { changeSetId: string } }>(DELETE, { id: customField.id, confirm: 'level' });
    expect(await valueOf(owner, id, 'tier')).toBeNull();
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: deleteCustomField.changeSetId });
    expect(await valueOf(owner, id, 'tier')).toBe('gold');
  });

  it('is gone for good, with its values, 30 days after it was deleted', async () => {
    const owner = await app.signUp();
    const { customField } = await define(owner, { label: 'Fleeting', kind: 'TEXT' });
    await add(owner, 'One', [{ key: 'fleeting', text: 'here' }]);
    const values = async (): Promise<number> => (await app.db.asOwner('select from contacts_custom_values where field_id = $1', [customField.id])).length;
    await owner.data('mutation ($id: ID!) { deleteCustomField(id: $id, confirm: "Fleeting") { changeSetId } }', { id: customField.id });
    const age = async (days: number): Promise<void> => {
      await app.db.asOwner('alter table custom_fields no force row level security');
      await app.db.asOwner('update custom_fields set deleted_at = now() - make_interval(days => $2) where id = $1', [customField.id, days]);
      await app.db.asOwner('alter table custom_fields force row level security');
      await app.app.get(TrashRetention, { strict: false }).empty({}, { checkpoint: () => undefined } as RunningJob);
    };
    await age(29);
    expect(await values()).toBe(1);
    await age(31);
    expect(await values()).toBe(0);
  });

  it('asks for a value, gives one, allows each once, and lets only some set it', async () => {
    const owner = await app.signUp();
    await define(owner, { label: 'Number', kind: 'TEXT', required: true, isUnique: true });
    await define(owner, { label: 'Score', kind: 'NUMBER', defaultValue: 5, writers: 'ADMINS' });
    const id = await add(owner, 'One', [{ key: 'number', text: 'A-1' }]);
    expect(await valueOf(owner, id, 'score')).toBe(5);
    expect(await refusal(owner, CONTACT, { input: { lastName: 'Two' } })).toEqual(['VALIDATION_ERROR', ['cf_number']]);
    expect(await refusal(owner, CONTACT, { input: { lastName: 'Two', customFields: [{ key: 'number', text: 'A-1' }] } })).toEqual(['VALIDATION_ERROR', ['cf_number']]);
    // Options that are made with the field have no values yet; a default names them by label.
    await define(owner, { label: 'Tier', kind: 'SELECT', options: [{ label: 'Gold star' }, { label: 'Silver' }], defaultValue: 'Gold star' });
    await define(owner, { label: 'Likes', kind: 'MULTI_SELECT', options: [{ label: 'Tea' }, { label: 'Mate' }], defaultValue: ['Mate', 'tea'] });
    const other = await add(owner, 'Two', [{ key: 'number', text: 'A-0' }]);
    expect([await valueOf(owner, other, 'tier'), await valueOf(owner, other, 'likes')]).toEqual(['gold_star', ['tea', 'mate']]);
    const member = await app.colleague(owner, 'MEMBER');
    const mine = await add(member, 'Mine', [{ key: 'number', text: 'A-2' }]);
    expect(await refusal(member, CONTACT, { input: { lastName: 'X', customFields: [{ key: 'number', text: 'A-3' }, { key: 'score', number: 9 }] } })).toEqual(['VALIDATION_ERROR', ['cf_score']]);
    await set(member, mine, { key: 'score', number: 5 });
    await set(owner, mine, { key: 'score', number: 9 });
    expect(await valueOf(member, mine, 'score')).toBe(9);
  });
});

describe('search', () => {
  it('finds records by a field from then on, by the new names of its options, and no more when it is archived', async () => {
    const owner = await app.signUp();
    const { customField } = await define(owner, { label: 'Tier', kind: 'SELECT', options: [{ label: 'Goldfinch' }, { label: 'Silver' }] });
    const [finch, silver] = customField.options;
    const id = await add(owner, 'One', [{ key: 'tier', option: 'goldfinch' }]);
    await add(owner, 'Two', [{ key: 'tier', option: 'silver' }]);
    const found = async (search: string): Promise<string[]> =>
      (await owner.data<{ contacts: { nodes: { id: string }[] } }>('query ($search: String) { contacts(search: $search) { nodes { id } } }', { search })).contacts.nodes.map((node) => node.id);
    const becomes = (search: string, expected: readonly string[]): Promise<true> => eventually(async () => (JSON.stringify(await found(search)) === JSON.stringify(expected) ? true : null));
    expect(await found('goldfinch')).toEqual([]);
    const { changeSetId } = await change(owner, { id: customField.id, searchable: true });
    await becomes('goldfinch', [id]);
    await change(owner, { id: customField.id, options: [{ value: finch!.value, label: 'Chaffinch' }, { value: silver!.value, label: 'Silver' }] });
    await becomes('chaffinch', [id]);
    expect(await found('goldfinch')).toEqual([]);
    await owner.data('mutation ($id: ID!) { archiveCustomField(id: $id) { changeSetId } }', { id: customField.id });
    await becomes('chaffinch', []);
    await owner.data('mutation ($id: ID!) { restoreCustomField(id: $id) { changeSetId } }', { id: customField.id });
    await becomes('chaffinch', [id]);
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: changeSetId });
    await becomes('chaffinch', []);
  });
});

describe('a value', () => {
  it('is told in the history, and undone like any other', async () => {
    const owner = await app.signUp();
    await define(owner, { label: 'Budget', kind: 'MONEY' });
    const id = await add(owner, 'One', [{ key: 'budget', money: '10' }]);
    const changeSetId = await set(owner, id, { key: 'budget', money: '20' });
    const { recordHistory } = await owner.data<{ recordHistory: { label: string; before: unknown; after: unknown }[] }>('query ($id: ID!) { recordHistory(recordType: "contact", recordId: $id) { label before after } }', { id });
    expect(recordHistory[0]).toEqual({ label: 'Changed budget', before: { cf_budget: '10.00' }, after: { cf_budget: '20.00' } });
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: changeSetId });
    expect(await valueOf(owner, id, 'budget')).toBe('10.00');
  });

  it('is found and put in order by an index, as the role of the API', async () => {
    const owner = await app.signUp();
    const { customField } = await define(owner, { label: 'Rank', kind: 'NUMBER' });
    const { tenantId } = owner;
    const database = app.app.get(Database);
    const asTenant = <T>(work: () => Promise<T>): Promise<T> => runInContext(systemContext(tenantId, 'plans'), work);
    const plans = await asTenant(async () => {
      await app.app.get(TenantFieldsCache).ready();
      return database.run(async (unit) => {
        await unit.query(`insert into contacts (last_name) select 'Person ' || n from generate_series(1, 5000) n`);
        await unit.query(`insert into contacts_custom_values (record_id, field_id, number_value) select id, $1, row_number() over () from contacts`, [customField.id]);
        const explain = async (query: ListQuery): Promise<string> => {
          const [statement] = planList(recordTypeNamed('contact'), query).statements;
          return JSON.stringify(await unit.query(`explain (costs off) ${statement!.sql}`, statement!.parameters));
        };
        return [await explain({ filter: { cf_rank: { eq: 17 } } }), await explain({ sort: [{ field: 'cf_rank', direction: 'DESC' }] })];
      });
    });
    for (const plan of plans) expect(plan).toMatch(/contacts_custom_values_number/);
    expect(plans[1]).not.toMatch(/Sort Key: s0/);
  });
});
