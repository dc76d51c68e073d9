import { randomUUID } from 'node:crypto';
import type { Role } from '@libs/contracts';
import type { RequestContext, Via } from '../../src/platform/context/request-context.js';
import type { Caller } from './app.js';

/** The context a caller's requests run in, for specs that call services below the API: batches, loaders, jobs. */
export const contextOf = (caller: Caller, via: Via = 'web', timezone = 'UTC'): RequestContext => ({
  requestId: randomUUID(),
  tenantId: caller.tenantId,
  userId: caller.userId,
  locale: 'en',
  timezone,
  actor: { kind: 'member', userId: caller.userId, memberId: caller.memberId, name: 'A member', role: caller.role as Role, overrides: {}, via },
});
