import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AccessWatch } from '../access/access-watch.js';
import { currentContext, currentTenantId, runInContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { RedisChannels } from '../redis/redis-channels.js';
import { PushStream } from './push-stream.js';

export interface TopicOptions<T> {
  /** Read once the subscription stands, and told first: nothing falls between reading the state and hearing of its changes. */
  readonly initial?: () => Promise<T | null>;
  /** Messages held for a slow reader; the default 1 gives it the latest state only. */
  readonly held?: number;
}

/**
 * Live state that is not an event of a record: how far an import is, who is present, which modules are on. A message reaches who listens at that
 * moment, in any process; it is JSON, and small.
 */
@Injectable()
export class Topics implements OnModuleDestroy {
  private readonly streams = new Set<{ end(): void }>();

  constructor(
    private readonly channels: RedisChannels,
    private readonly access: AccessWatch,
  ) {}

  /** Tells the topic's subscribers in the present tenant. */
  async publish(topic: string, message: unknown): Promise<void> {
    await this.channels.publish(channelOf(currentTenantId(), topic), JSON.stringify(message));
  }

  /** The topic's messages in the present tenant. Whoever opens the stream has checked that the caller may hear them; it ends when access to the tenant does. */
  async stream<T>(topic: string, { initial, held = 1 }: TopicOptions<T> = {}): Promise<AsyncIterableIterator<T>> {
    const context = currentContext();
    const ends: (() => void)[] = [];
    const stream = new PushStream<T>(held, () => {
      this.streams.delete(stream);
      for (const end of ends) end();
    });
    this.streams.add(stream);
    ends.push(
      this.access.watch(context, (fresh) => {
        if (!fresh) stream.end(new AppError('UNAUTHENTICATED', 'Your access to this workspace has ended.'));
      }),
    );
    try {
      let early: T[] | null = [];
      const hear = (message: string): void => {
        const heard = JSON.parse(message) as T;
        if (early) early.push(heard);
        else stream.push(heard);
      };
      ends.push(await this.channels.subscribe(channelOf(currentTenantId(), topic), hear));
      const state = initial ? await runInContext(context, initial) : null;
      // What was told while the state was being read may be newer than the state.
      if (state !== null && (early.length === 0 || held > 1)) stream.push(state);
      for (const message of early) stream.push(message);
      early = null;
      return stream;
    } catch (error) {
      stream.end();
      throw error;
    }
  }

  onModuleDestroy(): void {
    for (const stream of this.streams) stream.end();
  }
}

const channelOf = (tenantId: string, topic: string): string => `topic:${tenantId}:${topic}`;
