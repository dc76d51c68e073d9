import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { classifyError } from './classify-error.js';
import { sendError } from './send-error.js';

/** Gives plain HTTP routes the error shape GraphQL has: `{ error: { message, code, details, retryable, requestId } }`. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(exception: unknown, host: ArgumentsHost): void {
    // GraphQL has its own formatting step, which needs the error as it was thrown.
    if (host.getType<string>() !== 'http') throw exception;
    const raised = classifyError(exception);
    if (raised.code === 'INTERNAL') this.logger.error(exception);
    sendError(host.switchToHttp().getResponse<Response>(), raised);
  }
}
