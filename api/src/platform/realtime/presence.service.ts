import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { requireMember } from '../access/ability.js';
import { Config } from '../config/config.js';
import { currentContext, currentTenantId, runInContext } from '../context/request-context.js';
import { validationError } from '../errors/app-error.js';
import { findRecordType } from '../records/record-registry.js';
import { RecordStore } from '../records/record-store.js';
import { RedisClient } from '../redis/redis-client.js';
import { Topics } from './topics.service.js';

export interface Viewing {
  readonly recordType: string;
  readonly recordId: string;
}

/** A member who has the workspace open somewhere. */
export interface Presence {
  readonly memberId: string;
  readonly name: string;
  /** When the longest open window was opened; ISO 8601. */
  readonly since: string;
  /** The record open there, where the one who asks may see it. */
  readonly viewing: Viewing | null;
}

interface Entry {
  readonly memberId: string;
  readonly name: string;
  readonly since: string;
}

const TOPIC = 'presence';
/** A window whose process says nothing for so long is gone; milliseconds. */
const LASTS = 45_000;
const BEAT = 15_000;

/**
 * Who has the workspace open. Each open window (a `presenceChanged` subscription) is an entry in Redis that its process keeps alive; entries of a
 * process that was killed lapse, and whichever process notices first tells the others.
 */
