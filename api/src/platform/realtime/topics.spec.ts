import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startProcess, type TestProcess } from '../../../test/harness/process.js';
import { asIdentity, newMember, newTenant, type MemberContext } from '../../../test/harness/tenants.js';
import { createTickets, describeMembers, ticket } from '../../../test/harness/tickets.js';
import { AccessWatch } from '../access/access-watch.js';
import { ChangeSets } from '../changes/change-sets.service.js';
import { runInContext, systemContext } from '../context/request-context.js';
import { RedisClient } from '../redis/redis-client.js';
import { PresenceService, type Presence } from './presence.service.js';
import { PushStream } from './push-stream.js';
import { Topics } from './topics.service.js';

let db: TestDatabase;
let first: TestProcess;
let second: TestProcess;
beforeAll(async () => {
  db = await testDatabase();
  describeMembers();
  await createTickets(db);
  first = await startProcess(db);
  second = await startProcess(db, { role: 'api', redisPrefix: first.redisPrefix });
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await db.drop();
});

describe('a pushed stream', () => {
  it('keeps the latest for a slow reader, and ends after what it holds', async () => {
    const stream = new PushStream<number>(2);
    for (const number of [1, 2, 3]) stream.push(number);
    stream.end();
    stream.push(4);
    const read: number[] = [];
    for await (const number of stream) read.push(number);
    expect(read).toEqual([2, 3]);
  });

  it('lets go of a waiting reader when it is left', async () => {
    let ended = 0;
    const stream = new PushStream<number>(1, () => ended++);
    const waiting = stream.next();
    await stream.return();
    await stream.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(ended).toBe(1);
  });
});

