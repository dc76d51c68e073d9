import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '@libs/contracts';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { CLIENT_HEADER } from '../../platform/auth/session-cookies.js';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { eventually } from '../../../test/harness/eventually.js';
import { required, testApp, type Caller, type TestApp } from '../../../test/harness/app.js';

let product: TestApp;
let owner: Caller;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Northwind');
});
afterAll(() => product.close());

const upload = (token: string | null, body: string, headers: Record<string, string> = {}, name = 'teams.csv'): Promise<Response> =>
  fetch(`${product.url}/files/imports?name=${encodeURIComponent(name)}`, { method: 'POST', headers: { 'content-type': 'text/csv', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers }, body });
const codeOf = async (response: Response): Promise<unknown> => [response.status, ((await response.json()) as { error: { code: string } }).error.code];
const TEAMS = 'Team,Description\nNorth,Cold\nSouth,Warm\n';

async function newImport(caller: Caller): Promise<string> {
  const { id: fileId } = (await (await upload(caller.token, TEAMS)).json()) as { id: string };
  const { createImport } = await caller.data<{ createImport: { import: { id: string } } }>('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id } } }', { input: { fileId, recordType: 'team' } });
  return createImport.import.id;
}

describe('uploading', () => {
  it('takes a file from somebody who may import, under a harmless name', async () => {
    const response = await upload(owner.token, TEAMS, {}, '../../etc/te\u0000ams.csv');
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ id: expect.any(String), name: 'teams.csv', bytes: TEAMS.length });
  });

  it('takes a file of JSON as what it is', async () => {
    const text = JSON.stringify([{ name: 'East' }, { name: 'West' }]);
    const response = await upload(owner.token, text, { 'content-type': 'application/json' }, 'teams.json');
    expect(await response.json()).toEqual({ id: expect.any(String), name: 'teams.json', bytes: text.length });
  });

  it('refuses strangers, viewers, forms, empty and oversized files', async () => {
    const viewer = await product.colleague(owner, 'VIEWER');
    expect(await codeOf(await upload(null, TEAMS, { [CLIENT_HEADER]: 'web' }))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await codeOf(await upload(viewer.token, TEAMS))).toEqual([403, 'FORBIDDEN']);
    expect(await codeOf(await upload(owner.token, TEAMS, { 'content-type': 'multipart/form-data; boundary=x' }))).toEqual([400, 'VALIDATION_ERROR']);
    expect(await codeOf(await upload(owner.token, ''))).toEqual([400, 'VALIDATION_ERROR']);
    expect(await codeOf(await upload(owner.token, 'x'.repeat(100 * 1_048_576 + 1)))).toEqual([413, 'VALIDATION_ERROR']);
  });
});

describe('a member who has sent a thousand megabytes within the hour', () => {
  it('sends the next file later; nobody else waits', async () => {
    const eager = await product.colleague(owner, 'ADMIN');
    const sent = (ago: string) =>
      runInContext(systemContext(eager.tenantId, 'Test'), () =>
        product.app.get(Database).run((unit) => unit.query(`insert into import_files (name, storage_key, bytes, sha256, uploaded_by_id, created_at) values ('book.csv', 'none', 1048576000, 'none', $1, now() - $2::interval)`, [eager.memberId, ago])),
      );
    await sent('61 minutes');
    expect((await upload(eager.token, TEAMS)).status).toBe(201);
    await sent('59 minutes');
    const refused = await upload(eager.token, TEAMS);
    expect([refused.headers.get('retry-after'), await codeOf(refused)]).toEqual(['3600', [429, 'RATE_LIMITED']]);
    expect((await upload(owner.token, TEAMS)).status).toBe(201);
  });
});

