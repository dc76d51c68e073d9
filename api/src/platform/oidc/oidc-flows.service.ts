import { Injectable, Logger } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, fetchUserInfo, randomNonce, randomPKCECodeVerifier, randomState, type Configuration } from 'openid-client';
import { Config } from '../config/config.js';
import { cookieOf } from '../auth/session-cookies.js';
import { AppError } from '../errors/app-error.js';
import { RedisClient } from '../redis/redis-client.js';
import { Secrets } from '../secrets/secrets.service.js';
import type { ExternalIdentity } from './identities.service.js';
import { OidcProviders } from './oidc-providers.js';

/** What a trip to another service is for. */
export interface FlowPurpose {
  readonly intent: 'SIGN_IN' | 'LINK';
  /** Where to go on afterwards; a path of ours. */
  readonly returnTo: string;
  /** Who links, and the session they asked in. */
  readonly userId?: string;
  readonly sessionId?: string;
}

interface Flow extends FlowPurpose {
  readonly provider: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly at: number;
}

/** The trip did not end well; `reason` is told to the person. */
export class FlowFailed extends Error {
  constructor(readonly reason: 'expired' | 'refused' | 'failed') {
    super(reason);
  }
}

const COOKIE = 'kinship_sign_in';
const PURPOSE = 'oidc flow';
const VALID_SECONDS = 10 * 60;

/** Trips to other services and back: code flow with PKCE, state and nonce, kept encrypted in a cookie of the browser that set out, each good for one return. */
@Injectable()
export class OidcFlows {
  private readonly logger = new Logger('SignIn');

  constructor(
    private readonly config: Config,
    private readonly providers: OidcProviders,
    private readonly redis: RedisClient,
    private readonly secrets: Secrets,
  ) {}

  /** Remembers the trip in the browser. @returns where to send it. @throws NOT_FOUND, UPSTREAM_ERROR */
  async begin(provider: string, purpose: FlowPurpose, response: Response): Promise<string> {
    const configuration = await this.reach(provider);
    const flow: Flow = { ...purpose, provider, state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), at: Date.now() };
    response.cookie(COOKIE, this.secrets.seal(JSON.stringify(flow), PURPOSE), { ...this.cookie, maxAge: VALID_SECONDS * 1000 });
    return buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri(provider),
      scope: 'openid email profile',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
    }).href;
  }

  /** Takes the browser back in, and the code for who it is. @throws FlowFailed */
  async finish(provider: string, request: Request, response: Response): Promise<{ purpose: FlowPurpose; identity: ExternalIdentity }> {
    const flow = await this.takeFlow(provider, request, response);
    if (request.query['error']) throw new FlowFailed('refused');
    try {
      const configuration = await this.providers.configuration(provider);
      const tokens = await authorizationCodeGrant(configuration, new URL(request.originalUrl, this.config.origin), {
        pkceCodeVerifier: flow.verifier, expectedState: flow.state, expectedNonce: flow.nonce, idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const more = claims['email'] || !configuration.serverMetadata().userinfo_endpoint ? {} : await fetchUserInfo(configuration, tokens.access_token, claims.sub);
      return { purpose: flow, identity: identityOf(provider, { ...more, ...claims }) };
    } catch (error) {
      this.logger.warn(`Signing in through ${provider} failed: ${(error as Error).message}`);
      throw new FlowFailed('failed');
    }
  }

  /** The cookie's trip, if it is this one and returns for the first time. */
  private async takeFlow(provider: string, request: Request, response: Response): Promise<Flow> {
    const cookie = cookieOf(request, COOKIE);
    response.clearCookie(COOKIE, this.cookie);
    const flow = cookie ? this.read(cookie) : null;
    if (!flow || flow.provider !== provider || Date.now() - flow.at > VALID_SECONDS * 1000) throw new FlowFailed('expired');
    const first = await this.redis.set(`${this.config.redisPrefix}:oidc:${flow.state}`, '1', 'EX', VALID_SECONDS, 'NX');
    if (first !== 'OK') throw new FlowFailed('expired');
    return flow;
  }

  private read(cookie: string): Flow | null {
    try {
      return JSON.parse(this.secrets.open(cookie, PURPOSE)) as Flow;
    } catch {
      return null;
    }
  }

  private async reach(provider: string): Promise<Configuration> {
    const { name } = this.providers.named(provider);
    try {
      return await this.providers.configuration(provider);
    } catch (error) {
      this.logger.error(`${name} can't be reached for signing in: ${(error as Error).message}`);
      throw new AppError('UPSTREAM_ERROR', `${name} does not answer at the moment. Try again, or sign in with your password.`);
    }
  }

  private redirectUri(provider: string): string {
    return `${this.config.origin}/oauth/sign-in/${encodeURIComponent(provider)}/callback`;
  }

  /** Lax: it has to come along when the other service sends the browser back. */
  private get cookie(): CookieOptions {
    return { httpOnly: true, secure: this.config.isSecure, sameSite: 'lax', path: '/oauth' };
  }
}

function identityOf(provider: string, claims: Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string }): ExternalIdentity {
  const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null);
  return {
    provider,
    issuer: claims.iss,
    subject: claims.sub,
    email: text(claims['email'])?.toLowerCase() ?? null,
    // Microsoft says it under a name of its own, and only where the administrator of the directory has asked for it.
    emailVerified: claims['email_verified'] === true || claims['email_verified'] === 'true' || claims['xms_edov'] === true || claims['xms_edov'] === '1' || claims['xms_edov'] === 1,
    name: text(claims['name']) ?? '',
  };
}
