import { currentContext } from '../context/request-context.js';
import type { AppError } from './app-error.js';

/** What an answer says about an error besides its message, whichever door it leaves by. */
export const extensionsOf = (error: AppError, requestId = currentContext().requestId): Record<string, unknown> => ({
  ...error.extra,
  code: error.code,
  retryable: error.retryable,
  requestId,
});
