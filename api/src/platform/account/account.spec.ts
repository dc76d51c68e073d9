import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';
import { mailbox, type Mailbox } from '../../../test/harness/mailbox.js';
import { asIdentity } from '../../../test/harness/tenants.js';
import { SignInThrottle } from '../auth/sign-in-throttle.js';

let box: Mailbox;
let product: TestApp;
beforeAll(async () => {
  box = await mailbox();
  product = await testApp({ env: { SMTP_URL: box.url, PUBLIC_URL: 'http://kinship.test' } });
});
afterAll(async () => {
  await product.close();
  await box.close();
});

const FRESH = 'seven purple herons';
const codes = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
const details = (answer: Answer<unknown>): unknown => answer.errors?.[0]?.extensions.details;
const tokenIn = (link: string): string => link.split('#')[1] ?? '';
const signIn = (email: string, password: string): Promise<Answer<{ signIn: { accessToken: string } }>> => product.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email, password } });
const forgot = (email: string): Promise<Answer> => product.graphql('mutation ($email: String!) { requestPasswordReset(email: $email) }', { email });
const reset = (token: string, password = FRESH): Promise<Answer> => product.graphql('mutation ($token: String!, $password: String!) { resetPassword(token: $token, newPassword: $password) }', { token, password });
const change = (caller: Caller, present: string, next: string): Promise<Answer> => caller.graphql('mutation ($present: String!, $next: String!) { changePassword(currentPassword: $present, newPassword: $next) }', { present, next });
const security = async (caller: Caller): Promise<Record<string, unknown>> => (await caller.data<{ accountSecurity: Record<string, unknown> }>('{ accountSecurity { email emailVerified pendingEmail hasPassword passwordChangedAt } }')).accountSecurity;
/** Somebody new, whose welcome mail was read. */
const person = async (): Promise<Caller & { verifyLink: string }> => {
  const caller = await product.signUp();
  return { ...caller, verifyLink: (await box.next(caller.email)).link };
};

describe('a forgotten password', () => {
  it('is replaced through a link that works once, ends every session and proves the address', async () => {
    const owner = await person();
    expect(codes(await forgot(` ${owner.email.toUpperCase()} `))).toEqual([]);
    const mail = await box.next(owner.email);
    expect(mail).toMatchObject({ subject: 'Choose a new password', link: expect.stringMatching(/^http:\/\/kinship\.test\/reset-password#[\w-]{43}$/) });
    const token = tokenIn(mail.link);
    expect(details(await reset(token, 'short'))).toEqual({ newPassword: [expect.stringContaining('at least 10')] });
    expect(details(await reset(token, owner.email.split('@')[0]))).toEqual({ newPassword: [expect.stringContaining('your own name or address')] });
    expect(codes(await reset(token))).toEqual([]);
    expect(codes(await owner.graphql('{ me { user { id } } }'))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await product.graphql('mutation ($t: String) { refreshSession(token: $t) { expiresAt } }', { t: owner.refreshToken }))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await signIn(owner.email, PASSWORD))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await signIn(owner.email, FRESH))).toEqual([]);
    expect(codes(await reset(token, 'another seven herons'))).toEqual(['PRECONDITION_FAILED']);
    expect((await box.next(owner.email)).subject).toBe('Your password was changed');
    expect(await asIdentity(product.db, 'select email_verified_at is not null as proven from users where id = $1', [owner.userId])).toEqual([{ proven: true }]);
  });

  it('is told alike for an address without an account, in the time that takes no looking up, and mails nothing', async () => {
    const owner = await person();
    const [known, unknown] = [await forgot(owner.email), await forgot('stranger@example.com')];
    expect(unknown).toEqual(known);
    await box.next(owner.email);
    expect(box.received.filter(({ to }) => to === 'stranger@example.com')).toEqual([]);
  });

  it('has links that expire, are replaced by newer ones, are stored hashed, and are spent by one of two who come at once', async () => {
    const owner = await person();
    await forgot(owner.email);
    const first = tokenIn((await box.next(owner.email)).link);
    await forgot(owner.email);
    const second = tokenIn((await box.next(owner.email)).link);
    expect(codes(await reset(first))).toEqual(['PRECONDITION_FAILED']);
    const [row] = await asIdentity<{ row: string }>(product.db, 'select t::text as row from user_tokens t where user_id = $1 and purpose = $2', [owner.userId, 'PASSWORD_RESET']);
    expect(row?.row).not.toContain(second);
    const both = await Promise.all([reset(second), reset(second, 'nine yellow herons')]);
    expect(both.map(codes).sort()).toEqual([['PRECONDITION_FAILED'], []].sort());
    await forgot(owner.email);
    const third = tokenIn(await nextReset(owner.email));
    await asIdentity(product.db, `update user_tokens set expires_at = now() - interval '1 second' where user_id = $1`, [owner.userId]);
    expect(codes(await reset(third))).toEqual(['PRECONDITION_FAILED']);
    for (const made of ['', 'x', '-'.repeat(43)]) expect(codes(await reset(made))).toEqual(['PRECONDITION_FAILED']);
  });

  it('fills nobody\'s mailbox', async () => {
    const owner = await person();
    for (let at = 0; at < 7; at++) expect(codes(await forgot(owner.email))).toEqual([]);
    for (let at = 0; at < 5; at++) await nextReset(owner.email);
    expect(box.received.filter((mail) => mail.to === owner.email && mail.link.includes('reset-password'))).toHaveLength(5);
  });
});

