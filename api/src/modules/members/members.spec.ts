import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';

let product: TestApp;
let owner: Caller;
let admin: Caller;
let member: Caller;
let viewer: Caller;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('People');
  admin = await product.colleague(owner, 'ADMIN');
  member = await product.colleague(owner, 'MEMBER');
  viewer = await product.colleague(owner, 'VIEWER');
});
afterAll(() => product.close());

const codes = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
const role = (caller: Caller, id: string, to: string): Promise<Answer<{ changeMemberRole: { member: { role: string }; changeSetId: string } }>> =>
  caller.graphql('mutation ($id: ID!, $role: Role!) { changeMemberRole(id: $id, role: $role) { member { role } changeSetId } }', { id, role: to });
const permit = (caller: Caller, id: string, permissions: unknown): Promise<Answer<{ setMemberPermissions: { member: { permissions: unknown } } }>> =>
  caller.graphql('mutation ($id: ID!, $permissions: JSON!) { setMemberPermissions(id: $id, permissions: $permissions) { member { permissions } } }', { id, permissions });
const status = (caller: Caller, verb: 'deactivate' | 'reactivate', id: string): Promise<Answer<Record<string, { member: { status: string } }>>> =>
  caller.graphql(`mutation ($id: ID!) { ${verb}Member(id: $id) { member { status } } }`, { id });
const createTeam = (caller: Caller, name: string): Promise<Answer<{ createTeam: { team: { id: string } } }>> => caller.graphql('mutation ($input: CreateTeamInput!) { createTeam(input: $input) { team { id } } }', { input: { name } });
const myRole = async (caller: Caller): Promise<string> => (await caller.data<{ me: { member: { role: string } } }>('{ me { member { role } } }')).me.member.role;

describe('roles', () => {
  it('change with the next request, and stand in the history', async () => {
    const colleague = await product.colleague(owner, 'VIEWER');
    expect(codes(await createTeam(colleague, 'Too early'))).toEqual(['FORBIDDEN']);
    expect(required(await role(owner, colleague.memberId, 'ADMIN')).changeMemberRole.member.role).toBe('ADMIN');
    expect(await myRole(colleague)).toBe('ADMIN');
    expect(codes(await createTeam(colleague, 'In time'))).toEqual([]);
    const { recordHistory } = await owner.data<{ recordHistory: { label: string; after: unknown }[] }>('query ($id: ID!) { recordHistory(recordType: "member", recordId: $id) { label before after } }', { id: colleague.memberId });
    expect(recordHistory[0]).toMatchObject({ label: 'Made admin', before: { role: 'VIEWER' }, after: { role: 'ADMIN' } });
  });

  it('are given by those who manage users, and never above their own', async () => {
    expect(codes(await role(member, viewer.memberId, 'VIEWER'))).toEqual(['FORBIDDEN']);
    expect(codes(await role(viewer, viewer.memberId, 'OWNER'))).toEqual(['FORBIDDEN']);
    expect(codes(await role(admin, viewer.memberId, 'OWNER'))).toEqual(['FORBIDDEN']);
    expect(codes(await role(admin, admin.memberId, 'OWNER'))).toEqual(['FORBIDDEN']);
    expect(codes(await role(admin, owner.memberId, 'VIEWER'))).toEqual(['FORBIDDEN']);
    expect(await myRole(owner)).toBe('OWNER');
  });

  it('are no field that an edit can set', async () => {
    const answer = await owner.graphql('mutation ($id: ID!) { updateMember(input: { id: $id, role: OWNER }) { changeSetId } }', { id: viewer.memberId });
    expect(answer.errors?.[0]?.message).toMatch(/"role" is not defined/);
  });

  it('always leave an owner, also when two owners step down at once', async () => {
    const one = await product.signUp('Duo');
    expect(codes(await role(one, one.memberId, 'MEMBER'))).toEqual(['PRECONDITION_FAILED']);
    const two = await product.colleague(one, 'OWNER');
    const both = await Promise.all([role(one, one.memberId, 'MEMBER'), role(two, two.memberId, 'MEMBER')]);
    expect(both.map(codes).sort()).toEqual([[], ['PRECONDITION_FAILED']]);
  });

  it('do not reach into another workspace', async () => {
    const stranger = await product.signUp('Elsewhere');
    expect(codes(await role(stranger, viewer.memberId, 'ADMIN'))).toEqual(['NOT_FOUND']);
    expect(codes(await permit(stranger, viewer.memberId, {}))).toEqual(['NOT_FOUND']);
    expect(codes(await status(stranger, 'deactivate', viewer.memberId))).toEqual(['NOT_FOUND']);
    expect(await myRole(viewer)).toBe('VIEWER');
  });
});

