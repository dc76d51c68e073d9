import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import passport from 'passport';
import { isApiKey } from '../api-keys/api-key.js';
import { ApiKeyContexts } from '../api-keys/api-key-contexts.js';
import { Config } from '../config/config.js';
import { currentContext, runInContext, type RequestContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { ACCESS_STRATEGY, type CheckedClaims } from './access-token.strategy.js';
import { TenantFieldsCache } from '../records/tenant-fields-cache.js';
import { CallerContexts } from './caller-contexts.js';
import { ACCESS_COOKIE, cookieOf } from './session-cookies.js';
import type { AccessClaims } from './session-tokens.js';

const MOST_TOKENS = 5_000;

/**
 * Enters the caller's context. A missing or useless token leaves the caller anonymous and says why in the context: whether that matters is the
 * operation's declaration to say, and signing in must work with a stale cookie.
 */
@Injectable()
export class CallerMiddleware implements NestMiddleware {
  private readonly checked = new Map<string, CheckedClaims>();

  constructor(
    private readonly callers: CallerContexts,
    private readonly keys: ApiKeyContexts,
    private readonly tenantFields: TenantFieldsCache,
    private readonly config: Config,
  ) {}

  use(request: Request, response: Response, next: NextFunction): void {
    void this.contextOf(request, response).then(
      (context) => runInContext(this.limited(request, context), next),
      (error: unknown) => next(error),
    );
  }

  /** Uploads and downloads take the time that their files take. */
  private limited(request: Request, context: RequestContext): RequestContext {
    return request.originalUrl.startsWith('/graphql') ? { ...context, deadline: Date.now() + this.config.requestSeconds * 1000 } : context;
  }

  private async contextOf(request: Request, response: Response): Promise<RequestContext> {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer && isApiKey(bearer)) return this.entered(() => this.keys.contextOf(bearer, request));
    const claims = await this.claimsOf(request, response, bearer);
    if (!claims) return currentContext();
    return this.entered(() => this.callers.contextOf(claims, request, request.headers.authorization ? 'api' : 'web'));
  }

  /** What the caller's token says. A signature that was found right stays right, so that it is worked out once for each token. */
  private async claimsOf(request: Request, response: Response, bearer: string | undefined): Promise<AccessClaims | null> {
    const token = bearer ?? (request.headers.authorization ? null : cookieOf(request, ACCESS_COOKIE));
    const known = token ? this.checked.get(token) : undefined;
    if (known && known.expiresAt > Date.now()) return known;
    const claims = await new Promise<CheckedClaims | null>((resolve, reject) => {
      const done = (error: unknown, found: CheckedClaims | false): void => (error ? reject(error) : resolve(found || null));
      (passport.authenticate(ACCESS_STRATEGY, { session: false }, done) as (request: Request, response: Response, next: (error?: unknown) => void) => void)(request, response, reject);
    });
    if (!claims || !token) return claims;
    if (this.checked.size >= MOST_TOKENS) this.checked.clear();
    this.checked.set(token, claims);
    return claims;
  }

  /** What is wrong with a token is told when an operation needs one. */
  private async entered(work: () => Promise<RequestContext>): Promise<RequestContext> {
    try {
      const context = await work();
      await runInContext(context, () => this.tenantFields.ready());
      return context;
    } catch (error) {
      if (error instanceof AppError) return { ...currentContext(), refusal: error };
      throw error;
    }
  }
}
