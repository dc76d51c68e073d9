import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../harness/app.js';
import { eventually } from '../harness/eventually.js';
import { spawnProduct } from '../harness/product-process.js';

/** Enough that no worker is through before it is killed. */
const MANY = 4_000;
const PATIENCE = 120_000;

const home = mkdtempSync(path.join(tmpdir(), 'kinship-killed-'));
let product: TestApp;
let owner: Caller;
let worker: ChildProcess;

/** Another worker takes over what one that was killed has begun after two seconds, and not after ten. */
function startWorker(): ChildProcess {
  const env = { PORT: '0', KINSHIP_ROLE: 'worker', KINSHIP_HOME: home, KINSHIP_SECRET: 'a secret for tests that is long enough', KINSHIP_REDIS_PREFIX: product.db.name, DATABASE_URL: product.db.url, REDIS_URL: process.env['TEST_REDIS_URL'], LOG_LEVEL: 'silent' };
  return spawnProduct(env, { preload: ['./api/test/harness/short-locks.mjs'], stdio: 'ignore' });
}

/** As power does when it fails: nothing is said, nothing is closed. Another worker is there afterwards. */
async function killWorker(): Promise<void> {
  const gone = once(worker, 'exit');
  worker.kill('SIGKILL');
  await gone;
  worker = startWorker();
}

beforeAll(async () => {
  product = await testApp({ env: { KINSHIP_ROLE: 'api', KINSHIP_HOME: home } });
  owner = await product.signUp('Unlucky');
  worker = startWorker();
});
afterAll(async () => {
  worker.kill('SIGKILL');
  await product.close();
  rmSync(home, { recursive: true, force: true });
});

/** Reads until `until` is met, and what it was then. */
const reads = <T>(query: string, id: string, until: (found: T) => boolean): Promise<T> =>
  eventually(async () => {
    const { found } = await owner.data<{ found: T }>(query, { id });
    return until(found) ? found : null;
  }, PATIENCE);

interface Run {
  readonly status: string;
  readonly done: number;
  readonly changed: number;
  readonly leftOut: number;
  readonly undoDone: number;
}

const IMPORT = 'query ($id: ID!) { found: import(id: $id) { status progressDone outcomeCounts { created failed } } }';
const EXPORT = 'query ($id: ID!) { found: export(id: $id) { status done } }';
const names = async (): Promise<number> => (await owner.data<{ accounts: { totalCount: number } }>('{ accounts { totalCount } }')).accounts.totalCount;

describe('a worker that is killed', () => {
  it('in the middle of an import: each row becomes one record', async () => {
    const body = `Name,Industry\n${Array.from({ length: MANY }, (_, at) => `Firm number ${at},Energy`).join('\n')}\n`;
    const upload = await fetch(`${product.url}/files/imports?name=firms.csv`, { method: 'POST', headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'text/csv' }, body });
    const { id: fileId } = (await upload.json()) as { id: string };
    const { createImport } = await owner.data<{ createImport: { import: { id: string } } }>('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id } } }', { input: { fileId, recordType: 'account' } });
    const { id } = createImport.import;
    await owner.data('mutation ($id: ID!) { checkImport(id: $id) { import { id } } }', { id });
    await reads<{ status: string }>(IMPORT, id, ({ status }) => status === 'CHECKED');
    await owner.data('mutation ($id: ID!) { startImport(id: $id) { import { id } } }', { id });
    await reads<{ status: string; progressDone: number }>(IMPORT, id, ({ status, progressDone }) => status !== 'RUNNING' || progressDone > 0);
    await killWorker();
    expect(await reads<{ status: string }>(IMPORT, id, ({ status }) => status !== 'RUNNING')).toMatchObject({ status: 'COMPLETED', outcomeCounts: { created: MANY, failed: 0 } });
    expect(await names()).toBe(MANY);
  }, 2 * PATIENCE);

  it('in the middle of a bulk edit, and of its undo: each record is changed once, and put back once', async () => {
    const RUN = 'query ($id: ID!) { found: bulkRun(id: $id) { status done changed leftOut undoDone } }';
    const { startBulkRun } = await owner.data<{ startBulkRun: { run: { id: string } } }>('mutation ($input: BulkInput!) { startBulkRun(input: $input) { run { id } } }', { input: { recordType: 'account', selection: { filter: {} }, action: 'ADD_TAGS', tags: ['survivor'] } });
    const { id } = startBulkRun.run;
    await reads<Run>(RUN, id, ({ status, done }) => status !== 'RUNNING' || done > 0);
    await killWorker();
    expect(await reads<Run>(RUN, id, ({ status }) => status !== 'RUNNING')).toMatchObject({ status: 'COMPLETED', changed: MANY, leftOut: 0 });
    const [items] = await product.db.asOwner<{ all: number; records: number }>('select count(*)::int as all, count(distinct record_id)::int as records from change_items where change_set_id = (select change_set_id from bulk_runs where id = $1)', [id]);
    expect(items).toEqual({ all: MANY, records: MANY });
    await owner.data('mutation ($id: ID!) { undoBulkRun(id: $id) { run { id } } }', { id });
    await reads<Run>(RUN, id, ({ status, undoDone }) => status !== 'REVERTING' || undoDone > 0);
    await killWorker();
    expect(await reads<Run>(RUN, id, ({ status }) => status !== 'REVERTING')).toMatchObject({ status: 'REVERTED' });
    const { accounts } = await owner.data<{ accounts: { totalCount: number } }>('{ accounts(filter: { tags: { contains: "survivor" } }) { totalCount } }');
    expect(accounts.totalCount).toBe(0);
  }, 3 * PATIENCE);

  it('in the middle of an export: the file holds each record once', async () => {
    const { startExport } = await owner.data<{ startExport: { export: { id: string } } }>('mutation ($input: ExportInput!) { startExport(input: $input) { export { id } } }', { input: { recordType: 'account', format: 'CSV', columns: ['name'] } });
    const { id } = startExport.export;
    await reads<{ status: string; done: number }>(EXPORT, id, ({ status, done }) => status !== 'RUNNING' || done > 0);
    await killWorker();
    expect(await reads<{ status: string }>(EXPORT, id, ({ status }) => status !== 'RUNNING')).toMatchObject({ status: 'READY' });
    const file = await fetch(`${product.url}/files/exports/${id}`, { headers: { authorization: `Bearer ${owner.token}` } });
    const lines = (await file.text()).split('\r\n').slice(1, -1);
    expect([lines.length, new Set(lines).size]).toEqual([MANY, MANY]);
  }, 2 * PATIENCE);
});
