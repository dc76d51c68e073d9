import { randomBytes } from 'node:crypto';
import { apiClient } from './api-client.mjs';

const PASSWORD = 'correct horse battery';
const person = () => `p${randomBytes(6).toString('hex')}@example.com`;

async function plain(url, query, variables) {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** A workspace of its own, with an owner who is signed in. */
export async function newTenant(url, name, counts) {
  const email = person();
  const { signUp } = await plain(url, 'mutation ($input: SignUpInput!) { signUp(input: $input) { me { tenant { id } member { id } } } }', {
    input: { tenantName: name, name: `Owner of ${name}`, email, password: PASSWORD, timezone: 'UTC', currency: 'USD' },
  });
  const owner = apiClient({ url, email, password: PASSWORD, counts });
  await owner.signIn();
  return { id: signUp.me.tenant.id, memberId: signUp.me.member.id, name, owner };
}

/** A colleague, who never does anything but may be given work. */
export async function newColleague(url, { owner }) {
  const { inviteMember } = await owner.ask('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { inviteUrl } }', { input: { name: 'Colleague', email: person(), role: 'MEMBER' } });
  const { acceptInvitation } = await plain(url, 'mutation ($token: String!, $password: String!) { acceptInvitation(token: $token, name: "Colleague", password: $password) { me { member { id } } } }', { token: inviteMember.inviteUrl.split('#')[1], password: PASSWORD });
  return acceptInvitation.me.member.id;
}
