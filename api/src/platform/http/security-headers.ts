import helmet from 'helmet';
import type { RequestHandler } from 'express';
import type { Config } from '../config/config.js';

/**
 * Headers that tell browsers what a page of ours may do. Scripts come from here or carry a hash that was taken from the built
 * `index.html`; the page's own policy narrows that further. Styles may be inline because components bring theirs at run time.
 */
export function securityHeaders(config: Config, scriptHashes: readonly string[]): RequestHandler {
  const socket = config.origin.replace(/^http/, 'ws');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...scriptHashes],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", socket],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        ...(config.isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Over plain HTTP the header is ignored at best and locks a later host out at worst.
    strictTransportSecurity: config.isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
}