describe('over GraphQL', () => {
  it('lists what can be imported, imports and their rows, page by page', async () => {
    const id = await newImport(owner);
    const other = await newImport(owner);
    const { importTargets } = await owner.data<{ importTargets: { recordType: string; allowed: boolean; matchKeys: string[][]; fields: { key: string }[] }[] }>('{ importTargets { recordType allowed matchKeys fields { key label kind required target choices } } }');
    expect(importTargets.map(({ recordType }) => recordType)).toEqual(expect.arrayContaining(['account', 'contact', 'product', 'member', 'team', 'opportunity']));
    expect(importTargets.find(({ recordType }) => recordType === 'opportunity')).toMatchObject({ allowed: true, matchKeys: [['id'], ['externalId'], ['name']], fields: expect.arrayContaining([expect.objectContaining({ key: 'productId', kind: 'reference', target: 'product' })]) });
    type Page = { imports: { totalCount: number; nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    const first = await owner.data<Page>('{ imports(first: 1) { totalCount nodes { id name status mapping { matchBy } } pageInfo { hasNextPage endCursor } } }');
    expect(first.imports).toMatchObject({ totalCount: 2, nodes: [{ id: other, name: 'teams.csv', status: 'READY', mapping: { matchBy: ['name'] } }], pageInfo: { hasNextPage: true } });
    const second = await owner.data<Page>('query ($after: String) { imports(first: 1, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }', { after: first.imports.pageInfo.endCursor });
    expect(second.imports).toMatchObject({ nodes: [{ id }], pageInfo: { hasNextPage: false } });
    const refused = await owner.graphql('{ imports(after: "nonsense") { nodes { id } } }');
    expect(refused.errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
  });

  it('tells of progress, and shows each row with what became of it', async () => {
    const id = await newImport(owner);
    const socket = createClient({ url: `${product.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: owner.token }, retryAttempts: 0 });
    const reach = async (operation: string, status: string): Promise<unknown> => {
      await owner.data(`mutation ($id: ID!) { ${operation}(id: $id) { import { id } } }`, { id });
      for await (const { data } of socket.iterate<{ importProgress: { status: string } }>({ query: 'subscription ($id: ID!) { importProgress(id: $id) { status planCounts { create } outcomeCounts { created } undo { reverted } } }', variables: { id } })) {
        if (data?.importProgress.status === status) return data.importProgress;
      }
      return undefined;
    };
    expect(await reach('checkImport', 'CHECKED')).toMatchObject({ planCounts: { create: 2 } });
    expect(await reach('startImport', 'COMPLETED')).toMatchObject({ outcomeCounts: { created: 2 } });
    const { importRows } = await owner.data<{ importRows: unknown }>('query ($id: ID!) { importRows(importId: $id, first: 1, outcome: [CREATED]) { totalCount nodes { line cells plan outcome reasons { code } recordId } pageInfo { hasNextPage } } }', { id });
    expect(importRows).toEqual({ totalCount: 2, nodes: [{ line: 2, cells: ['North', 'Cold'], plan: 'CREATE', outcome: 'CREATED', reasons: [], recordId: expect.any(String) }], pageInfo: { hasNextPage: true } });
    expect(await reach('undoImport', 'REVERTED')).toMatchObject({ undo: { reverted: 2 } });
    await socket.dispose();
  });

  it('leaves rows that resemble records to a person: merged, kept beside them, or left out', async () => {
    const { createContact } = await owner.data<{ createContact: { contact: { id: string } } }>('mutation { createContact(input: { firstName: "Margarethe", lastName: "Schneider", email: "m.schneider@nordwind.example", phone: "+49 40 123456" }) { contact { id } } }');
    const { id: fileId } = (await (await upload(owner.token, 'First name,Last name,E-mail,Job title\nMargarethe,Schneider,m.schneider@nordwind.example,CEO\nMargarethe,Schneider,m.schneider@nordwind.example,Chair\nAda,Lovelace,ada@example.org,\n', {}, 'people.csv')).json()) as { id: string };
    const { createImport } = await owner.data<{ createImport: { import: { id: string } } }>('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id } } }', { input: { fileId, recordType: 'contact' } });
    const { id } = createImport.import;
    await owner.data('mutation ($id: ID!) { updateImportMapping(input: { id: $id, matchBy: [] }) { import { mapping { alike } } } }', { id });
    const socket = createClient({ url: `${product.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: owner.token }, retryAttempts: 0 });
    const reach = async (operation: string, status: string): Promise<unknown> => {
      await owner.data(`mutation ($id: ID!) { ${operation}(id: $id) { import { id } } }`, { id });
      for await (const { data } of socket.iterate<{ importProgress: { status: string } }>({ query: 'subscription ($id: ID!) { importProgress(id: $id) { status planCounts { create update duplicate conflict } outcomeCounts { created updated } } }', variables: { id } })) {
        if (data?.importProgress.status === status) return data.importProgress;
      }
      return undefined;
    };
    expect(await reach('checkImport', 'CHECKED')).toMatchObject({ planCounts: { create: 1, conflict: 2 } });
    type Rows = { importRows: { nodes: { line: number; decision: string | null; candidates: { recordId: string; title: string; score: number; reasons: string[]; values: { label: string; file: string; present: string }[] }[] }[] } };
    const rows = () => owner.data<Rows>('query ($id: ID!) { importRows(importId: $id, plan: [CONFLICT, UPDATE, DUPLICATE]) { nodes { line decision candidates { recordId title score reasons values { label file present } } } } }', { id });
    const [first] = (await rows()).importRows.nodes;
    expect(first).toMatchObject({ line: 2, decision: null, candidates: [{ recordId: createContact.contact.id, title: 'Margarethe Schneider', values: expect.arrayContaining([{ label: 'Job title', file: 'CEO', present: '' }]) }] });
    expect(first!.candidates[0]!.score).toBeGreaterThan(0.8);
    const decide = (input: object) => owner.graphql('mutation ($input: DecideImportRowsInput!) { decideImportRows(input: $input) { import { status } } }', { input: { importId: id, ...input } });
    expect((await decide({ lines: [4], action: 'MERGE' })).errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
    expect((await decide({ lines: [2], action: 'MERGE', recordId: id })).errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
    expect((await decide({ all: true, action: 'MERGE' })).data).toEqual({ decideImportRows: { import: { status: 'READY' } } });
    expect((await decide({ lines: [3], action: 'SKIP' })).errors).toBeUndefined();
    expect(await reach('checkImport', 'CHECKED')).toMatchObject({ planCounts: { create: 1, update: 1, duplicate: 1, conflict: 0 } });
    expect(await reach('startImport', 'COMPLETED')).toMatchObject({ outcomeCounts: { created: 1, updated: 1 } });
    const { contact } = await owner.data<{ contact: object }>('query ($id: ID!) { contact(id: $id) { jobTitle } }', { id: createContact.contact.id });
    expect(contact).toEqual({ jobTitle: 'CEO' });
    await socket.dispose();
  });

  it('tells candidates of one name apart, and counts a row once that names it in two columns', async () => {
    for (const industry of ['Logistics', 'Farming']) await owner.data('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { changeSetId } }', { input: { name: 'Twin Harbours', industry } });
    const { id: fileId } = (await (await upload(owner.token, 'Last name,Company,Employer\nBerg,Twin Harbours,twin harbours\nRossi,,Twin Harbours\nDoe,Twin Harbours,\n', {}, 'people.csv')).json()) as { id: string };
    const { createImport } = await owner.data<{ createImport: { import: { id: string } } }>('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id } } }', { input: { fileId, recordType: 'contact' } });
    const { id } = createImport.import;
    await owner.data('mutation ($id: ID!) { updateImportMapping(input: { id: $id, columns: [{ column: 0, targets: ["lastName"] }, { column: 1, targets: ["accountId"] }, { column: 2, targets: ["accountId"] }] }) { import { id } } }', { id });
    await owner.data('mutation ($id: ID!) { checkImport(id: $id) { import { id } } }', { id });
    await eventually(async () => ((await owner.data<{ import: { status: string } }>('query ($id: ID!) { import(id: $id) { status } }', { id })).import.status === 'CHECKED' ? true : null));
    const { importValues } = await owner.data<{ importValues: { candidates: { detail: string }[] }[] }>('query ($id: ID!) { importValues(importId: $id) { value rows match candidates { title detail } } }', { id });
    expect(importValues).toEqual([expect.objectContaining({ value: 'Twin Harbours', rows: 3, match: 'AMBIGUOUS' })]);
    expect(importValues[0]!.candidates.map(({ detail }) => detail).toSorted()).toEqual(['Farming', 'Logistics']);
  });

  it('gives a person all e-mail addresses and numbers of the file, and none twice', async () => {
    const people = 'First Name,Last Name,E-mail Address,E-mail 2 Address,Business Phone,Home Phone,Home Phone 2,Mobile Phone\nJoan,Clarke,joan@hut8.example,Joan@Home.example,+44 1908 1,+44 1908 222,+44 1908 222,+44 77 3\n';
    const bring = async (): Promise<unknown> => {
      const { id: fileId } = (await (await upload(owner.token, people, {}, 'outlook.csv')).json()) as { id: string };
      const { createImport } = await owner.data<{ createImport: { import: { id: string; preset: string } } }>('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id preset } } }', { input: { fileId } });
      const { id, preset } = createImport.import;
      const socket = createClient({ url: `${product.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: owner.token }, retryAttempts: 0 });
      await owner.data('mutation ($id: ID!) { updateImportMapping(input: { id: $id, matchBy: ["email"] }) { import { id } } }', { id });
      for (const [operation, status] of [['checkImport', 'CHECKED'], ['startImport', 'COMPLETED']] as const) {
        await owner.graphql(`mutation ($id: ID!) { ${operation}(id: $id) { import { id } } }`, { id });
        for await (const { data } of socket.iterate<{ importProgress: { status: string } }>({ query: 'subscription ($id: ID!) { importProgress(id: $id) { status planCounts { create update unchanged } } }', variables: { id } })) if (data?.importProgress.status === status) break;
      }
      await socket.dispose();
      const { import: done } = await owner.data<{ import: { planCounts: object } }>('query ($id: ID!) { import(id: $id) { planCounts { create update unchanged } } }', { id });
      return { preset, ...done.planCounts };
    };
    expect(await bring()).toEqual({ preset: 'Outlook', create: 1, update: 0, unchanged: 0 });
    const { contacts } = await owner.data<{ contacts: { nodes: object[] } }>('{ contacts(filter: { email: { eq: "joan@hut8.example" } }) { nodes { phone mobile emails { address label isMain } phones { number label isMain } } } }');
    expect(contacts.nodes).toEqual([{
      phone: '+44 1908 1', mobile: '+44 77 3',
      emails: expect.arrayContaining([expect.objectContaining({ address: 'joan@hut8.example', isMain: true }), expect.objectContaining({ address: 'joan@home.example', isMain: false })]),
      phones: expect.arrayContaining([expect.objectContaining({ number: '+44 1908 222', label: 'HOME', isMain: false })]),
    }]);
    expect((contacts.nodes[0] as { phones: object[] }).phones).toHaveLength(3);
    expect(await bring()).toEqual({ preset: 'Outlook', create: 0, update: 0, unchanged: 1 });
  });

  it('knows nothing of another workspace’s imports and files', async () => {
    const id = await newImport(owner);
    const { id: fileId } = (await (await upload(owner.token, TEAMS)).json()) as { id: string };
    const stranger = await product.signUp('Elsewhere');
    for (const query of [
      `{ import(id: "${id}") { id } }`,
      `{ importRows(importId: "${id}") { nodes { line } } }`,
      `{ importValues(importId: "${id}") { value } }`,
      `mutation { createImport(input: { fileId: "${fileId}" }) { import { id } } }`,
      `mutation { updateImportMapping(input: { id: "${id}", matchBy: [] }) { import { id } } }`,
      `mutation { updateImportDialect(input: { id: "${id}" }) { import { id } } }`,
      `mutation { decideImportRows(input: { importId: "${id}", all: true, action: SKIP }) { import { id } } }`,
      `mutation { saveImportProfile(input: { importId: "${id}", name: "Theirs" }) { profile { id } } }`,
      `mutation { applyImportProfile(importId: "${id}") { import { id } } }`,
      `mutation { decideImportValues(input: { id: "${id}", decisions: [] }) { import { id } } }`,
      ...['checkImport', 'startImport', 'pauseImport', 'resumeImport', 'cancelImport', 'undoImport'].map((operation) => `mutation { ${operation}(id: "${id}") { import { id } } }`),
    ]) {
      const { errors } = await stranger.graphql(query);
      expect({ query, code: errors?.[0]?.extensions.code }).toEqual({ query, code: 'NOT_FOUND' });
    }
  });
});

describe('a file whose columns are called as the product calls its fields', () => {
  interface Target {
    readonly recordType: string;
    readonly fields: readonly { readonly key: string; readonly label: string }[];
  }

  // What an export calls them, an import of the file reads again.
  it.each(LANGUAGES)('is understood in %s, whatever it holds', async (language) => {
    const headers = { authorization: `Bearer ${owner.token}`, 'accept-language': language };
    const { importTargets } = required(await product.graphql<{ importTargets: readonly Target[] }>('{ importTargets { recordType fields { key label } } }', {}, headers));
    expect(importTargets.map(({ recordType }) => recordType)).toContain('contact');
    for (const { recordType, fields } of importTargets) {
      const { id: fileId } = (await (await upload(owner.token, `${fields.map(({ label }) => label).join(';')}\n${fields.map(() => '').join(';')}x\n`)).json()) as { id: string };
      const made = required(
        await product.graphql<{ createImport: { import: { mapping: { columns: readonly { targets: readonly string[] }[] } } } }>('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { mapping { columns { targets } } } } }', { input: { fileId, recordType } }, headers),
      );
      expect([recordType, made.createImport.import.mapping.columns.map(({ targets }) => targets)]).toEqual([recordType, fields.map(({ key }) => [key])]);
    }
  });
});
