import { HttpException } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { ErrorCode } from '@libs/contracts';
import { currentContext } from '../context/request-context.js';
import { AppError, preconditionFailed, tooBusy, tookTooLong, validationError, type ErrorDetails } from './app-error.js';

const HTTP_CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'VALIDATION_ERROR',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'QUERY_TOO_COMPLEX',
  415: 'VALIDATION_ERROR',
  422: 'VALIDATION_ERROR',
  429: 'RATE_LIMITED',
};

/** Any error as one with a code that may be shown. What is not known to be harmless becomes INTERNAL without its message. */
export function classifyError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // The framework passes on what the parser of JSON says, as a request that is bad.
  if (error instanceof HttpException && error.getStatus() === 400 && /\bJSON\b/.test(error.message)) return validationError({ '': ['The body of the request is not valid JSON.'] });
  if (error instanceof HttpException) return fromStatus(error.getStatus(), error.message);
  if (error instanceof Error) {
    const database = fromDatabase(databaseCode(error), error.message);
    if (database) return database;
    if (NO_CONNECTION.test(error.message)) return tooBusy();
    if ('type' in error && error.type === 'entity.too.large') return new AppError('QUERY_TOO_COMPLEX', 'The body of the request is too large. Send less at a time; files go to POST /files.');
    // Body parsers throw errors that carry their status and a message meant for the caller.
    if ('status' in error && 'expose' in error && error.expose === true && typeof error.status === 'number') return fromStatus(error.status, error.message);
  }
  return internalError();
}

/** The pool's own error has no code. */
const NO_CONNECTION = /^timeout exceeded when trying to connect$/;

/** What a caller is told about a fault of ours: nothing but how to have it looked up. */
export const internalError = (): AppError => new AppError('INTERNAL', `Something went wrong on our side. Try again; if it stays, quote the request id ${currentContext().requestId}.`);

function fromStatus(status: number, message: string): AppError {
  const code = HTTP_CODES[status];
  if (!code) return internalError();
  return code === 'VALIDATION_ERROR' ? validationError({ '': [message] }) : new AppError(code, message);
}

/** The SQLSTATE, whether the driver's error came as it is or wrapped. */
function databaseCode(error: Error): string {
  const source = 'driverError' in error ? error.driverError : error;
  const code = typeof source === 'object' && source !== null && 'code' in source ? String(source.code) : '';
  return /^[0-9A-Z]{5}$/.test(code) ? code : '';
}

/** Values that no column takes; fields of records are checked before, with words that name the field. */
const UNSTORABLE: Readonly<Record<string, string>> = {
  '22001': 'A text is too long.',
  '22003': 'A number is out of range.',
  '22007': 'A day or time has the wrong form. Write it like 2026-11-21 or 2026-11-21T09:30:00Z.',
  '22008': 'A day or time is out of range.',
  '22021': 'Text must not contain NUL characters.',
  '22P05': 'Text must not contain NUL characters or half characters.',
};

/** Refusals of PostgreSQL that a caller can do something about. Most are caught earlier with better words; none may leak a table's name. */
function fromDatabase(code: string, message: string): AppError | null {
  // Two waited for each other, and this one was let go: nothing of it was written.
  if (code === '40P01' || code === '40001') return new AppError('CONFLICT', 'Somebody changed the same records at the same moment. Try again.');
  if (code === '57014') return tookTooLong();
  if (code === '53300') return tooBusy();
  if (code === '23505') return validationError({ '': ['Another record with the same key was saved a moment ago.'] });
  if (code === '23503') return preconditionFailed('Something this points at is gone, or something still points at this.');
  if (code === '23502' || code === '23514') return validationError({ '': ['A value is missing or not among those allowed.'] });
  if (code === '22P02' && message.includes('type uuid')) return validationError({ '': ['Something in this request that should be an id is not one. Use ids as the API answers them.'] });
  if (code === '22P02' && message.includes('type json')) return validationError({ '': [UNSTORABLE['22P05']!] });
  if (UNSTORABLE[code]) return validationError({ '': [UNSTORABLE[code]] });
  if (code.startsWith('22')) return validationError({ '': ['A value has the wrong form or is out of range.'] });
  return null;
}

/** What class-validator found, by the path of each field. */
export function detailsOf(errors: readonly ValidationError[], prefix = ''): ErrorDetails {
  return Object.assign(
    {},
    ...errors.map((error) => {
      const path = prefix ? `${prefix}.${error.property}` : error.property;
      const own = Object.values(error.constraints ?? {});
      return { ...(own.length > 0 ? { [path]: own } : {}), ...detailsOf(error.children ?? [], path) };
    }),
  ) as ErrorDetails;
}
