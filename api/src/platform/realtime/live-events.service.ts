import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AccessWatch } from '../access/access-watch.js';
import { currentContext, currentTenantId, runInContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { validationError } from '../errors/app-error.js';
import type { AnyRow } from '../records/record-rows.js';
import { RecordStore } from '../records/record-store.js';
import type { RecordType } from '../records/record-type.js';
import { RedisChannels } from '../redis/redis-channels.js';
import type { LiveEvent, LiveFilter, LiveOptions } from './live-event.js';
import { LiveSubscription } from './live-subscription.js';
import { TenantFeed } from './tenant-feed.js';

/** Missed events that are told again; whoever missed more reads everything again. */
const REPLAYED = 1_000;

interface OpenFeed {
  readonly feed: TenantFeed;
  readonly opened: Promise<void>;
  users: number;
}

/** A live record: what happened to it, and how the subscriber sees it now. */
export interface LiveRecord {
  readonly event: LiveEvent;
  readonly record: AnyRow;
}

/** Events of the present tenant as streams, filtered by the present actor's permissions. For subscriptions of any module. */
@Injectable()
export class LiveEvents implements OnModuleDestroy {
  private readonly feeds = new Map<string, OpenFeed>();
  private readonly subscriptions = new Set<LiveSubscription>();

  constructor(
    private readonly database: Database,
    private readonly channels: RedisChannels,
    private readonly access: AccessWatch,
    private readonly store: RecordStore,
  ) {}

  /**
   * Events from now on, or since the one with id `after`: without a gap, without one told twice, in order. Ends when the subscriber leaves or loses
   * access to the tenant.
   *
   * @throws VALIDATION_ERROR for an `after` that is no event id
   */
  async stream(filter: LiveFilter, options: LiveOptions = {}): Promise<LiveSubscription> {
    const after = readId(options.after);
    const context = currentContext();
    const { feed, release } = await this.acquire(currentTenantId());
    const ends = [release];
    const subscription = new LiveSubscription(context, filter, options.summaries ?? true, () => {
      this.subscriptions.delete(subscription);
      for (const end of ends) end();
    });
    this.subscriptions.add(subscription);
    try {
      // Another process may have told of events that this one has not read yet.
      if (after !== null && after > feed.at) await feed.pull();
      const at = feed.at;
      ends.push(
        feed.join((batch) => subscription.push(batch)),
        this.access.watch(context, (fresh) => subscription.grant(fresh)),
      );
      subscription.begin(after === null ? 'nothing' : await feed.missed(after, at, REPLAYED), at);
      return subscription;
    } catch (error) {
      subscription.end();
      throw error;
    }
  }

  /**
   * For typed subscriptions of a module: the records that events of these kinds are about, as the subscriber may see them at that moment. Deleted and
   * hidden ones are left out.
   *
   * @example `@Subscription(() => opportunityType, { resolve: ({ record }) => record }) opportunityWon() { return this.live.records(opportunityRecord, ['opportunity.won']); }`
   */
  async records(type: RecordType, kinds: readonly string[], options: { readonly recordId?: string | null } = {}): Promise<AsyncIterableIterator<LiveRecord>> {
    const events = await this.stream({ types: [type.name], kinds, recordId: options.recordId ?? null }, { summaries: false });
    const stream: AsyncIterableIterator<LiveRecord> = {
      next: async () => {
        for (;;) {
          const next = await events.next();
          if (next.done) return { done: true, value: undefined };
          const event = next.value;
          const [record] = await runInContext(events.present, () => this.store.byIds(type, [event.recordId!]));
          if (record) return { done: false, value: { event, record } };
        }
      },
      return: async () => {
        await events.return();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => stream,
    };
    return stream;
  }

  /** Id of the tenant's newest event: what a client that has just read its lists passes as `after`. */
  async position(): Promise<string> {
    const { feed, release } = await this.acquire(currentTenantId());
    try {
      await feed.pull();
      return String(feed.at);
    } finally {
      release();
    }
  }

  onModuleDestroy(): void {
    for (const subscription of this.subscriptions) subscription.end();
    for (const { feed } of this.feeds.values()) feed.close();
  }

  private async acquire(tenantId: string): Promise<{ feed: TenantFeed; release: () => void }> {
    let open = this.feeds.get(tenantId);
    if (!open) {
      const feed = new TenantFeed(tenantId, this.database, this.channels);
      open = { feed, opened: feed.open(), users: 0 };
      this.feeds.set(tenantId, open);
    }
    const mine = open;
    mine.users++;
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      if (--mine.users > 0) return;
      if (this.feeds.get(tenantId) === mine) this.feeds.delete(tenantId);
      mine.feed.close();
    };
    try {
      await mine.opened;
    } catch (error) {
      if (this.feeds.get(tenantId) === mine) this.feeds.delete(tenantId);
      release();
      throw error;
    }
    return { feed: mine.feed, release };
  }
}

function readId(id: string | null | undefined): bigint | null {
  if (id === null || id === undefined || id === '') return null;
  if (!/^\d{1,18}$/.test(id)) throw validationError({ after: ['This is no event id.'] });
  return BigInt(id);
}
