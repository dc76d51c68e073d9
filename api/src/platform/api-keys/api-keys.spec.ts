import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';
import { eventually } from '../../../test/harness/eventually.js';
import { asIdentity } from '../../../test/harness/tenants.js';
import { AccessWatch } from '../access/access-watch.js';
import { CallerMemory } from '../access/caller-memory.js';
import { MemberContexts } from '../access/member-contexts.js';
import { narrowed } from '../access/narrowing.js';

interface Made {
  readonly key: string;
  readonly apiKey: { readonly id: string; readonly hint: string };
}

let app: TestApp;
let owner: Caller;
beforeAll(async () => {
  app = await testApp();
  owner = await app.signUp('Keyed');
});
afterAll(() => app.close());

const CREATE = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key apiKey { id hint role modules createdBy lastUsedAt revokedAt expiresAt } } }';
const make = async (input: Record<string, unknown> = {}, caller = owner): Promise<Made> => (await caller.data<{ createApiKey: Made }>(CREATE, { input: { name: 'Importer', role: 'MEMBER', ...input } })).createApiKey;
const by = <T = Record<string, unknown>>(key: string, query: string, variables: Record<string, unknown> = {}): Promise<Answer<T>> => app.graphql<T>(query, variables, { authorization: `Bearer ${key}` });
const code = (answer: Answer<unknown>): string | undefined => answer.errors?.[0]?.extensions.code;