/** The link of the next mail that is about a new password, past notices. */
async function nextReset(email: string): Promise<string> {
  for (;;) {
    const { link } = await box.next(email);
    if (link.includes('/reset-password')) return link;
  }
}

describe('failed sign-ins', () => {
  it('lock the account out and say so by mail; a new password opens it at once', async () => {
    const owner = await person();
    for (let attempt = 0; attempt < 10; attempt++) expect(codes(await signIn(owner.email, `guess number ${attempt}`))).toEqual(['UNAUTHENTICATED']);
    expect((await signIn(owner.email, PASSWORD)).errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    const notice = await box.next(owner.email);
    expect(notice).toMatchObject({ subject: 'Too many failed sign-ins', link: 'http://kinship.test/forgot-password' });
    await forgot(owner.email);
    await reset(tokenIn(await nextReset(owner.email)));
    expect(codes(await signIn(owner.email, FRESH))).toEqual([]);
  });

  it('lock out addresses without an account too, in the same words', async () => {
    const nobody = 'nobody-at-all@example.com';
    for (let attempt = 0; attempt < 10; attempt++) await signIn(nobody, `guess number ${attempt}`);
    expect(codes(await signIn(nobody, PASSWORD))).toEqual(['RATE_LIMITED']);
  });

  it('from many addresses lock the account everywhere, and the right password forgives only where it was given', async () => {
    const throttle = product.app.get(SignInThrottle, { strict: false });
    const account = 'from-everywhere@example.com';
    const locked: boolean[] = [];
    for (let at = 0; at < 27; at++) locked.push(await throttle.failed(account, `10.0.0.${at}`));
    await throttle.failed(account, '10.0.1.1');
    await throttle.succeeded(account, '10.0.1.1');
    for (let at = 27; at < 30; at++) locked.push(await throttle.failed(account, `10.0.0.${at}`));
    expect(locked.map((each, at) => (each ? at : null)).filter((at) => at !== null)).toEqual([29]);
    await expect(throttle.check(account, '10.9.9.9')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await throttle.unlock(account);
    await expect(throttle.check(account, '10.9.9.9')).resolves.toBeUndefined();
  });
});

describe('the password', () => {
  it('is changed with the present one, ends all other sessions, and is told by mail', async () => {
    const owner = await person();
    const elsewhere = required(await signIn(owner.email, PASSWORD)).signIn.accessToken;
    expect(details(await change(owner, 'not the password', FRESH))).toEqual({ currentPassword: [expect.any(String)] });
    expect(codes(await change(owner, PASSWORD, FRESH))).toEqual([]);
    expect(codes(await product.graphql('{ me { user { id } } }', {}, { authorization: `Bearer ${elsewhere}` }))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await owner.graphql('{ me { user { id } } }'))).toEqual([]);
    expect([codes(await signIn(owner.email, PASSWORD)), codes(await signIn(owner.email, FRESH))]).toEqual([['UNAUTHENTICATED'], []]);
    expect((await box.next(owner.email)).subject).toBe('Your password was changed');
    const [row] = await asIdentity<{ password_hash: string }>(product.db, 'select password_hash from users where id = $1', [owner.userId]);
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it.each([
    ['short', 'at least 10'],
    ['aaaaaaaaaaaaaaa', 'too few characters'],
    ['password1234', 'first that are tried'],
    ['qwertyuiop12', 'first that are tried'],
    ['Olive-Owner-1', 'your own name'],
  ])('%s is refused in words that say why', async (weak, why) => {
    const owner = await person();
    expect(details(await change(owner, PASSWORD, weak))).toEqual({ newPassword: [expect.stringContaining(why)] });
  });

  it('can not be guessed through a stolen session either', async () => {
    const owner = await person();
    for (let attempt = 0; attempt < 10; attempt++) await change(owner, `guess number ${attempt}`, FRESH);
    expect(codes(await change(owner, PASSWORD, FRESH))).toEqual(['RATE_LIMITED']);
  });
});

describe('the e-mail address', () => {
  const ask = (caller: Caller, email: string, password = PASSWORD): Promise<Answer<{ requestEmailChange: { pendingEmail: string } }>> =>
    caller.graphql('mutation ($email: String!, $password: String!) { requestEmailChange(email: $email, currentPassword: $password) { pendingEmail } }', { email, password });
  const confirm = (token: string): Promise<Answer> => product.graphql('mutation ($token: String!) { confirmEmailChange(token: $token) }', { token });

  it('is not changed by a link that was asked for with a password since replaced', async () => {
    for (const renew of ['change', 'reset'] as const) {
      const owner = await person();
      const email = `thief.${owner.email}`;
      await ask(owner, email);
      const stolen = tokenIn((await box.next(email)).link);
      if (renew === 'change') expect(codes(await change(owner, PASSWORD, FRESH))).toEqual([]);
      else {
        await forgot(owner.email);
        expect(codes(await reset(tokenIn((await box.next(owner.email)).link)))).toEqual([]);
      }
      expect(codes(await confirm(stolen))).toEqual(['PRECONDITION_FAILED']);
      expect(codes(await signIn(owner.email, FRESH))).toEqual([]);
    }
  });

  it('is proven by opening the link of the welcome mail, once', async () => {
    const owner = await person();
    expect(await security(owner)).toMatchObject({ email: owner.email, emailVerified: false, pendingEmail: null, hasPassword: true, passwordChangedAt: null });
    const verify = (token: string): Promise<Answer> => product.graphql('mutation ($token: String!) { verifyEmail(token: $token) }', { token });
    expect(owner.verifyLink).toMatch(/^http:\/\/kinship\.test\/verify-email#/);
    expect(codes(await verify(tokenIn(owner.verifyLink)))).toEqual([]);
    expect(await security(owner)).toMatchObject({ emailVerified: true });
    expect(codes(await verify(tokenIn(owner.verifyLink)))).toEqual(['PRECONDITION_FAILED']);
    expect(codes(await reset(tokenIn(owner.verifyLink)))).toEqual(['PRECONDITION_FAILED']);
  });

  it('changes when the link in the mail to the new one is opened; the old one is told', async () => {
    const owner = await person();
    const email = `new-${owner.email}`;
    expect(details(await ask(owner, email, 'not the password'))).toEqual({ currentPassword: [expect.any(String)] });
    expect(details(await ask(owner, 'nobody'))).toEqual({ email: [expect.any(String)] });
    await forgot(owner.email);
    const stale = tokenIn(await nextReset(owner.email));
    expect(required(await ask(owner, email.toUpperCase())).requestEmailChange.pendingEmail).toBe(email);
    const { link } = await box.next(email);
    expect(codes(await signIn(email, PASSWORD))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await confirm(tokenIn(link)))).toEqual([]);
    expect(await box.next(owner.email)).toMatchObject({ subject: 'Your e-mail address was changed', text: expect.stringContaining(email) });
    expect([codes(await signIn(owner.email, PASSWORD)), codes(await signIn(email, PASSWORD))]).toEqual([['UNAUTHENTICATED'], []]);
    expect(await security(owner)).toMatchObject({ email, emailVerified: true, pendingEmail: null });
    expect((await owner.data<{ member: { email: string } }>('query ($id: ID!) { member(id: $id) { email } }', { id: owner.memberId })).member.email).toBe(email);
    expect(codes(await confirm(tokenIn(link)))).toEqual(['PRECONDITION_FAILED']);
    // A link that lies in the mailbox of before opens nothing any more.
    expect(codes(await reset(stale))).toEqual(['PRECONDITION_FAILED']);
  });

  it('of somebody else is asked for with the same answer; they are told, and nothing changes', async () => {
    const [owner, other] = [await person(), await person()];
    expect(required(await ask(owner, other.email)).requestEmailChange).toEqual({ pendingEmail: other.email });
    expect(await box.next(other.email)).toMatchObject({ subject: 'You have an account with this address', link: 'http://kinship.test/sign-in' });
    expect(codes(await signIn(other.email, PASSWORD))).toEqual([]);
    const { cancelEmailChange } = await owner.data<{ cancelEmailChange: { pendingEmail: string | null } }>('mutation { cancelEmailChange { pendingEmail } }');
    expect(cancelEmailChange.pendingEmail).toBeNull();
  });
});

describe('other sessions', () => {
  it('are ended together, and this one goes on', async () => {
    const owner = await person();
    const tokens = await Promise.all([1, 2].map(async () => required(await signIn(owner.email, PASSWORD)).signIn.accessToken));
    await owner.data('mutation { revokeOtherSessions }');
    for (const token of tokens) expect(codes(await product.graphql('{ me { user { id } } }', {}, { authorization: `Bearer ${token}` }))).toEqual(['UNAUTHENTICATED']);
    expect((await owner.data<{ sessionList: { current: boolean }[] }>('{ sessionList { current } }')).sessionList).toEqual([{ current: true }]);
  });
});
