/** Every code an API answer can carry in `extensions.code`, with what it tells the caller. */
export const ERROR_CODES = {
  VALIDATION_ERROR: 'The input is not acceptable; `details` names each field and why.',
  UNAUTHENTICATED: 'No valid session, token or key came with the request.',
  FORBIDDEN: 'The caller is known but may not do this.',
  NOT_FOUND: 'There is no such record, or it belongs to somebody else.',
  CONFLICT: 'The record changed since it was read; `current` holds its present values.',
  MODULE_NOT_ENABLED: 'The module is switched off for this tenant; `upgradeUrl` says where to switch it on.',
  TRIAL_EXPIRED: "The module's trial has ended; `upgradeUrl` says how to go on.",
  TENANT_INACTIVE: 'The tenant is suspended, cancelled or its plan has expired.',
  TWO_FACTOR_REQUIRED: 'The workspace or the account asks for two-factor sign-in, which the caller has yet to set up or go through.',
  USAGE_LIMIT_REACHED: "The plan's limit for this period is used up.",
  RATE_LIMITED: 'Too many requests; try again after `retryAfter` seconds.',
  QUERY_TOO_COMPLEX: 'The operation is too deep, too wide or too expensive.',
  PRECONDITION_FAILED: 'The record is not in a state that allows this.',
  TIMEOUT: 'It took longer than a request may and was stopped; nothing of it was done.',
  UPSTREAM_ERROR: 'An outside service did not answer as expected.',
  INTERNAL: 'Something went wrong on our side; quote the request id.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Codes for which the same request may succeed later without change. */
export const RETRYABLE_CODES: ReadonlySet<ErrorCode> = new Set(['RATE_LIMITED', 'TIMEOUT', 'UPSTREAM_ERROR', 'INTERNAL']);