describe('exceptions to a role', () => {
  it('open and close what the role says, for records and for the workspace', async () => {
    const colleague = await product.colleague(owner, 'MEMBER');
    expect(codes(await createTeam(colleague, 'Before'))).toEqual(['FORBIDDEN']);
    const permissions = { records: { team: { create: 'any' } }, tenant: { 'manage:users': true, 'import:records': false } };
    expect(required(await permit(owner, colleague.memberId, permissions)).setMemberPermissions.member.permissions).toEqual(permissions);
    expect(codes(await createTeam(colleague, 'After'))).toEqual([]);
    const { me } = await colleague.data<{ me: { abilities: { tenant: string[]; rules: unknown[] } } }>('{ me { abilities { tenant rules } } }');
    expect(me.abilities.tenant).toContain('manage:users');
    expect(me.abilities.tenant).not.toContain('import:records');
    expect(me.abilities.rules).toContainEqual({ action: 'create', subject: 'team' });
    required(await permit(owner, colleague.memberId, {}));
    expect(codes(await createTeam(colleague, 'Taken back'))).toEqual(['FORBIDDEN']);
  });

  it('can take away what the role gives', async () => {
    const colleague = await product.colleague(owner, 'ADMIN');
    required(await permit(owner, colleague.memberId, { records: { team: { create: 'none' } } }));
    expect(codes(await createTeam(colleague, 'Refused'))).toEqual(['FORBIDDEN']);
    expect(codes(await permit(colleague, colleague.memberId, {}))).toEqual(['FORBIDDEN']);
  });

  it('are never more than the one who grants them has', async () => {
    const deputy = await product.colleague(owner, 'MEMBER');
    const other = await product.colleague(owner, 'VIEWER');
    required(await permit(owner, deputy.memberId, { tenant: { 'manage:users': true } }));
    expect(codes(await permit(deputy, other.memberId, { tenant: { 'manage:settings': true } }))).toEqual(['FORBIDDEN']);
    expect(codes(await permit(deputy, other.memberId, { records: { team: { delete: 'any' } } }))).toEqual(['FORBIDDEN']);
    expect(codes(await permit(admin, other.memberId, { tenant: { 'manage:billing': true } }))).toEqual(['FORBIDDEN']);
    expect(codes(await permit(owner, other.memberId, { tenant: { 'delete:tenant': true } }))).toEqual(['FORBIDDEN']);
    expect(codes(await role(deputy, deputy.memberId, 'ADMIN'))).toEqual(['FORBIDDEN']);
    expect(codes(await permit(deputy, admin.memberId, {}))).toEqual(['FORBIDDEN']);
    expect(codes(await permit(deputy, other.memberId, { records: { team: { view: 'any' } } }))).toEqual([]);
  });

  it('bind who manages with less than the role has: no role, no invitation and no lifted exception gives more', async () => {
    const limited = await product.colleague(owner, 'ADMIN');
    const blind = await product.colleague(owner, 'MEMBER');
    const other = await product.colleague(owner, 'MEMBER');
    required(await permit(owner, limited.memberId, { tenant: { 'view:audit': false }, records: { account: { view: 'own' } } }));
    required(await permit(owner, blind.memberId, { records: { account: { view: 'none' } } }));
    const invite = (role: string): Promise<Answer<unknown>> => limited.graphql<unknown>('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { inviteUrl } }', { input: { name: 'Puppet', email: `puppet-${role.toLowerCase()}@example.com`, role } });
    expect(codes(await invite('ADMIN'))).toEqual(['FORBIDDEN']);
    expect(codes(await role(limited, other.memberId, 'ADMIN'))).toEqual(['FORBIDDEN']);
    expect(codes(await permit(limited, blind.memberId, {}))).toEqual(['FORBIDDEN']);
    expect(codes(await permit(limited, blind.memberId, { records: { account: { view: 'own' } } }))).toEqual([]);
    // What somebody has already is no gift.
    expect(codes(await role(limited, other.memberId, 'VIEWER'))).toEqual([]);
    expect(codes(await permit(limited, other.memberId, { records: { team: { view: 'none' } } }))).toEqual([]);
  });

  it('name everything wrong with them', async () => {
    const answer = await permit(owner, viewer.memberId, { records: { spaceship: { fly: 'far' } }, tenant: { 'do:all': 'yes' }, role: 'OWNER' });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(answer.errors?.[0]?.extensions.details?.['permissions']).toHaveLength(6);
    for (const wrong of [[], 'all', { records: [] }, { records: { team: 'any' } }, { tenant: { constructor: true } }, { records: { team: { toString: 'any' } } }]) {
      expect([wrong, codes(await permit(owner, viewer.memberId, wrong))]).toEqual([wrong, ['VALIDATION_ERROR']]);
    }
  });

  it('make no owner less than an owner', async () => {
    expect(codes(await permit(owner, owner.memberId, { records: { team: { create: 'none' } } }))).toEqual(['PRECONDITION_FAILED']);
    const heir = await product.colleague(owner, 'ADMIN');
    required(await permit(owner, heir.memberId, { records: { team: { create: 'none' } } }));
    required(await role(owner, heir.memberId, 'OWNER'));
    expect(codes(await createTeam(heir, 'As an owner'))).toEqual([]);
  });
});

