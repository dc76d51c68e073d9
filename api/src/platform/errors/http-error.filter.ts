import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { currentContext } from '../context/request-context.js';
import { classifyError } from './classify-error.js';
import { errorInWords } from './error-in-words.js';
import { extensionsOf } from './error-extensions.js';
import { HTTP_STATUS } from './http-status.js';

/** Gives plain HTTP routes the error shape GraphQL has: `{ error: { message, code, details, retryable, requestId } }`. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(exception: unknown, host: ArgumentsHost): void {
    // GraphQL has its own formatting step, which needs the error as it was thrown.
    if (host.getType<string>() !== 'http') throw exception;
    const raised = classifyError(exception);
    if (raised.code === 'INTERNAL') this.logger.error(exception);
    const error = errorInWords(raised);
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const told = response.getHeader('x-request-id');
    const { code, ...rest } = extensionsOf(error, typeof told === 'string' ? told : currentContext().requestId);
    if (typeof error.extra['retryAfter'] === 'number') response.setHeader('retry-after', Math.ceil(error.extra['retryAfter']));
    response.status(HTTP_STATUS[error.code]).json({ error: { code, message: error.message, ...rest } });
  }
}
