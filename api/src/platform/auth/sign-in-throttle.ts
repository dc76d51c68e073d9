import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { RedisClient } from '../redis/redis-client.js';

const WINDOW_SECONDS = 15 * 60;
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ADDRESS = 100;

/** Slows down guessing: so many failures for an e-mail from one address, and for an address in all, and it has to wait. */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly redis: RedisClient,
    private readonly config: Config,
  ) {}

  /** @throws RATE_LIMITED with `retryAfter` in seconds */
  async check(email: string, ip: string): Promise<void> {
    for (const [key, limit] of this.keys(email, ip)) {
      const failures = Number(await this.redis.get(key));
      if (failures < limit) continue;
      const retryAfter = Math.max(await this.redis.ttl(key), 1);
      throw new AppError('RATE_LIMITED', `Too many failed attempts. Try again in ${Math.ceil(retryAfter / 60)} minutes.`, { retryAfter });
    }
  }

  async failed(email: string, ip: string): Promise<void> {
    for (const [key] of this.keys(email, ip)) {
      const count = await this.redis.incr(key);
      if (count === 1) await this.redis.expire(key, WINDOW_SECONDS);
    }
  }

  async succeeded(email: string, ip: string): Promise<void> {
    await this.redis.del(this.keys(email, ip)[0][0]);
  }

  private keys(email: string, ip: string): [[string, number], [string, number]] {
    const who = createHash('sha256').update(`${email}|${ip}`).digest('base64url');
    const prefix = `${this.config.redisPrefix}:sign-in`;
    return [[`${prefix}:${who}`, PER_ACCOUNT_AND_ADDRESS], [`${prefix}:ip:${ip}`, PER_ADDRESS]];
  }
}
