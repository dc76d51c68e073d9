import { Injectable, Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { runInContext } from '../context/request-context.js';
import { Metrics } from './metrics.js';
import { operationNoteOf } from './operation-note.js';

/** Asked for all day long by machines, or files of the client: of interest only while looking for a fault. */
const QUIET = new Set(['health', 'metrics', 'web']);
const AREAS = new Set(['graphql', 'health', 'metrics', 'files', 'oauth', 'webhooks', 'mcp', 'api']);

/** One line and one measurement for each request: what was asked, by whom, how it ended, how long it took. Never bodies, variables or query strings. */
@Injectable()
export class AccessLog {
  private readonly logger = new Logger('Access');

  constructor(private readonly metrics: Metrics) {}

  readonly handle = (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    response.once('close', () => this.tell(request, response, performance.now() - started));
    next();
  };

  private tell(request: Request, response: Response, milliseconds: number): void {
    const path = request.originalUrl.split('?', 1)[0] ?? '/';
    const first = path.split('/', 2)[1] ?? '';
    const area = AREAS.has(first) ? first : 'web';
    const note = operationNoteOf(response);
    this.metrics.observeRequest(request.method, area, response.statusCode, milliseconds);
    if (note) this.metrics.observeOperation(note);
    const line = {
      msg: note ? `${note.type} ${note.name}` : `${request.method} ${path}`,
      method: request.method,
      path,
      status: response.statusCode,
      ms: Math.round(milliseconds * 10) / 10,
      requestId: response.getHeader('x-request-id'),
      ...(note ? { operation: note.name, ...(note.codes.length > 0 ? { codes: note.codes } : {}) } : {}),
      ...(response.writableFinished ? {} : { aborted: true }),
    };
    const write = (): void => (QUIET.has(area) ? this.logger.debug(line) : this.logger.log(line));
    // By now the request's own context is gone; the operation remembered who acted.
    if (note) runInContext(note.context, write);
    else write();
  }
}
