import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/harness/eventually.js';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

type Input = Readonly<Record<string, unknown>>;

const define = (owner: Caller, input: Input): Promise<unknown> =>
  owner.data('mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { changeSetId } }', { input: { recordType: 'contact', ...input } });

const LIKES = { label: 'Likes', kind: 'MULTI_SELECT', options: [{ label: 'Tea' }, { label: 'Coffee, black' }, { label: 'Mate' }] };

/** A workspace whose contacts have a field of each common kind. */
async function workspace(): Promise<Caller> {
  const owner = await app.signUp();
  for (const input of [
    { label: 'Badge number', kind: 'TEXT', isUnique: true },
    { label: 'Height', kind: 'NUMBER' },
    { label: 'Budget', kind: 'MONEY', isUnique: true },
    { label: 'Met on', kind: 'DATE' },
    { label: 'Tier', kind: 'SELECT', options: [{ label: 'Gold star' }, { label: 'Silver' }] },
    LIKES,
    { label: 'VIP', kind: 'BOOLEAN' },
  ]) await define(owner, input);
  return owner;
}

const CONTACTS = '{ contacts(sort: [{ field: lastName, direction: ASC }]) { nodes { id lastName customFields { key value } } } }';
const contacts = async (owner: Caller): Promise<Record<string, Input>> => {
  const { contacts: found } = await owner.data<{ contacts: { nodes: { lastName: string; customFields: { key: string; value: unknown }[] }[] } }>(CONTACTS, {});
  return Object.fromEntries(found.nodes.map(({ lastName, customFields }) => [lastName, Object.fromEntries(customFields.map(({ key, value }) => [key, value]))]));
};
const idsOf = async (owner: Caller): Promise<string[]> => (await owner.data<{ contacts: { nodes: { id: string }[] } }>(CONTACTS, {})).contacts.nodes.map(({ id }) => id);

interface Brought {
  readonly status: string;
  readonly mapping: { readonly matchBy: readonly string[] };
  readonly planCounts: Input;
  readonly outcomeCounts: Input;
}

async function newImport(owner: Caller, csv: string): Promise<string> {
  const response = await fetch(`${app.url}/files/imports?name=people.csv`, { method: 'POST', headers: { 'content-type': 'text/csv', authorization: `Bearer ${owner.token}` }, body: csv });
  const { id: fileId } = (await response.json()) as { id: string };
  const { createImport } = await owner.data<{ createImport: { import: { id: string } } }>('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id } } }', { input: { fileId, recordType: 'contact' } });
  return createImport.import.id;
}

/** Imports a file, found by these fields or by those that the product suggests. */
async function bring(owner: Caller, csv: string, matchBy?: readonly string[]): Promise<Brought> {
  const id = await newImport(owner, csv);
  if (matchBy) await owner.data('mutation ($id: ID!, $matchBy: [String!]) { updateImportMapping(input: { id: $id, matchBy: $matchBy }) { import { id } } }', { id, matchBy });
  const state = async (): Promise<Brought> => (await owner.data<{ import: Brought }>('query ($id: ID!) { import(id: $id) { status mapping { matchBy } planCounts { create update unchanged invalid } outcomeCounts { created updated unchanged failed } } }', { id })).import;
  for (const [operation, end] of [['checkImport', 'CHECKED'], ['startImport', 'COMPLETED']] as const) {
    await owner.data(`mutation ($id: ID!) { ${operation}(id: $id) { import { id } } }`, { id });
    await eventually(async () => ((await state()).status === end ? true : null));
  }
  return state();
}

