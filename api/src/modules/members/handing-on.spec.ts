import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';
import { eventually } from '../../../test/harness/eventually.js';
import { mailbox, type Mailbox } from '../../../test/harness/mailbox.js';

let box: Mailbox;
let product: TestApp;
let owner: Caller;
let admin: Caller;
let stranger: Caller;
beforeAll(async () => {
  box = await mailbox();
  product = await testApp({ env: { SMTP_URL: box.url } });
  owner = await product.signUp('Handing On');
  admin = await product.colleague(owner, 'ADMIN');
  stranger = await product.signUp('Elsewhere');
});
afterAll(async () => {
  await product.close();
  await box.close();
});

interface Run {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly changed: number;
  readonly leftOut: number;
}
interface Invited {
  readonly inviteMember: { readonly inviteUrl: string; readonly mailSent: boolean; readonly member: { readonly id: string } };
}
const codes = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
const RUN = 'id status total changed leftOut';
const invite = async (input: object): Promise<Invited['inviteMember']> => (await owner.data<Invited>('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { inviteUrl mailSent member { id } } }', { input })).inviteMember;
const accept = (link: string): Promise<Answer<unknown>> => product.graphql('mutation ($token: String!, $password: String!) { acceptInvitation(token: $token, name: "Guest", password: $password) { expiresAt } }', { token: link.split('#')[1], password: PASSWORD });
const deactivate = (caller: Caller, id: string, handOverTo: string | null): Promise<Answer<{ deactivateMember: { member: { status: string }; handOver: Run | null } }>> =>
  caller.graphql(`mutation ($id: ID!, $to: ID) { deactivateMember(id: $id, handOverTo: $to) { member { status } handOver { ${RUN} } } }`, { id, to: handOverTo });
const handOver = (caller: Caller, id: string, to: string): Promise<Answer<{ handOverMember: { run: Run | null } }>> => caller.graphql(`mutation ($id: ID!, $to: ID!) { handOverMember(id: $id, handOverTo: $to) { run { ${RUN} } } }`, { id, to });
const holdings = async (id: string, leaving = false): Promise<Record<string, number>> => {
  const { memberHoldings } = await owner.data<{ memberHoldings: { recordType: string; count: number }[] }>('query ($id: ID!, $leaving: Boolean!) { memberHoldings(id: $id, leaving: $leaving) { recordType count } }', { id, leaving });
  return Object.fromEntries(memberHoldings.map(({ recordType, count }) => [recordType, count]));
};
const transfer = (caller: Pick<Caller, 'graphql'>, memberId: string, confirmation: string): Promise<Answer<{ transferOwnership: { changeSetId: string; member: { role: string } } }>> =>
  caller.graphql('mutation ($id: ID!, $name: String!) { transferOwnership(memberId: $id, confirmation: $name) { changeSetId member { role } } }', { id: memberId, name: confirmation });
const roleOf = async (caller: Caller): Promise<string> => (await caller.data<{ me: { member: { role: string } } }>('{ me { member { role } } }')).me.member.role;

/** A colleague who owns an account, an open and a finished task, a reminder, and a shared and a private view. */
async function busy(): Promise<Caller> {
  const person = await product.colleague(owner, 'MEMBER');
  const make = (what: string, input: string): Promise<unknown> => person.data(`mutation { create${what}(input: ${input}) { changeSetId } }`);
  await make('Account', '{ name: "Handed" }');
  await make('Activity', '{ subject: "Open", type: TASK }');
  await make('Activity', '{ subject: "Done", type: TASK, status: COMPLETED }');
  await make('Reminder', '{ message: "Call back", dueAt: "2030-01-01T10:00:00Z" }');
  await make('SavedView', '{ name: "For all", recordType: "account", visibility: SHARED }');
  await make('SavedView', '{ name: "Mine", recordType: "account" }');
  return person;
}

