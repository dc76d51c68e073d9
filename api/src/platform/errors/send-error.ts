import type { Response } from 'express';
import { currentContext } from '../context/request-context.js';
import type { AppError } from './app-error.js';
import { errorInWords } from './error-in-words.js';
import { extensionsOf } from './error-extensions.js';
import { closeUnread } from '../http/unread-bodies.js';
import { statusOf } from './http-status.js';

/** Answers an HTTP request with an error: `{ error: { message, code, details, retryable, requestId } }`; clients of GraphQL get the form they read. */
export function sendError(response: Response, raised: AppError, status: number = statusOf(raised)): void {
  const error = errorInWords(raised);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  closeUnread(response);
  const told = response.getHeader('x-request-id');
  const { code, ...rest } = extensionsOf(error, typeof told === 'string' ? told : currentContext().requestId);
  if (typeof error.extra['retryAfter'] === 'number') response.setHeader('retry-after', Math.ceil(error.extra['retryAfter']));
  const graphql = /^\/graphql(?:[?/]|$)/.test(response.req.originalUrl);
  response.status(status).json(graphql ? { errors: [{ message: error.message, extensions: { code, ...rest } }] } : { error: { code, message: error.message, ...rest } });
}
