import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Config } from '../config/config.js';
import { ACCESS_COOKIE, cookieOf } from './session-cookies.js';
import { signingKey, type AccessClaims } from './session-tokens.js';

export const ACCESS_STRATEGY = 'access-token';

/** What a token says whose signature is right, and until when. */
export interface CheckedClaims extends AccessClaims {
  readonly expiresAt: number;
}

/** Reads the access token from `Authorization: Bearer` or, for the web client, from its cookie. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, ACCESS_STRATEGY) {
  constructor(config: Config) {
    const key = signingKey(config.secret);
    super({
      jwtFromRequest: ExtractJwt.fromExtractors([ExtractJwt.fromAuthHeaderAsBearerToken(), (request: IncomingMessage) => cookieOf(request, ACCESS_COOKIE)]),
      // Keys are passed through to jsonwebtoken, which takes them; the types know only text and buffers.
      secretOrKeyProvider: (_request: unknown, _token: unknown, done: (error: unknown, secret: Buffer) => void) => done(null, key as unknown as Buffer),
      algorithms: ['HS256'],
    });
  }

  /** The signature and the time are right; whether the session lives is asked by `CallerContexts`. */
  validate({ sub, tid, sid, exp }: AccessClaims & { readonly exp: number }): CheckedClaims {
    return { sub, tid, sid, expiresAt: exp * 1000 };
  }
}