describe('an invitation by mail', () => {
  it('brings the link; sent again, the earlier one is refused, as is a used and a revoked one', async () => {
    const email = `mailed-${product.db.name}@example.com`;
    const first = await invite({ name: 'Mia Mailed', email });
    expect(first.mailSent).toBe(true);
    const mail = await box.next(email);
    expect(mail).toMatchObject({ subject: 'Join Handing On on Kinship', link: first.inviteUrl });
    const second = await invite({ memberId: first.member.id });
    expect((await box.next(email)).link).toBe(second.inviteUrl);
    expect(codes(await accept(first.inviteUrl))).toEqual(['PRECONDITION_FAILED']);
    expect(codes(await accept(second.inviteUrl))).toEqual([]);
    expect(codes(await accept(second.inviteUrl))).toEqual(['PRECONDITION_FAILED']);
    const revoked = await invite({ name: 'Rita Revoked', email: `r-${email}` });
    await owner.data('mutation ($id: ID!) { revokeInvitation(memberId: $id) { id } }', { id: revoked.member.id });
    expect(codes(await accept(revoked.inviteUrl))).toEqual(['PRECONDITION_FAILED']);
  });
});

describe('handing over', () => {
  it('with the deactivation gives away everything that goes on, and is undone as one', async () => {
    const leaver = await busy();
    expect(await holdings(leaver.memberId)).toEqual({ account: 1, activity: 1, savedView: 1 });
    expect(await holdings(leaver.memberId, true)).toEqual({ account: 1, activity: 1, reminder: 1, savedView: 1 });
    const before = await holdings(admin.memberId, true);
    const done = required(await deactivate(owner, leaver.memberId, admin.memberId)).deactivateMember;
    expect(done).toMatchObject({ member: { status: 'DEACTIVATED' }, handOver: { status: 'COMPLETED', total: 4, changed: 4, leftOut: 0 } });
    expect(await holdings(leaver.memberId, true)).toEqual({});
    const reminders = await admin.data<{ reminders: { nodes: { message: string }[] } }>('{ reminders { nodes { message } } }');
    expect(reminders.reminders.nodes).toEqual([{ message: 'Call back' }]);
    const undone = await owner.data<{ undoBulkRun: { run: { status: string; undoResult: { reverted: number; skippedCount: number } } } }>('mutation ($id: ID!) { undoBulkRun(id: $id) { run { status undoResult { reverted skippedCount } } } }', { id: done.handOver!.id });
    expect(undone.undoBulkRun.run).toMatchObject({ status: 'REVERTED', undoResult: { reverted: 4, skippedCount: 0 } });
    expect(await holdings(leaver.memberId, true)).toEqual({ account: 1, activity: 1, reminder: 1, savedView: 1 });
    expect(await holdings(admin.memberId, true)).toEqual(before);
  });

  it('without it leaves what only the member sees', async () => {
    const stays = await busy();
    expect(required(await handOver(admin, stays.memberId, owner.memberId)).handOverMember.run).toMatchObject({ total: 3, changed: 3, leftOut: 0 });
    expect(await holdings(stays.memberId, true)).toEqual({ reminder: 1 });
    expect(required(await handOver(admin, stays.memberId, owner.memberId)).handOverMember.run).toBeNull();
    expect(required(await deactivate(owner, stays.memberId, null)).deactivateMember).toEqual({ member: { status: 'DEACTIVATED' }, handOver: null });
  });

  it('of many records goes on in the background', async () => {
    const leaver = await product.colleague(owner, 'MEMBER');
    await product.db.asOwner('alter table accounts no force row level security');
    await product.db.asOwner(`insert into accounts (tenant_id, name, owner_id) select '${owner.tenantId}', 'Many ' || n, '${leaver.memberId}' from generate_series(1, 150) n`);
    await product.db.asOwner('alter table accounts force row level security');
    const { handOver: run } = required(await deactivate(owner, leaver.memberId, admin.memberId)).deactivateMember;
    expect(run).toMatchObject({ total: 150 });
    const ended = await eventually(async () => {
      const { bulkRun } = await owner.data<{ bulkRun: Run }>(`query ($id: ID!) { bulkRun(id: $id) { ${RUN} } }`, { id: run!.id });
      return bulkRun.status === 'COMPLETED' ? bulkRun : null;
    });
    expect(ended).toMatchObject({ changed: 150, leftOut: 0 });
  });

  it('is for those who manage the member, to somebody who goes on, within the workspace', async () => {
    const person = await product.colleague(owner, 'MEMBER');
    const gone = await product.colleague(owner, 'MEMBER');
    required(await deactivate(owner, gone.memberId, null));
    expect(codes(await handOver(person, admin.memberId, person.memberId))).toEqual(['FORBIDDEN']);
    expect(codes(await handOver(admin, owner.memberId, admin.memberId))).toEqual(['FORBIDDEN']);
    expect(codes(await handOver(stranger, person.memberId, stranger.memberId))).toEqual(['NOT_FOUND']);
    for (const to of [person.memberId, gone.memberId, stranger.memberId]) expect(codes(await deactivate(owner, person.memberId, to))).toEqual(['VALIDATION_ERROR']);
    expect(codes(await person.graphql('query ($id: ID!) { memberHoldings(id: $id) { count } }', { id: admin.memberId }))).toEqual(['FORBIDDEN']);
    expect(codes(await stranger.graphql('query ($id: ID!) { memberHoldings(id: $id) { count } }', { id: person.memberId }))).toEqual(['NOT_FOUND']);
    expect(await roleOf(person)).toBe('MEMBER');
  });
});

