import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, required, testApp, type Caller, type TestApp } from '../harness/app.js';

let product: TestApp;
let owner: Caller;
/** The same person's place in another workspace. */
let elsewhere: { id: string; role: string };
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Here');
  const host = await product.signUp('Elsewhere');
  const { inviteMember } = await host.data<{ inviteMember: { inviteUrl: string } }>('mutation ($email: String!) { inviteMember(input: { name: "Guest", email: $email, role: MEMBER }) { inviteUrl } }', { email: owner.email });
  const accept = 'mutation ($token: String!, $password: String!) { acceptInvitation(token: $token, name: "", password: $password) { me { member { id role } } } }';
  elsewhere = required(await product.graphql<{ acceptInvitation: { me: { member: { id: string; role: string } } } }>(accept, { token: inviteMember.inviteUrl.split('#')[1], password: PASSWORD })).acceptInvitation.me.member;
});
afterAll(() => product.close());

describe('a person who belongs to two workspaces', () => {
  it('sees the members of the present one only, themselves included', async () => {
    const { members } = await owner.data<{ members: { totalCount: number; nodes: { id: string }[] } }>('{ members { totalCount nodes { id } } }');
    expect(members).toEqual({ totalCount: 1, nodes: [{ id: owner.memberId }] });
    const answer = await owner.graphql('query ($id: ID!) { member(id: $id) { role } }', { id: elsewhere.id });
    expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it("can't give a record to their place in the other one", async () => {
    const answer = await owner.graphql('mutation ($ownerId: ID!) { createAccount(input: { name: "Acme", ownerId: $ownerId }) { changeSetId } }', { ownerId: elsewhere.id });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { ownerId: [expect.any(String)] } });
  });

  it('finds both when choosing where to go on', async () => {
    const { memberships } = await owner.data<{ memberships: { role: string }[] }>('{ memberships { role } }');
    expect(memberships.map(({ role }) => role).sort()).toEqual(['MEMBER', 'OWNER']);
  });
});
