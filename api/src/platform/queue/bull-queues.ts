import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { getSharedConfigToken } from '@nestjs/bull';
import Bull, { type Queue, type QueueOptions } from 'bull';
import type { Redis } from 'ioredis';
import { Config } from '../config/config.js';
import { RedisClient } from '../redis/redis-client.js';
import type { JobEnvelope } from './job-envelope.js';
import { QUEUES, type QueueName } from './queues.js';

/**
 * Settings of every Bull queue. A worker that was killed lets go of its jobs after `lockDuration`, and another finds them within `stalledInterval`:
 * they go on after 15 seconds at most.
 */
export const WORKER_SETTINGS = { lockDuration: 10_000, lockRenewTime: 2_500, stalledInterval: 5_000, maxStalledCount: 5, guardInterval: 5_000, retryProcessDelay: 1_000, drainDelay: 5 };

/** How long a finished job is remembered, so that the same idempotency key does nothing: an hour, or the last 5,000 of a queue. */
const REMEMBERED = { age: 3_600, count: 5_000 };
/** Dead jobs are kept for a month to be looked at and tried again. */
const DEAD_KEPT = { age: 30 * 86_400, count: 10_000 };

/**
 * Connections that wait for the next job or message, as long as it takes. Bull refuses the ready check for them; without it, ioredis must have nothing to send before it
 * calls a connection ready, or one that breaks just then is called ready when it is gone, and is never opened again.
 */
const WAITING = { enableReadyCheck: false, maxRetriesPerRequest: null, commandTimeout: undefined, connectionName: undefined, disableClientInfo: true };

/**
 * Redis connections of all queues of the process: one for commands, one for messages, and one a queue that it processes, because waiting for the
 * next job blocks a connection.
 */
@Injectable()
export class BullConnections implements OnApplicationShutdown {
  private readonly open: Redis[] = [];
  private client: Redis | null = null;
  private subscriber: Redis | null = null;

  constructor(private readonly redis: RedisClient) {}

  create(type: 'client' | 'subscriber' | 'bclient'): Redis {
    if (type === 'client') return (this.client ??= this.connect(false));
    if (type === 'subscriber') return (this.subscriber ??= this.connect(true));
    return this.connect(true);
  }

  private connect(waits: boolean): Redis {
    const connection = this.redis.duplicate({ lazyConnect: false, ...(waits ? WAITING : { maxRetriesPerRequest: 0 }) });
    // Failures are told by the process's own connection and by the queue; without a listener ioredis would print each.
    connection.on('error', () => undefined);
    connection.setMaxListeners(100);
    this.open.push(connection);
    return connection;
  }

  onApplicationShutdown(): void {
    for (const connection of this.open) connection.disconnect();
  }
}

/** What `BullModule` is configured with; queues that a module registers through @nestjs/bull get the same. */
export const bullOptions = (config: Config, connections: BullConnections): QueueOptions => ({
  prefix: `${config.redisPrefix}:jobs`,
  createClient: (type) => connections.create(type),
  settings: WORKER_SETTINGS,
});

/** The Bull queues of this process, each opened when it is first used. */
@Injectable()
export class BullQueues {
  private readonly queues = new Map<QueueName, Queue<JobEnvelope>>();
  private readonly logger = new Logger('Queues');

  constructor(@Inject(getSharedConfigToken()) private readonly options: QueueOptions) {}

  open(name: QueueName): Queue<JobEnvelope> {
    const present = this.queues.get(name);
    if (present) return present;
    const { attempts, backoffMs } = QUEUES[name];
    const queue = new Bull<JobEnvelope>(name, {
      ...this.options,
      // A queue's scripts touch many of its keys: on a cluster they have to lie together, and no queue need lie with another.
      prefix: `{${this.options.prefix}:${name}}`,
      settings: { ...this.options.settings, backoffStrategies: { jittered: (tries, _error, options: { delay: number }) => jittered(tries, options.delay) } },
      defaultJobOptions: { attempts, backoff: { type: 'jittered', options: { delay: backoffMs } }, removeOnComplete: REMEMBERED, removeOnFail: DEAD_KEPT },
    });
    let told = '';
    queue.on('error', (error: Error) => {
      if (error.message !== told) this.logger.error(`Queue ${name}: ${error.message}`);
      told = error.message;
    });
    this.queues.set(name, queue);
    return queue;
  }

  /** Stops waiting for jobs and leaves those that are still active to be found by another process. */
  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close(true)));
  }
}

const MAX_BACKOFF = 10 * 60_000;

/** Doubles with each try up to ten minutes; half of it is random, so that jobs that failed together do not come back together. */
const jittered = (tries: number, first: number): number => {
  const full = Math.min(first * 2 ** (tries - 1), MAX_BACKOFF);
  return Math.round(full / 2 + Math.random() * (full / 2));
};
