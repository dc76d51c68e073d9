import helmet from 'helmet';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Config } from '../config/config.js';

/** Nothing that is no page of ours may load, run, frame or send anything, should a browser show it as a page. */
const NO_PAGE = ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"].join('; ');

/** What no page of ours asks a browser for, and nothing it might come to contain. */
const PERMISSIONS = 'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()';

/** Headers that every answer has. Those of pages have a policy of their own in place of the one that is here. */
export function securityHeaders(config: Config): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: false,
    // Over plain HTTP the header is ignored at best and locks a later host out at worst.
    strictTransportSecurity: config.isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
  // The same for every answer, so they are asked for once.
  const fixed = new Map<string, string>();
  const collector = { setHeader: (name: string, value: string) => void fixed.set(name, value), removeHeader: (name: string) => void fixed.delete(name) };
  headers({} as Request, collector as unknown as Response, () => undefined);
  fixed.set('content-security-policy', NO_PAGE);
  fixed.set('permissions-policy', PERMISSIONS);
  // Whoever may be kept says so itself: files of the client, pictures.
  fixed.set('cache-control', 'no-store');
  return (_request: Request, response: Response, next: NextFunction) => {
    for (const [name, value] of fixed) response.setHeader(name, value);
    next();
  };
}

/**
 * The policy of a page: scripts that carry the nonce and what those load, styles from here and those with the nonce, which is how components bring theirs at
 * run time. Browsers that know no `strict-dynamic` go by `'self'`.
 */
export function pagePolicy(config: Config): (nonce: string) => string {
  const socket = config.origin.replace(/^http/, 'ws');
  return (nonce) =>
    [
      "default-src 'self'",
      `script-src 'self' 'strict-dynamic' 'nonce-${nonce}'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob: https:",
      "font-src 'self' data:",
      `connect-src 'self' ${socket}`,
      "worker-src 'self' blob:",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      ...(config.isSecure ? ['upgrade-insecure-requests'] : []),
    ].join('; ');
}
