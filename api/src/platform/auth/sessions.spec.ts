import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { JwtService } from '@nestjs/jwt';
import { PASSWORD, required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';
import { asIdentity } from '../../../test/harness/tenants.js';
import type { AppError } from '../errors/app-error.js';
import { CallerContexts } from './caller-contexts.js';

let product: TestApp;
beforeAll(async () => {
  product = await testApp();
});
afterAll(() => product.close());

const ME = '{ me { member { id } } }';
const codes = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
const refresh = (token: string): Promise<Answer<{ refreshSession: { refreshToken: string; accessToken: string } }>> => product.graphql('mutation ($token: String) { refreshSession(token: $token) { refreshToken accessToken } }', { token });
const next = async (token: string): Promise<string> => required(await refresh(token)).refreshSession.refreshToken;
const session = (caller: Caller): string => caller.refreshToken.split('.')[0] ?? '';
/** As if that long had passed since the session was last refreshed. */
const later = (caller: Caller, time: string): Promise<unknown> => asIdentity(product.db, `update sessions set last_used_at = last_used_at - $2::interval where id = $1`, [session(caller), time]);

describe('refresh tokens', () => {
  it('lead two tabs that spend one at once to the same successor, so that neither holds a spent one', async () => {
    const owner = await product.signUp();
    const [first, second] = await Promise.all([next(owner.refreshToken), next(owner.refreshToken)]);
    expect(first).toBe(second);
    await later(owner, '1 hour');
    const third = await next(first);
    expect(third).not.toBe(first);
    expect(codes(await refresh(third))).toEqual([]);
  });

  it('that turn up again later end the session for thief and owner alike, whoever comes first', async () => {
    const owner = await product.signUp();
    const other = required(await product.graphql<{ signIn: { accessToken: string } }>('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: owner.email, password: PASSWORD } }));
    const stolen = owner.refreshToken;
    const owned = required(await refresh(stolen)).refreshSession;
    await later(owner, '11 seconds');
    expect(codes(await refresh(stolen))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await refresh(owned.refreshToken))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await product.graphql(ME, {}, { authorization: `Bearer ${owned.accessToken}` }))).toEqual(['UNAUTHENTICATED']);
    expect(await asIdentity(product.db, 'select revoked_reason from sessions where id = $1', [session(owner)])).toEqual([{ revoked_reason: 'reuse of a spent refresh token' }]);
    // A sign-in on another device is another family.
    expect(codes(await product.graphql(ME, {}, { authorization: `Bearer ${other.signIn.accessToken}` }))).toEqual([]);
  });

  it('are worthless when they are made up, expired, or of a session that was ended', async () => {
    const owner = await product.signUp();
    for (const token of ['x', 'x.y', `${session(owner)}.`, `${session(owner)}.made-up`, `${owner.tenantId}.${owner.refreshToken.split('.')[1]}`, '-'.repeat(36) + '.x']) {
      expect([token, codes(await refresh(token))]).toEqual([token, ['UNAUTHENTICATED']]);
    }
    expect(codes(await refresh(owner.refreshToken))).toEqual([]);
    const expired = await product.signUp();
    await asIdentity(product.db, `update sessions set expires_at = now() - interval '1 second' where id = $1`, [session(expired)]);
    expect(codes(await refresh(expired.refreshToken))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await expired.graphql(ME))).toEqual(['UNAUTHENTICATED']);
    const ended = await product.signUp();
    required(await ended.graphql('mutation { signOutEverywhere }'));
    expect(codes(await refresh(ended.refreshToken))).toEqual(['UNAUTHENTICATED']);
  });

  it('are stored as hashes only', async () => {
    const owner = await product.signUp();
    const [row] = await asIdentity<{ row: string }>(product.db, 'select s::text as row from sessions s where id = $1', [session(owner)]);
    expect(row?.row).not.toContain(owner.refreshToken.split('.')[1]);
  });
});

