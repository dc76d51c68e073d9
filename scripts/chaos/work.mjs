import { pause } from './random.mjs';
import { Refused } from './api-client.mjs';

/** Longest that work in the background may take, faults included, in milliseconds. */
const PATIENCE = 120_000;

const CREATE_ACCOUNT = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id version } changeSetId } }';
const UPDATE_ACCOUNT = 'mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { account { version } changeSetId } }';
const CREATE_DEAL = 'mutation ($input: CreateOpportunityInput!) { createOpportunity(input: $input) { opportunity { id version } changeSetId } }';
const UPDATE_DEAL = 'mutation ($input: UpdateOpportunityInput!) { updateOpportunity(input: $input) { opportunity { version } changeSetId } }';
const MOVE = 'mutation ($id: ID!, $stageId: ID!, $version: Int) { moveOpportunityStage(id: $id, stageId: $stageId, expectedVersion: $version) { opportunity { version } changeSetId } }';
const UNDO = 'mutation ($id: ID!) { revertChangeSet(id: $id) { changeSetId reverted } }';
const MERGE = 'mutation ($input: MergeRecordsInput!) { mergeAccounts(input: $input) { account { version } changeSetId merged } }';

async function until(ask, wanted) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await ask();
    if (wanted(found)) return found;
    if (Date.now() > end) throw new Error(`It did not come to an end within ${PATIENCE / 1000} s: ${JSON.stringify(found)}`);
    await pause(150);
  }
}

/** Somebody who works with records of their own. Each step returns when it is acknowledged, and was written down before. */
export function dealer({ tenant, note, luck, name, colleague, stages }) {
  const { owner } = tenant;
  const accounts = [];
  const deals = [];
  let count = 0;
  const key = () => `chaos-${name}-${++count}`;
  const wrote = (op, type, entry) => note({ op, tenant: tenant.id, type, ...entry });

  const createAccount = async () => {
    const externalId = key();
    const input = { name: `Account ${externalId}`, externalId, description: 'v0' };
    const { createAccount: done } = await owner.ask(CREATE_ACCOUNT, { input });
    wrote('create', 'account', { id: done.account.id, changeSetId: done.changeSetId, externalId, set: { description: 'v0' } });
    const account = { id: done.account.id, version: done.account.version, description: 'v0' };
    accounts.push(account);
    return account;
  };
  const updateAccount = async (account) => {
    const description = key();
    const { updateAccount: done } = await owner.ask(UPDATE_ACCOUNT, { input: { id: account.id, expectedVersion: account.version, description } });
    wrote('update', 'account', { id: account.id, changeSetId: done.changeSetId, set: { description } });
    const before = account.description;
    Object.assign(account, { version: done.account.version, description });
    return { changeSetId: done.changeSetId, before };
  };
  const createDeal = async () => {
    const externalId = key();
    const { createOpportunity: done } = await owner.ask(CREATE_DEAL, { input: { name: `Deal ${externalId}`, externalId, stageId: stages[0] } });
    wrote('create', 'opportunity', { id: done.opportunity.id, changeSetId: done.changeSetId, externalId, set: { stage_id: stages[0] } });
    deals.push({ id: done.opportunity.id, version: done.opportunity.version, stage: 0 });
  };
  const steps = {
    createAccount,
    createDeal,
    update: async () => void (await updateAccount(accounts.length > 0 ? luck.of(accounts) : await createAccount())),
    undo: async () => {
      const account = accounts.length > 0 ? luck.of(accounts) : await createAccount();
      const { changeSetId, before } = await updateAccount(account);
      const { revertChangeSet: done } = await owner.ask(UNDO, { id: changeSetId });
      if (done.reverted !== 1) throw new Error(`Undoing ${changeSetId} put back ${done.reverted} records instead of one`);
      wrote('undo', 'account', { id: account.id, changeSetId: done.changeSetId, set: { description: before } });
      Object.assign(account, { version: account.version + 1, description: before });
    },
    move: async () => {
      if (deals.length === 0) return createDeal();
      const deal = luck.of(deals);
      const stage = (deal.stage + 1) % stages.length;
      const { moveOpportunityStage: done } = await owner.ask(MOVE, { id: deal.id, stageId: stages[stage], version: deal.version });
      wrote('update', 'opportunity', { id: deal.id, changeSetId: done.changeSetId, set: { stage_id: stages[stage] } });
      Object.assign(deal, { version: done.opportunity.version, stage });
    },
    assign: async () => {
      if (deals.length === 0) return createDeal();
      const deal = deals.shift();
      const { updateOpportunity: done } = await owner.ask(UPDATE_DEAL, { input: { id: deal.id, expectedVersion: deal.version, ownerId: colleague } });
      wrote('assign', 'opportunity', { id: deal.id, changeSetId: done.changeSetId, memberId: colleague, set: { owner_id: colleague } });
    },
    merge: async () => {
      const [survivor, gone] = [await createAccount(), await createAccount()];
      accounts.splice(accounts.indexOf(gone), 1);
      const { mergeAccounts: done } = await owner.ask(MERGE, { input: { survivorId: survivor.id, records: [survivor, gone].map(({ id, version }) => ({ id, version })), fields: [] } });
      wrote('merge', 'account', { id: survivor.id, changeSetId: done.changeSetId, gone: gone.id, set: {} });
      survivor.version = done.account.version;
    },
  };
  return () => luck.of([steps.createAccount, steps.createDeal, steps.update, steps.update, steps.undo, steps.move, steps.move, steps.assign, steps.merge])();
}

