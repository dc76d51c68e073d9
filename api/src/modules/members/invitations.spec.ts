import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asIdentity } from '../../../test/harness/tenants.js';
import { PASSWORD, required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';

let product: TestApp;
let owner: Caller;
let admin: Caller;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Inviters');
  admin = await product.colleague(owner, 'ADMIN');
});
afterAll(() => product.close());

interface Invited {
  readonly inviteMember: { readonly inviteUrl: string; readonly expiresAt: string; readonly member: { readonly id: string; readonly status: string; readonly role: string } };
}
const codes = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
const invite = (caller: Caller, input: Record<string, unknown>): Promise<Answer<Invited>> =>
  caller.graphql<Invited>('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { inviteUrl expiresAt member { id status role } } }', { input });
const tokenOf = (answer: Answer<Invited>): string => required(answer).inviteMember.inviteUrl.split('#')[1] ?? '';
const accept = (token: string, password = PASSWORD, name = 'Given Name'): Promise<Answer<{ acceptInvitation: { accessToken: string; me: { user: { name: string; timezone: string }; member: { role: string; name: string }; memberships: { tenantName: string }[] } } }>> =>
  product.graphql('mutation ($token: String!, $name: String!, $password: String!) { acceptInvitation(token: $token, name: $name, password: $password) { accessToken me { user { name timezone } member { role name } memberships { tenantName } } } }', { token, name, password });
let serial = 0;
const address = (): string => `invited${++serial}-${product.db.name}@example.com`;

describe('an invitation', () => {
  it('lets a person in once, in the role it was made for', async () => {
    const email = address();
    const answer = await invite(owner, { name: 'Ina Vited', email, role: 'ADMIN' });
    expect(required(answer).inviteMember.member).toMatchObject({ status: 'INVITED', role: 'ADMIN' });
    const days = (Date.parse(required(answer).inviteMember.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7.1);
    const session = required(await accept(tokenOf(answer))).acceptInvitation;
    expect(session.me).toMatchObject({ user: { name: 'Given Name', timezone: 'Europe/Berlin' }, member: { role: 'ADMIN', name: 'Given Name' }, memberships: [{ tenantName: 'Inviters' }] });
    expect(codes(await accept(tokenOf(answer)))).toEqual(['PRECONDITION_FAILED']);
    const { members } = await owner.data<{ members: { nodes: { status: string }[] } }>('query ($email: String!) { members(filter: { email: { eq: $email } }) { nodes { status invitedAt acceptedAt } } }', { email });
    expect(members.nodes).toEqual([{ status: 'ACTIVE', invitedAt: expect.stringMatching(/Z$/), acceptedAt: expect.stringMatching(/Z$/) }]);
  });

  it('is accepted in the language of whoever reads it, and with the numbers of their region', async () => {
    const locale = async (given: Record<string, unknown>, spoken: string): Promise<unknown> => {
      const token = tokenOf(await invite(owner, { name: 'Ina Vited', email: address() }));
      const query = 'mutation ($token: String!, $locale: String) { acceptInvitation(token: $token, name: "Ina", password: "correct horse battery", locale: $locale) { me { user { locale } } } }';
      return required(await product.graphql<{ acceptInvitation: { me: { user: { locale: string } } } }>(query, { token, ...given }, { 'accept-language': spoken })).acceptInvitation.me.user.locale;
    };
    expect([await locale({ locale: 'de-CH' }, 'de'), await locale({}, 'de')]).toEqual(['de-CH', 'de']);
  });

  it('lets one of two who come at once in', async () => {
    const token = tokenOf(await invite(owner, { name: 'Twice', email: address() }));
    const both = await Promise.all([accept(token), accept(token)]);
    expect(both.map(codes).sort()).toEqual([[], ['PRECONDITION_FAILED']]);
  });

  it('is told to the workspace as a change by the one who joined', async () => {
    const answer = await invite(owner, { name: 'Joan Joins', email: address() });
    required(await accept(tokenOf(answer), PASSWORD, 'Joan'));
    const { id } = required(answer).inviteMember.member;
    const { recordHistory } = await owner.data<{ recordHistory: object[] }>('query ($id: ID!) { recordHistory(recordType: "member", recordId: $id) { label after } }', { id });
    expect(recordHistory[0]).toMatchObject({ label: 'Joined the workspace', after: { status: 'ACTIVE', name: 'Joan' } });
  });

  it('is stored as a hash only', async () => {
    const token = tokenOf(await invite(owner, { name: 'Hashed', email: address() }));
    const rows = await asIdentity<{ row: string }>(product.db, 'select i::text as row from invitations i');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => row.includes(token.split('.')[1] ?? ''))).toEqual([]);
  });

  it('ends with its time, when it is revoked, when another is made, and with the member', async () => {
    const expired = await invite(owner, { name: 'Late', email: address() });
    await asIdentity(product.db, `update invitations set expires_at = now() - interval '1 second' where member_id = $1`, [required(expired).inviteMember.member.id]);
    expect(codes(await accept(tokenOf(expired)))).toEqual(['PRECONDITION_FAILED']);

    const revoked = await invite(owner, { name: 'Revoked', email: address() });
    const { id } = required(revoked).inviteMember.member;
    expect(await owner.data('mutation ($id: ID!) { revokeInvitation(memberId: $id) { status } }', { id })).toEqual({ revokeInvitation: { status: 'NOT_INVITED' } });
    expect(codes(await accept(tokenOf(revoked)))).toEqual(['PRECONDITION_FAILED']);
    expect(codes(await owner.graphql('mutation ($id: ID!) { revokeInvitation(memberId: $id) { status } }', { id }))).toEqual(['PRECONDITION_FAILED']);

    const again = await invite(owner, { memberId: id });
    const newest = await invite(owner, { memberId: id });
    expect(codes(await accept(tokenOf(again)))).toEqual(['PRECONDITION_FAILED']);
    await owner.data('mutation ($id: ID!) { deactivateMember(id: $id) { changeSetId } }', { id });
    expect(codes(await accept(tokenOf(newest)))).toEqual(['PRECONDITION_FAILED']);
    expect(codes(await invite(owner, { memberId: id }))).toEqual(['PRECONDITION_FAILED']);
  });

  it('of no workspace, or with another one\'s name in front, opens nothing', async () => {
    const token = tokenOf(await invite(owner, { name: 'Moved', email: address() }));
    const stranger = await product.signUp('Stranger');
    for (const wrong of ['', 'x', `${stranger.tenantId}.${token.split('.')[1]}`, `${owner.tenantId}.`, `${owner.tenantId}.${'A'.repeat(43)}`, `not-a-uuid.${token.split('.')[1]}`]) {
      expect([wrong, codes(await accept(wrong))]).toEqual([wrong, ['PRECONDITION_FAILED']]);
    }
    expect(codes(await accept(token, 'short'))).toEqual(['VALIDATION_ERROR']);
    expect(codes(await accept(token))).toEqual([]);
  });
});