describe('topics', () => {
  it("reach the tenant's subscribers in every process, the state first, and nobody else's", async () => {
    const [here, there] = [await newMember(db, await newTenant(db), 'MEMBER'), await newMember(db, await newTenant(db), 'MEMBER')];
    const stream = await runInContext(here, () => second.get(Topics).stream<number>('import:1', { initial: () => Promise.resolve(10) }));
    expect((await stream.next()).value).toBe(10);
    await runInContext(there, () => first.get(Topics).publish('import:1', 66));
    await runInContext(here, () => first.get(Topics).publish('import:2', 77));
    await runInContext(systemContext(here.tenantId, 'Import'), () => first.get(Topics).publish('import:1', 20));
    expect((await stream.next()).value).toBe(20);
    await stream.return?.();
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('does not put an older state over what was told while it was read', async () => {
    const context = await newMember(db, await newTenant(db), 'MEMBER');
    const other = await runInContext(context, () => first.get(Topics).stream<string>('import:1'));
    const stream = await runInContext(context, () =>
      first.get(Topics).stream<string>('import:1', {
        initial: async () => {
          await second.get(Topics).publish('import:1', 'done');
          // Both listen on one connection: when the other has it, this one has it too.
          await other.next();
          return 'running';
        },
      }),
    );
    expect((await stream.next()).value).toBe('done');
    await Promise.all([stream.return?.(), other.return?.()]);
  });

  it('end with the access to the tenant', async () => {
    const member = await newMember(db, await newTenant(db), 'MEMBER');
    const stream = await runInContext(member, () => second.get(Topics).stream('import:1'));
    const refused = expect(stream.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await asIdentity(db, `update members set status = 'DEACTIVATED' where id = $1`, [member.actor.memberId]);
    await first.get(AccessWatch).announce({ tenantId: member.tenantId, memberId: member.actor.memberId });
    await refused;
  });
});

describe('presence', () => {
  const enter = (context: MemberContext, process = second): Promise<AsyncIterableIterator<Presence[]>> => runInContext(context, () => process.get(PresenceService).stream());
  /** Reads on until the present members are these. */
  const until = async (stream: AsyncIterableIterator<Presence[]>, names: readonly string[]): Promise<Presence[]> => {
    for await (const present of stream) if (present.map(({ name }) => name).join() === names.join()) return present;
    throw new Error('The stream ended.');
  };
  /** `for await` ends a stream that it leaves; this goes on reading it. */
  const watching = (stream: AsyncIterableIterator<Presence[]>): AsyncIterableIterator<Presence[]> => ({ next: () => stream.next(), [Symbol.asyncIterator]: () => watching(stream) });

  it('tells who comes and goes, once each however many windows they have', async () => {
    const tenantId = await newTenant(db);
    const [ada, bob] = [await newMember(db, tenantId, 'OWNER', 'Ada'), await newMember(db, tenantId, 'MEMBER', 'Bob')];
    const stranger = await newMember(db, await newTenant(db), 'OWNER', 'Eve');
    const hers = await enter(ada, first);
    const strange = await enter(stranger);
    await until(watching(hers), ['Ada']);
    const his = [await enter(bob), await enter(bob, first)];
    expect(await until(watching(hers), ['Ada', 'Bob'])).toEqual([expect.objectContaining({ memberId: ada.actor.memberId }), expect.objectContaining({ memberId: bob.actor.memberId, viewing: null })]);
    expect(await runInContext(stranger, () => first.get(PresenceService).list())).toHaveLength(1);
    await his[0]!.return?.();
    expect(await runInContext(ada, () => first.get(PresenceService).list())).toHaveLength(2);
    await his[1]!.return?.();
    await until(watching(hers), ['Ada']);
    await Promise.all([hers.return?.(), strange.return?.()]);
    expect(await runInContext(ada, () => first.get(PresenceService).list())).toEqual([]);
  });

  it('takes no note of what is no record, so that it spoils nobody\'s list', async () => {
    const tenantId = await newTenant(db);
    const [ada, bob] = [await newMember(db, tenantId, 'OWNER', 'Ada'), await newMember(db, tenantId, 'MEMBER', 'Bob')];
    const hers = await enter(ada);
    const view = (recordType: string, recordId: string): Promise<void> => runInContext(ada, () => first.get(PresenceService).view({ recordType, recordId }));
    await expect(view('ticket', 'no id')).rejects.toMatchObject({ driverError: expect.objectContaining({ code: '22P02' }) });
    await expect(view('ticket', tenantId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(view('nothing we know', tenantId)).rejects.toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(await runInContext(bob, () => second.get(PresenceService).list())).toEqual([expect.objectContaining({ name: 'Ada', viewing: null })]);
    await hers.return?.();
  });

  it('tells which record somebody has open to who may see it', async () => {
    const tenantId = await newTenant(db);
    const [ada, bob] = [await newMember(db, tenantId, 'OWNER', 'Ada'), await newMember(db, tenantId, 'MEMBER', 'Bob')];
    const blind: MemberContext = { ...bob, actor: { ...bob.actor, overrides: { records: { ticket: { view: 'none' } } } } };
    const { id } = await runInContext(ada, () => first.get(ChangeSets).applyOne('Created', { type: ticket, operation: 'create', values: { name: 'Lamp' } }));
    const hers = await enter(ada);
    await runInContext(ada, () => first.get(PresenceService).view({ recordType: 'ticket', recordId: id }));
    const seen = (as: MemberContext): Promise<Presence[]> => runInContext(as, () => second.get(PresenceService).list());
    expect(await seen(bob)).toEqual([expect.objectContaining({ name: 'Ada', viewing: { recordType: 'ticket', recordId: id } })]);
    expect(await seen(blind)).toEqual([expect.objectContaining({ name: 'Ada', viewing: null })]);
    await runInContext(ada, () => first.get(PresenceService).view(null));
    expect(await seen(bob)).toEqual([expect.objectContaining({ viewing: null })]);
    await hers.return?.();
  });

  it('forgets who was in a process that was killed', async () => {
    const tenantId = await newTenant(db);
    const [ada, bob] = [await newMember(db, tenantId, 'OWNER', 'Ada'), await newMember(db, tenantId, 'MEMBER', 'Bob')];
    const hers = await enter(ada, first);
    const his = await enter(bob, second);
    await until(watching(hers), ['Ada', 'Bob']);
    // As time would have it when nobody renews his entry; hers is renewed by the same beat that clears his.
    const key = `${first.redisPrefix}:presence:{${tenantId}}:until`;
    for (const id of await first.get(RedisClient).zrange(key, 0, -1)) await first.get(RedisClient).zadd(key, 1, id);
    await first.get(PresenceService).beat();
    await until(watching(hers), ['Ada']);
    await Promise.all([hers.return?.(), his.return?.()]);
  });
});
