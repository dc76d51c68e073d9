import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { fill } from '../big/fill.mjs';
import { productParts } from '../big/parts.mjs';
import { Workspace } from '../big/people.mjs';
import { currentContext } from '../../../api/src/platform/context/request-context.js';
import { testApp, type Caller, type TestApp } from '../../../api/test/harness/app.js';

/**
 * What the hot requests send to the database, and how it answers: a change of either is seen in review. Plans are those of the API's role, under the row policies, of prepared statements
 * and without sequential scans, so that neither the few rows of a test nor chance decides. After an intended change run this with `-u`.
 */

const SIZE = { accounts: 80, contacts: 400, opportunities: 160, activities: 800 };
/** Tables that grow with a workspace: whatever is asked of them all the time has an index. */
const GROWING = /Seq Scan on (contacts|accounts|opportunities|activities|change_items|change_sets|field_provenance|identity_keys|opportunity_stage_changes|contact_emails|contact_phones|outbox)\b/;

/** Tells the planner that these tables and their indexes are as those of a workspace with a million contacts; with few rows all ways cost the same. */
const AS_LARGE = `select pg_restore_relation_stats('schemaname', 'public', 'relname', c.relname::text, 'relpages', c.relpages, 'reltuples', (c.reltuples * ${1_000_000 / SIZE.contacts})::real)
  from pg_class c left join pg_index i on i.indexrelid = c.oid
  where coalesce(i.indrelid, c.oid)::regclass::text in ('contacts', 'accounts', 'opportunities', 'activities', 'change_items', 'change_sets', 'field_provenance', 'identity_keys', 'opportunity_stage_changes') and c.relkind in ('r', 'i')`;

let app: TestApp;
let owner: Caller;
let workspace: InstanceType<typeof Workspace>;
let heard: Set<string> | null = null;
const send = pg.Client.prototype.query as (this: pg.Client, ...sent: unknown[]) => unknown;

/** Statements of the caller's requests; what runs in the background is somebody else's. */
function listen(this: pg.Client, ...sent: unknown[]): unknown {
  const [first] = sent;
  // What goes with others in one flight is ahead of the last of them.
  const { text, ahead = [] } = typeof first === 'string' ? { text: first } : (first as { text?: string; ahead?: { text: string }[] });
  for (const each of [...ahead.map((read) => read.text), text]) if (heard && each && isCallers() && !/^(START|COMMIT|ROLLBACK|SELECT set_config)/i.test(each)) heard.add(plain(each));
  return send.apply(this, sent);
}

function isCallers(): boolean {
  try {
    const { actor, tenantId } = currentContext();
    return tenantId === owner.tenantId && actor.kind === 'member';
  } catch {
    return false;
  }
}