describe('transferring the workspace', () => {
  it('is refused to all but an owner who types its name, and for those who cannot have it', async () => {
    const invited = await invite({ name: 'Not Yet', email: `not-yet-${product.db.name}@example.com` });
    const { createApiKey } = await owner.data<{ createApiKey: { key: string } }>('mutation { createApiKey(input: { name: "Robot", role: "ADMIN" }) { key } }');
    const robot = { graphql: <T>(query: string, variables?: Record<string, unknown>) => product.graphql<T>(query, variables, { authorization: `Bearer ${createApiKey.key}` }) };
    expect(codes(await transfer(robot, admin.memberId, 'Handing On'))).toEqual(['FORBIDDEN']);
    // Not even one with all the rights of the owner who made it: whoever finds a key must not get the workspace.
    const { createApiKey: whole } = await owner.data<{ createApiKey: { key: string } }>('mutation { createApiKey(input: { name: "Whole", role: "OWNER" }) { key } }');
    const keyOfOwner = { graphql: <T>(query: string, variables?: Record<string, unknown>) => product.graphql<T>(query, variables, { authorization: `Bearer ${whole.key}` }) };
    expect((await transfer(keyOfOwner, admin.memberId, 'Handing On')).errors?.[0]).toMatchObject({ message: 'An API key cannot transfer the workspace. Sign in for this.', extensions: { code: 'FORBIDDEN' } });
    expect(codes(await transfer(admin, admin.memberId, 'Handing On'))).toEqual(['FORBIDDEN']);
    expect(codes(await transfer(owner, admin.memberId, 'Another name'))).toEqual(['VALIDATION_ERROR']);
    expect(codes(await transfer(owner, owner.memberId, 'Handing On'))).toEqual(['PRECONDITION_FAILED']);
    expect(codes(await transfer(owner, invited.member.id, 'Handing On'))).toEqual(['PRECONDITION_FAILED']);
    expect(codes(await transfer(owner, stranger.memberId, 'Handing On'))).toEqual(['NOT_FOUND']);
    expect(codes(await transfer(stranger, admin.memberId, 'Elsewhere'))).toEqual(['NOT_FOUND']);
    expect([await roleOf(owner), await roleOf(admin)]).toEqual(['OWNER', 'ADMIN']);
  });

  it('swaps the two in one change, tells both, and happens once', async () => {
    const first = await product.signUp('Passed On');
    const next = await product.colleague(first, 'MEMBER');
    const done = required(await transfer(first, next.memberId, 'Passed On')).transferOwnership;
    expect(done.member.role).toBe('OWNER');
    expect([await roleOf(first), await roleOf(next)]).toEqual(['ADMIN', 'OWNER']);
    const subjects = async (email: string): Promise<string[]> => [...(await eventually(() => Promise.resolve(box.received.some(({ to, subject }) => to === email && /own|transferred/.test(subject)) ? true : null)), box.received.filter(({ to }) => to === email).map(({ subject }) => subject))];
    expect(await subjects(next.email)).toContain('You now own Passed On');
    expect(await subjects(first.email)).toContain('You transferred Passed On');
    const { recordHistory } = await next.data<{ recordHistory: { changeSetId: string }[] }>('query ($id: ID!) { recordHistory(recordType: "member", recordId: $id) { changeSetId } }', { id: first.memberId });
    expect(recordHistory[0]?.changeSetId).toBe(done.changeSetId);
    expect(codes(await transfer(first, next.memberId, 'Passed On'))).toEqual(['FORBIDDEN']);
  });
});