describe('access tokens', () => {
  const signed = (caller: Caller, options: object): Promise<string> => product.app.get(JwtService, { strict: false }).signAsync({ sub: caller.userId, tid: caller.tenantId, sid: session(caller) }, options);
  const asked = async (token: string): Promise<string[]> => codes(await product.graphql(ME, {}, { authorization: `Bearer ${token}` }));

  it('end with their time, over HTTP and over the socket', async () => {
    const owner = await product.signUp();
    const [fresh, expired] = await Promise.all([signed(owner, { expiresIn: 60 }), signed(owner, { expiresIn: -1 })]);
    expect(await asked(fresh)).toEqual([]);
    expect(await asked(expired)).toEqual(['UNAUTHENTICATED']);
    const socket = (accessToken: unknown, cookie?: string): Promise<string> =>
      product.app.get(CallerContexts, { strict: false }).contextOfConnection({ accessToken }, { headers: { host: 'localhost', cookie } } as IncomingMessage).then((context) => context.tenantId ?? '', (error: AppError) => error.code);
    expect(await socket(fresh)).toBe(owner.tenantId);
    expect(await socket(undefined, `other=1; kinship_access=${fresh}`)).toBe(owner.tenantId);
    expect(await socket(expired)).toBe('UNAUTHENTICATED');
    expect(await socket({ token: fresh })).toBe('UNAUTHENTICATED');
    required(await owner.graphql('mutation { signOut }'));
    expect(await socket(fresh)).toBe('UNAUTHENTICATED');
  });

  it('are worth nothing with another user, session, tenant or signature in them', async () => {
    const owner = await product.signUp();
    const other = await product.signUp();
    const jwt = product.app.get(JwtService, { strict: false });
    const claims = { sub: owner.userId, tid: owner.tenantId, sid: session(owner) };
    for (const wrong of [{ ...claims, sub: other.userId }, { ...claims, sid: session(other) }, { ...claims, tid: other.tenantId }]) expect(await asked(await jwt.signAsync(wrong, { expiresIn: 60 }))).toEqual(['UNAUTHENTICATED']);
    expect(await asked(await new JwtService({ secret: 'some other secret, also long enough' }).signAsync(claims, { expiresIn: 60 }))).toEqual(['UNAUTHENTICATED']);
    const [, body] = owner.token.split('.');
    expect(await asked(`${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${body}.`)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('cookies', () => {
  it('are for TLS only where people come through it, and go away at sign-out', async () => {
    const secure = await testApp({ database: product.db, env: { PUBLIC_URL: 'https://kinship.example' } });
    const owner = await secure.signUp();
    const send = (query: string, cookie = ''): Promise<Response> => fetch(`${secure.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-kinship-client': 'web', cookie }, body: JSON.stringify({ query }) });
    const response = await send(`mutation { signIn(input: { email: "${owner.email}", password: "${PASSWORD}" }) { expiresAt } }`);
    const given = response.headers.getSetCookie();
    expect(given.map((cookie) => cookie.split('=')[0]).sort()).toEqual(['kinship_access', 'kinship_refresh']);
    for (const cookie of given) expect(cookie).toMatch(/HttpOnly; Secure/);
    expect(given.find((cookie) => cookie.startsWith('kinship_access'))).toMatch(/Path=\/;.*SameSite=Lax/);
    const cookie = given.map((each) => each.split(';')[0]).join('; ');
    const out = await send('mutation { signOut }', cookie);
    for (const cleared of out.headers.getSetCookie()) expect(cleared).toMatch(/=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
    expect(await (await send(ME, cookie)).json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    await secure.close();
  });

  it('that are half gone still end their session at sign-out', async () => {
    const owner = await product.signUp();
    required(await product.graphql('mutation { signOut }', {}, { cookie: `kinship_refresh=${owner.refreshToken}`, 'x-kinship-client': 'web' }));
    expect(codes(await refresh(owner.refreshToken))).toEqual(['UNAUTHENTICATED']);
    const other = await product.signUp();
    required(await product.graphql('mutation { signOut }', {}, { cookie: `kinship_refresh=${other.refreshToken}x` }));
    expect(codes(await refresh(other.refreshToken))).toEqual([]);
  });

  it('alone, sent by another site, change nothing', async () => {
    const owner = await product.signUp();
    const cookie = `kinship_access=${owner.token}`;
    expect(codes(await product.graphql('mutation { createTeam(input: { name: "Forged" }) { changeSetId } }', {}, { cookie }))).toEqual(['FORBIDDEN']);
    expect(codes(await product.graphql('mutation { createTeam(input: { name: "Ours" }) { changeSetId } }', {}, { cookie, 'x-kinship-client': 'web' }))).toEqual([]);
    expect(codes(await product.graphql('{ teams { totalCount } }', {}, { cookie }))).toEqual([]);
  });
});