describe('deactivating a member', () => {
  it('ends the sessions in that workspace only, and lets nobody in until it is taken back', async () => {
    const colleague = await product.colleague(owner, 'MEMBER');
    const elsewhere = await product.signUp('Other work');
    const { inviteMember } = await elsewhere.data<{ inviteMember: { inviteUrl: string } }>('mutation ($email: String!) { inviteMember(input: { name: "Guest", email: $email }) { inviteUrl } }', { email: colleague.email });
    const guest = required(
      await product.graphql<{ acceptInvitation: { accessToken: string } }>('mutation ($token: String!, $password: String!) { acceptInvitation(token: $token, name: "", password: $password) { accessToken } }', {
        token: inviteMember.inviteUrl.split('#')[1],
        password: PASSWORD,
      }),
    ).acceptInvitation.accessToken;
    expect(required(await status(owner, 'deactivate', colleague.memberId))).toEqual({ deactivateMember: { member: { status: 'DEACTIVATED' } } });
    expect(codes(await colleague.graphql('{ me { member { id } } }'))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await product.graphql('{ me { member { id } } }', {}, { authorization: `Bearer ${guest}` }))).toEqual([]);
    const signIn = (): Promise<Answer> => product.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: colleague.email, password: PASSWORD, tenantId: colleague.tenantId } });
    expect(codes(await signIn())).toEqual(['UNAUTHENTICATED']);
    expect(codes(await status(owner, 'deactivate', colleague.memberId))).toEqual(['PRECONDITION_FAILED']);
    expect(required(await status(owner, 'reactivate', colleague.memberId))).toEqual({ reactivateMember: { member: { status: 'ACTIVE' } } });
    expect(codes(await signIn())).toEqual([]);
  });

  it('spares the last owner, oneself, and those above', async () => {
    const alone = await product.signUp('Alone');
    expect(codes(await status(alone, 'deactivate', alone.memberId))).toEqual(['PRECONDITION_FAILED']);
    expect(codes(await status(admin, 'deactivate', admin.memberId))).toEqual(['PRECONDITION_FAILED']);
    expect(codes(await status(admin, 'deactivate', owner.memberId))).toEqual(['FORBIDDEN']);
    expect(codes(await status(member, 'deactivate', viewer.memberId))).toEqual(['FORBIDDEN']);
  });

  it('gives a former owner back by an owner only', async () => {
    const former = await product.colleague(owner, 'OWNER');
    required(await status(owner, 'deactivate', former.memberId));
    expect(codes(await status(admin, 'reactivate', former.memberId))).toEqual(['FORBIDDEN']);
    const takeover = await admin.graphql('mutation ($id: ID!) { inviteMember(input: { memberId: $id, email: "mine@example.com" }) { inviteUrl } }', { id: former.memberId });
    expect(codes(takeover)).toEqual(['FORBIDDEN']);
  });
});

