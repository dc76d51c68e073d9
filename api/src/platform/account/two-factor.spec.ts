import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { PASSWORD, required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';
import { mailbox, type Mailbox } from '../../../test/harness/mailbox.js';
import { asIdentity } from '../../../test/harness/tenants.js';
import { Tenants } from '../tenancy/tenants.service.js';
import { totpStep } from './totp.js';

let box: Mailbox;
let product: TestApp;
beforeAll(async () => {
  box = await mailbox();
  product = await testApp({ env: { SMTP_URL: box.url } });
});
afterAll(async () => {
  await product.close();
  await box.close();
});

const STEP_MS = 30_000;
const codes = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
const details = (answer: Answer<unknown>): unknown => answer.errors?.[0]?.extensions.details;
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
/** What the app of somebody with that secret shows, so many steps from now. */
const shown = (secret: string, steps = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * STEP_MS });
/** As if the last code had been used long ago, so that a test need not wait half a minute for the next. */
const later = (caller: Caller): Promise<unknown> => asIdentity(product.db, 'update two_factors set last_step = 0 where user_id = $1', [caller.userId]);

interface SignIn {
  readonly step: string;
  readonly challenge: string | null;
  readonly accessToken: string | null;
  readonly me: unknown;
}
const signIn = async (email: string): Promise<SignIn> =>
  required(await product.graphql<{ signIn: SignIn }>('mutation ($input: SignInInput!) { signIn(input: $input) { step challenge accessToken refreshToken me { user { id } } } }', { input: { email, password: PASSWORD } })).signIn;
const finish = (challenge: string, code: string): Promise<Answer<{ finishSignIn: { accessToken: string } }>> =>
  product.graphql('mutation ($challenge: String!, $code: String!) { finishSignIn(challenge: $challenge, code: $code) { accessToken me { user { id } } } }', { challenge, code });
const BEGIN = `mutation { beginTwoFactor(currentPassword: "${PASSWORD}") { secret otpauthUri } }`;
const begin = async (caller: Caller): Promise<string> => (await caller.data<{ beginTwoFactor: { secret: string } }>(BEGIN)).beginTwoFactor.secret;
const confirm = (caller: Caller, code: string): Promise<Answer<{ confirmTwoFactor: string[] }>> => caller.graphql('mutation ($code: String!) { confirmTwoFactor(code: $code) }', { code });
const state = async (caller: Caller): Promise<unknown> => (await caller.data<{ accountSecurity: unknown }>('{ accountSecurity { twoFactor recoveryCodesLeft } }')).accountSecurity;

/** An owner who has it on, a moment after their last code. */
async function protectedOwner(): Promise<{ owner: Caller; secret: string; recovery: string[] }> {
  const owner = await product.signUp();
  const secret = await begin(owner);
  const recovery = required(await confirm(owner, shown(secret))).confirmTwoFactor;
  await later(owner);
  return { owner, secret, recovery };
}