describe('an API key', () => {
  it('is told once, kept as a hash, and works in its workspace as far as its role reaches', async () => {
    const { key, apiKey } = await make();
    expect(key).toMatch(/^kin_[\w-]{65}$/);
    expect(apiKey).toMatchObject({ hint: key.slice(-4), role: 'MEMBER', modules: null, createdBy: 'Olive Owner', lastUsedAt: null });
    const [row] = await asIdentity<{ key_hash: string }>(app.db, 'select * from api_keys where id = $1', [apiKey.id], owner.tenantId);
    expect(JSON.stringify(row)).not.toContain(key.slice(26));
    expect(code(await by(key, 'mutation { createAccount(input: { name: "By key" }) { changeSetId } }'))).toBeUndefined();
    const { accounts } = (await by<{ accounts: { nodes: { name: string; id: string }[] } }>(key, '{ accounts { nodes { id name } } }')).data!;
    expect(accounts.nodes.map((node) => node.name)).toEqual(['By key']);
    expect(code(await by(key, 'mutation ($id: ID!) { deleteAccount(id: $id) { changeSetId } }', { id: accounts.nodes[0]!.id }))).toBe('FORBIDDEN');
    const { apiKeys } = await owner.data<{ apiKeys: { id: string; lastUsedAt: string | null }[] }>('{ apiKeys { id lastUsedAt } }');
    expect(apiKeys.find((each) => each.id === apiKey.id)?.lastUsedAt).not.toBeNull();
    const { auditLog } = await owner.data<{ auditLog: { nodes: { actorName: string; via: string }[] } }>('{ auditLog(first: 1) { nodes { actorName via } } }');
    expect(auditLog.nodes[0]).toEqual({ actorName: 'Olive Owner (Importer)', via: 'api' });
  });

  it('does not reach beyond the workspace: no profile, no sessions, no further keys', async () => {
    const { key } = await make({ role: 'OWNER' });
    for (const query of ['mutation { updateProfile(input: { name: "Eve" }) { user { name } } }', '{ sessionList { id } }']) expect([query, code(await by(key, query))]).toEqual([query, 'FORBIDDEN']);
    expect(code(await by(key, CREATE, { input: { name: 'Child', role: 'VIEWER' } }))).toBe('FORBIDDEN');
  });

  it('ends when it is revoked, has expired, or its maker is no longer there', async () => {
    const ask = '{ accounts { nodes { id } } }';
    const { key, apiKey } = await make();
    await owner.data('mutation ($id: ID!) { revokeApiKey(id: $id) { revokedAt } }', { id: apiKey.id });
    expect(code(await by(key, ask))).toBe('UNAUTHENTICATED');
    const short = await make({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect(code(await by(short.key, ask))).toBeUndefined();
    await app.db.asOwner('alter table api_keys no force row level security');
    await app.db.asOwner(`update api_keys set expires_at = now() - interval '1 second' where id = $1`, [short.apiKey.id]);
    await app.db.asOwner('alter table api_keys force row level security');
    // Nobody was told that time has passed quicker.
    app.app.get(CallerMemory).forgetAll();
    expect(code(await by(short.key, ask))).toBe('UNAUTHENTICATED');
    const admin = await app.colleague(owner, 'ADMIN');
    const theirs = await make({}, admin);
    expect(code(await by(theirs.key, ask))).toBeUndefined();
    await owner.data('mutation ($id: ID!) { deactivateMember(id: $id) { changeSetId } }', { id: admin.memberId });
    expect(code(await by(theirs.key, ask))).toBe('UNAUTHENTICATED');
  });

  it('never may more than its maker may today', async () => {
    const admin = await app.colleague(owner, 'ADMIN');
    const { key } = await make({ role: 'ADMIN' }, admin);
    const see = '{ auditLog { nodes { id } } }';
    expect(code(await by(key, see))).toBeUndefined();
    await owner.data('mutation ($id: ID!) { changeMemberRole(id: $id, role: VIEWER) { changeSetId } }', { id: admin.memberId });
    expect(code(await by(key, see))).toBe('FORBIDDEN');
    expect(code(await by(key, 'mutation { createAccount(input: { name: "No" }) { changeSetId } }'))).toBe('FORBIDDEN');
  });

  it('reaches no further in the background than in a request', async () => {
    const keyed = await app.signUp('Background');
    const colleague = await app.colleague(keyed, 'ADMIN');
    const { key, apiKey } = await make({ role: 'MEMBER' }, keyed);
    const ids: string[] = [];
    for (let batch = 0; batch < 11; batch++) {
      const names = Array.from({ length: 10 }, (_, at) => `a${at}: createAccount(input: { name: "Many ${batch}-${at}" }) { account { id } }`).join(' ');
      ids.push(...Object.values(await colleague.data<Record<string, { account: { id: string } }>>(`mutation { ${names} }`)).map(({ account }) => account.id));
    }
    const start = (): Promise<Answer<{ startBulkRun: { run: { id: string } } }>> =>
      by(key, 'mutation ($input: BulkInput!) { startBulkRun(input: $input) { run { id } } }', { input: { recordType: 'account', selection: { ids }, action: 'ADD_TAGS', tags: ['taken'] } });
    const ended = async (id: string): Promise<{ status: string; changed: number; leftOut: number }> =>
      eventually(async () => {
        const { bulkRun } = await keyed.data<{ bulkRun: { status: string; changed: number; leftOut: number } }>('query ($id: ID!) { bulkRun(id: $id) { status changed leftOut } }', { id });
        return bulkRun.status === 'RUNNING' ? null : bulkRun;
      });
    expect(await ended(required(await start()).startBulkRun.run.id)).toEqual({ status: 'COMPLETED', changed: 0, leftOut: 110 });
    const context = await app.app.get(MemberContexts).contextOf(keyed.tenantId, keyed.memberId, 'api', 'test', apiKey.id);
    expect(context).toMatchObject({ apiKeyId: apiKey.id, actor: { role: 'MEMBER', name: 'Olive Owner (Importer)' } });
    await keyed.data('mutation ($id: ID!) { revokeApiKey(id: $id) { revokedAt } }', { id: apiKey.id });
    expect(await app.app.get(MemberContexts).contextOf(keyed.tenantId, keyed.memberId, 'api', 'test', apiKey.id)).toBeNull();
  });

  it('hears no more, live, when something about its maker changes, and nothing once it is revoked', async () => {
    const keyed = await app.signUp('Listening');
    const { key, apiKey } = await make({ role: 'VIEWER', modules: ['crm-core'] }, keyed);
    const grants: unknown[] = [];
    const watch = app.app.get(AccessWatch);
    const present = (await app.app.get(MemberContexts).contextOf(keyed.tenantId, keyed.memberId, 'api', 'test', apiKey.id))!;
    const end = watch.watch(present, (context) => grants.push(context?.actor?.kind === 'member' ? [context.actor.role, context.actor.modules, context.apiKeyId] : null));
    await watch.announce({ tenantId: keyed.tenantId, memberId: keyed.memberId });
    await eventually(() => Promise.resolve(grants[0] === undefined ? null : true));
    expect(grants).toEqual([['VIEWER', ['crm-core'], apiKey.id]]);
    const socket = createClient({ url: `${app.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: key }, retryAttempts: 0 });
    const closed = new Promise((resolve) => socket.on('closed', (event) => resolve((event as { code: number }).code)));
    const events = socket.iterate<{ recordEvents: { kind: string } }>({ query: 'subscription { recordEvents { kind } }' });
    await events.next();
    await keyed.data('mutation ($id: ID!) { revokeApiKey(id: $id) { revokedAt } }', { id: apiKey.id });
    expect(await closed).toBe(4403);
    expect(grants[1]).toBeNull();
    end();
    await socket.dispose();
  });

  it('keeps to what its maker may not, whatever its role', () => {
    const maker = { role: 'ADMIN', overrides: { records: { contact: { view: 'own', delete: 'none', edit: 'any' } }, tenant: { 'export:records': false, 'manage:security': true, 'import:records': true } } } as const;
    expect(narrowed(maker, 'MEMBER')).toEqual({ role: 'MEMBER', overrides: { records: { contact: { view: 'own', delete: 'none', edit: 'own' } }, tenant: { 'export:records': false, 'manage:security': false, 'import:records': true } } });
    expect(narrowed(maker, 'OWNER')).toEqual(maker);
  });

  it('sets up nothing that would go on without it', async () => {
    const { key } = await make({ role: 'OWNER' });
    const upload = await fetch(`${app.url}/files/imports?name=k.csv`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' }, body: 'Name\nKeyed\n' });
    const { id: fileId } = (await upload.json()) as { id: string };
    const { createImport } = required(await by<{ createImport: { import: { id: string } } }>(key, 'mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id } } }', { input: { fileId, recordType: 'account' } }));
    const SAVE = 'mutation ($input: SaveImportProfileInput!) { saveImportProfile(input: $input) { profile { id } } }';
    const { id } = required(await by<{ saveImportProfile: { profile: { id: string } } }>(key, SAVE, { input: { importId: createImport.import.id, name: 'By key' } })).saveImportProfile.profile;
    const CHANGE = 'mutation ($input: UpdateImportProfileInput!) { updateImportProfile(input: $input) { profile { id } } }';
    const scheduled = { id, sourceUrl: 'https://example.com/list.csv', every: 'DAY' };
    expect(code(await by(key, CHANGE, { input: scheduled }))).toBe('FORBIDDEN');
    required(await owner.graphql(CHANGE, { input: scheduled }));
    expect(code(await by(key, CHANGE, { input: { id, sourceUrl: 'https://example.org/other.csv' } }))).toBe('FORBIDDEN');
    expect(code(await by(key, SAVE, { input: { importId: createImport.import.id, profileId: id } }))).toBe('FORBIDDEN');
  });

  it('uses only the modules it was made for', async () => {
    const { key } = await make({ modules: ['pmo'] });
    expect(code(await by(key, '{ accounts { nodes { id } } }'))).toBe('FORBIDDEN');
  });

  it.each([
    ['no name', { name: ' ' }, 'name'], ['a role that is none', { role: 'KING' }, 'role'], ['a module that is none', { modules: ['magic'] }, 'modules'], ['no module at all', { modules: [] }, 'modules'], ['an expiry long past', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
  ])('is refused with %s', async (_what, input, field) => {
    const answer = await owner.graphql(CREATE, { input: { name: 'X', role: 'VIEWER', ...input } });
    expect([code(answer), Object.keys(answer.errors?.[0]?.extensions['details'] ?? {})]).toEqual(['VALIDATION_ERROR', [field]]);
  });

  it('is made by owners and administrators, of roles not above their own', async () => {
    const admin = await app.colleague(owner, 'ADMIN');
    expect(code(await admin.graphql(CREATE, { input: { name: 'X', role: 'OWNER' } }))).toBe('VALIDATION_ERROR');
    for (const role of ['MEMBER', 'VIEWER'] as const) {
      const colleague = await app.colleague(owner, role);
      expect(code(await colleague.graphql(CREATE, { input: { name: 'X', role: 'VIEWER' } }))).toBe('FORBIDDEN');
      expect(code(await colleague.graphql('{ apiKeys { id } }'))).toBe('FORBIDDEN');
    }
  });

  it('is worth nothing when it is forged, cut, or of another workspace', async () => {
    const { key } = await make();
    const other = await app.signUp('Other');
    const theirs = (await make({}, other)).key;
    const mixed = `${theirs.slice(0, 26)}${key.slice(26)}`;
    for (const bad of [key.slice(0, -1), `${key}x`, key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A'), mixed, 'kin_', 'kin_../../etc']) expect(code(await by(bad, '{ accounts { nodes { id } } }'))).toBe('UNAUTHENTICATED');
    expect((await by<{ accounts: { nodes: unknown[] } }>(theirs, '{ accounts { nodes { id } } }')).data?.accounts.nodes).toEqual([]);
  });
});
