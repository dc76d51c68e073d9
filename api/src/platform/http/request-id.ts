import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { acceptedLanguage } from '../i18n/accepted-language.js';
import { anonymousContext, runInContext } from '../context/request-context.js';

const ACCEPTABLE = /^[\w.:-]{8,100}$/;
const ids = new WeakMap<IncomingMessage, string>();

/** The id a request has in logs, answers and audit: the caller's `x-request-id` where it is a plain one, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const known = ids.get(request);
  if (known) return known;
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && ACCEPTABLE.test(given) ? given : randomUUID();
  ids.set(request, id);
  return id;
}

/** Opens the request's context, by nobody yet, and tells the caller its id, so that it can be quoted. */
export function openContext(request: Request, response: Response, next: NextFunction): void {
  const id = requestIdOf(request);
  response.setHeader('x-request-id', id);
  runInContext(anonymousContext(id, acceptedLanguage(request)), next);
}
