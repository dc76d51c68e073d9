import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { asIdentity } from '../../../test/harness/tenants.js';
import { RedisChannels } from '../redis/redis-channels.js';
import { CallerMemory } from './caller-memory.js';

let first: TestApp;
let second: TestApp;
beforeAll(async () => {
  first = await testApp();
  second = await testApp({ database: first.db, env: { KINSHIP_REDIS_PREFIX: first.db.name } });
});
afterAll(async () => {
  await second.close();
  await first.close();
});

const codes = async (app: TestApp, token: string, query = '{ contacts(first: 1) { nodes { id } } }'): Promise<unknown[]> =>
  ((await app.graphql(query, {}, { authorization: `Bearer ${token}` })).errors ?? []).map(({ extensions }) => extensions.code);

/** Both processes have just served the caller, and remember them. */
async function served(caller: Caller): Promise<void> {
  for (const app of [first, second]) expect(await codes(app, caller.token)).toEqual([]);
}

describe('what one process changes, another obeys with the next request', () => {
  it('a session that was ended', async () => {
    const owner = await first.signUp();
    await served(owner);
    await owner.data('mutation { signOut }');
    for (const app of [first, second]) expect(await codes(app, owner.token)).toEqual(['UNAUTHENTICATED']);
  });

  it('a role that was changed', async () => {
    const owner = await first.signUp();
    const member = await first.colleague(owner, 'MEMBER');
    await served(member);
    const create = 'mutation { createContact(input: { lastName: "Quick" }) { changeSetId } }';
    const change = (role: string) => owner.data('mutation ($id: ID!, $role: Role!) { changeMemberRole(id: $id, role: $role) { changeSetId } }', { id: member.memberId, role });
    for (const app of [first, second]) expect(await codes(app, member.token, create)).toEqual([]);
    await change('VIEWER');
    for (const app of [first, second]) expect(await codes(app, member.token, create)).toEqual(['FORBIDDEN']);
    await change('MEMBER');
    for (const app of [first, second]) expect(await codes(app, member.token, create)).toEqual([]);
  });

  it('a member who was suspended', async () => {
    const owner = await first.signUp();
    const member = await first.colleague(owner, 'MEMBER');
    await served(member);
    await owner.data('mutation ($id: ID!) { deactivateMember(id: $id) { changeSetId } }', { id: member.memberId });
    for (const app of [first, second]) expect(await codes(app, member.token)).toEqual(['UNAUTHENTICATED']);
  });

  it('a key that was revoked', async () => {
    const owner = await first.signUp();
    const { createApiKey } = await owner.data<{ createApiKey: { key: string; apiKey: { id: string } } }>('mutation { createApiKey(input: { name: "Sync", role: "MEMBER" }) { key apiKey { id } } }');
    for (const app of [first, second]) expect(await codes(app, createApiKey.key)).toEqual([]);
    await owner.data('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: createApiKey.apiKey.id });
    for (const app of [first, second]) expect(await codes(app, createApiKey.key)).toEqual(['UNAUTHENTICATED']);
  });

  it('a time zone', async () => {
    const owner = await first.signUp();
    await served(owner);
    await owner.data('mutation { updateProfile(input: { timezone: "Asia/Tokyo" }) { user { id } } }');
    for (const app of [first, second]) {
      const { data } = await app.graphql<{ me: { user: { timezone: string } } }>('{ me { user { timezone } } }', {}, { authorization: `Bearer ${owner.token}` });
      expect(data?.me.user.timezone).toBe('Asia/Tokyo');
    }
  });
});

describe('a caller', () => {
  it('is read once and remembered', async () => {
    const owner = await second.signUp();
    await codes(second, owner.token);
    // Behind the product's back, so that nobody is told.
    await asIdentity(first.db, 'update sessions set revoked_at = now() where user_id = $1', [owner.userId]);
    expect(await codes(second, owner.token)).toEqual([]);
    second.app.get(CallerMemory).forgetAll();
    expect(await codes(second, owner.token)).toEqual(['UNAUTHENTICATED']);
  });

  it('is read each time by a process that cannot hear of changes', async () => {
    const deaf = Object.defineProperty({}, 'isHearing', { value: false }) as RedisChannels;
    const memory = new CallerMemory(second.app.get(CallerMemory)['access'], deaf);
    const read = (value: number) => memory.recall('key', () => Promise.resolve(value), () => ({ userId: 'u', tenantId: null, memberId: null, until: Infinity }));
    expect([await read(1), await read(2)]).toEqual([1, 2]);
  });

  it('is not remembered as they were before a change that was told while they were read', async () => {
    const memory = second.app.get(CallerMemory);
    const owner = await second.signUp();
    const of = { userId: owner.userId, tenantId: owner.tenantId, memberId: owner.memberId, until: Infinity };
    const stale = (): Promise<string> => {
      memory.forgetAll();
      return Promise.resolve('before');
    };
    expect(await memory.recall('raced', stale, () => of)).toBe('before');
    expect(await memory.recall('raced', () => Promise.resolve('after'), () => of)).toBe('after');
  });
});
