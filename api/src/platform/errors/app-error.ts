import { RETRYABLE_CODES, type ErrorCode } from '@libs/contracts';

/** Why each field of an input was refused; the empty key is about the input as a whole. */
export type ErrorDetails = Readonly<Record<string, readonly string[]>>;

/**
 * An expected failure with a stable code. Whatever door it leaves by (GraphQL, REST, job report), the code and details stay the same; the
 * message is one sentence that tells a person what to do.
 */
export class AppError extends Error {
  readonly retryable: boolean;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly extra: { readonly details?: ErrorDetails; readonly current?: unknown; readonly [key: string]: unknown } = {},
  ) {
    super(message);
    this.name = 'AppError';
    this.retryable = RETRYABLE_CODES.has(code);
  }
}

export const validationError = (details: ErrorDetails, message?: string): AppError =>
  new AppError('VALIDATION_ERROR', message ?? describeDetails(details), { details });

/** A body larger than is taken; doors that have a status answer it with 413. */
export class TooLargeError extends AppError {}

export function fileTooLarge(maxBytes: number): AppError {
  const reason = `A file may have at most ${Math.floor(maxBytes / 1_048_576)} MB.`;
  return new TooLargeError('VALIDATION_ERROR', `file: ${reason}`, { details: { file: [reason] } });
}

export const notFound = (what: string): AppError => new AppError('NOT_FOUND', `${what} was not found. It may have been deleted.`);

export const forbidden = (message: string): AppError => new AppError('FORBIDDEN', message);

export const preconditionFailed = (message: string, details?: ErrorDetails): AppError => new AppError('PRECONDITION_FAILED', message, details ? { details } : {});

/** Ended by its time, in the database or between two steps; what it had written is rolled back. */
export const tookTooLong = (): AppError => new AppError('TIMEOUT', 'This took too long and was stopped; nothing was changed. Ask for less at once.');

/** All connections to the database were taken for longer than a request waits for one. */
export const tooBusy = (): AppError => new AppError('TIMEOUT', 'The server is too busy for this at the moment. Try again.');

/** The first reason, so that a client that shows only the message still says something useful. */
export function describeDetails(details: ErrorDetails): string {
  const [field, reasons] = Object.entries(details)[0] ?? ['', ['The input is not acceptable.']];
  return field ? `${field}: ${reasons[0]}` : (reasons[0] ?? 'The input is not acceptable.');
}