describe('inviting', () => {
  it('is for those who manage users, up to their own role', async () => {
    const member = await product.colleague(owner, 'MEMBER');
    expect(codes(await invite(member, { name: 'No', email: address() }))).toEqual(['FORBIDDEN']);
    expect(codes(await invite(admin, { name: 'No', email: address(), role: 'OWNER' }))).toEqual(['FORBIDDEN']);
    expect(codes(await invite(admin, { name: 'Yes', email: address(), role: 'ADMIN' }))).toEqual([]);
    expect(codes(await invite(owner, { memberId: member.memberId }))).toEqual(['PRECONDITION_FAILED']);
  });

  it('reaches no member of another workspace', async () => {
    const stranger = await product.signUp('Far');
    const { createMember } = await owner.data<{ createMember: { member: { id: string } } }>('mutation { createMember(input: { name: "Ours only" }) { member { id } } }');
    expect(codes(await invite(stranger, { memberId: createMember.member.id, email: address() }))).toEqual(['NOT_FOUND']);
    expect(codes(await invite(owner, { memberId: createMember.member.id }))).toEqual(['VALIDATION_ERROR']);
    expect(codes(await invite(owner, { memberId: createMember.member.id, email: address() }))).toEqual([]);
  });
});

describe('somebody who has an account', () => {
  it('joins with its password, and is in both workspaces then', async () => {
    const person = await product.signUp('First');
    const token = tokenOf(await invite(owner, { name: 'Whoever', email: person.email }));
    expect((await accept(token, 'another password')).errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { password: [expect.any(String)] } });
    const { me } = required(await accept(token)).acceptInvitation;
    expect(me).toMatchObject({ user: { name: 'Olive Owner' }, member: { role: 'MEMBER', name: 'Olive Owner' } });
    expect(me.memberships.map((membership) => membership.tenantName).sort()).toEqual(['First', 'Inviters']);
    const { switchTenant } = await person.data<{ switchTenant: { accessToken: string; me: { tenant: { name: string } } } }>('mutation ($id: ID!) { switchTenant(tenantId: $id) { accessToken me { tenant { name } } } }', { id: owner.tenantId });
    expect(switchTenant.me.tenant.name).toBe('Inviters');
    const inside = await product.graphql<{ me: { tenant: { id: string }; member: { role: string } } }>('{ me { tenant { id } member { role } } }', {}, { authorization: `Bearer ${switchTenant.accessToken}` });
    expect(required(inside).me).toEqual({ tenant: { id: owner.tenantId }, member: { role: 'MEMBER' } });
  });

  it('is not open to guessing by somebody who invites them', async () => {
    const victim = await product.signUp('Victim');
    const token = tokenOf(await invite(owner, { name: 'Bait', email: victim.email }));
    for (let attempt = 0; attempt < 10; attempt++) await accept(token, `guessed password ${attempt}`);
    expect(codes(await accept(token, PASSWORD))).toEqual(['RATE_LIMITED']);
  });
});
