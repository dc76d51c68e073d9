import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Config } from '../config/config.js';
import { RedisClient } from './redis-client.js';

type Listener = (message: string) => void;

interface Channel {
  readonly listeners: Set<Listener>;
  /** Resolves once Redis has confirmed the subscription. */
  ready: Promise<unknown>;
}

/**
 * Messages between the processes of the product, over one subscribing connection a process. A message reaches who listens at that moment and nobody
 * else, so it may only hasten what would be noticed anyway, or carry what is worthless a moment later.
 */
@Injectable()
export class RedisChannels implements OnApplicationShutdown {
  private readonly logger = new Logger('Channels');
  private readonly channels = new Map<string, Channel>();
  private readonly resumed = new Set<() => void>();
  private readonly prefix: string;
  private connection: Redis | null = null;
  private hearing = false;

  constructor(
    config: Config,
    private readonly redis: RedisClient,
  ) {
    this.prefix = `${config.redisPrefix}:`;
  }

  async publish(channel: string, message: string): Promise<void> {
    await this.redis.publish(this.prefix + channel, message);
  }

  /** Publishes several messages in one round trip. @throws when Redis took one of them not */
  async publishMany(messages: Iterable<readonly [channel: string, message: string]>): Promise<void> {
    const pipeline = this.redis.pipeline();
    for (const [channel, message] of messages) pipeline.publish(this.prefix + channel, message);
    const failed = (await pipeline.exec())?.find(([error]) => error);
    if (failed?.[0]) throw failed[0];
  }

  /** Listens from the moment the promise resolves. @returns a function that ends it */
  async subscribe(channel: string, listener: Listener): Promise<() => void> {
    const name = this.prefix + channel;
    let known = this.channels.get(name);
    if (!known) {
      known = { listeners: new Set(), ready: this.connect().subscribe(name) };
      this.channels.set(name, known);
    }
    known.listeners.add(listener);
    const { ready } = known;
    const end = (): void => this.leave(name, listener);
    try {
      await ready;
      this.hearing = this.connection?.status === 'ready';
    } catch (error) {
      end();
      throw error;
    }
    return end;
  }

  /** Whether messages arrive: false while nothing is listened to, and while the connection is lost. */
  get isHearing(): boolean {
    return this.hearing;
  }

  /** Calls the listener each time the connection is back after it was lost: messages in between were missed. @returns a function that ends it */
  onResumed(listener: () => void): () => void {
    this.resumed.add(listener);
    return () => this.resumed.delete(listener);
  }

  private leave(name: string, listener: Listener): void {
    const channel = this.channels.get(name);
    if (!channel?.listeners.delete(listener) || channel.listeners.size > 0) return;
    this.channels.delete(name);
    this.connection?.unsubscribe(name).catch(() => undefined);
  }

  private connect(): Redis {
    if (this.connection) return this.connection;
    // It waits for Redis as long as it takes; subscribing again is done here, so that whoever listens can be told that it missed something.
    const connection = this.redis.duplicate({ lazyConnect: false, maxRetriesPerRequest: null, autoResubscribe: false, commandTimeout: undefined });
    connection.on('error', () => undefined);
    connection.on('message', (name: string, message: string) => {
      for (const listener of this.channels.get(name)?.listeners ?? []) listener(message);
    });
    connection.on('close', () => void (this.hearing = false));
    let first = true;
    connection.on('ready', () => {
      if (first) first = false;
      else this.resume(connection).catch((error: unknown) => this.logger.error(error));
    });
    return (this.connection = connection);
  }

  private async resume(connection: Redis): Promise<void> {
    if (this.channels.size > 0) await connection.subscribe(...this.channels.keys());
    for (const listener of this.resumed) listener();
    this.hearing = true;
  }

  onApplicationShutdown(): void {
    this.connection?.disconnect();
  }
}
