import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';

let product: TestApp;
beforeAll(async () => {
  product = await testApp();
});
afterAll(() => product.close());

const codes = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
interface Profile {
  readonly updateProfile: { readonly user: Record<string, unknown>; readonly member: { readonly name: string } };
}
const update = (caller: Caller, input: object): Promise<Answer<Profile>> => caller.graphql<Profile>('mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { name email timezone locale avatarUrl preferences } member { name } } }', { input });
const signIn = (email: string, password: string): Promise<Answer> => product.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { expiresAt } }', { input: { email, password } });
const memberOf = async (caller: Caller): Promise<Record<string, unknown>> => (await caller.data<{ member: Record<string, unknown> }>('query ($id: ID!) { member(id: $id) { name email } }', { id: caller.memberId })).member;

describe('the profile', () => {
  it('is changed field by field; preferences key by key', async () => {
    const owner = await product.signUp();
    required(await update(owner, { preferences: { theme: 'dark', density: 'cosy' } }));
    const { user } = required(await update(owner, { timezone: 'America/New_York', locale: 'de-AT', avatarUrl: 'example.com/me.png', preferences: { theme: 'light' } })).updateProfile;
    expect(user).toMatchObject({ name: 'Olive Owner', timezone: 'America/New_York', locale: 'de-AT', avatarUrl: 'https://example.com/me.png', preferences: { theme: 'light', density: 'cosy' } });
    expect(required(await update(owner, { avatarUrl: null })).updateProfile.user).toMatchObject({ avatarUrl: null, timezone: 'America/New_York' });
  });

  it('names everything wrong with it', async () => {
    const owner = await product.signUp();
    const answer = await update(owner, { name: ' ', email: 'nobody', timezone: 'Mars/Olympus', locale: 'no such language', avatarUrl: 'javascript:alert(1)', preferences: ['a'] });
    expect(Object.keys(answer.errors?.[0]?.extensions.details ?? {}).sort()).toEqual(['avatarUrl', 'email', 'locale', 'name', 'preferences', 'timezone']);
  });

  it("carries a new name into the workspace's records and its history", async () => {
    const owner = await product.signUp();
    expect(required(await update(owner, { name: 'Olivia Renamed' })).updateProfile.member.name).toBe('Olivia Renamed');
    expect(await memberOf(owner)).toMatchObject({ name: 'Olivia Renamed' });
    const { recordHistory } = await owner.data<{ recordHistory: object[] }>('query ($id: ID!) { recordHistory(recordType: "member", recordId: $id) { label before after } }', { id: owner.memberId });
    expect(recordHistory[0]).toMatchObject({ label: 'Changed profile', before: { name: 'Olive Owner' }, after: { name: 'Olivia Renamed' } });
  });

  it('changes the address one signs in with only for whoever knows the password', async () => {
    const owner = await product.signUp();
    const email = `new-${owner.email}`;
    expect((await update(owner, { email })).errors?.[0]?.extensions.details).toEqual({ currentPassword: [expect.any(String)] });
    expect((await update(owner, { email, currentPassword: 'not the password' })).errors?.[0]?.extensions.details).toEqual({ currentPassword: [expect.any(String)] });
    const other = await product.signUp();
    expect((await update(owner, { email: other.email, currentPassword: PASSWORD })).errors?.[0]?.extensions.details).toEqual({ email: [expect.any(String)] });
    required(await update(owner, { email: email.toUpperCase(), currentPassword: PASSWORD }));
    expect(await memberOf(owner)).toMatchObject({ email });
    expect(codes(await signIn(owner.email, PASSWORD))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await signIn(email, PASSWORD))).toEqual([]);
  });
});

describe('the password', () => {
  it('is changed with the present one, and ends all other sessions', async () => {
    const owner = await product.signUp();
    const elsewhere = required(await product.graphql<{ signIn: { accessToken: string } }>('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: owner.email, password: PASSWORD } })).signIn.accessToken;
    const change = (present: string, next: string): Promise<Answer> => owner.graphql('mutation ($present: String!, $next: String!) { changePassword(currentPassword: $present, newPassword: $next) }', { present, next });
    expect((await change('not the password', 'another good one')).errors?.[0]?.extensions.details).toEqual({ currentPassword: [expect.any(String)] });
    expect((await change(PASSWORD, 'short')).errors?.[0]?.extensions.details).toEqual({ newPassword: [expect.any(String)] });
    expect(codes(await change(PASSWORD, 'another good one'))).toEqual([]);
    expect(codes(await product.graphql('{ me { user { id } } }', {}, { authorization: `Bearer ${elsewhere}` }))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await owner.graphql('{ me { user { id } } }'))).toEqual([]);
    expect(codes(await signIn(owner.email, PASSWORD))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await signIn(owner.email, 'another good one'))).toEqual([]);
    const [row] = await product.db.asOwner<{ password_hash: string }>('select password_hash from users where id = $1', [owner.userId]);
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
