import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';

let product: TestApp;
beforeAll(async () => {
  product = await testApp();
});
afterAll(() => product.close());

interface Profile {
  readonly updateProfile: { readonly user: Record<string, unknown>; readonly member: { readonly name: string } };
}
const update = (caller: Caller, input: object): Promise<Answer<Profile>> => caller.graphql<Profile>('mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { name email timezone locale avatarUrl preferences } member { name } } }', { input });
const memberOf = async (caller: Caller): Promise<Record<string, unknown>> => (await caller.data<{ member: Record<string, unknown> }>('query ($id: ID!) { member(id: $id) { name email } }', { id: caller.memberId })).member;

describe('the profile', () => {
  it('is changed field by field; preferences key by key', async () => {
    const owner = await product.signUp();
    required(await update(owner, { preferences: { theme: 'dark', density: 'cosy' } }));
    const { user } = required(await update(owner, { timezone: 'America/New_York', locale: 'de-AT', avatarUrl: 'example.com/me.png', preferences: { theme: 'light' } })).updateProfile;
    expect(user).toMatchObject({ name: 'Olive Owner', timezone: 'America/New_York', locale: 'de-AT', avatarUrl: 'https://example.com/me.png', preferences: { theme: 'light', density: 'cosy' } });
    expect(required(await update(owner, { avatarUrl: null })).updateProfile.user).toMatchObject({ avatarUrl: null, timezone: 'America/New_York' });
  });

  it('keeps preferences to a size, however they came together', async () => {
    const owner = await product.signUp();
    const keep = async (key: string): Promise<unknown> => (await owner.graphql('mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } } }', { input: { preferences: { [key]: 'x'.repeat(19_000) } } })).errors?.[0]?.extensions.code;
    expect([await keep('a'), await keep('b'), await keep('c'), await keep('d'), await keep('a')]).toEqual([undefined, undefined, undefined, 'VALIDATION_ERROR', undefined]);
  });

  it('names everything wrong with it', async () => {
    const owner = await product.signUp();
    const answer = await update(owner, { name: ' ', timezone: 'Mars/Olympus', locale: 'no such language', avatarUrl: 'javascript:alert(1)', preferences: ['a'] });
    expect(Object.keys(answer.errors?.[0]?.extensions.details ?? {}).sort()).toEqual(['avatarUrl', 'locale', 'name', 'preferences', 'timezone']);
  });

  it("carries a new name into the workspace's records and its history", async () => {
    const owner = await product.signUp();
    expect(required(await update(owner, { name: 'Olivia Renamed' })).updateProfile.member.name).toBe('Olivia Renamed');
    expect(await memberOf(owner)).toMatchObject({ name: 'Olivia Renamed' });
    const { recordHistory } = await owner.data<{ recordHistory: object[] }>('query ($id: ID!) { recordHistory(recordType: "member", recordId: $id) { label before after } }', { id: owner.memberId });
    expect(recordHistory[0]).toMatchObject({ label: 'Changed profile', before: { name: 'Olive Owner' }, after: { name: 'Olivia Renamed' } });
  });
});
