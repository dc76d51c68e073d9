import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { RedisClient } from '../redis/redis-client.js';

const WINDOW_SECONDS = 15 * 60;
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ACCOUNT = 30;
const PER_ADDRESS = 100;
const TOTAL = 'total';

/** Minutes that a lock lasts at most; it ends earlier with a new password. */
export const LOCK_MINUTES = WINDOW_SECONDS / 60;

/**
 * Slows down guessing: so many failures for an account from one address, for an account from all addresses, and for an address in all, and it has to
 * wait. Counted alike for accounts that do not exist, so that nothing is learnt from being locked out.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly redis: RedisClient,
    private readonly config: Config,
  ) {}

  /** @throws RATE_LIMITED with `retryAfter` in seconds */
  async check(account: string, ip: string): Promise<void> {
    const [here, total] = await this.redis.hmget(this.accountKey(account), ip, TOTAL);
    if (Number(here) >= PER_ACCOUNT_AND_ADDRESS || Number(total) >= PER_ACCOUNT) await this.refuse(this.accountKey(account));
    if (Number(await this.redis.get(this.addressKey(ip))) >= PER_ADDRESS) await this.refuse(this.addressKey(ip));
  }

  /**
   * Counts a failure. Of guesses that were sent at once, and so passed `check` together, those beyond the limit learn nothing either: right or wrong, they
   * are told to wait. @returns whether this one locked the account, from this address or from all. @throws RATE_LIMITED
   */
  async failed(account: string, ip: string): Promise<boolean> {
    const [accountKey, addressKey] = [this.accountKey(account), this.addressKey(ip)];
    // Two, because on a cluster an account and an address may lie on different servers.
    const [byAccount, byAddress] = await Promise.all([
      this.redis.multi().hincrby(accountKey, ip, 1).hincrby(accountKey, TOTAL, 1).expire(accountKey, WINDOW_SECONDS, 'NX').exec(),
      this.redis.multi().incr(addressKey).expire(addressKey, WINDOW_SECONDS, 'NX').exec(),
    ]);
    const [here, total, fromAddress] = [Number(byAccount?.[0]?.[1]), Number(byAccount?.[1]?.[1]), Number(byAddress?.[0]?.[1])];
    if (here > PER_ACCOUNT_AND_ADDRESS || total > PER_ACCOUNT) await this.refuse(accountKey);
    if (fromAddress > PER_ADDRESS) await this.refuse(addressKey);
    return here === PER_ACCOUNT_AND_ADDRESS || total === PER_ACCOUNT;
  }

  /** The right password from an address forgives what failed there; guesses from elsewhere stay counted. It comes too late once the account is locked. @throws RATE_LIMITED */
  async succeeded(account: string, ip: string): Promise<void> {
    await this.check(account, ip);
    const key = this.accountKey(account);
    const here = Number(await this.redis.hget(key, ip));
    if (here > 0) await this.redis.multi().hdel(key, ip).hincrby(key, TOTAL, -here).exec();
  }

  /** Opens the account again from everywhere, after a new password was chosen through its mail. */
  async unlock(account: string): Promise<void> {
    await this.redis.del(this.accountKey(account));
  }

  private async refuse(key: string): Promise<never> {
    const retryAfter = Math.max(await this.redis.ttl(key), 1);
    throw new AppError('RATE_LIMITED', `Too many failed attempts. Try again in ${Math.ceil(retryAfter / 60)} minutes, or choose a new password.`, { retryAfter });
  }

  /** Hashed, so that Redis holds no list of people. */
  private accountKey(account: string): string {
    return `${this.config.redisPrefix}:sign-in:account:${createHash('sha256').update(account).digest('base64url')}`;
  }

  private addressKey(ip: string): string {
    return `${this.config.redisPrefix}:sign-in:ip:${ip}`;
  }
}
