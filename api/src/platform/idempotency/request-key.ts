import { createHash } from 'node:crypto';
import type { ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from 'express';
import type { GraphQLResolveInfo } from 'graphql';
import { validationError } from '../errors/app-error.js';

/** Header by which a client says that a mutation is the same one as before, sent again. */
export const KEY_HEADER = 'idempotency-key';

const ACCEPTABLE = /^[\x21-\x7e]{8,200}$/;

/** A mutation that its caller may send again. */
export interface RequestKey {
  /** The caller's key and the place of the mutation in the request: several in one are kept apart. */
  readonly key: string;
  /** Of what is asked for: the same key with another wish is a mistake of the caller. */
  readonly fingerprint: string;
}

/** The key that came with a mutation; null for everything else, and where none came. @throws VALIDATION_ERROR for one that can't be kept */
export function requestKeyOf(execution: ExecutionContext): RequestKey | null {
  if (execution.getType<string>() !== 'graphql') return null;
  const graphql = GqlExecutionContext.create(execution);
  const info = graphql.getInfo<GraphQLResolveInfo | undefined>();
  if (info?.operation?.operation !== 'mutation' || info.path.prev !== undefined) return null;
  const given = graphql.getContext<{ req: Request }>().req.headers[KEY_HEADER];
  if (given === undefined) return null;
  if (typeof given !== 'string' || !ACCEPTABLE.test(given)) throw validationError({ [KEY_HEADER]: ['Must be 8 to 200 visible ASCII characters, such as a UUID.'] });
  const fingerprint = createHash('sha256').update(JSON.stringify([info.fieldName, graphql.getArgs()])).digest('hex');
  return { key: `${given}/${info.path.key}`, fingerprint };
}
