import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Config } from '../config/config.js';
import { currentContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { sendError } from '../errors/send-error.js';
import { formatError } from '../graphql/format-error.js';
import { RedisClient } from '../redis/redis-client.js';
import { Tenants, type Plan } from '../tenancy/tenants.service.js';

/** Requests a minute by plan (requirement TEN-8). */
export const PLAN_LIMITS: Readonly<Record<Plan, number>> = { ENTERPRISE: 1000, PROFESSIONAL: 500, STARTER: 200, TRIAL: 100 };
const ANONYMOUS = 100;
/** A person at work in the web client: far above what hands can do, far below what hurts. */
const PERSON = 600;
const WINDOW_SECONDS = 60;

/** Counts and answers [count, seconds left] in one trip; the window starts with the first request in it. */
const COUNT = `local count = redis.call('INCR', KEYS[1]) if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end return {count, redis.call('TTL', KEYS[1])}`;

export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
  readonly allowed: boolean;
}

/**
 * Integrators share their workspace's limit, which the plan sets. People in the web client are limited each for themselves, so that ten colleagues at work
 * never lock each other out; callers without a session count by address. KINSHIP_RATE_LIMIT sets one limit for all, 0 none.
 */
@Injectable()
export class RateLimiter implements NestMiddleware {
  constructor(
    private readonly config: Config,
    private readonly redis: RedisClient,
    private readonly tenants: Tenants,
  ) {}

  use(request: Request, response: Response, next: NextFunction): void {
    void this.take(request).then((allowance) => {
      if (!allowance) return next();
      response.setHeader('RateLimit-Limit', allowance.limit);
      response.setHeader('RateLimit-Remaining', allowance.remaining);
      response.setHeader('RateLimit-Reset', allowance.resetSeconds);
      // The draft standard's own form beside the older single headers, which most clients still read.
      response.setHeader('RateLimit-Policy', `"default";q=${allowance.limit};w=${WINDOW_SECONDS}`);
      response.setHeader('RateLimit', `"default";r=${allowance.remaining};t=${allowance.resetSeconds}`);
      if (allowance.allowed) return next();
      response.setHeader('Retry-After', allowance.resetSeconds);
      const error = new AppError('RATE_LIMITED', `Too many requests. Try again in ${allowance.resetSeconds} seconds.`, { retryAfter: allowance.resetSeconds });
      if (!request.originalUrl.startsWith('/graphql')) return sendError(response, error);
      response.status(429).json({ errors: [formatError({ message: error.message }, error)] });
    }, next);
  }

  private async take(request: Request): Promise<Allowance | null> {
    const { limit, who } = await this.allowanceOf(request);
    if (limit === 0) return null;
    // Without Redis nobody is counted: a limit is there to keep the product up, not to bring it down.
    const counted = (await this.redis.eval(COUNT, 1, `${this.config.redisPrefix}:rate:${who}`, WINDOW_SECONDS).catch(() => null)) as [number, number] | null;
    if (!counted) return null;
    const [count, resetSeconds] = counted;
    return { limit, remaining: Math.max(limit - count, 0), resetSeconds: Math.max(resetSeconds, 1), allowed: count <= limit };
  }

  private async allowanceOf(request: Request): Promise<{ limit: number; who: string }> {
    const { tenantId, userId, actor } = currentContext();
    const fixed = this.config.rateLimit;
    if (!tenantId || !userId) return { limit: fixed ?? ANONYMOUS, who: `ip:${request.ip ?? ''}` };
    if (actor?.via === 'web') return { limit: fixed ?? PERSON, who: `person:${tenantId}:${userId}` };
    const tenant = await this.tenants.byId(tenantId);
    return { limit: fixed ?? PLAN_LIMITS[tenant?.plan ?? 'TRIAL'], who: `tenant:${tenantId}` };
  }
}
