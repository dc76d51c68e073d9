import type { Server } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../errors/app-error.js';
import { sendError } from '../errors/send-error.js';
import { UPLOADS } from './unread-bodies.js';

/** How long is waited for a client that is slow, or means to be, in milliseconds. */
export interface Patience {
  /** For a request's headers, from the connection or the request before on. */
  readonly headers: number;
  /** For a whole request; uploads may need it. */
  readonly request: number;
  /** For a body that is no upload. */
  readonly body: number;
  /** For a connection on which nothing moves in either direction, as with a client that does not read its answer. */
  readonly still: number;
  /** For the next request on a connection. Longer than the proxies in front keep one: they must not send a request into one that is just being closed. */
  readonly keepAlive: number;
}

export const PATIENCE: Patience = { headers: 20_000, request: 600_000, body: 30_000, still: 120_000, keepAlive: 75_000 };

/** Has the server let go of connections that only occupy it. Those that became WebSockets are no longer its own. */
export function limitSlowClients(server: Server, patience: Patience = PATIENCE): void {
  server.headersTimeout = patience.headers;
  server.requestTimeout = patience.request;
  server.keepAliveTimeout = patience.keepAlive;
  server.setTimeout(patience.still);
}

/** Refuses a request whose body does not arrive in time, and closes its connection. */
export const limitBodyTime = (patience: Patience = PATIENCE) => (request: Request, response: Response, next: NextFunction): void => {
  if (request.complete || UPLOADS.test(request.path)) return next();
  const timer = setTimeout(() => {
    if (request.complete || response.headersSent) return;
    response.setHeader('connection', 'close');
    response.once('finish', () => request.destroy());
    sendError(response, new AppError('TIMEOUT', 'The request did not arrive in time. Send it again.'), 408);
  }, patience.body);
  const end = (): void => clearTimeout(timer);
  request.once('end', end).once('close', end);
  next();
};
