import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testApp, type Caller, type TestApp } from '../../../api/test/harness/app.js';
import { WRONGLY_KEPT } from '../../lib/kept-sums.mjs';
import { fill } from './fill.mjs';
import { productParts } from './parts.mjs';
import { Workspace } from './people.mjs';

/** What the bench measures on is what the product would have written: a few of the seeded records are created once more through the API, and every table of both workspaces compared. */

interface Told {
  readonly given: Readonly<Record<string, unknown>>;
}
type Name = 'account' | 'contact' | 'opportunity' | 'activity';

const SIZE = { accounts: 60, contacts: 300, opportunities: 120, activities: 700 };
const COUNT = { account: 'accounts', contact: 'contacts', opportunity: 'opportunities', activity: 'activities' } as const;
/** Written while people sign up and work, or gone within days; nothing that stays with a record. */
const PASSING = new Set(['outbox', 'duplicate_checks', 'duplicate_pairs', 'duplicate_pair_records', 'sessions', 'notifications', 'notification_preferences', 'timed_notices', 'tenant_modules', 'members', 'pipelines', 'stages']);
const TIMES = new Set(['created_at', 'updated_at', 'stage_changed_at', 'lifecycle_changed_at', 'lifecycleChangedAt', 'stageChangedAt']);

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

let app: TestApp;
let seeded: Caller;
let twin: Caller;
let workspace: InstanceType<typeof Workspace>;
/** Ids of one workspace by those of the other. */
const twins = new Map<string, string>();

const stagesOf = async (caller: Caller): Promise<{ id: string; type: string; probability: number; pipelineId: string }[]> => {
  const { pipelines } = await caller.data<{ pipelines: { nodes: { id: string; stages: { id: string; type: string; probability: number }[] }[] } }>('{ pipelines { nodes { id stages { id type probability } } } }');
  return pipelines.nodes.flatMap(({ id, stages }) => stages.map((stage) => ({ ...stage, pipelineId: id })));
};

beforeAll(async () => {
  app = await testApp();
  [seeded, twin] = [await app.signUp('Seeded'), await app.signUp('Twin')];
  const product = await productParts((name: string) => import(`../../../api/src/${name}.js`));
  const stages = await stagesOf(seeded);
  (await stagesOf(twin)).forEach((stage, index) => twins.set(stages[index]!.id, stage.id).set(stages[index]!.pipelineId, stage.pipelineId));
  twins.set(seeded.memberId, twin.memberId);
  const plan = { tenantId: seeded.tenantId, actor: { id: seeded.memberId, name: 'Olive Owner' }, members: [seeded.memberId], salt: 3, now: Date.now(), stages, ...SIZE };
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: app.db.ownerUrl });
    await client.connect();
    return client;
  };
  await fill(connect, product, [plan]);
  workspace = new Workspace(plan, product);
});
afterAll(() => app.close());

const told = (name: Name, index: number): Told => (workspace as unknown as Record<Name, (index: number) => Told>)[name](index);

/** Creates the twin of a seeded record, and those of what it points at before it. */
async function create(name: Name, index: number): Promise<void> {
  const id = workspace.idOf(name, index);
  if (twins.has(id)) return;
  const { contact: _place, ...given } = told(name, index).given;
  for (const [field, other] of [['accountId', 'account'], ['contactId', 'contact'], ['opportunityId', 'opportunity']] as const) {
    if (given[field]) await create(other, Array.from({ length: SIZE[COUNT[other]] }, (_, at) => at).find((at) => workspace.idOf(other, at) === given[field])!);
  }
  const input = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null).map(([field, value]) => [field, typeof value === 'string' ? (twins.get(value) ?? value) : value]));
  const label = name[0]!.toUpperCase() + name.slice(1);
  const answer = await twin.data<{ done: Record<Name, { id: string }> }>(`mutation ($input: Create${label}Input!) { done: create${label}(input: $input) { ${name} { id } } }`, { input });
  twins.set(id, answer.done[name].id);
}

