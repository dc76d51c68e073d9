import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { PASSWORD, required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';
import { identityProvider, type IdentityProvider } from '../../../test/harness/identity-provider.js';
import { asIdentity } from '../../../test/harness/tenants.js';
import { loadConfig } from '../config/config.js';

const ORIGIN = 'http://kinship.test';
let service: IdentityProvider;
let product: TestApp;
beforeAll(async () => {
  service = await identityProvider([`${ORIGIN}/oauth/sign-in/local/callback`, `${ORIGIN}/oauth/sign-in/google/callback`]);
  product = await testApp({
    env: {
      PUBLIC_URL: ORIGIN,
      KINSHIP_GOOGLE_BASE_URL: service.issuer,
      KINSHIP_GOOGLE_CLIENT_ID: service.client.clientId,
      KINSHIP_GOOGLE_CLIENT_SECRET: service.client.clientSecret,
      KINSHIP_OIDC_PROVIDERS: JSON.stringify([
        { id: 'local', name: 'Local', issuer: service.issuer, ...service.client },
        // The same service under another name than it calls itself.
        { id: 'mismatch', name: 'Mismatch', issuer: service.issuer.replace('127.0.0.1', 'localhost'), ...service.client },
        { id: 'away', name: 'Away', issuer: 'http://127.0.0.1:9', ...service.client },
      ]),
    },
  });
});
afterAll(async () => {
  await product.close();
  await service.close();
});

const codes = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
const newLogin = (account: { email?: string; emailVerified?: boolean; name?: string } = {}): string => {
  const login = `u${randomBytes(6).toString('hex')}`;
  service.accounts.set(login, { name: 'Iris Outside', email: `${login}@example.com`, ...account });
  return login;
};

/** Sets out for the other service. @returns its address and the cookie that remembers the trip */
async function setOut(provider = 'local', headers: Record<string, string> = {}, mutation = 'startProviderSignIn(provider: $provider, returnTo: "/contacts")'): Promise<{ url: string; cookie: string }> {
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-kinship-client': 'web', ...headers },
    body: JSON.stringify({ query: `mutation ($provider: ID!) { url: ${mutation} }`, variables: { provider } }),
  });
  const { data } = (await response.json()) as { data: { url: string } };
  return { url: data.url, cookie: response.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ') };
}

interface Return {
  readonly location: string;
  readonly cookies: string;
}

/** Comes back to us as the browser does. */
async function comeBack(back: string, cookie: string): Promise<Return> {
  const response = await fetch(back.replace(ORIGIN, product.url), { redirect: 'manual', headers: { cookie } });
  return { location: response.headers.get('location') ?? String(response.status), cookies: response.headers.getSetCookie().map((each) => each.split(';')[0]).filter((each) => !each?.endsWith('=')).join('; ') };
}

async function travel(login: string, provider = 'local'): Promise<Return> {
  const { url, cookie } = await setOut(provider);
  return comeBack(await service.visit(url, login), cookie);
}

const me = async (cookies: string): Promise<Answer<{ me: { user: { email: string } } }>> => product.graphql('{ me { user { email } } }', {}, { cookie: cookies });
const fragment = (location: string): URLSearchParams => new URLSearchParams(location.split('#')[1]);
const signUpWith = (ticket: string): Promise<Answer<{ signUp: { accessToken: string; me: { user: { email: string } } } }>> =>
  product.graphql('mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken me { user { email } } } }', { input: { tenantName: 'Outside', name: 'Iris', email: 'somebody-else@example.com', ticket } });
const prove = (caller: Caller): Promise<unknown> => asIdentity(product.db, 'update users set email_verified_at = now() where id = $1', [caller.userId]);
const linked = async (caller: Caller): Promise<{ id: string; provider: string; providerName: string; email: string }[]> =>
  (await caller.data<{ linkedIdentities: { id: string; provider: string; providerName: string; email: string }[] }>('{ linkedIdentities { id provider providerName email } }')).linkedIdentities;

