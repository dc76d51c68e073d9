import { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError, validationError } from '../errors/app-error.js';
import { classifyError } from '../errors/classify-error.js';
import { errorInWords } from '../errors/error-in-words.js';
import { extensionsOf } from '../errors/error-extensions.js';

const logger = new Logger('GraphQL');

/** Codes of graphql-js and Apollo for requests that are not acceptable as they stand. */
const REFUSED = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED', 'VALIDATION_ERROR']);

/** The answer's form of an error: a code of libs/contracts, what belongs to it, and nothing of how the server works inside. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const raised = asAppError(formatted, error);
  if (raised.code === 'INTERNAL') logger.error(thrown(error));
  const known = errorInWords(raised);
  return {
    message: known.message,
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    extensions: extensionsOf(known),
  };
}

/** What a resolver or rule threw, from under the layers that graphql-js and Apollo put around it. */
const thrown = (error: unknown): unknown => (error instanceof GraphQLError && error.originalError ? thrown(error.originalError) : error);

function asAppError(formatted: GraphQLFormattedError, error: unknown): AppError {
  const original = thrown(error);
  if (original instanceof AppError) return original;
  const code = String(formatted.extensions?.['code'] ?? '');
  if (/document contains more tha[nt] \d+ tokens/i.test(formatted.message)) return new AppError('QUERY_TOO_COMPLEX', 'The document is too long. Send smaller operations.');
  // Told after the fiftieth wrong value, with a code that says that the fault is ours.
  if (!formatted.path && formatted.message.startsWith('Too many errors processing variables')) return refused('Too many values are wrong. Correct those that are named and send the rest again.');
  // Reading the document calls itself for each level; nothing of ours has run yet.
  if (original instanceof RangeError && !formatted.path) return new AppError('QUERY_TOO_COMPLEX', 'The document nests too deeply. Send smaller operations.');
  const unknown = UNKNOWN_ENTITY.exec(formatted.message)?.[1];
  if (unknown !== undefined) return validationError({ representations: [`There is no entity of type "${unknown}".`] });
  // graphql-js' own words about what was sent. Those about what a resolver answered have a path and are faults of ours.
  if (original instanceof GraphQLError && (REFUSED.has(code) || (!code && !formatted.path))) return refused(formatted.message);
  return classifyError(original);
}

/** Apollo's words for a reference of a type that this schema has not. */
const UNKNOWN_ENTITY = /^The _entities resolver tried to load an entity for type "([^"]*)"/;

const VARIABLE = /^Variable "\$(\w+)" got invalid value .*?(?: at "([^"]+)")?; (.+)$/s;

/** Puts the reason beside the field it is about, as far as graphql-js's message tells which that is. */
function refused(message: string): AppError {
  const absent = /^Field "\w+\.(\w+)" of required type/.exec(message)?.[1];
  if (absent) return validationError({ [absent]: ['Required.'] });
  const unsent = /^Variable "\$(\w+)" of (?:required|non-null) type/.exec(message)?.[1];
  if (unsent) return validationError({ [unsent]: ['Required.'] });
  const match = VARIABLE.exec(message);
  if (!match) return validationError({ '': [message] });
  const [, variable = '', path, reason = ''] = match;
  const field = (path ?? variable).replace(/^input\.?/, '').replace(/\[(\d+)\]/g, '.$1');
  const missing = /^Field "(\w+)" of required type/.exec(reason);
  return validationError(missing ? { [[field, missing[1]].filter(Boolean).join('.')]: ['Required.'] } : { [field]: [reason] });
}