describe('a file', () => {
  it('fills fields of each common kind, a select by its labels, and updates by a unique field', async () => {
    const owner = await workspace();
    const first = await bring(owner, 'Last name,Badge number,Height,Budget,Met on,Tier,Likes,VIP\nLovelace,B-1,1.65,"1,200.50",2026-02-28,gold star,"Tea, Mate",yes\nHopper,B-2,1.7,12,2026-03-01,Silver,"Coffee, black",no\n');
    expect(first).toMatchObject({ mapping: { matchBy: ['cf_badge_number'] }, outcomeCounts: { created: 2, failed: 0 } });
    expect(await contacts(owner)).toEqual({
      Hopper: { badge_number: 'B-2', height: 1.7, budget: '12.00', met_on: '2026-03-01', tier: 'silver', likes: ['coffee_black'], vip: false },
      Lovelace: { badge_number: 'B-1', height: 1.65, budget: '1200.50', met_on: '2026-02-28', tier: 'gold_star', likes: ['tea', 'mate'], vip: true },
    });
    const second = await bring(owner, 'Last name,Badge number,Height,Tier\nByron,B-1,1.66,Silver\nHopper,B-2,1.7,Silver\nClarke,B-3,1.8,\n');
    expect(second).toMatchObject({ planCounts: { create: 1, update: 1, unchanged: 1 }, outcomeCounts: { created: 1, updated: 1, unchanged: 1 } });
    expect(await contacts(owner)).toMatchObject({ Byron: { badge_number: 'B-1', height: 1.66, tier: 'silver', likes: ['tea', 'mate'] }, Clarke: { badge_number: 'B-3' } });
    // Amounts are the same however the file writes them.
    const third = await bring(owner, 'Last name,Budget,Height\nKing,1200.5,2\n', ['cf_budget']);
    expect(third).toMatchObject({ planCounts: { create: 0, update: 1 } });
    expect(await contacts(owner)).toMatchObject({ King: { badge_number: 'B-1', height: 2 } });
  });

  it('adds the options that somebody decided on before its rows are written, and takes them back with them', async () => {
    const owner = await workspace();
    const id = await newImport(owner, 'Last name,Tier\nOne,Silver\nTwo,Bronze\nThree,BRONZE \n');
    const run = async (operation: string, end: string): Promise<Input> => {
      await owner.data(`mutation ($id: ID!) { ${operation}(id: $id) { import { id } } }`, { id });
      return eventually(async () => {
        const { import: state } = await owner.data<{ import: Input }>('query ($id: ID!) { import(id: $id) { status planCounts { create invalid } outcomeCounts { created failed } } }', { id });
        return state['status'] === end ? state : null;
      });
    };
    expect(await run('checkImport', 'CHECKED')).toMatchObject({ planCounts: { create: 1, invalid: 2 } });
    const { importValues } = await owner.data<{ importValues: { value: string }[] }>('query ($id: ID!) { importValues(importId: $id, needsDecision: true) { field value creatable } }', { id });
    expect(importValues).toContainEqual({ field: 'cf_tier', value: 'Bronze', creatable: true });
    await owner.data('mutation ($id: ID!) { decideImportValues(input: { id: $id, decisions: [{ field: "cf_tier", value: "Bronze", action: CREATE }] }) { import { id } } }', { id });
    expect(await run('checkImport', 'CHECKED')).toMatchObject({ planCounts: { create: 3, invalid: 0 } });
    const tiers = async (): Promise<string[]> => (await owner.data<{ customFields: { nodes: { label: string; options: { label: string }[] | null }[] } }>('{ customFields { nodes { label options } } }')).customFields.nodes.find(({ label }) => label === 'Tier')!.options!.map(({ label }) => label);
    expect(await tiers()).toEqual(['Gold star', 'Silver']);
    expect(await run('startImport', 'COMPLETED')).toMatchObject({ outcomeCounts: { created: 3, failed: 0 } });
    expect(await tiers()).toEqual(['Gold star', 'Silver', 'Bronze']);
    expect(await contacts(owner)).toMatchObject({ One: { tier: 'silver' }, Two: { tier: 'bronze' }, Three: { tier: 'bronze' } });
    await run('undoImport', 'REVERTED');
    expect([await tiers(), await contacts(owner)]).toEqual([['Gold star', 'Silver'], {}]);
  });

  it('adds no options for somebody who may not change fields', async () => {
    const owner = await workspace();
    const member = await app.colleague(owner, 'MEMBER');
    const id = await newImport(member, 'Last name,Tier\nTwo,Bronze\n');
    const { errors } = await member.graphql('mutation ($id: ID!) { decideImportValues(input: { id: $id, decisions: [{ field: "cf_tier", value: "Bronze", action: CREATE }] }) { import { id } } }', { id });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { 'decisions.0': [expect.stringContaining('can be created')] } });
  });

  it('finds no records by a field that several may share', async () => {
    const owner = await workspace();
    const id = await newImport(owner, 'Last name,Tier\nOne,Silver\n');
    const { errors } = await owner.graphql('mutation ($id: ID!) { updateImportMapping(input: { id: $id, matchBy: ["cf_tier"] }) { import { id } } }', { id });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { matchBy: [expect.stringContaining('unique')] } });
  });

  it('leaves with the values of each kind, a select by its labels', async () => {
    const owner = await workspace();
    await bring(owner, 'Last name,Badge number,Height,Budget,Met on,Tier,Likes,VIP\nLovelace,=1,1.65,1200.5,2026-02-28,Gold star,"Tea; Coffee, black",yes\nNobody,,,,,,,\n');
    const input = { recordType: 'contact', columns: ['lastName', 'cf_badge_number', 'cf_height', 'cf_budget', 'cf_met_on', 'cf_tier', 'cf_likes', 'cf_vip'], format: 'CSV', sort: [{ field: 'lastName', direction: 'ASC' }] };
    const { startExport } = await owner.data<{ startExport: { export: { downloadPath: string } } }>('mutation ($input: ExportInput!) { startExport(input: $input) { export { downloadPath } } }', { input });
    const text = await (await fetch(`${app.url}${startExport.export.downloadPath}`, { headers: { authorization: `Bearer ${owner.token}` } })).text();
    const [head, lovelace, nobody] = text.replace('\uFEFF', '').split('\r\n');
    expect(head).toBe('Last name,Badge number,Height,Budget,Met on,Tier,Likes,VIP');
    expect(lovelace).toBe(`Lovelace,'=1,1.65,1200.50,2026-02-28,Gold star,"Tea; Coffee, black",true`);
    expect(nobody).toBe('Nobody,,,,,,,false');
  });
});

