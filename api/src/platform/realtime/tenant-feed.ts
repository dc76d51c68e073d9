import { Logger } from '@nestjs/common';
import type { Database } from '../database/database.js';
import { newsChannel } from '../events/outbox-event.js';
import type { RedisChannels } from '../redis/redis-channels.js';
import { EventBatch } from './event-batch.js';
import { placeOf, readEvents, type TenantEvent } from './outbox-reader.js';

/** Events read at once. */
const PAGE = 500;
/** Pause after a failed read, in milliseconds. */
const RETRY = 1_000;

/**
 * One tenant's events for all subscribers of the process. Messages from Redis only say that there is news; events are read from the outbox, on from
 * where the feed stands. A message that is lost therefore loses nothing: the next one, or the connection being back, brings everything since.
 */
export class TenantFeed {
  private readonly logger = new Logger('Live events');
  private readonly readers = new Set<(batch: EventBatch) => void>();
  private readonly ends: (() => void)[] = [];
  private position = 0n;
  private pulling: Promise<void> | null = null;
  private again = false;
  private opened = false;
  private closed = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    readonly tenantId: string,
    private readonly database: Database,
    private readonly channels: RedisChannels,
  ) {}

  /** Listens first and looks where the tenant stands then, so that nothing falls in between. */
  async open(): Promise<void> {
    this.ends.push(this.channels.onResumed(() => void this.pull()), await this.channels.subscribe(newsChannel(this.tenantId), () => void this.pull()));
    this.position = (await placeOf(this.database, this.tenantId, 'last')) ?? 0n;
    this.opened = true;
    if (this.again) void this.pull();
    if (this.closed) this.close();
  }

  /** Id of the newest event the feed has passed on. */
  get at(): bigint {
    return this.position;
  }

  /** From now on the reader gets every event after `at`. @returns a function that ends it */
  join(reader: (batch: EventBatch) => void): () => void {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  }

  /**
   * Events after `after` up to `to`, oldest first; null when there are more than `limit`, or when some of them are forgotten already or never existed
   * (another database).
   */
  async missed(after: bigint, to: bigint, limit: number): Promise<EventBatch | null> {
    if (after > to) return null;
    // Events are forgotten oldest first: when one at or before `after` is still there, so is everything since.
    if (after < to && (await placeOf(this.database, this.tenantId, 'first', after)) === null) return null;
    const events = await readEvents(this.database, this.tenantId, after, to, limit + 1);
    if (events.length > limit) return null;
    return new EventBatch(this.database, this.tenantId, events);
  }

  /** Reads what is new and passes it on; resolves when everything that was committed before the call has been. */
  pull(): Promise<void> {
    this.again = true;
    if (!this.opened) return Promise.resolve();
    return (this.pulling ??= this.drain().finally(() => (this.pulling = null)));
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    for (const end of this.ends.splice(0)) end();
  }

  private async drain(): Promise<void> {
    try {
      while (this.again && !this.closed) {
        this.again = false;
        const events = await readEvents(this.database, this.tenantId, this.position, null, PAGE);
        if (events.length === PAGE) this.again = true;
        if (events.length > 0) this.pass(events);
      }
    } catch (error) {
      this.logger.error(error);
      if (!this.closed) this.retry = setTimeout(() => void this.pull(), RETRY);
    }
  }

  private pass(events: readonly TenantEvent[]): void {
    const batch = new EventBatch(this.database, this.tenantId, events);
    this.position = BigInt(events.at(-1)!.seq);
    for (const reader of this.readers) reader(batch);
  }
}