describe('signing in through another service', () => {
  it('is offered for what the installation names, and asks with PKCE, state and nonce', async () => {
    expect(required(await product.graphql('{ signInProviders { id name } }'))).toEqual({ signInProviders: [{ id: 'google', name: 'Google' }, { id: 'local', name: 'Local' }, { id: 'mismatch', name: 'Mismatch' }, { id: 'away', name: 'Away' }] });
    const { url } = await setOut();
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      client_id: 'kinship', response_type: 'code', redirect_uri: `${ORIGIN}/oauth/sign-in/local/callback`, scope: 'openid email profile', code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/), state: expect.stringMatching(/^[\w-]{43}$/), nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(url).not.toContain(service.client.clientSecret);
  });

  it('leads somebody new to signing up, without a password, under the address that the service vouches for', async () => {
    const login = newLogin();
    const { location } = await travel(login);
    expect(location).toMatch(/^\/sign-up#/);
    expect([fragment(location).get('email'), fragment(location).get('name')]).toEqual([`${login}@example.com`, 'Iris Outside']);
    const ticket = fragment(location).get('ticket')!;
    expect(codes(await signUpWith(`${ticket.slice(0, -4)}AAAA`))).toEqual(['PRECONDITION_FAILED']);
    expect(required(await signUpWith(ticket)).signUp.me.user.email).toBe(`${login}@example.com`);
    expect(codes(await signUpWith(ticket))).toEqual(['VALIDATION_ERROR']);
    const again = await travel(login);
    expect(again.location).toBe('/contacts');
    expect(required(await me(again.cookies)).me.user.email).toBe(`${login}@example.com`);
    expect(codes(await product.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { step } }', { input: { email: `${login}@example.com`, password: '' } }))).toEqual(['UNAUTHENTICATED']);
  });

  it('opens the account with the same address only where both sides have proven it', async () => {
    const owner = await product.signUp();
    const login = newLogin({ email: owner.email });
    expect((await travel(login)).location).toBe('/sign-in?problem=account-exists');
    await prove(owner);
    service.accounts.set(login, { email: owner.email, emailVerified: false });
    expect((await travel(login)).location).toBe('/sign-in?problem=account-exists');
    service.accounts.set(login, { email: owner.email.toUpperCase() });
    const inside = await travel(login);
    expect([inside.location, required(await me(inside.cookies)).me.user.email]).toEqual(['/contacts', owner.email]);
    expect(await linked(owner)).toMatchObject([{ provider: 'local', providerName: 'Local', email: owner.email }]);
    // From here on the link counts, not the address.
    service.accounts.set(login, { email: 'moved@example.com', emailVerified: false });
    expect((await travel(login)).location).toBe('/contacts');
  });

  it('asks for the second step of whoever has one', async () => {
    const owner = await product.signUp();
    await prove(owner);
    const { beginTwoFactor } = await owner.data<{ beginTwoFactor: { secret: string } }>(`mutation { beginTwoFactor(currentPassword: "${PASSWORD}") { secret } }`);
    const code = (): string => new TOTP({ secret: Secret.fromBase32(beginTwoFactor.secret) }).generate();
    await owner.data('mutation ($code: String!) { confirmTwoFactor(code: $code) }', { code: code() });
    await asIdentity(product.db, 'update two_factors set last_step = 0 where user_id = $1', [owner.userId]);
    const { location, cookies } = await travel(newLogin({ email: owner.email }));
    expect(location).toMatch(/^\/sign-in\/code\?returnTo=%2Fcontacts#v1\./);
    expect(codes(await me(cookies))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await product.graphql('mutation ($challenge: String!, $code: String!) { finishSignIn(challenge: $challenge, code: $code) { expiresAt } }', { challenge: location.split('#')[1], code: code() }))).toEqual([]);
  });

  it('does not lead on to foreign pages', async () => {
    const login = newLogin();
    required(await signUpWith(fragment((await travel(login)).location).get('ticket')!));
    for (const foreign of ['https://evil.example', '//evil.example', '/\\\\evil.example']) {
      const { url, cookie } = await setOut('local', {}, `startProviderSignIn(provider: $provider, returnTo: ${JSON.stringify(foreign)})`);
      expect([foreign, (await comeBack(await service.visit(url, login), cookie)).location]).toEqual([foreign, '/']);
    }
  });
});

describe('a return that is not the one that set out', () => {
  it('is refused: without the cookie, with another state, for another provider, after an error', async () => {
    const login = newLogin();
    const { url, cookie } = await setOut();
    const back = await service.visit(url, login);
    const altered = (change: (target: URL) => void): string => {
      const target = new URL(back);
      change(target);
      return target.href;
    };
    expect((await comeBack(back, '')).location).toBe('/sign-in?problem=expired');
    expect((await comeBack(altered((target) => target.searchParams.set('state', 'made-up')), cookie)).location).toBe('/sign-in?problem=failed');
    const other = await setOut();
    expect((await comeBack(back, other.cookie)).location).toBe('/sign-in?problem=failed');
    const third = await setOut();
    expect((await comeBack(altered((target) => (target.pathname = '/oauth/sign-in/google/callback')), third.cookie)).location).toBe('/sign-in?problem=expired');
    const refused = await setOut();
    expect((await comeBack(`${ORIGIN}/oauth/sign-in/local/callback?error=access_denied&state=${new URL(refused.url).searchParams.get('state')}`, refused.cookie)).location).toBe('/sign-in?problem=refused');
    expect((await comeBack(`${ORIGIN}/oauth/sign-in/nowhere/callback?code=x`, cookie)).location).toBe('/sign-in?problem=expired');
  });

  it('is refused with a nonce that is not ours', async () => {
    const { url, cookie } = await setOut();
    const other = new URL(url);
    other.searchParams.set('nonce', 'somebody-elses');
    expect((await comeBack(await service.visit(other.href, newLogin()), cookie)).location).toBe('/sign-in?problem=failed');
  });

  it('is refused with a code of another trip, whose verifier it lacks', async () => {
    const [one, two] = [await setOut(), await setOut()];
    const code = new URL(await service.visit(one.url, newLogin())).searchParams.get('code')!;
    const back = new URL(await service.visit(two.url, newLogin()));
    back.searchParams.set('code', code);
    expect((await comeBack(back.href, two.cookie)).location).toBe('/sign-in?problem=failed');
  });

  it('is refused the second time, as is a code that was spent', async () => {
    const { url, cookie } = await setOut();
    const back = await service.visit(url, newLogin());
    expect((await comeBack(back, cookie)).location).toMatch(/^\/sign-up#/);
    expect((await comeBack(back, cookie)).location).toBe('/sign-in?problem=expired');
  });

  it('comes from a service that calls itself by another name, or does not answer: nobody is sent there', async () => {
    const start = (provider: string): Promise<Answer> => product.graphql('mutation ($provider: ID!) { startProviderSignIn(provider: $provider) }', { provider });
    expect([codes(await start('mismatch')), codes(await start('away')), codes(await start('nowhere'))]).toEqual([['UPSTREAM_ERROR'], ['UPSTREAM_ERROR'], ['NOT_FOUND']]);
  });
});

describe('linking', () => {
  const LINK = 'startProviderLink(provider: $provider)';
  const link = async (caller: Caller, login: string): Promise<string> => {
    const { url, cookie } = await setOut('google', { authorization: `Bearer ${caller.token}` }, LINK);
    return (await comeBack(await service.visit(url, login), cookie)).location;
  };
  const unlink = (caller: Caller, id: string): Promise<Answer<{ unlinkIdentity: unknown[] }>> => caller.graphql('mutation ($id: ID!) { unlinkIdentity(id: $id) { id } }', { id });

  it('is for the signed-in, whatever the address there, and one identity opens one account', async () => {
    const [owner, other] = [await product.signUp(), await product.signUp()];
    const login = newLogin({ email: 'private@example.com', emailVerified: false });
    expect(await link(owner, login)).toBe('/settings/security');
    expect(await link(owner, login)).toBe('/settings/security');
    expect(await link(other, login)).toBe('/settings/security?problem=taken');
    const inside = await travel(login, 'google');
    expect(required(await me(inside.cookies)).me.user.email).toBe(owner.email);
    expect(codes(await product.graphql('mutation { startProviderLink(provider: "google") }'))).toEqual(['UNAUTHENTICATED']);
  });

  it('ends with the session that asked for it', async () => {
    const owner = await product.signUp();
    const { url, cookie } = await setOut('google', { authorization: `Bearer ${owner.token}` }, LINK);
    const back = await service.visit(url, newLogin());
    await owner.data('mutation { signOut }');
    expect((await comeBack(back, cookie)).location).toBe('/sign-in?problem=expired');
  });

  it('is undone, but never so that nothing opens the account', async () => {
    const owner = await product.signUp();
    await link(owner, newLogin());
    const [identity] = await linked(owner);
    const stranger = await product.signUp();
    expect(codes(await unlink(stranger, identity!.id))).toEqual(['NOT_FOUND']);
    expect(required(await unlink(owner, identity!.id)).unlinkIdentity).toEqual([]);
    const login = newLogin();
    const { signUp } = required(await signUpWith(fragment((await travel(login)).location).get('ticket')!));
    const ask = <T>(query: string, variables = {}): Promise<Answer<T>> => product.graphql<T>(query, variables, { authorization: `Bearer ${signUp.accessToken}` });
    const { linkedIdentities } = required(await ask<{ linkedIdentities: { id: string }[] }>('{ linkedIdentities { id } }'));
    expect(codes(await ask('mutation ($id: ID!) { unlinkIdentity(id: $id) { id } }', { id: linkedIdentities[0]!.id }))).toEqual(['PRECONDITION_FAILED']);
    expect(required(await ask('{ accountSecurity { hasPassword emailVerified } }'))).toEqual({ accountSecurity: { hasPassword: false, emailVerified: true } });
    expect((await ask('mutation { requestEmailChange(email: "x@example.com", currentPassword: "") { email } }')).errors?.[0]?.extensions.details).toEqual({ currentPassword: [expect.stringContaining('no password yet')] });
  });
});

describe('the setting', () => {
  const needed = { DATABASE_URL: 'postgres://a@b/c', REDIS_URL: 'redis://d', KINSHIP_SECRET: 'k'.repeat(32) };
  const service_ = { id: 'okta', name: 'Okta', issuer: 'https://okta.example', clientId: 'c', clientSecret: 'hunter2' };

  it.each([['[', 'no JSON'], ['{}', 'no list'], [JSON.stringify([{ ...service_, id: 'Not Good' }]), 'an id'], [JSON.stringify([service_, service_]), 'twice'], [JSON.stringify([{ ...service_, id: 'google' }]), 'taken'], [JSON.stringify([{ ...service_, issuer: 'x' }]), 'no address']])('%s stops the start without repeating it (%s)', (value) => {
    expect(() => loadConfig({ ...needed, KINSHIP_OIDC_PROVIDERS: value })).toThrow(/KINSHIP_OIDC_PROVIDERS must be a JSON list/);
    expect(() => loadConfig({ ...needed, KINSHIP_OIDC_PROVIDERS: value })).not.toThrow(/hunter2/);
  });
});