describe('a selection', () => {
  const START = 'mutation ($input: BulkInput!) { startBulkRun(input: $input) { run { status changed unchanged leftOut label id } } }';

  it('is given values of each kind at once, undone together, and refused what is none', async () => {
    const owner = await workspace();
    await bring(owner, 'Last name,Tier\nOne,Silver\nTwo,Gold star\nThree,\n');
    const ids = await idsOf(owner);
    const set = (values: Input): Promise<{ startBulkRun: { run: Input } }> => owner.data(START, { input: { recordType: 'contact', action: 'UPDATE', selection: { ids }, values } });
    expect((await set({ cf_tier: 'silver' })).startBulkRun.run).toMatchObject({ status: 'COMPLETED', changed: 2, unchanged: 1, leftOut: 0, label: expect.stringContaining('Set Tier') });
    const { run } = (await set({ cf_likes: ['mate', 'tea'], cf_height: 2, cf_budget: null, cf_met_on: '2026-11-21', cf_vip: true })).startBulkRun;
    expect(run).toMatchObject({ changed: 3 });
    for (const values of Object.values(await contacts(owner))) expect(values).toMatchObject({ tier: 'silver', likes: ['tea', 'mate'], height: 2, budget: null, met_on: '2026-11-21', vip: true });
    await owner.data('mutation ($id: ID!) { undoBulkRun(id: $id) { run { id } } }', { id: run['id'] });
    await eventually(async () => ((await owner.data<{ bulkRun: { status: string } }>('query ($id: ID!) { bulkRun(id: $id) { status } }', { id: run['id'] })).bulkRun.status === 'REVERTED' ? true : null));
    for (const values of Object.values(await contacts(owner))) expect(values).toMatchObject({ tier: 'silver', likes: [], height: null, vip: false });
    const { errors } = await owner.graphql(START, { input: { recordType: 'contact', action: 'UPDATE', selection: { ids }, values: { cf_tier: 'bronze' } } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { 'values.cf_tier': [expect.any(String)] } });
    // The same value for several records is none where each is there once.
    expect((await set({ cf_badge_number: 'X' })).startBulkRun.run).toMatchObject({ changed: 1, leftOut: 2 });
  });
});
