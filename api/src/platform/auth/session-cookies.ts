import type { CookieOptions, Request, Response } from 'express';
import type { IncomingMessage } from 'node:http';
import { GRAPHQL_PATH } from '../graphql/graphql-options.js';
import { ACCESS_SECONDS, REFRESH_DAYS } from './session-tokens.js';
import type { IssuedSession } from './sessions.service.js';

export const ACCESS_COOKIE = 'kinship_access';
export const REFRESH_COOKIE = 'kinship_refresh';
/** A header no other site's form or image can send; cookie-authenticated mutations must carry it. */
export const CLIENT_HEADER = 'x-kinship-client';

const options = (secure: boolean, path: string, sameSite: 'lax' | 'strict', seconds: number): CookieOptions => ({ httpOnly: true, secure, sameSite, path, maxAge: seconds * 1000 });

/** The access cookie goes everywhere (files, socket), the refresh cookie only where it is spent. */
export function setSessionCookies(response: Response, session: IssuedSession, secure: boolean): void {
  response.cookie(ACCESS_COOKIE, session.accessToken, options(secure, '/', 'lax', ACCESS_SECONDS));
  response.cookie(REFRESH_COOKIE, session.refreshToken, options(secure, GRAPHQL_PATH, 'strict', REFRESH_DAYS * 86_400));
}

export function clearSessionCookies(response: Response, secure: boolean): void {
  response.clearCookie(ACCESS_COOKIE, options(secure, '/', 'lax', 0));
  response.clearCookie(REFRESH_COOKIE, options(secure, GRAPHQL_PATH, 'strict', 0));
}

/** Cookies of any request, also of a socket's upgrade, which no middleware has read. */
export function cookieOf(request: IncomingMessage, name: string): string | null {
  const parsed = (request as Request).cookies as Record<string, string> | undefined;
  if (parsed) return parsed[name] ?? null;
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return decoded(value.join('='));
  }
  return null;
}

/** A cookie that is badly written is none of ours. */
function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
