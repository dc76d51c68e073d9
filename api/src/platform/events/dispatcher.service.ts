import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AccessWatch } from '../access/access-watch.js';
import { OutboxSignal } from '../changes/outbox-signal.js';
import { Config } from '../config/config.js';
import { RedisChannels } from '../redis/redis-channels.js';
import { EventConsumers } from './event-consumers.service.js';
import { Leadership } from './leadership.js';
import { newsChannel, OUTBOX_CHANNEL, type OutboxEvent } from './outbox-event.js';
import { assignOrder, BATCH, notePublished, unpublished } from './outbox.js';

/** How often the leader looks by itself and the others try to lead, in milliseconds. */
const POLL = 1_000;

/**
 * Publishes what the outbox holds: at least once, in order, after commit. Of all processes that run jobs one leads; when it ends, however it
 * ends, another takes over within a second and first publishes again what it can't know to be published.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Dispatcher');
  private readonly ended: (() => void)[] = [];
  private loop: Promise<void> = Promise.resolve();
  private stopping = false;
  private leads = false;
  private called = false;
  private wake: (() => void) | null = null;
  private told = '';
  private telling = false;
  private tellAgain = false;

  constructor(
    private readonly config: Config,
    private readonly signal: OutboxSignal,
    private readonly channels: RedisChannels,
    private readonly consumers: EventConsumers,
    private readonly access: AccessWatch,
  ) {}

  /** Whether this process is the one that publishes. */
  get isLeader(): boolean {
    return this.leads;
  }

  onApplicationBootstrap(): void {
    this.ended.push(this.signal.onRaise(() => (this.leads ? this.call() : this.tellLeader())));
    if (!this.config.runsJobs) return;
    this.channels.subscribe(OUTBOX_CHANNEL, () => (this.leads ? this.call() : undefined)).then(
      (end) => this.ended.push(end),
      // Without Redis the leader still looks by itself.
      () => undefined,
    );
    this.loop = this.run();
  }

  /** Publishes what is committed up to now, as far as this process leads, and lets go of the lead. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.call();
    await this.loop;
    for (const end of this.ended) end();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      let candidate: Leadership | null = null;
      try {
        candidate = await Leadership.connect(this.config.databaseUrl);
        while (!this.stopping && !candidate.isLost) {
          if (await candidate.take()) await this.lead(candidate);
          else await this.rest();
        }
      } catch (error) {
        this.tell(error);
        await this.rest();
      } finally {
        this.leads = false;
        await candidate?.end();
      }
    }
  }

  private async lead(leader: Leadership): Promise<void> {
    this.leads = true;
    this.logger.log('This process publishes events.');
    // Whether everything that has its place in the order is known to be published.
    let sure = false;
    while (!leader.isLost) {
      // Read before the outbox is, so that the last round finds all that was committed before the call to stop.
      const last = this.stopping;
      try {
        const events = sure ? await assignOrder(leader) : await unpublished(leader);
        await this.publish(events);
        await notePublished(leader, events);
        this.told = '';
        if (events.length === BATCH) continue;
        if (!sure) {
          sure = true;
          continue;
        }
      } catch (error) {
        // Whether the batch reached anybody is not known, so it is published again.
        sure = false;
        this.tell(error);
      }
      if (last) return;
      await this.rest();
    }
  }

  /** Tells subscribers of each tenant that there is news, queues a job for each consumer of each event, and has changed members' access looked at again. */
  protected async publish(events: readonly OutboxEvent[]): Promise<void> {
    if (events.length === 0) return;
    const newest = new Map(events.map((event) => [newsChannel(event.tenantId), event.seq]));
    await this.channels.publishMany(newest);
    await this.consumers.enqueue(events);
    await this.access.announce(...events.flatMap(({ recordType, tenantId, recordId: memberId }) => (recordType === 'member' ? [{ tenantId, memberId }] : [])));
  }

  /** Waits until called, or for the time of a poll. */
  private rest(): Promise<void> {
    if (this.called) {
      this.called = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        this.wake = null;
        this.called = false;
        resolve();
      };
      const timer = setTimeout(go, POLL);
      this.wake = go;
    });
  }

  private call(): void {
    this.called = true;
    this.wake?.();
  }

  /** Calls whoever leads; any number of commits while one message is on its way make one more. */
  private tellLeader(): void {
    if (this.telling) {
      this.tellAgain = true;
      return;
    }
    this.telling = true;
    this.channels
      .publish(OUTBOX_CHANNEL, '')
      .catch(() => undefined)
      .finally(() => {
        this.telling = false;
        if (!this.tellAgain) return;
        this.tellAgain = false;
        this.tellLeader();
      });
  }

  /** The same trouble on every poll is one line in the log. */
  private tell(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    if (text !== this.told && !this.stopping) this.logger.error(`Events wait: ${text}`);
    this.told = text;
  }
}
