import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Licences } from '../../src/platform/licensing/licences.service.js';
import { required, testApp, type Answer, type Caller, type TestApp } from '../harness/app.js';
import { asIdentity } from '../harness/tenants.js';

/** A router in front asks for records by reference, past every operation; the services have to hold licence and permission by themselves. */
let product: TestApp;
let owner: Caller;
let id: string;
beforeAll(async () => {
  product = await testApp({ env: { KINSHIP_FEDERATION: 'on' } });
  owner = await product.signUp('Referenced');
  id = required(await owner.graphql<{ createTeam: { team: { id: string } } }>('mutation { createTeam(input: { name: "Secret" }) { team { id } } }')).createTeam.team.id;
});
afterAll(() => product.close());

const ask = (caller?: Caller): Promise<Answer<{ _entities: unknown[] }>> => (caller ?? product).graphql<{ _entities: unknown[] }>(`{ _entities(representations: [{ __typename: "Team", id: "${id}" }]) { ... on Team { name } } }`);

describe('records by reference', () => {
  it('are answered to their workspace only', async () => {
    expect(required(await ask(owner))).toEqual({ _entities: [{ name: 'Secret' }] });
    expect((await ask(await product.signUp('Stranger'))).data).toEqual({ _entities: [null] });
    const nobody = await ask();
    expect(nobody.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(JSON.stringify(nobody)).not.toContain('Secret');
  });

  it('are answered whatever else is asked for beside them', async () => {
    const both = await owner.graphql(`{ _entities(representations: [{ __typename: "Team", id: "junk" }, { __typename: "Team", id: "${id}" }]) { ... on Team { name } } }`);
    expect(both.data).toEqual({ _entities: [null, { name: 'Secret' }] });
    expect(both.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['_entities', 0], 'VALIDATION_ERROR']]);
    const unknown = await owner.graphql('{ _entities(representations: [{ __typename: "Nothing", id: "1" }]) { __typename } }');
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { representations: ['There is no entity of type "Nothing".'] } });
  });

  it('need the permission and the licence that an operation would', async () => {
    const member = await product.colleague(owner, 'MEMBER');
    required(await owner.graphql('mutation ($id: ID!) { setMemberPermissions(id: $id, permissions: { records: { team: { view: "none" } } }) { changeSetId } }', { id: member.memberId }));
    expect((await ask(member)).data).toEqual({ _entities: [null] });
    await asIdentity(product.db, 'update tenant_modules set enabled = false', [], owner.tenantId);
    product.app.get(Licences).forget();
    expect((await ask(owner)).errors?.[0]?.extensions.code).toBe('MODULE_NOT_ENABLED');
  });
});