/** One line, with ids that differ from run to run taken out. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'/g, "'00000000-0000-0000-0000-000000000000'").trim();

beforeAll(async () => {
  app = await testApp({ env: { KINSHIP_ROLE: 'api' } });
  owner = await app.signUp('Watched');
  const product = await productParts((name: string) => import(`../../../api/src/${name}.js`));
  const { pipelines } = await owner.data<{ pipelines: { nodes: { id: string; stages: { id: string; type: string; probability: number }[] }[] } }>('{ pipelines { nodes { id stages { id type probability } } } }');
  const stages = pipelines.nodes.flatMap(({ id, stages: within }) => within.map((stage) => ({ ...stage, pipelineId: id })));
  const plan = { tenantId: owner.tenantId, actor: { id: owner.memberId, name: 'Olive Owner' }, members: [owner.memberId], salt: 5, now: Date.now(), stages, batch: 2, ...SIZE };
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: app.db.ownerUrl });
    await client.connect();
    return client;
  };
  await fill(connect, product, [plan]);
  await app.db.asOwner('vacuum analyze');
  await app.db.asOwner(AS_LARGE);
  workspace = new Workspace(plan, product);
  // What is remembered for seconds stays remembered, however slow the machine is.
  jest.spyOn(Date, 'now').mockReturnValue(Date.now());
  await owner.data('{ contacts(first: 1) { nodes { id } } }');
  pg.Client.prototype.query = listen as typeof pg.Client.prototype.query;
});
afterAll(async () => {
  pg.Client.prototype.query = send as typeof pg.Client.prototype.query;
  jest.restoreAllMocks();
  await app.close();
});

const CONTACTS = 'nodes { id firstName lastName email account { id name } } pageInfo { endCursor hasNextPage }';
const SORT = 'sort: [{ field: lastName, direction: ASC }]';

/** By name: the request, and its variables where it has any. */
const HOT: Readonly<Record<string, readonly [query: string, variables?: () => Record<string, unknown>]>> = {
  'a list': [`{ contacts(first: 50, ${SORT}) { ${CONTACTS} } }`],
  'a later page of a list': [`query ($after: String!) { contacts(first: 50, after: $after, ${SORT}) { ${CONTACTS} } }`, () => ({ after: Buffer.from(JSON.stringify(['Bergmann', workspace.idOf('contact', 7)])).toString('base64url') })],
  'a list from its end': ['{ opportunities(first: 50, sort: [{ field: amountBase, direction: DESC }]) { nodes { id name amount } } }'],
  'a list of activities': ['{ activities(first: 50) { nodes { id subject occurredAt } } }'],
  'a list of newest first': ['{ opportunities(first: 50) { nodes { id name amount stage { id name } owner { id name } } } }'],
  'a filtered list and its count': [`{ contacts(first: 50, filter: { lifecycle: { eq: CUSTOMER } }, ${SORT}) { totalCount ${CONTACTS} } }`],
  'a list of one owner': ['query ($id: ID!) { accounts(first: 50, filter: { ownerId: { eq: $id } }, sort: [{ field: name, direction: ASC }]) { nodes { id name } } }', () => ({ id: owner.memberId })],
  'a contact': ['query ($id: ID!) { contact(id: $id) { id version firstName lastName email owner { id name } account { id name contactCount } } }', () => ({ id: workspace.idOf('contact', 7) })],
  'the timeline of a contact': ['query ($id: ID!) { timeline(recordType: "contact", recordId: $id, first: 20) { nodes { id kind at title } pageInfo { endCursor } } }', () => ({ id: workspace.idOf('contact', 7) })],
  'the timeline of an account': ['query ($id: ID!) { timeline(recordType: "account", recordId: $id, first: 20) { nodes { id kind at title } pageInfo { endCursor } } }', () => ({ id: workspace.idOf('account', 0) })],
  'a search': ['{ search(query: "petersne", types: ["contact"], first: 10) { hits { recordId title } } }'],
  'a board': ['{ opportunityBoard { count amountBase stages { count amountBase stage { id name } opportunities(first: 25) { nodes { id name account { id name } } } } } }'],
  'the dashboard': ['{ home { counts { overdue today upcoming } overdue { id subject } recentRecords { recordId title } pipelineSummary { openCount openAmountBase wonThisMonthCount } } }'],
  'possible duplicates': ['{ possibleDuplicates(recordType: "contact", draft: { firstName: "Anna", lastName: "Bergmann", email: "anna@bergmann.example" }) { recordId } }'],
  'a new contact': ['mutation { createContact(input: { firstName: "Anna", lastName: "Bergmann", email: "anna@bergmann.example" }) { changeSetId } }'],
  'a changed contact': ['mutation ($id: ID!) { updateContact(input: { id: $id, jobTitle: "Chief Buyer of All" }) { changeSetId } }', () => ({ id: workspace.idOf('contact', 7) })],
  'a moved deal': ['mutation ($id: ID!, $stage: ID!) { moveOpportunityStage(id: $id, stageId: $stage) { changeSetId } }', () => {
    const index = Array.from({ length: SIZE.opportunities }, (_, at) => at).find((at) => workspace.opportunity(at).given.stageId === workspace.open[0].id)!;
    return { id: workspace.idOf('opportunity', index), stage: workspace.open[1].id };
  }],
};

async function statementsOf(query: string, variables: Record<string, unknown>): Promise<string[]> {
  // What is read once and remembered is none of the request's.
  if (!query.startsWith('mutation')) await owner.data(query, variables);
  heard = new Set();
  try {
    await owner.data(query, variables);
    return [...heard].sort();
  } finally {
    heard = null;
  }
}

/** The plan of a prepared statement, as the API's role within the workspace. */
async function planOf(client: pg.Client, statement: string): Promise<string> {
  await client.query('begin');
  try {
    await client.query("select set_config('app.tenant_id', $1, true), set_config('app.scope', '', true), set_config('app.user_id', $2, true)", [owner.tenantId, owner.userId]);
    await client.query('set local enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan, costs off) ${statement}`);
    return rows.map((row) => plain(row['QUERY PLAN']).padStart(row['QUERY PLAN'].length)).filter((line) => !/Disabled:/.test(line)).join('\n');
  } finally {
    await client.query('rollback');
  }
}

describe('hot requests', () => {
  it.each(Object.entries(HOT))('%s', async (_name, [query, variables]) => {
    const statements = await statementsOf(query, variables?.() ?? {});
    const client = new pg.Client({ connectionString: app.db.url });
    await client.connect();
    const told: string[] = [];
    for (const statement of statements) told.push(`${statement}\n${await planOf(client, statement)}`);
    await client.end();
    expect(statements.length).toBeGreaterThan(0);
    expect(told.filter((plan) => GROWING.test(plan))).toEqual([]);
    expect(told.join('\n\n')).toMatchSnapshot();
  });
});