describe('codes of an authenticator app', () => {
  // RFC 6238, appendix B (SHA1), last six digits.
  it.each([[59, '287082'], [1_111_111_109, '081804'], [1_234_567_890, '005924'], [20_000_000_000, '353130']])('at %i are as the standard says', (seconds, code) => {
    const secret = Secret.fromUTF8('12345678901234567890').base32;
    expect(totpStep(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  it('may be one step off, either way, and no more', () => {
    const secret = new Secret({ size: 20 }).base32;
    const at = (steps: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: 1_800_000_000_000 + steps * STEP_MS });
    expect([-2, -1, 0, 1, 2].map((steps) => totpStep(secret, at(steps), 1_800_000_000_000))).toEqual([null, 59_999_999, 60_000_000, 60_000_001, null]);
  });
});

describe('two-factor sign-in', () => {
  it('is set up with a code, ends other sessions, is told by mail, and keeps its secret encrypted', async () => {
    const owner = await product.signUp();
    await box.next(owner.email);
    const elsewhere = (await signIn(owner.email)).accessToken!;
    const { beginTwoFactor } = await owner.data<{ beginTwoFactor: { secret: string; otpauthUri: string } }>(BEGIN);
    expect(beginTwoFactor.otpauthUri).toMatch(new RegExp(`^otpauth://totp/Kinship:${encodeURIComponent(owner.email)}\\?issuer=Kinship&secret=${beginTwoFactor.secret}&`));
    expect((await signIn(owner.email)).step).toBe('DONE');
    expect(details(await confirm(owner, '000000'))).toEqual({ code: [expect.any(String)] });
    const recovery = required(await confirm(owner, shown(beginTwoFactor.secret))).confirmTwoFactor;
    expect(new Set(recovery).size).toBe(10);
    expect(recovery[0]).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect((await box.next(owner.email)).subject).toBe('Two-factor sign-in is on');
    expect(await state(owner)).toEqual({ twoFactor: true, recoveryCodesLeft: 10 });
    expect(codes(await product.graphql('{ me { user { id } } }', {}, bearer(elsewhere)))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await owner.graphql(BEGIN))).toEqual(['PRECONDITION_FAILED']);
    const [row] = await asIdentity<{ row: string }>(product.db, 'select f::text as row from two_factors f where user_id = $1', [owner.userId]);
    expect(row?.row).not.toContain(beginTwoFactor.secret);
    const [hashes] = await asIdentity<{ rows: string }>(product.db, 'select string_agg(c::text, chr(10)) as rows from recovery_codes c where user_id = $1', [owner.userId]);
    expect(hashes?.rows).not.toContain(recovery[0]!);
  });

  it('is begun by whoever knows the password, or has none', async () => {
    const owner = await product.signUp();
    for (const given of ['', '(currentPassword: "")', '(currentPassword: "not the password")']) {
      const answer = await owner.graphql(`mutation { beginTwoFactor${given} { secret } }`);
      expect([codes(answer), details(answer)]).toEqual([['VALIDATION_ERROR'], { currentPassword: [expect.any(String)] }]);
    }
    expect(codes(await owner.graphql(BEGIN))).toEqual([]);
    await asIdentity(product.db, 'update users set password_hash = null where id = $1', [owner.userId]);
    expect(codes(await owner.graphql('mutation { beginTwoFactor { secret } }'))).toEqual([]);
  });

  it('asks for a code after the password, and a code is taken once', async () => {
    const { owner, secret } = await protectedOwner();
    const first = await signIn(owner.email);
    expect(first).toMatchObject({ step: 'TWO_FACTOR', challenge: expect.any(String), accessToken: null, refreshToken: null, me: null });
    const code = shown(secret);
    expect(codes(await finish(first.challenge!, code === '123456' ? '654321' : '123456'))).toEqual(['VALIDATION_ERROR']);
    const session = required(await finish(first.challenge!, `${code.slice(0, 3)} ${code.slice(3)}`)).finishSignIn;
    expect(codes(await product.graphql('{ me { user { id } } }', {}, bearer(session.accessToken)))).toEqual([]);
    const second = await signIn(owner.email);
    expect(codes(await finish(second.challenge!, code))).toEqual(['VALIDATION_ERROR']);
    expect(codes(await finish(second.challenge!, shown(secret, -1)))).toEqual(['VALIDATION_ERROR']);
    expect(codes(await finish(second.challenge!, shown(secret, 1)))).toEqual([]);
  });

  it('gives one session for a code that is sent twice at once', async () => {
    const { owner, secret } = await protectedOwner();
    const { challenge } = await signIn(owner.email);
    const both = await Promise.all([finish(challenge!, shown(secret)), finish(challenge!, shown(secret))]);
    expect(both.map((answer) => codes(answer)[0] ?? 'in').sort()).toEqual(['VALIDATION_ERROR', 'in']);
  });

  it('has challenges that are sealed, expire, and end with the password they were given for', async () => {
    const { owner, secret } = await protectedOwner();
    const { challenge } = await signIn(owner.email);
    for (const made of ['', 'x', `${challenge!.slice(0, -4)}AAAA`]) expect(codes(await finish(made, shown(secret)))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await product.graphql('{ me { user { id } } }', {}, bearer(challenge!)))).toEqual(['UNAUTHENTICATED']);
    await asIdentity(product.db, `update users set password_changed_at = now() + interval '1 second' where id = $1`, [owner.userId]);
    expect(codes(await finish(challenge!, shown(secret)))).toEqual(['UNAUTHENTICATED']);
  });

  it('takes a recovery code once, and says so by mail', async () => {
    const { owner, recovery } = await protectedOwner();
    await box.next(owner.email);
    await box.next(owner.email);
    const { challenge } = await signIn(owner.email);
    expect(codes(await finish(challenge!, ` ${recovery[3]!.toUpperCase().replaceAll('-', ' ')} `))).toEqual([]);
    expect((await box.next(owner.email)).subject).toBe('A recovery code was used');
    expect(codes(await finish((await signIn(owner.email)).challenge!, recovery[3]!))).toEqual(['VALIDATION_ERROR']);
    const stranger = await protectedOwner();
    expect(codes(await finish((await signIn(stranger.owner.email)).challenge!, recovery[4]!))).toEqual(['VALIDATION_ERROR']);
    expect(await asIdentity(product.db, 'select count(*)::int as left from recovery_codes where user_id = $1 and used_at is null', [owner.userId])).toEqual([{ left: 9 }]);
  });

  it('makes somebody who guesses codes wait', async () => {
    const { owner, secret } = await protectedOwner();
    const { challenge } = await signIn(owner.email);
    for (let attempt = 0; attempt < 10; attempt++) await finish(challenge!, `${100_000 + attempt}`);
    expect(codes(await finish(challenge!, shown(secret)))).toEqual(['RATE_LIMITED']);
  });

  it('gives new recovery codes for a code, and the earlier ones end', async () => {
    const { owner, secret, recovery } = await protectedOwner();
    const renew = (code: string): Promise<Answer<{ renewRecoveryCodes: string[] }>> => owner.graphql('mutation ($code: String!) { renewRecoveryCodes(code: $code) }', { code });
    expect(details(await renew(recovery[0]!))).toEqual({ code: [expect.any(String)] });
    const fresh = required(await renew(shown(secret))).renewRecoveryCodes;
    expect(fresh.filter((code) => recovery.includes(code))).toEqual([]);
    const { challenge } = await signIn(owner.email);
    expect([codes(await finish(challenge!, recovery[1]!)), codes(await finish(challenge!, fresh[1]!))]).toEqual([['VALIDATION_ERROR'], []]);
  });

  it('is turned off with password and code only', async () => {
    const { owner, secret } = await protectedOwner();
    const off = (password: string, code: string): Promise<Answer> => owner.graphql('mutation ($password: String!, $code: String!) { disableTwoFactor(currentPassword: $password, code: $code) }', { password, code });
    expect(details(await off('not the password', shown(secret)))).toEqual({ currentPassword: [expect.any(String)] });
    expect(details(await off(PASSWORD, '000000'))).toEqual({ code: [expect.any(String)] });
    expect(codes(await off(PASSWORD, shown(secret)))).toEqual([]);
    expect(await state(owner)).toEqual({ twoFactor: false, recoveryCodesLeft: 0 });
    expect((await signIn(owner.email)).step).toBe('DONE');
  });
});

describe('a workspace that requires it', () => {
  const require_ = (caller: Caller, on: boolean): Promise<Answer<{ requireTwoFactor: { tenant: unknown } }>> => caller.graphql('mutation ($on: Boolean!) { requireTwoFactor(required: $on) { tenant { requireTwoFactor } } }', { on });
  const ME = '{ me { user { id } } }';

  it('is made so by its owner, who has it on', async () => {
    const { owner } = await protectedOwner();
    const [admin, plain] = [await product.colleague(owner, 'ADMIN'), await product.signUp()];
    expect([codes(await require_(admin, true)), codes(await require_(plain, true))]).toEqual([['FORBIDDEN'], ['PRECONDITION_FAILED']]);
    expect(required(await require_(owner, true)).requireTwoFactor.tenant).toEqual({ requireTwoFactor: true });
    expect(codes(await owner.graphql(ME))).toEqual([]);
  });

  it('lets members without it do nothing but set it up, in sessions there are and in new ones', async () => {
    const { owner } = await protectedOwner();
    const member = await product.colleague(owner, 'MEMBER');
    required(await require_(owner, true));
    product.app.get(Tenants).forget();
    for (const refused of [ME, '{ accounts(first: 1) { nodes { id } } }', 'mutation { createAccount(input: { name: "A" }) { changeSetId } }']) expect(codes(await member.graphql(refused))).toEqual(['TWO_FACTOR_REQUIRED']);
    const entered = await signIn(member.email);
    expect(entered).toMatchObject({ step: 'SET_UP_TWO_FACTOR', accessToken: expect.any(String), challenge: null, me: null });
    const ask = <T>(query: string, variables = {}): Promise<Answer<T>> => product.graphql<T>(query, variables, bearer(entered.accessToken!));
    expect(codes(await ask(ME))).toEqual(['TWO_FACTOR_REQUIRED']);
    const { secret } = required(await ask<{ beginTwoFactor: { secret: string } }>(BEGIN)).beginTwoFactor;
    expect(required(await ask<{ confirmTwoFactor: string[] }>('mutation ($code: String!) { confirmTwoFactor(code: $code) }', { code: shown(secret) })).confirmTwoFactor).toHaveLength(10);
    expect(codes(await ask(ME))).toEqual([]);
    await asIdentity(product.db, 'update two_factors set last_step = 0 where user_id = $1', [member.userId]);
    expect(codes(await ask('mutation ($password: String!, $code: String!) { disableTwoFactor(currentPassword: $password, code: $code) }', { password: PASSWORD, code: shown(secret) }))).toEqual(['PRECONDITION_FAILED']);
  });

  it('lets nobody with a second step in by an invitation and a password alone', async () => {
    const { owner } = await protectedOwner();
    const host = await product.signUp('Host');
    const { inviteMember } = await host.data<{ inviteMember: { inviteUrl: string } }>('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { inviteUrl } }', { input: { name: 'Guest', email: owner.email, role: 'VIEWER' } });
    const answer = await product.graphql(`mutation ($token: String!) { acceptInvitation(token: $token, name: "", password: "${PASSWORD}") { accessToken } }`, { token: inviteMember.inviteUrl.split('#')[1] });
    expect(codes(answer)).toEqual(['TWO_FACTOR_REQUIRED']);
    expect((await owner.data<{ memberships: unknown[] }>('{ memberships { tenantName } }')).memberships).toHaveLength(2);
  });
});

describe('guesses that come at once', () => {
  it('are no more than the throttle allows: beyond it a right code and a wrong one are told the same', async () => {
    const { owner, secret } = await protectedOwner();
    const { challenge } = await signIn(owner.email);
    const wrong = await Promise.all(Array.from({ length: 25 }, (_, at) => finish(challenge!, String(100_000 + at))));
    const told = Map.groupBy(wrong.flatMap(codes), (code) => code);
    expect(told.get('VALIDATION_ERROR')?.length).toBeLessThanOrEqual(10);
    expect(told.get('RATE_LIMITED')?.length).toBeGreaterThanOrEqual(15);
    expect(codes(await finish(challenge!, shown(secret)))).toEqual(['RATE_LIMITED']);
  });

  it('spend a code of the app, and a recovery code, once', async () => {
    const { owner, secret, recovery } = await protectedOwner();
    const { challenge } = await signIn(owner.email);
    for (const code of [shown(secret), recovery[0]!]) {
      const answers = await Promise.all(Array.from({ length: 4 }, () => finish(challenge!, code)));
      expect(answers.map((answer) => codes(answer)[0] ?? 'in').sort()).toEqual(['VALIDATION_ERROR', 'VALIDATION_ERROR', 'VALIDATION_ERROR', 'in']);
    }
  });
});
