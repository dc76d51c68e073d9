import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { testApp, type Caller, type TestApp } from '../test/harness/app.js';
import { DuplicateSteps } from '../test/harness/duplicates.js';
import { plantedPeople } from '../test/harness/planted-people.js';
import { contentsOf } from '../test/harness/tenant-contents.js';
import { tell } from './support.js';

const PEOPLE = Number(process.env['KINSHIP_BULK_PEOPLE'] ?? 50_000);
const RUN = 'id status total done changed unchanged leftOut undoDone undoResult { reverted skippedCount skipped { title reason } }';

interface Run {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly done: number;
  readonly changed: number;
  readonly undoResult: { readonly reverted: number; readonly skippedCount: number; readonly skipped: readonly { readonly title: string }[] } | null;
}

let product: TestApp;
let owner: Caller;
let socket: Client;
let records: number;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp();
  socket = createClient({ url: `${product.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: owner.token }, retryAttempts: 0 });
  records = (await new DuplicateSteps(product, owner).plant(plantedPeople(PEOPLE))).size;
}, 120_000);
afterAll(async () => {
  await socket.dispose();
  await product.close();
});

const order = async (mutation: string, variables: Record<string, unknown>, declared: string, given: string): Promise<Run> =>
  (await owner.data<Record<string, { run: Run }>>(`mutation (${declared}) { ${mutation}(${given}) { run { ${RUN} } } }`, variables))[mutation]!.run;
const setTitle = (title: string): Promise<Run> => order('startBulkRun', { input: { recordType: 'contact', action: 'UPDATE', selection: { filter: {} }, values: { jobTitle: title } } }, '$input: BulkInput!', 'input: $input');
const undo = (id: string): Promise<Run> => order('undoBulkRun', { id }, '$id: ID!', 'id: $id');
const cancel = (id: string): Promise<Run> => order('cancelBulkRun', { id }, '$id: ID!', 'id: $id');

/** Follows a run as a page would. @returns how it ended, and how often its progress was told */
async function follow(id: string, until: readonly string[], each: (run: Run) => Promise<unknown> = () => Promise.resolve()): Promise<{ run: Run; told: number }> {
  let told = 0;
  for await (const { data, errors } of socket.iterate<{ bulkRunProgress: Run }>({ query: `subscription ($id: ID!) { bulkRunProgress(id: $id) { ${RUN} } }`, variables: { id } })) {
    if (errors || !data) throw new Error(JSON.stringify(errors));
    told += 1;
    const run = data.bulkRunProgress;
    if (until.includes(run.status)) return { run, told };
    await each(run);
  }
  throw new Error('The subscription ended.');
}

const titled = async (title: string): Promise<number> =>
  (await product.db.asOwner<{ count: number }>('select count(*)::int as count from contacts where tenant_id = $1 and job_title = $2', [owner.tenantId, title]))[0]!.count;
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

describe(`a bulk edit of ${PEOPLE} contacts`, () => {
  it('runs in the background with progress, and its undo restores every value that nobody has changed since', async () => {
    const before = await contentsOf(product.db, owner.tenantId);
    const editing = performance.now();
    const started = await setTitle('Buyer');
    expect(started.status).toBe('RUNNING');
    const { run, told } = await follow(started.id, ['COMPLETED', 'FAILED']);
    tell(`${run.changed} contacts edited in ${seconds(editing)}, progress told ${told} times`);
    expect(run).toMatchObject({ status: 'COMPLETED', total: records, done: records, changed: records });
    expect(told).toBeGreaterThan(10);
    const [changed] = await product.db.asOwner<{ id: string; title: string }>(`select id, concat_ws(' ', first_name, last_name) as title from contacts where tenant_id = $1 order by id limit 1`, [owner.tenantId]);
    await owner.data('mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contact { id } } }', { input: { id: changed!.id, jobTitle: 'Mayor' } });
    const undoing = performance.now();
    await undo(run.id);
    const { run: undone } = await follow(run.id, ['REVERTED', 'FAILED']);
    tell(`undone in ${seconds(undoing)}; listed as changed since: ${undone.undoResult?.skipped.map(({ title }) => title).join(', ')}`);
    expect(undone.undoResult).toMatchObject({ reverted: records - 1, skippedCount: 1, skipped: [{ title: changed!.title }] });
    expect([await titled('Buyer'), await titled('Mayor')]).toEqual([0, 1]);
    await owner.data('mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contact { id } } }', { input: { id: changed!.id, jobTitle: null } });
    expect(await contentsOf(product.db, owner.tenantId)).toEqual({ ...before, bulk_runs: expect.any(String) });
  }, 600_000);

  it('can be cancelled midway; what was done by then can be undone', async () => {
    const before = await contentsOf(product.db, owner.tenantId);
    const started = await setTitle('Seller');
    let asked = false;
    const { run } = await follow(started.id, ['CANCELLED', 'COMPLETED', 'FAILED'], async ({ done }) => {
      if (asked || done === 0) return;
      asked = true;
      await cancel(started.id);
    });
    tell(`cancelled after ${run.changed} of ${run.total}`);
    expect(run.status).toBe('CANCELLED');
    expect(run.changed).toBeGreaterThan(0);
    expect(run.changed).toBeLessThan(records);
    expect(await titled('Seller')).toBe(run.changed);
    await undo(run.id);
    const { run: undone } = await follow(run.id, ['REVERTED', 'FAILED']);
    expect(undone.undoResult).toMatchObject({ reverted: run.changed, skippedCount: 0 });
    const after = await contentsOf(product.db, owner.tenantId);
    expect(after['contacts']).toBe(before['contacts']);
  }, 600_000);
});
