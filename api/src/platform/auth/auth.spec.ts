import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, required, testApp, type TestApp } from '../../../test/harness/app.js';

let product: TestApp;
beforeAll(async () => {
  product = await testApp();
});
afterAll(() => product.close());

const ME = '{ me { user { email timezone } member { role } tenant { name slug currency } memberships { tenantName role } abilities { rules tenant } modules { id enabled } } }';
const codes = (answer: { errors?: readonly { extensions: { code: string } }[] }): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
const signIn = (email: string, password: string): ReturnType<TestApp['graphql']> => product.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email, password } });
const refresh = (token: string): Promise<{ data?: { refreshSession: { refreshToken: string } } | null; errors?: readonly { message: string; extensions: { code: string } }[] }> =>
  product.graphql<{ refreshSession: { refreshToken: string } }>('mutation ($token: String) { refreshSession(token: $token) { refreshToken } }', { token });

describe('signing up', () => {
  it('makes a workspace with its owner, licences and abilities', async () => {
    const owner = await product.signUp('Northwind & Hale');
    const { me } = await owner.data<{ me: Record<string, unknown> }>(ME);
    expect(me).toMatchObject({ member: { role: 'OWNER' }, tenant: { name: 'Northwind & Hale', slug: 'northwind-hale', currency: 'USD' }, modules: [{ id: 'crm-core', enabled: true }] });
    expect((me['abilities'] as { tenant: string[] }).tenant).toContain('manage:billing');
    const other = await product.signUp('Northwind Hale');
    expect((await other.data<{ me: { tenant: { slug: string } } }>(ME)).me.tenant.slug).toBe('northwind-hale-2');
  });

  it('gives each workspace an address of its own, also when many of one name come at once', async () => {
    const owners = await Promise.all(Array.from({ length: 6 }, () => product.signUp('Same & Same')));
    const slugs = await Promise.all(owners.map(async (owner) => (await owner.data<{ me: { tenant: { slug: string } } }>(ME)).me.tenant.slug));
    expect(slugs.sort()).toEqual(['same-same', 'same-same-2', 'same-same-3', 'same-same-4', 'same-same-5', 'same-same-6']);
    const umlauts = await product.signUp('Strauß & Söhne');
    expect((await umlauts.data<{ me: { tenant: { slug: string } } }>(ME)).me.tenant.slug).toBe('strauss-sohne');
    const reserved = await product.signUp('Admin');
    expect((await reserved.data<{ me: { tenant: { slug: string } } }>(ME)).me.tenant.slug).toBe('admin-2');
  });

  it('writes to people in the language they sign up in, and numbers as their region does', async () => {
    const signUp = async (locale: string | null, spoken: string): Promise<unknown> =>
      (await product.graphql<{ signUp: { me: { user: { locale: string } } } }>('mutation ($input: SignUpInput!) { signUp(input: $input) { me { user { locale } } } }', { input: { tenantName: 'Krämer', name: 'Karl', email: `karl-${randomUUID()}@example.com`, password: 'richtig pferd batterie', locale } }, { 'accept-language': spoken })).data?.signUp.me.user.locale;
    expect([await signUp('de-AT', 'de'), await signUp(null, 'de-DE,de;q=0.9'), await signUp(null, 'fr')]).toEqual(['de-AT', 'de', 'en']);
    const refused = await product.graphql('mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken } }', { input: { tenantName: 'A', name: 'B', email: 'c@example.com', password: 'richtig pferd batterie', locale: 'no locale' } });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { locale: [expect.any(String)] } });
  });

  it('names everything that is wrong, and leaves nothing behind', async () => {
    const input = { tenantName: ' ', name: '', email: 'nobody', password: 'a long enough one', timezone: 'Mars/Olympus', currency: 'ZZZ' };
    const answer = await product.graphql('mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken } }', { input });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { tenantName: [expect.any(String)], name: [expect.any(String)], email: [expect.any(String)], timezone: [expect.any(String)], currency: [expect.any(String)] } });
    const short = await product.graphql('mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken } }', { input: { ...input, tenantName: 'A', name: 'B', email: 'short@example.com', password: 'short', timezone: 'UTC', currency: 'EUR' } });
    expect(short.errors?.[0]?.extensions.details).toEqual({ password: [expect.any(String)] });
    expect(await product.db.asOwner(`select 1 from users where email = 'short@example.com'`)).toEqual([]);
  });
});

