import { createHash, createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Config } from '../config/config.js';

/** What an access token says. Roles are not in it: they are read at each request, so that a change takes effect at once. */
export interface AccessClaims {
  /** User. */
  readonly sub: string;
  /** Tenant; absent while none is chosen. */
  readonly tid: string | null;
  /** Session. */
  readonly sid: string;
}

/** The secret as a key. Given as text, each check of a token would first try to read it as a public key, which costs more than the check. */
export const signingKey = (secret: string): KeyObject => createSecretKey(Buffer.from(secret));

export const ACCESS_SECONDS = 15 * 60;
export const REFRESH_DAYS = 30;

/** Access tokens are signed and short-lived; refresh tokens are random, kept hashed, and spent once. */
@Injectable()
export class SessionTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly config: Config,
  ) {}

  async access(claims: AccessClaims): Promise<{ token: string; expiresAt: Date }> {
    const token = await this.jwt.signAsync({ ...claims }, { expiresIn: ACCESS_SECONDS });
    return { token, expiresAt: new Date(Date.now() + ACCESS_SECONDS * 1000) };
  }

  /** `<session>.<secret>`: the session is found by its id, so that a spent secret betrays the family it came from. */
  refresh(sessionId: string): { token: string; hash: string } {
    return tokenOf(sessionId, randomBytes(32).toString('base64url'));
  }

  /**
   * The token that follows one that is spent. It is derived, with a key only the server has, so that two tabs which spend the same token at once
   * are given the same next one; neither then holds a token that the other has spent.
   */
  successor(sessionId: string, spent: string): { token: string; hash: string } {
    return tokenOf(sessionId, createHmac('sha256', this.config.secret).update(`refresh:${sessionId}:${spent}`).digest('base64url'));
  }
}

const tokenOf = (sessionId: string, secret: string): { token: string; hash: string } => ({ token: `${sessionId}.${secret}`, hash: hashToken(secret) });

export const hashToken = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
