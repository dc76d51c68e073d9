import { currentContext, systemContext, type RequestContext, type Via } from '../context/request-context.js';

/** What a job carries: ids and small settings, never records. They are read again when the job runs, under the permissions of that time. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null | readonly string[] | undefined>>;

/** On whose behalf a job runs. A member is named by id only, and so is the key that they came with: the job may no more than it. */
export type JobActor = { readonly kind: 'member'; readonly memberId: string; readonly via: Via; readonly apiKeyId?: string } | { readonly kind: 'system'; readonly name: string };

/** A job as it lies in Redis. */
export interface JobEnvelope {
  readonly tenantId: string | null;
  readonly actor: JobActor;
  /** Of the request that asked for the work, so that its log lines can be found together. */
  readonly requestId: string;
  readonly payload: JobPayload;
  /** Key of the promise it keeps, which is forgotten when it is done. */
  readonly promise?: string;
}

const MAX_PAYLOAD = 8_192;

/** Stamps a payload with the present context. @throws Error when it carries more than ids or nobody acts. */
export function envelopeOf(payload: JobPayload): JobEnvelope {
  const { tenantId, actor, requestId, apiKeyId } = currentContext();
  if (!actor) throw new Error('A job needs an actor; machine work runs in a systemContext.');
  if (JSON.stringify(payload).length > MAX_PAYLOAD) throw new Error('A job carries ids, not data.');
  return {
    tenantId,
    actor: actor.kind === 'member' ? { kind: 'member', memberId: actor.memberId, via: actor.via, ...(apiKeyId && { apiKeyId }) } : { kind: 'system', name: actor.name },
    requestId,
    payload,
  };
}

/** The context of machine work, with or without a tenant. */
export const machineContext = (tenantId: string | null, name: string, requestId?: string): RequestContext =>
  tenantId ? systemContext(tenantId, name, requestId) : { ...systemContext('', name, requestId), tenantId: null };