describe('teams and members as records', () => {
  it('are kept by administrators and seen by all', async () => {
    const { createTeam: made } = required(await createTeam(admin, 'Central'));
    const input = { name: 'Ada Example', email: 'ADA@example.com', teamId: made.team.id, office: 'Berlin' };
    const { createMember } = await admin.data<{ createMember: { member: object } }>('mutation ($input: CreateMemberInput!) { createMember(input: $input) { member { name email status role office team { name } } } }', { input });
    expect(createMember.member).toEqual({ name: 'Ada Example', email: 'ada@example.com', status: 'NOT_INVITED', role: 'MEMBER', office: 'Berlin', team: { name: 'Central' } });
    const { members } = await viewer.data<{ members: { nodes: { name: string }[] } }>('{ members(filter: { office: { eq: "Berlin" } }) { nodes { name team { name } } } }');
    expect(members.nodes).toEqual([{ name: 'Ada Example', team: { name: 'Central' } }]);
    expect(codes(await member.graphql('mutation ($input: CreateMemberInput!) { createMember(input: $input) { changeSetId } }', { input: { name: 'No' } }))).toEqual(['FORBIDDEN']);
  });

  it('have one e-mail address and one team name each', async () => {
    required(await createTeam(owner, 'Unique'));
    expect((await createTeam(owner, 'Unique')).errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { name: [expect.any(String)] } });
    const twice = (): Promise<Answer> => owner.graphql('mutation { createMember(input: { name: "Twin", email: "twin@example.com" }) { changeSetId } }');
    expect(codes(await twice())).toEqual([]);
    expect((await twice()).errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { email: [expect.any(String)] } });
  });

  it('tell an import what its columns are', async () => {
    const { recordTypes } = await owner.data<{ recordTypes: { name: string; uniqueKeys: string[][]; fields: { name: string; importable: boolean }[] }[] }>('{ recordTypes { name uniqueKeys fields { name importable } } }');
    const described = recordTypes.find((type) => type.name === 'member')!;
    expect(described.uniqueKeys).toEqual([['email']]);
    const importable = described.fields.filter((field) => field.importable).map((field) => field.name);
    expect(importable).toEqual(expect.arrayContaining(['name', 'email', 'teamId', 'office']));
    expect(importable).not.toEqual(expect.arrayContaining(['role']));
    expect(importable.filter((name) => ['role', 'status', 'permissions'].includes(name))).toEqual([]);
  });

  it('that sign in are not taken away by undoing how they came', async () => {
    const colleague = await product.colleague(owner, 'MEMBER');
    const { recordHistory } = await owner.data<{ recordHistory: { changeSetId: string; operation: string }[] }>('query ($id: ID!) { recordHistory(recordType: "member", recordId: $id) { changeSetId operation } }', { id: colleague.memberId });
    // Newest first: every step that led here is undone, the making of the member last.
    const outcomes: Answer<unknown>[] = [];
    for (const { changeSetId } of recordHistory) outcomes.push(await owner.graphql('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted skipped { reason } } }', { id: changeSetId }));
    expect(recordHistory.at(-1)?.operation).toBe('create');
    expect(codes(outcomes.at(-1)!)).toEqual(['PRECONDITION_FAILED']);
    expect(await myRole(colleague)).toBe('MEMBER');
  });
});
