import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Language, ModuleId, PermissionOverrides, Role } from '@libs/contracts';
import { AppError } from '../errors/app-error.js';

/** Through which door a change came in; written into the audit log. */
export type Via = 'web' | 'api' | 'import' | 'system';

/** Who acts. Machine work is a named system actor, never an absent one. */
export type Actor =
  | {
      readonly kind: 'member';
      readonly userId: string;
      readonly memberId: string;
      readonly name: string;
      readonly role: Role;
      readonly overrides: PermissionOverrides;
      readonly via: Via;
      /** The only modules they may use; all without. */
      readonly modules?: readonly ModuleId[];
    }
  | { readonly kind: 'system'; readonly name: string; readonly via: Via };

/** What every line of work knows: for which tenant, by whom, under which request. */
export interface RequestContext {
  readonly requestId: string;
  readonly tenantId: string | null;
  readonly actor: Actor | null;
  /** The signed-in user, also where no tenant is chosen yet. */
  readonly userId: string | null;
  /** The API key the caller came with. */
  readonly apiKeyId?: string;
  /** The session the caller came with. */
  readonly sessionId?: string;
  /** Why a token that was sent is worth nothing; told when an operation needs one. */
  readonly refusal?: AppError;
  readonly locale: string;
  readonly timezone: string;
  /** When a request has to be through, in milliseconds since 1970; work that nobody waits for has none. */
  readonly deadline?: number;
  /** What the caller wants to be answered in; English where nobody said. */
  readonly language?: Language;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** The context of a request by nobody yet. */
export const anonymousContext = (requestId: string = randomUUID(), language: Language = 'en'): RequestContext => ({ requestId, tenantId: null, actor: null, userId: null, locale: 'en', timezone: 'UTC', language });

/** Runs `work` as `context`; jobs, sockets and each step of a subscription enter through here as HTTP requests do. */
export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** The present context, if there is one. */
export const presentContext = (): RequestContext | undefined => storage.getStore();

/** The present context, or an anonymous one outside any. */
export const currentContext = (): RequestContext => storage.getStore() ?? anonymousContext();

/** The tenant this work is for. @throws UNAUTHENTICATED when there is none: nothing runs "without a tenant" by accident. */
export function currentTenantId(): string {
  const { tenantId } = currentContext();
  if (!tenantId) throw new AppError('UNAUTHENTICATED', 'Sign in to go on.');
  return tenantId;
}

/** Who acts. @throws UNAUTHENTICATED when nobody does. */
export function currentActor(): Actor {
  const { actor } = currentContext();
  if (!actor) throw new AppError('UNAUTHENTICATED', 'Sign in to go on.');
  return actor;
}

/** The acting member's id, or null for system work. */
export function currentMemberId(): string | null {
  const actor = currentActor();
  return actor.kind === 'member' ? actor.memberId : null;
}

/** A context for machine work on behalf of one tenant. */
export const systemContext = (tenantId: string, name: string, requestId: string = randomUUID()): RequestContext => ({
  requestId,
  tenantId,
  actor: { kind: 'system', name, via: 'system' },
  userId: null,
  locale: 'en',
  timezone: 'UTC',
});

/** The present context with another actor door, e.g. a member's import. */
export function actingVia<T>(via: Via, work: () => T): T {
  const context = currentContext();
  return storage.run({ ...context, actor: context.actor && { ...context.actor, via } }, work);
}

/** The present context with a named system actor, for machine work inside it. */
export function actingAs<T>(name: string, work: () => T): T {
  return storage.run({ ...currentContext(), actor: { kind: 'system', name, via: 'system' } }, work);
}