@Injectable()
export class PresenceService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Presence');
  /** Entries of this process by tenant. */
  private readonly local = new Map<string, Map<string, Entry>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly redis: RedisClient,
    private readonly topics: Topics,
    private readonly store: RecordStore,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.beat().catch((error: unknown) => this.logger.warn(`Presence could not be renewed: ${String(error)}`));
    }, BEAT).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await Promise.allSettled([...this.local].flatMap(([tenantId, entries]) => [...entries.keys()].map((id) => this.leave(tenantId, id))));
  }

  /** Present members by name, as the present member may know of them. */
  async list(): Promise<Presence[]> {
    const keys = this.keys(currentTenantId());
    const ids = await this.redis.zrangebyscore(keys.until, Date.now(), '+inf');
    if (ids.length === 0) return [];
    const [entries, viewings] = await Promise.all([this.redis.hmget(keys.entries, ...ids), this.redis.hgetall(keys.viewing)]);
    const present = entries.flatMap((text) => (text === null ? [] : [JSON.parse(text) as Entry]));
    const visible = await this.visible(Object.entries(viewings).map(([memberId, text]) => [memberId, JSON.parse(text) as Viewing]));
    return [...Map.groupBy(present, (entry) => entry.memberId).values()]
      .map((windows) => {
        const first = windows.reduce((a, b) => (a.since <= b.since ? a : b));
        return { ...first, viewing: visible.get(first.memberId) ?? null };
      })
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Makes the present member present as long as the stream is read, and tells who is present: now, and after each change. */
  async stream(): Promise<AsyncIterableIterator<Presence[]>> {
    const context = currentContext();
    const tenantId = currentTenantId();
    const pokes = await this.topics.stream<number>(TOPIC, { initial: () => Promise.resolve(0) });
    const id = await this.enter(tenantId).catch(async (error: unknown) => {
      await pokes.return?.();
      throw error;
    });
    const leave = async (): Promise<void> => {
      await pokes.return?.();
      await this.leave(tenantId, id).catch((error: unknown) => this.logger.warn(`Leaving was not noted: ${String(error)}`));
    };
    const stream: AsyncIterableIterator<Presence[]> = {
      next: async () => {
        try {
          const poke = await pokes.next();
          if (!poke.done) return { done: false, value: await runInContext(context, () => this.list()) };
        } catch (error) {
          await leave();
          throw error;
        }
        await leave();
        return { done: true, value: undefined };
      },
      return: async () => {
        await leave();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => stream,
    };
    return stream;
  }

  /** Says which record the present member has open; null for none. @throws VALIDATION_ERROR for no record type or id, NOT_FOUND: everybody's list would have to look it up */
  async view(viewing: Viewing | null): Promise<void> {
    const { memberId } = requireMember();
    if (viewing) {
      const type = findRecordType(viewing.recordType);
      if (!type) throw validationError({ recordType: ['There is no such record type.'] });
      await this.store.get(type, viewing.recordId);
    }
    const keys = this.keys(currentTenantId());
    if (viewing) await this.redis.multi().hset(keys.viewing, memberId, JSON.stringify({ recordType: viewing.recordType, recordId: viewing.recordId })).pexpire(keys.viewing, LASTS * 20).exec();
    else await this.redis.hdel(keys.viewing, memberId);
    await this.topics.publish(TOPIC, 0);
  }

  /** Keeps this process's entries alive and clears away those that lapsed, in the tenants it serves. */
  async beat(): Promise<void> {
    for (const [tenantId, entries] of this.local) {
      await this.write(tenantId, entries);
      await this.clear(tenantId);
    }
  }

  private async enter(tenantId: string): Promise<string> {
    const { memberId, name } = requireMember();
    const id = randomUUID();
    const entry = { memberId, name, since: new Date().toISOString() };
    const entries = this.local.get(tenantId) ?? new Map<string, Entry>();
    this.local.set(tenantId, entries.set(id, entry));
    await this.write(tenantId, new Map([[id, entry]]));
    await this.topics.publish(TOPIC, 0);
    return id;
  }

  private async leave(tenantId: string, id: string): Promise<void> {
    const entries = this.local.get(tenantId);
    const entry = entries?.get(id);
    if (!entries || !entry) return;
    entries.delete(id);
    if (entries.size === 0) this.local.delete(tenantId);
    await this.remove(tenantId, [id]);
  }

  private async write(tenantId: string, entries: ReadonlyMap<string, Entry>): Promise<void> {
    const keys = this.keys(tenantId);
    const until = Date.now() + LASTS;
    const multi = this.redis.multi();
    for (const [id, entry] of entries) multi.hset(keys.entries, id, JSON.stringify(entry)).zadd(keys.until, until, id);
    // A tenant that everybody has left is forgotten as a whole, whoever failed to clear up.
    for (const key of Object.values(keys)) multi.pexpire(key, LASTS * 20);
    await multi.exec();
  }

  private async clear(tenantId: string): Promise<void> {
    const lapsed = await this.redis.zrangebyscore(this.keys(tenantId).until, '-inf', Date.now());
    if (lapsed.length > 0) await this.remove(tenantId, lapsed);
  }

  private async remove(tenantId: string, ids: readonly string[]): Promise<void> {
    const keys = this.keys(tenantId);
    const gone = (await this.redis.hmget(keys.entries, ...ids)).flatMap((text) => (text === null ? [] : [(JSON.parse(text) as Entry).memberId]));
    await this.redis.multi().hdel(keys.entries, ...ids).zrem(keys.until, ...ids).exec();
    const left = new Set((await this.redis.hvals(keys.entries)).map((text) => (JSON.parse(text) as Entry).memberId));
    const absent = gone.filter((memberId) => !left.has(memberId));
    if (absent.length > 0) await this.redis.hdel(keys.viewing, ...absent);
    await runInContext({ ...currentContext(), tenantId }, () => this.topics.publish(TOPIC, 0));
  }

  /** Which record somebody has open is told only to who may see the record. */
  private async visible(viewings: readonly (readonly [memberId: string, viewing: Viewing])[]): Promise<ReadonlyMap<string, Viewing>> {
    const shown = new Map<string, Viewing>();
    for (const [name, group] of Map.groupBy(viewings, ([, viewing]) => viewing.recordType)) {
      const type = findRecordType(name);
      if (!type) continue;
      const found = new Set((await this.store.byIds(type, group.map(([, { recordId }]) => recordId), ['id'])).map((row) => row.id));
      for (const [memberId, viewing] of group) if (found.has(viewing.recordId)) shown.set(memberId, viewing);
    }
    return shown;
  }

  private keys(tenantId: string): { entries: string; until: string; viewing: string } {
    // In braces what decides on which server of a cluster a key lies: these change together.
    const base = `${this.config.redisPrefix}:presence:{${tenantId}}`;
    return { entries: base, until: `${base}:until`, viewing: `${base}:viewing` };
  }
}
