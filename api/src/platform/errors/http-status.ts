import type { ErrorCode } from '@libs/contracts';
import { TooLargeError, type AppError } from './app-error.js';

/** HTTP status of each code, for doors that have one. GraphQL answers 200 once it ran. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  VALIDATION_ERROR: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  MODULE_NOT_ENABLED: 402,
  TRIAL_EXPIRED: 402,
  TENANT_INACTIVE: 403,
  TWO_FACTOR_REQUIRED: 403,
  USAGE_LIMIT_REACHED: 402,
  RATE_LIMITED: 429,
  QUERY_TOO_COMPLEX: 400,
  PRECONDITION_FAILED: 412,
  TIMEOUT: 503,
  UPSTREAM_ERROR: 502,
  INTERNAL: 500,
};

/** The status an error is answered with. */
export const statusOf = (error: AppError): number => (error instanceof TooLargeError ? 413 : HTTP_STATUS[error.code]);
