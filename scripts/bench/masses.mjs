import { chance, oneOf } from './big/chance.mjs';
import { CITY, COMPANY, FIRST, LAST_END, LAST_MIDDLE, LAST_START, TITLES, TRADE } from './big/words.mjs';
import { ask } from './installation.mjs';
import { computed, resident } from './usage.mjs';

const PASSWORD = 'correct horse battery';
const SAMPLE_MS = 500;

/** Imports and changes many records in a workspace of their own, which is gone afterwards. */
export async function masses({ url, installation, worker, rows }) {
  const email = `masses-${Date.now()}@example.com`;
  const { signUp } = await ask(url, null, 'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken me { tenant { id } } } }', {
    input: { tenantName: 'Masses', name: 'Bench', email, password: PASSWORD, timezone: 'UTC', currency: 'USD' },
  });
  const caller = async (query, variables) => {
    const { signIn } = await ask(url, null, 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email, password: PASSWORD } });
    return ask(url, signIn.accessToken, query, variables);
  };
  try {
    const imported = await importing(url, signUp.accessToken, caller, worker, rows);
    const edited = await bulk(caller, worker, rows);
    return [...imported, edited];
  } finally {
    await remove(installation, signUp.me.tenant.id);
  }
}

async function importing(url, token, caller, worker, rows) {
  const upload = await fetch(`${url}/files/imports?name=people.csv`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }, body: peopleFile(rows) });
  const { id: fileId } = await upload.json();
  const { createImport } = await caller('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id mapping { columns { column targets } } } } }', { input: { fileId, recordType: 'contact' } });
  const { id, mapping } = createImport.import;
  // Companies come into being with the first row that names them.
  const columns = mapping.columns.map((column) => (column.targets[0] === 'accountId' ? { ...column, createMissing: true } : column));
  await caller('mutation ($input: UpdateImportMappingInput!) { updateImportMapping(input: $input) { import { id } } }', { input: { id, columns } });
  const status = async () => (await caller('query ($id: ID!) { found: import(id: $id) { status error planCounts { create update unchanged duplicate conflict missing invalid } outcomeCounts { created failed } } }', { id })).found;
  const checked = await watched(worker, async () => {
    await caller('mutation ($id: ID!) { checkImport(id: $id) { import { id } } }', { id });
    const { planCounts } = await ended(status, 'CHECKED');
    if (planCounts.create !== rows) throw new Error(`Of ${rows} rows not all would be created: ${JSON.stringify(planCounts)}`);
  });
  const written = await watched(worker, async () => {
    await caller('mutation ($id: ID!) { startImport(id: $id) { import { id } } }', { id });
    const { outcomeCounts } = await ended(status, 'COMPLETED');
    if (outcomeCounts.created !== rows) throw new Error(`Of ${rows} rows ${outcomeCounts.created} were created.`);
  });
  return [told(`dry run of an import of ${rows} rows`, rows, checked), told(`import of ${rows} rows with provenance`, rows, written)];
}

async function bulk(caller, worker, rows) {
  const input = { recordType: 'contact', selection: { filter: {} }, action: 'ADD_TAGS', tags: ['many'] };
  const edited = await watched(worker, async () => {
    const { startBulkRun } = await caller('mutation ($input: BulkInput!) { startBulkRun(input: $input) { run { id } } }', { input });
    const { changed } = await ended(async () => (await caller('query ($id: ID!) { found: bulkRun(id: $id) { status changed } }', { id: startBulkRun.run.id })).found, 'COMPLETED');
    if (changed !== rows) throw new Error(`Of ${rows} records ${changed} were changed.`);
  });
  return told(`bulk edit of ${rows} records`, rows, edited);
}

async function ended(read, wanted) {
  for (;;) {
    const found = await read();
    if (found.status === wanted) return found;
    if (/FAILED|CANCELLED/.test(found.status)) throw new Error(JSON.stringify(found));
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  }
}

/** Time and the worker's memory while `work` runs. */
async function watched(worker, work) {
  const samples = [];
  const since = performance.now();
  const cpu = computed(worker.child.pid);
  const sample = () => samples.push([(performance.now() - since) / 60_000, resident(worker.child.pid)]);
  const timer = setInterval(sample, SAMPLE_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  sample();
  return { seconds: (performance.now() - since) / 1000, cpuSeconds: computed(worker.child.pid) - cpu, samples };
}

function told(name, rows, { seconds, cpuSeconds, samples }) {
  // Growth is what is seen after the first half: before it, buffers are filled for the first time.
  const late = samples.slice(Math.floor(samples.length / 2));
  return { name, rows, seconds, perSecond: rows / seconds, workerMilliseconds: (cpuSeconds * 1000) / rows, maximumMegabytes: Math.max(...samples.map(([, megabytes]) => megabytes)), megabytesPerMinute: slope(late) };
}

function slope(points) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
}

function peopleFile(rows) {
  const random = chance(7, 77, rows);
  const lines = ['First name,Last name,E-mail,Phone,Company,Job title,Mailing city'];
  for (let index = 0; index < rows; index++) {
    const company = `${oneOf(COMPANY, random())} ${oneOf(TRADE, random())}`;
    const [first, last] = [oneOf(FIRST, random()), oneOf(LAST_START, random()) + oneOf(LAST_MIDDLE, random()) + oneOf(LAST_END, random())];
    lines.push([first, last, `person${index}@import.example`, `+49 30 ${5_000_000 + index}`, company, oneOf(TITLES, random()), oneOf(CITY, random())].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** Takes a workspace out of the database, table by table; as the superuser, who needs not be told that nothing points at it. */
async function remove({ postgres }, tenantId) {
  const admin = await postgres.admin('kinship');
  await admin.query("set session_replication_role = 'replica'");
  const { rows } = await admin.query(`select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'`);
  for (const { name } of rows) await admin.query(`delete from ${name} where tenant_id = $1`, [tenantId]);
  await admin.query('delete from tenants where id = $1', [tenantId]);
  await admin.end();
}
