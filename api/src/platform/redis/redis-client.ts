import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config.js';

/**
 * The process's Redis connection for plain commands. Whoever blocks on it or subscribes takes a connection of its own with `duplicate()` and
 * closes it.
 */
@Injectable()
export class RedisClient extends Redis implements OnApplicationShutdown {
  constructor(config: Config) {
    // Commands fail after a few tries instead of waiting for ever, so that a request never hangs on Redis.
    super(config.redisUrl, { lazyConnect: true, maxRetriesPerRequest: 3, connectionName: `kinship-${config.role}` });
    const logger = new Logger('Redis');
    // ioredis repeats the same error on every attempt to connect; one line for each state is enough.
    let told = '';
    this.on('error', (error: Error) => {
      if (error.message !== told) logger.error(`Redis: ${error.message}`);
      told = error.message;
    });
    this.on('ready', () => {
      if (told) logger.log('Redis answers again.');
      told = '';
    });
  }

  /** A client that has reached Redis. @throws MaxRetriesPerRequestError when nothing answers, so that a process without Redis ends instead of waiting silently */
  static async connected(this: void, config: Config): Promise<RedisClient> {
    const client = new RedisClient(config);
    try {
      await client.ping();
      return client;
    } catch (error) {
      client.disconnect();
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.status === 'ready') await this.quit().catch(() => undefined);
    else this.disconnect();
  }
}