/** Somebody who changes many records at once, again and again. */
export function editor({ tenant, note, name, ids }) {
  let count = 0;
  return async () => {
    const value = `${name}-${++count}`;
    const { startBulkRun } = await tenant.owner.ask('mutation ($input: BulkInput!) { startBulkRun(input: $input) { run { id } } }', { input: { recordType: 'account', selection: { ids }, action: 'UPDATE', values: { description: value } } });
    const { id } = startBulkRun.run;
    const run = await until(async () => (await tenant.owner.ask('query ($id: ID!) { bulkRun(id: $id) { status changed leftOut error } }', { id })).bulkRun, ({ status }) => status !== 'RUNNING');
    if (run.status !== 'COMPLETED' || run.changed !== ids.length) throw new Error(`Bulk action ${id} over ${ids.length} records ended as ${JSON.stringify(run)}`);
    note({ op: 'bulk', tenant: tenant.id, type: 'account', runId: id, value, ids });
  };
}

const READ_IMPORT = 'query ($id: ID!) { import(id: $id) { id status error outcomeCounts { created failed } } }';
const readImport = async ({ owner }, id) => (await owner.ask(READ_IMPORT, { id })).import;
const rowsOf = (prefix, rows) => `Name,Industry\n${Array.from({ length: rows }, (_, at) => `${prefix}-${at},Energy`).join('\n')}\n`;

/** Brings a file in, as people do: upload, dry run, run. */
export async function importFile(tenant, prefix, rows) {
  const { owner } = tenant;
  const fileId = await owner.upload(`${prefix}.csv`, rowsOf(prefix, rows));
  const { createImport } = await owner.ask('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id } } }', { input: { fileId, recordType: 'account' } });
  const { id } = createImport.import;
  await owner.ask('mutation ($id: ID!) { checkImport(id: $id) { import { id } } }', { id });
  const checked = await until(() => readImport(tenant, id), ({ status }) => status !== 'CHECKING' && status !== 'READY');
  if (checked.status !== 'CHECKED') throw new Error(`The dry run of import ${id} ended as ${JSON.stringify(checked)}`);
  await owner.ask('mutation ($id: ID!) { startImport(id: $id) { import { id } } }', { id });
  return finished(tenant, id, rows);
}

async function finished(tenant, id, rows) {
  const done = await until(() => readImport(tenant, id), ({ status }) => !['READY', 'CHECKING', 'CHECKED', 'RUNNING'].includes(status));
  if (done.status !== 'COMPLETED' || done.outcomeCounts.created !== rows) throw new Error(`Import ${id} of ${rows} rows ended as ${JSON.stringify(done)}`);
  return id;
}

/** Somebody who imports files, one after the other. */
export function importer({ tenant, note, name, rows }) {
  let count = 0;
  return async () => {
    const prefix = `${name}-${++count}`;
    note({ op: 'import', tenant: tenant.id, type: 'account', importId: await importFile(tenant, prefix, rows), prefix, rows });
  };
}

/** A schedule that fetches files and imports them by itself. `offer(text)` puts the next one at its address. */
export async function schedule({ tenant, note, name, rows, offer }) {
  const { owner } = tenant;
  const first = await importFile(tenant, `${name}-0`, 3);
  const { saveImportProfile } = await owner.ask('mutation ($input: SaveImportProfileInput!) { saveImportProfile(input: $input) { profile { id } } }', { input: { importId: first, name: `Feed ${name}` } });
  const { id } = saveImportProfile.profile;
  await owner.ask('mutation ($input: UpdateImportProfileInput!) { updateImportProfile(input: $input) { profile { id } } }', { input: { id, every: 'WEEK', automatic: true, sourceUrl: 'https://files.example.com/feed.csv' } });
  const profile = async () => (await owner.ask('{ importProfiles { id lastImportId lastError } }')).importProfiles.find((one) => one.id === id);
  let count = 0;
  let last = (await profile()).lastImportId;
  return async () => {
    const prefix = `${name}-${++count}`;
    offer(rowsOf(prefix, rows));
    try {
      await owner.ask('mutation ($id: ID!) { fetchImportProfile(id: $id) { profile { id } } }', { id });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new Error(`The schedule was refused: ${error.message}`, { cause: error });
    }
    const { lastImportId } = await until(profile, (found) => found.lastImportId !== last);
    last = lastImportId;
    note({ op: 'import', tenant: tenant.id, type: 'account', importId: await finished(tenant, last, rows), prefix, rows });
  };
}