/** Everything that is kept about a record, with times and ids that can't be the same made so. */
async function kept(caller: Caller, name: Name, id: string): Promise<Record<string, unknown>> {
  const table = workspaceTable(name);
  const rows = (sql: string): Promise<Record<string, unknown>[]> => app.db.asOwner(sql, [caller.tenantId, id]);
  const all = {
    record: await rows(`select * from ${table} where tenant_id = $1 and id = $2`),
    keys: await rows(`select record_type, key, id = overlay(md5(record_type || record_id || key) placing left(replace(record_id::text, '-', ''), 12) from 1 for 12)::uuid as named from identity_keys where tenant_id = $1 and record_id = $2 order by key`),
    items: await rows(`select i.record_type, i.operation, i.title, i.before, i.after, i.version_after, i.reverts_item_id, s.via, s.source, s.actor_name, s.actor_member_id, s.created_at = i.created_at as at_once
      from change_items i join change_sets s on s.tenant_id = i.tenant_id and s.id = i.change_set_id where i.tenant_id = $1 and i.record_id = $2 order by i.version_after`),
    provenance: await rows(`select record_type, (select jsonb_object_agg(f.key, f.value - 'set') from jsonb_each(fields) f) as fields,
      (select bool_and(exists (select from change_sets s where s.tenant_id = p.tenant_id and s.id = (f.value->>'set')::uuid)) from jsonb_each(fields) f) as known from field_provenance p where tenant_id = $1 and record_id = $2`),
    steps: name === 'opportunity' ? await rows('select from_stage_id, to_stage_id, seconds_in_previous, changed_by_id from opportunity_stage_changes where tenant_id = $1 and opportunity_id = $2') : [],
  };
  return same(all) as Record<string, unknown>;
}

const workspaceTable = (name: Name): string => ({ account: 'accounts', contact: 'contacts', opportunity: 'opportunities', activity: 'activities' })[name];

function same(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(same);
  if (typeof value === 'string') return value.replace(UUID, (id) => twins.get(id) ?? id);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === 'tenant_id' || (TIMES.has(key) && each !== null) ? '-' : same(each)]));
}

const firstThat = (name: Name, holds: (given: Readonly<Record<string, unknown>>, index: number) => unknown): number =>
  Array.from({ length: SIZE[COUNT[name]] }, (_, index) => index).find((index) => holds(told(name, index).given, index))!;

describe('the seed of the bench', () => {
  it('writes what the product writes', async () => {
    const reached = Map.groupBy(Array.from({ length: SIZE.activities }, (_, index) => told('activity', index)).flatMap((record) => Workspace.reached(record as never) ?? []), ({ contact }) => contact);
    const touching = firstThat('activity', (given) => reached.get(given['contact'] as number)?.length === 1 && given['status'] === 'COMPLETED' && given['type'] === 'MEETING');
    const stageType = (given: Readonly<Record<string, unknown>>): string => workspace.stages.find((stage: { id: string }) => stage.id === given['stageId'])!.type;
    const compared: [Name, number][] = [
      ['account', firstThat('account', ({ website, employees, phone }) => website && employees && phone)],
      ['account', firstThat('account', ({ website, employees }) => !website && !employees)],
      ['contact', firstThat('contact', ({ accountId, email, phone }, index) => accountId && email && phone && !reached.has(index))],
      ['contact', firstThat('contact', ({ accountId }, index) => !accountId && !reached.has(index))],
      ...(['WON', 'LOST', 'OPEN'] as const).map((type): [Name, number] => ['opportunity', firstThat('opportunity', (given) => stageType(given) === type)]),
      ['activity', touching],
      ['contact', told('activity', touching).given['contact'] as number],
      ['activity', firstThat('activity', ({ status }) => status === 'PLANNED')],
      ['activity', firstThat('activity', ({ status, contact }) => status === 'CANCELLED' && contact === undefined)],
    ];
    for (const [name, index] of compared) await create(name, index);
    for (const [name, index] of compared) {
      const id = workspace.idOf(name, index);
      expect({ name, index, ...(await kept(seeded, name, id)) }).toEqual({ name, index, ...(await kept(twin, name, twins.get(id)!)) });
    }
  });

  it('leaves no table out, and each change set counts its items', async () => {
    const tables = (await app.db.asOwner<{ name: string }>("select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1")).map(({ name }) => name);
    const filled = async ({ tenantId }: Caller): Promise<string[]> => {
      const found = await Promise.all(tables.map(async (name) => ((await app.db.asOwner(`select from ${name} where tenant_id = $1 limit 1`, [tenantId])).length > 0 && !PASSING.has(name) ? name : '')));
      return found.filter(Boolean);
    };
    expect(await filled(seeded)).toEqual(await filled(twin));
    const wrong = await app.db.asOwner(`select s.label, s.item_count, count(i.id) from change_sets s left join change_items i on i.tenant_id = s.tenant_id and i.change_set_id = s.id where s.tenant_id = $1 group by 1, 2, s.id having s.item_count <> count(i.id)`, [seeded.tenantId]);
    expect(wrong).toEqual([]);
    expect(await app.db.asOwner(WRONGLY_KEPT)).toEqual([]);
  });
});
