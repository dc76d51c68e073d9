import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { RedisClient } from '../redis/redis-client.js';

const WINDOW_SECONDS = 60 * 60;
const PER_RECIPIENT = 5;
const PER_NETWORK_ADDRESS = 50;

/** Keeps anybody from filling somebody's mailbox: so many mails of a kind an hour to one address, and at the request of one network address. */
@Injectable()
export class MailAllowance {
  constructor(
    private readonly redis: RedisClient,
    private readonly config: Config,
  ) {}

  /** Whether another mail may go there; a refusal is not told to the caller, because it would say something about the address. @throws RATE_LIMITED for the network address */
  async take(kind: string, email: string, ip: string): Promise<boolean> {
    const limited = this.config.rateLimit !== 0;
    if (limited && (await this.count(`${kind}:ip:${ip}`)) > PER_NETWORK_ADDRESS) throw new AppError('RATE_LIMITED', 'Too many requests for mails from here. Try again in an hour.', { retryAfter: WINDOW_SECONDS });
    return (await this.count(`${kind}:to:${createHash('sha256').update(email).digest('base64url')}`)) <= PER_RECIPIENT;
  }

  private async count(name: string): Promise<number> {
    const key = `${this.config.redisPrefix}:mail:${name}`;
    const results = await this.redis.multi().incr(key).expire(key, WINDOW_SECONDS, 'NX').exec();
    return Number(results?.[0]?.[1] ?? 0);
  }
}