describe('signing in', () => {
  it('gives one answer for a wrong password and an unknown address', async () => {
    const owner = await product.signUp();
    const wrong = await signIn(owner.email, 'not the password');
    const unknown = await signIn('nobody@example.com', PASSWORD);
    expect(codes(wrong)).toEqual(['UNAUTHENTICATED']);
    expect(wrong.errors?.[0]?.message).toBe(unknown.errors?.[0]?.message);
    expect(codes(await signIn(owner.email.toUpperCase(), PASSWORD))).toEqual([]);
  });

  it('makes somebody who guesses wait, and only them', async () => {
    const owner = await product.signUp();
    const other = await product.signUp();
    for (let attempt = 0; attempt < 10; attempt++) await signIn(owner.email, `guess number ${attempt}`);
    const locked = await signIn(owner.email, PASSWORD);
    expect(locked.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number), retryable: true });
    expect(codes(await signIn(other.email, PASSWORD))).toEqual([]);
  });

  it('refuses garbage and forged tokens as no token at all', async () => {
    const forged = await product.graphql(ME, {}, { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' });
    expect(codes(forged)).toEqual(['UNAUTHENTICATED']);
    expect(codes(await product.graphql(ME))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('sessions', () => {
  it('ends a session whose spent refresh token turns up again', async () => {
    const owner = await product.signUp();
    const second = required(await refresh(owner.refreshToken)).refreshSession.refreshToken;
    const third = required(await refresh(second)).refreshSession.refreshToken;
    const theft = await refresh(owner.refreshToken);
    expect(codes(theft)).toEqual(['UNAUTHENTICATED']);
    expect(codes(await refresh(third))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await owner.graphql(ME))).toEqual(['UNAUTHENTICATED']);
  });

  it('lets two tabs refresh at once', async () => {
    const owner = await product.signUp();
    const both = await Promise.all([refresh(owner.refreshToken), refresh(owner.refreshToken)]);
    expect(both.map(codes)).toEqual([[], []]);
  });

  it('ends at sign-out, for the access token too', async () => {
    const owner = await product.signUp();
    await owner.data('mutation { signOut }');
    expect(codes(await owner.graphql(ME))).toEqual(['UNAUTHENTICATED']);
  });

  it('are listed and can be ended from another device', async () => {
    const owner = await product.signUp();
    const { signIn: elsewhere } = required(await product.graphql<{ signIn: { accessToken: string } }>('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: owner.email, password: PASSWORD } }));
    const { sessionList } = await owner.data<{ sessionList: { id: string; current: boolean }[] }>('{ sessionList { id current userAgent } }');
    expect(sessionList.map((session) => session.current).sort()).toEqual([false, true]);
    await owner.data('mutation ($id: ID!) { revokeSession(id: $id) }', { id: sessionList.find((session) => !session.current)!.id });
    expect(codes(await product.graphql(ME, {}, { authorization: `Bearer ${elsewhere.accessToken}` }))).toEqual(['UNAUTHENTICATED']);
    const stranger = await product.signUp();
    expect(codes(await stranger.graphql('mutation ($id: ID!) { revokeSession(id: $id) }', { id: sessionList[0]!.id }))).toEqual(['NOT_FOUND']);
  });

  it('in cookies are for the client that says so, and change nothing without its header', async () => {
    const owner = await product.signUp();
    const response = await fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kinship-client': 'web' },
      body: JSON.stringify({ query: 'mutation ($input: SignInInput!) { signIn(input: $input) { refreshToken } }', variables: { input: { email: owner.email, password: PASSWORD } } }),
    });
    expect(await response.json()).toMatchObject({ data: { signIn: { refreshToken: null } } });
    const cookies = response.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly/);
    expect(cookies.find((cookie) => cookie.startsWith('kinship_refresh'))).toMatch(/Path=\/graphql.*SameSite=Strict/);
    const cookie = cookies.map((each) => each.split(';')[0]).join('; ');
    expect(codes(await product.graphql(ME, {}, { cookie }))).toEqual([]);
    expect(codes(await product.graphql('mutation { updateProfile(input: { name: "Forged" }) { user { name } } }', {}, { cookie }))).toEqual(['FORBIDDEN']);
    expect(codes(await product.graphql('mutation { updateProfile(input: { name: "Real" }) { user { name } } }', {}, { cookie, 'x-kinship-client': 'web' }))).toEqual([]);
  });
});

describe('workspaces', () => {
  it('are switched by their members only', async () => {
    const one = await product.signUp('One');
    const two = await product.signUp('Two');
    expect(codes(await one.graphql('mutation ($id: ID!) { switchTenant(tenantId: $id) { accessToken } }', { id: two.tenantId }))).toEqual(['UNAUTHENTICATED']);
  });

  it('are found by host, and a token of another is refused there', async () => {
    const one = await product.signUp('Host One');
    const two = await product.signUp('Host Two');
    const { me } = await one.data<{ me: { tenant: { slug: string } } }>(ME);
    const on = async (token: string, slug: string): Promise<string[]> => {
      // fetch does not let a test choose the Host header; a raw request does.
      const { request } = await import('node:http');
      const body = JSON.stringify({ query: ME });
      return new Promise((resolve, reject) => {
        const call = request(`${product.url}/graphql`, { method: 'POST', headers: { host: `${slug}.localhost`, 'content-type': 'application/json', authorization: `Bearer ${token}` } }, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => resolve(codes(JSON.parse(text) as { errors?: { extensions: { code: string } }[] })));
        });
        call.on('error', reject);
        call.end(body);
      });
    };
    expect(await on(one.token, me.tenant.slug)).toEqual([]);
    expect(await on(two.token, me.tenant.slug)).toEqual(['UNAUTHENTICATED']);
  });

  it('that are suspended or expired refuse their members and say so', async () => {
    const owner = await product.signUp('Suspended');
    await product.db.asOwner('alter table tenants no force row level security');
    await product.db.asOwner(`update tenants set status = 'SUSPENDED' where id = $1`, [owner.tenantId]);
    const { Tenants } = await import('../tenancy/tenants.service.js');
    product.app.get(Tenants).forget();
    expect(codes(await owner.graphql(ME))).toEqual(['TENANT_INACTIVE']);
    await product.db.asOwner(`update tenants set status = 'ACTIVE', plan_expires_at = now() - interval '1 day' where id = $1`, [owner.tenantId]);
    product.app.get(Tenants).forget();
    expect(codes(await owner.graphql(ME))).toEqual(['TENANT_INACTIVE']);
  });

  it('without the licence answer with the way to it', async () => {
    const owner = await product.signUp('Unlicensed');
    await product.db.asOwner('alter table tenant_modules no force row level security');
    await product.db.asOwner(`update tenant_modules set enabled = false where tenant_id = $1`, [owner.tenantId]);
    const { Licences } = await import('../licensing/licences.service.js');
    product.app.get(Licences).forget();
    const refused = await owner.graphql('{ members(first: 1) { nodes { id } } }');
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'MODULE_NOT_ENABLED', upgradeUrl: expect.stringContaining('/settings/modules') });
    await product.db.asOwner(`update tenant_modules set enabled = true, tier = 'TRIAL', trial_ends_at = now() - interval '1 day' where tenant_id = $1`, [owner.tenantId]);
    product.app.get(Licences).forget();
    expect(codes(await owner.graphql('{ members(first: 1) { nodes { id } } }'))).toEqual(['TRIAL_EXPIRED']);
  });
});
