import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { ERROR_CODES, RETRYABLE_CODES, type ErrorCode } from '@libs/contracts';

/** Codes of the API, and the two ways not to reach it at all. */
export type ClientErrorCode = ErrorCode | 'OFFLINE' | 'UNREACHABLE';

interface ApiExtensions {
  readonly code?: unknown;
  readonly details?: unknown;
  readonly current?: unknown;
  readonly requestId?: unknown;
  readonly upgradeUrl?: unknown;
}

/** What every gateway throws: the API's answer with its parts typed. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ClientErrorCode,
    message: string,
    /** Reasons by field name, from VALIDATION_ERROR. */
    readonly details: Readonly<Record<string, readonly string[]>> = {},
    /** The record's present values, from CONFLICT. */
    readonly current: Readonly<Record<string, unknown>> | null = null,
    /** To quote to support. */
    readonly requestId: string | null = null,
    readonly upgradeUrl: string | null = null,
  ) {
    super(message);
  }

  /** The same request may succeed later. */
  get retryable(): boolean {
    return this.code === 'OFFLINE' || this.code === 'UNREACHABLE' || RETRYABLE_CODES.has(this.code);
  }

  /** The reasons given for one field of the input, or an empty list. */
  reasonsFor(field: string): readonly string[] {
    return this.details[field] ?? this.details[`input.${field}`] ?? [];
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function detailsOf(value: unknown): Record<string, readonly string[]> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([field, reasons]) => [field, (Array.isArray(reasons) ? reasons : [reasons]).map(String)]));
}

/** The error that the API's `extensions` describe. */
export function fromExtensions(message: string, extensions: ApiExtensions): AppError {
  const code = text(extensions.code);
  return new AppError(
    code !== null && code in ERROR_CODES ? (code as ErrorCode) : 'INTERNAL',
    message,
    detailsOf(extensions.details),
    isRecord(extensions.current) ? extensions.current : null,
    text(extensions.requestId),
    text(extensions.upgradeUrl),
  );
}

/** Any failure as an AppError: GraphQL errors by their code, everything else as a connection that did not work. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    return fromExtensions(first?.message ?? error.message, (first?.extensions ?? {}) as ApiExtensions);
  }
  if (ServerError.is(error)) return fromServerError(error);
  const message = error instanceof Error ? error.message : String(error);
  return new AppError(navigator.onLine ? 'UNREACHABLE' : 'OFFLINE', message);
}

function fromServerError(error: ServerError): AppError {
  if (error.statusCode === 429) return new AppError('RATE_LIMITED', error.message);
  if (error.statusCode === 401) return new AppError('UNAUTHENTICATED', error.message);
  if (error.statusCode >= 500) return new AppError('UNREACHABLE', error.message);
  return new AppError('INTERNAL', error.message);
}
