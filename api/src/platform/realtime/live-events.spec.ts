import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { PermissionOverrides } from '@libs/contracts';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { eventually } from '../../../test/harness/eventually.js';
import { startProcess, type TestProcess } from '../../../test/harness/process.js';
import { asIdentity, newMember, newTenant, type MemberContext } from '../../../test/harness/tenants.js';
import { createTickets, describeMembers, ticket } from '../../../test/harness/tickets.js';
import { AccessWatch } from '../access/access-watch.js';
import { ChangeSets } from '../changes/change-sets.service.js';
import { OutboxSignal } from '../changes/outbox-signal.js';
import { runInContext, systemContext, type RequestContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { RedisClient } from '../redis/redis-client.js';
import type { LiveEvent, LiveFilter, LiveOptions } from './live-event.js';
import { BUFFER } from './live-subscription.js';
import { LiveEvents } from './live-events.service.js';

type Stream = AsyncIterableIterator<LiveEvent>;

let db: TestDatabase;
/** Two processes on one database and Redis: one dispatches and serves, one only serves. */
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

const subscribe = (context: RequestContext, filter: LiveFilter = {}, options: LiveOptions = {}, process = second): Promise<Stream> =>
  runInContext(context, () => process.get(LiveEvents).stream(filter, options));
/** Subscribed and past READY, so that everything from here on must come. */
const ready = async (context: RequestContext, filter: LiveFilter = {}, options: LiveOptions = {}, process = second): Promise<Stream> => {
  const stream = await subscribe(context, filter, options, process);
  expect((await next(stream)).kind).toBe('READY');
  return stream;
};
const next = async (stream: Stream): Promise<LiveEvent> => (await stream.next()).value as LiveEvent;
const take = async (stream: Stream, count: number): Promise<LiveEvent[]> => {
  const events: LiveEvent[] = [];
  while (events.length < count) events.push(await next(stream));
  return events;
};
const create = (context: RequestContext, values: Record<string, unknown>, process = first): Promise<{ id: string; changeSetId: string }> =>
  runInContext(context, () => process.get(ChangeSets).applyOne('Created', { type: ticket, operation: 'create', values }));
const change = (context: RequestContext, id: string, values: Record<string, unknown>): Promise<unknown> =>
  runInContext(context, () => first.get(ChangeSets).applyOne('Changed', { type: ticket, operation: 'update', id, values }));
const createMany = (context: RequestContext, count: number): Promise<{ changeSetId: string }> =>
  runInContext(context, () => first.get(ChangeSets).apply({ label: 'Many', changes: Array.from({ length: count }, (_, index) => ({ type: ticket, operation: 'create' as const, values: { name: `ticket ${index}` } })) }));
const restrict = async (member: MemberContext, overrides: PermissionOverrides): Promise<MemberContext> => {
  await asIdentity(db, 'update members set permissions = $2 where id = $1', [member.actor.memberId, JSON.stringify(overrides)]);
  return { ...member, actor: { ...member.actor, overrides } };
};
const tenantWithOwner = async (): Promise<MemberContext> => newMember(db, await newTenant(db), 'OWNER', 'Ada');

describe('live', () => {
  it('sums up where the last of the events stands, so that whoever breaks off at any of them and goes on there misses none', async () => {
    const owner = await tenantWithOwner();
    const published = (): Promise<unknown> =>
      runInContext(owner, () => eventually(async () => ((await first.get(Database).run((unit) => unit.query('select from outbox where published_at is null'))).length === 0 ? true : null)));
    await create(owner, { name: 'Before' });
    await published();
    const from = await runInContext(owner, () => first.get(LiveEvents).position());
    const { changeSetId } = await createMany(owner, 25);
    await create(owner, { name: 'Between' });
    await runInContext(owner, () => first.get(ChangeSets).apply({ label: 'More', changeSetId, changes: Array.from({ length: 25 }, (_, index) => ({ type: ticket, operation: 'create' as const, values: { name: `more ${index}` } })) }));
    await published();
    const stream = await subscribe(owner, {}, { after: from });
    const told = await take(stream, 3);
    const ids = told.map(({ id }) => BigInt(id));
    expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
    expect(told.map(({ title, bulkCount, kind }) => title ?? bulkCount ?? kind)).toEqual(['Between', 50, 'READY']);
    await stream.return?.();
  });

  it('tells subscribers of every process what changed, by whom, and to which record', async () => {
    const owner = await tenantWithOwner();
    const streams = [await ready(owner, {}, {}, first), await ready(owner, {}, {}, second)];
    const { id, changeSetId } = await create(owner, { name: 'Lamp' });
    await change(owner, id, { name: 'Lantern', state: 'DONE' });
    for (const stream of streams) {
      const [created, changed] = await take(stream, 2);
      expect(created).toMatchObject({ kind: 'ticket.created', recordType: 'ticket', recordId: id, changeSetId, actorId: owner.actor.memberId, actorName: 'Ada', title: 'Lamp', bulkCount: null });
      expect(changed).toMatchObject({ kind: 'ticket.updated', recordId: id, title: 'Lantern' });
      expect([...changed!.changed].sort()).toEqual(['name', 'state']);
      expect(BigInt(changed!.id)).toBeGreaterThan(BigInt(created!.id));
      await stream.return?.();
    }
  });

  it('tells another tenant nothing', async () => {
    const [here, there] = [await tenantWithOwner(), await tenantWithOwner()];
    const stream = await ready(there);
    await create(here, { name: 'Ours' });
    await create(there, { name: 'Theirs' });
    expect((await next(stream)).title).toBe('Theirs');
    await stream.return?.();
  });

  it('tells of the record, type and kinds that were asked for', async () => {
    const owner = await tenantWithOwner();
    const all = await ready(owner);
    const { id } = await create(owner, { name: 'Watched' });
    // Told here, the creation is behind the subscriptions that follow.
    await next(all);
    await all.return?.();
    const one = await ready(owner, { recordId: id });
    const none = await ready(owner, { types: ['member'] });
    const done = await ready(owner, { kinds: ['ticket.deleted'] });
    await create(owner, { name: 'Other' });
    await change(owner, id, { state: 'DONE' });
    await runInContext(owner, () => first.get(ChangeSets).applyOne('Deleted', { type: ticket, operation: 'delete', id }));
    expect((await take(one, 2)).map(({ kind }) => kind)).toEqual(['ticket.updated', 'ticket.deleted']);
    expect(await next(done)).toMatchObject({ kind: 'ticket.deleted', recordId: id, title: 'Watched' });
    const silent = next(none);
    await none.return?.();
    expect(await silent).toBeUndefined();
    await Promise.all([one.return?.(), done.return?.()]);
  });

  it('resolves records for typed subscriptions, as the subscriber may see them', async () => {
    const owner = await tenantWithOwner();
    const records = await runInContext(owner, () => second.get(LiveEvents).records(ticket, ['ticket.updated']));
    const { id } = await create(owner, { name: 'Lamp' });
    await change(owner, id, { state: 'DONE' });
    const { value } = await records.next();
    expect(value).toMatchObject({ event: { kind: 'ticket.updated' }, record: { id, name: 'Lamp', state: 'DONE', ownerId: owner.actor.memberId } });
    await records.return?.();
  });

  it('brings what happened while Redis was lost', async () => {
    const owner = await tenantWithOwner();
    const stream = await ready(owner);
    await second.get(RedisClient).client('KILL', 'TYPE', 'pubsub');
    await create(owner, { name: 'Meanwhile' });
    expect((await next(stream)).title).toBe('Meanwhile');
    await stream.return?.();
  });
});

describe('permissions', () => {
  it('tells an owner-only viewer of own records only, deleted ones included', async () => {
    const owner = await tenantWithOwner();
    const member = await restrict(await newMember(db, owner.tenantId, 'MEMBER'), { records: { ticket: { view: 'own' } } });
    const stream = await ready(member);
    const { id } = await create(owner, { name: 'Hidden' });
    await create(member, { name: 'Mine' });
    await change(owner, id, { ownerId: member.actor.memberId });
    await runInContext(owner, () => first.get(ChangeSets).applyOne('Deleted', { type: ticket, operation: 'delete', id }));
    await create(owner, { name: 'Hidden too' });
    await create(member, { name: 'Last' });
    const events: LiveEvent[] = [];
    do events.push(await next(stream));
    while (events.at(-1)!.title !== 'Last');
    // By when the change of owner is told the record may be deleted already; it is the member's either way.
    expect(events.filter(({ recordId }) => recordId !== id).map(({ title }) => title)).toEqual(['Mine', 'Last']);
    expect(events.filter(({ recordId }) => recordId === id).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['ticket.updated', 'ticket.deleted']));
    await stream.return?.();
  });

  it('counts in a bulk event what the subscriber may see', async () => {
    const owner = await tenantWithOwner();
    const member = await restrict(await newMember(db, owner.tenantId, 'MEMBER'), { records: { ticket: { view: 'own' } } });
    const [all, own] = [await ready(owner), await ready(member)];
    const { changeSetId } = await runInContext(owner, () =>
      first.get(ChangeSets).apply({
        label: 'Import',
        changes: Array.from({ length: 60 }, (_, index) => ({ type: ticket, operation: 'create' as const, values: { name: `ticket ${index}`, ownerId: index < 25 ? member.actor.memberId : owner.actor.memberId } })),
      }),
    );
    expect(await next(all)).toMatchObject({ kind: 'ticket.bulk', recordType: 'ticket', recordId: null, changeSetId, bulkCount: 60, title: null });
    expect(await next(own)).toMatchObject({ kind: 'ticket.bulk', changeSetId, bulkCount: 25 });
    await Promise.all([all.return?.(), own.return?.()]);
  });

  it('follows a change of permissions at once', async () => {
    const owner = await tenantWithOwner();
    const member = await newMember(db, owner.tenantId, 'MEMBER');
    const stream = await ready(member);
    await restrict(member, { records: { ticket: { view: 'own' } } });
    const applied = new Promise<void>((resolve) => second.get(AccessWatch).watch(member, () => resolve()));
    await first.get(AccessWatch).announce({ tenantId: owner.tenantId, memberId: member.actor.memberId });
    await applied;
    await create(owner, { name: 'Hidden now' });
    await create(member, { name: 'Mine' });
    expect((await next(stream)).title).toBe('Mine');
    await stream.return?.();
  });

  it.each([
    ['the member is deactivated', async (member: MemberContext) => asIdentity(db, `update members set status = 'DEACTIVATED' where id = $1`, [member.actor.memberId])],
    ['the tenant is suspended', async (member: MemberContext) => asIdentity(db, `update tenants set status = 'SUSPENDED' where id = $1`, [member.tenantId])],
  ])('ends the stream when %s', async (_name, end) => {
    const member = await newMember(db, await newTenant(db), 'MEMBER');
    const stream = await ready(member);
    const pending = next(stream);
    const refused = expect(pending).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await end(member);
    await first.get(AccessWatch).announce({ tenantId: member.tenantId });
    await refused;
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it("has a changed member's own streams looked at again by itself", async () => {
    const owner = await tenantWithOwner();
    const member = await newMember(db, owner.tenantId, 'MEMBER', 'Bob');
    const stream = await ready(member);
    const refused = expect(next(stream).then(() => next(stream))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await asIdentity(db, `update members set status = 'DEACTIVATED' where id = $1`, [member.actor.memberId]);
    await runInContext(systemContext(owner.tenantId, 'Test'), () =>
      first.get(ChangeSets).applyOne('Renamed', { type: describeMembers(), operation: 'update', id: member.actor.memberId, values: { name: 'Robert' }, derived: true }),
    );
    await create(owner, { name: 'Anything' });
    await refused;
  });
});

describe('catching up', () => {
  it('tells everything once and in order to a subscriber that comes and goes while others commit', async () => {
    const owner = await tenantWithOwner();
    let stream = await subscribe(owner);
    const { id: start } = await next(stream);
    const total = 120;
    let written = 0;
    const writer = async (): Promise<void> => {
      while (written < total) await create(owner, { name: `ticket ${written++}` });
    };
    const writing = Promise.all(Array.from({ length: 8 }, writer));
    const seen: string[] = [];
    let after = start;
    while (seen.length < total) {
      const event = await next(stream);
      after = event.id;
      if (event.kind === 'READY') continue;
      seen.push(event.id);
      if (seen.length % 7 === 0) {
        await stream.return?.();
        stream = await subscribe(owner, {}, { after }, seen.length % 2 === 0 ? first : second);
      }
    }
    await writing;
    await stream.return?.();
    const kept = await db.asOwner<{ seq: string }>('select seq from outbox where tenant_id = $1 order by seq', [owner.tenantId]);
    expect(kept).toHaveLength(total);
    expect(seen).toEqual(kept.map((row) => row.seq));
  });

  it('says READY after what was missed, and sums up a large change there too', async () => {
    const owner = await tenantWithOwner();
    const stream = await subscribe(owner);
    await create(owner, { name: 'Seen' });
    const seen = (await take(stream, 2))[1]!;
    await stream.return?.();
    await createMany(owner, 30);
    await create(owner, { name: 'Missed' });
    const position = await runInContext(owner, () => first.get(LiveEvents).position());
    const again = await subscribe(owner, {}, { after: seen.id });
    const events: LiveEvent[] = [];
    // What the dispatcher had not yet given its place when the position was asked for comes live, after READY.
    while (!events.some(({ title }) => title === 'Missed')) events.push(await next(again));
    const told = events.filter(({ kind }) => kind !== 'READY');
    expect(told.reduce((sum, { bulkCount }) => sum + (bulkCount ?? 1), 0)).toBe(31);
    expect(told.some(({ kind }) => kind === 'ticket.bulk')).toBe(true);
    expect(BigInt(position)).toBeGreaterThanOrEqual(BigInt(seen.id));
    await again.return?.();
  });

  it('asks for a new start when what was missed is forgotten, is too much, or is of another time', async () => {
    const owner = await tenantWithOwner();
    const stream = await subscribe(owner);
    await create(owner, { name: 'One' });
    const one = (await take(stream, 2))[1]!;
    await create(owner, { name: 'Two' });
    const two = await next(stream);
    await stream.return?.();
    const kinds = async (after: string): Promise<string[]> => {
      const again = await subscribe(owner, {}, { after });
      const told = await take(again, 2);
      await again.return?.();
      return told.map(({ kind }) => kind);
    };
    expect(await kinds(one.id)).toEqual(['ticket.created', 'READY']);
    expect(await kinds(String(BigInt(two.id) + 100_000n))).toEqual(['RESYNC', 'READY']);
    await runInContext(owner, () => first.get(Database).run((unit) => unit.query('delete from outbox where tenant_id = $1 and seq <= $2', [owner.tenantId, one.id])));
    expect(await kinds(one.id)).toEqual(['RESYNC', 'READY']);
    await createMany(owner, 1_001);
    // Told as bulk events; the last one's id is behind all thousand and one.
    const all = await subscribe(owner);
    for (let { id } = await next(all); BigInt(id) < BigInt(two.id) + 1_001n; ) ({ id } = await next(all));
    await all.return?.();
    expect(await kinds(two.id)).toEqual(['RESYNC', 'READY']);
    await expect(subscribe(owner, {}, { after: 'yesterday' })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' });
  });
});

describe('a subscriber that does not keep up', () => {
  it('hears RESYNC instead of what it missed, and goes on from there', async () => {
    const owner = await tenantWithOwner();
    const [slow, quick] = [await ready(owner), await ready(owner)];
    const count = BUFFER + 100;
    // Events without a change set are never summed up.
    await runInContext(owner, () =>
      first.get(Database).run((unit) => {
        unit.afterCommit(() => first.get(OutboxSignal).raise());
        return unit.query(`insert into outbox (kind, record_type, record_id) select 'ticket.updated', 'ticket', $1 from generate_series(1, ${count})`, [randomUUID()]);
      }),
    );
    // The quick one has read everything, so everything was offered to the slow one too.
    const last = (await take(quick, count)).at(-1)!;
    expect(await next(slow)).toMatchObject({ kind: 'RESYNC' });
    await create(owner, { name: 'After' });
    let event = await next(slow);
    while (event.kind !== 'ticket.created') event = await next(slow);
    expect(event.title).toBe('After');
    expect(BigInt(event.id)).toBeGreaterThan(BigInt(last.id));
    await Promise.all([slow.return?.(), quick.return?.()]);
  });
});
