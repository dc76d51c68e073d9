import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';
import { askUnderHost } from '../../../test/harness/raw-request.js';
import { asIdentity } from '../../../test/harness/tenants.js';
import { Tenants } from './tenants.service.js';

const ME = '{ me { tenant { id slug } } }';

let product: TestApp;
let one: Caller;
let two: Caller;
let slug: string;
beforeAll(async () => {
  product = await testApp({ env: { PUBLIC_URL: 'https://kinship.example', KINSHIP_TRUSTED_PROXIES: '1' } });
  one = await product.signUp('Host One');
  two = await product.signUp('Host Two');
  ({ slug } = (await one.data<{ me: { tenant: { slug: string } } }>(ME)).me.tenant);
});
afterAll(() => product.close());

const codes = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
const bearer = (caller: Caller): { authorization: string } => ({ authorization: `Bearer ${caller.token}` });
const set = async (caller: Caller, assignment: string): Promise<void> => {
  await asIdentity(product.db, `update tenants set ${assignment} where id = $1`, [caller.tenantId]);
  product.app.get(Tenants).forget();
};

describe('the tenant of a request', () => {
  it('is that of the subdomain, and a token of another tenant is refused there', async () => {
    const host = `${slug}.kinship.example`;
    expect(codes(await askUnderHost(product, host, ME, bearer(one)))).toEqual([]);
    expect(codes(await askUnderHost(product, host, ME, bearer(two)))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await askUnderHost(product, `${host.toUpperCase()}:8443`, ME, bearer(two)))).toEqual(['UNAUTHENTICATED']);
  });

  it('is that of a custom domain once it is verified', async () => {
    await set(two, `custom_domain = 'crm.two.example'`);
    expect(codes(await askUnderHost(product, 'crm.two.example', ME, bearer(one)))).toEqual([]);
    await set(two, 'custom_domain_verified_at = now()');
    expect(codes(await askUnderHost(product, 'crm.two.example', ME, bearer(one)))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await askUnderHost(product, 'crm.two.example', ME, bearer(two)))).toEqual([]);
  });

  it('is read from what the trusted proxy was asked for', async () => {
    expect(codes(await askUnderHost(product, 'internal:3000', ME, { ...bearer(two), 'x-forwarded-host': `${slug}.kinship.example` }))).toEqual(['UNAUTHENTICATED']);
  });

  it("is the token's on the product's own host", async () => {
    expect(required(await askUnderHost(product, 'kinship.example', ME, bearer(two)))).toMatchObject({ me: { tenant: { id: two.tenantId } } });
  });

  it('is where signing in on its host leads', async () => {
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { me { tenant { id } } } }';
    const variables = { input: { email: one.email, password: PASSWORD } };
    expect(required(await askUnderHost(product, `${slug}.kinship.example`, signIn, {}, variables))).toMatchObject({ signIn: { me: { tenant: { id: one.tenantId } } } });
    expect(codes(await askUnderHost(product, 'crm.two.example', signIn, {}, variables))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('a tenant that is closed', () => {
  it.each([
    [`status = 'SUSPENDED'`, `status = 'ACTIVE'`],
    [`status = 'CANCELLED'`, `status = 'ACTIVE'`],
    [`status = 'PENDING'`, `status = 'ACTIVE'`],
    [`plan_expires_at = now() - interval '1 second'`, `plan_expires_at = now() + interval '1 day'`],
  ])('(%s) refuses work, says so, and lets its people leave and go elsewhere', async (closed, open) => {
    const elsewhere = await product.signUp('Elsewhere');
    const { inviteMember } = await elsewhere.data<{ inviteMember: { inviteUrl: string } }>('mutation ($email: String!) { inviteMember(input: { name: "Guest", email: $email }) { inviteUrl } }', { email: one.email });
    required(await product.graphql('mutation ($token: String!, $password: String!) { acceptInvitation(token: $token, name: "", password: $password) { expiresAt } }', { token: inviteMember.inviteUrl.split('#')[1], password: PASSWORD }));
    await set(one, closed);
    expect(codes(await one.graphql(ME))).toEqual(['TENANT_INACTIVE']);
    expect(codes(await one.graphql('{ members { totalCount } }'))).toEqual(['TENANT_INACTIVE']);
    const { memberships } = await one.data<{ memberships: { tenantId: string }[] }>('{ memberships { tenantId } }');
    expect(memberships.map((membership) => membership.tenantId)).toEqual(expect.arrayContaining([one.tenantId, elsewhere.tenantId]));
    const signIn = (tenantId?: string): Promise<Answer> => product.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { me { tenant { id } } } }', { input: { email: one.email, password: PASSWORD, tenantId } });
    expect(codes(await signIn(one.tenantId))).toEqual(['TENANT_INACTIVE']);
    expect(codes(await signIn())).toEqual([]);
    const go = (tenantId: string): Promise<Answer<{ switchTenant: { accessToken: string } }>> => one.graphql('mutation ($id: ID!) { switchTenant(tenantId: $id) { accessToken } }', { id: tenantId });
    expect(codes(await go(one.tenantId))).toEqual(['TENANT_INACTIVE']);
    expect(codes(await go(elsewhere.tenantId))).toEqual([]);
    await set(one, open);
    expect(codes(await one.graphql(ME))).toEqual([]);
  });
});

describe('changing the workspace', () => {
  const update = (caller: Caller, input: object): Promise<Answer> => caller.graphql('mutation ($input: UpdateTenantInput!) { updateTenant(input: $input) { tenant { name } } }', { input });

  it('is for those who manage settings', async () => {
    expect(required(await update(two, { name: ' Renamed ', billingEmail: 'PAY@two.example' }))).toEqual({ updateTenant: { tenant: { name: 'Renamed' } } });
    expect(await product.db.asOwner('select billing_email from tenants where id = $1', [two.tenantId])).toEqual([{ billing_email: 'pay@two.example' }]);
    expect(codes(await update(await product.colleague(two, 'MEMBER'), { name: 'No' }))).toEqual(['FORBIDDEN']);
  });

  it('names what is wrong', async () => {
    expect((await update(two, { name: '  ', billingEmail: 'nobody' })).errors?.[0]?.extensions.details).toEqual({ name: [expect.any(String)], billingEmail: [expect.any(String)] });
  });
});
