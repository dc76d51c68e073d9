import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config.js';

/** Longest that a plain command may take, in milliseconds; a machine that is out of breath is given time. */
const COMMAND_TIMEOUT = 15_000;

/**
 * The process's Redis connection for plain commands. Whoever blocks on it or subscribes takes a connection of its own with `duplicate()` and
 * closes it.
 */
@Injectable()
export class RedisClient extends Redis implements OnApplicationShutdown {
  constructor(config: Config) {
    // What is under way when the connection is lost fails at once and is not sent again: ioredis sends transactions again in pieces, after which answers go to the
    // wrong commands until the process ends. What is never answered fails after a while. So no request hangs on Redis, and neither does whoever publishes events.
    super(config.redisUrl, { lazyConnect: true, maxRetriesPerRequest: 0, commandTimeout: COMMAND_TIMEOUT, connectionName: `kinship-${config.role}` });
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
