import type { RequestContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';

/** How much of the live connection one caller may take. A tab of the web client holds one socket with about ten subscriptions. */
export const SOCKET_LIMITS = {
  /** Subscriptions that one socket may hold open. */
  subscriptions: 50,
  /** Sockets of one caller in one process: a person in a workspace, or an API key. */
  sockets: 100,
  /** Subscriptions of one caller on all their sockets in one process. */
  subscriptionsOfCaller: 1_000,
  /** Subscriptions that a socket may begin at once ... */
  burst: 100,
  /** ... and then each second: opening and closing costs more than holding. */
  perSecond: 5,
} as const;

/** What of a socket matters here. */
export interface CountedSocket {
  readonly subscriptions: Readonly<Record<string, unknown>>;
}

interface Known {
  readonly caller: string;
  tokens: number;
  at: number;
}

/** Counts what callers hold open, and refuses what only a flood would ask for. */
export class SocketLimits<S extends CountedSocket> {
  private readonly callers = new Map<string, Set<S>>();
  private readonly sockets = new Map<S, Known>();

  /** @param unlimited for benchmarks, which hold a thousand sockets as one person: then only what one socket holds is limited */
  constructor(private readonly unlimited: boolean) {}

  /** A socket begins. @returns false when the caller has too many */
  enter(socket: S, { tenantId, userId, apiKeyId }: RequestContext): boolean {
    const caller = `${tenantId} ${userId} ${apiKeyId ?? ''}`;
    const open = this.callers.get(caller) ?? new Set<S>();
    if (!this.unlimited && open.size >= SOCKET_LIMITS.sockets) return false;
    this.callers.set(caller, open.add(socket));
    this.sockets.set(socket, { caller, tokens: SOCKET_LIMITS.burst, at: Date.now() });
    return true;
  }

  leave(socket: S): void {
    const known = this.sockets.get(socket);
    if (!known) return;
    this.sockets.delete(socket);
    const open = this.callers.get(known.caller);
    open?.delete(socket);
    if (open?.size === 0) this.callers.delete(known.caller);
  }

  /** A subscription begins; it is among the socket's by now. @throws QUERY_TOO_COMPLEX, RATE_LIMITED */
  begin(socket: S): void {
    if (sizeOf(socket) > SOCKET_LIMITS.subscriptions) throw new AppError('QUERY_TOO_COMPLEX', `A connection holds at most ${SOCKET_LIMITS.subscriptions} subscriptions.`);
    const known = this.sockets.get(socket);
    if (!known || this.unlimited) return;
    let held = 0;
    for (const each of this.callers.get(known.caller) ?? []) held += sizeOf(each);
    if (held > SOCKET_LIMITS.subscriptionsOfCaller) throw new AppError('QUERY_TOO_COMPLEX', `All your connections together hold at most ${SOCKET_LIMITS.subscriptionsOfCaller} subscriptions.`);
    const now = Date.now();
    known.tokens = Math.min(SOCKET_LIMITS.burst, known.tokens + ((now - known.at) / 1000) * SOCKET_LIMITS.perSecond) - 1;
    known.at = now;
    if (known.tokens >= 0) return;
    known.tokens = 0;
    throw new AppError('RATE_LIMITED', 'Subscriptions are opened too often. Try again in a second.', { retryAfter: 1 });
  }
}

const sizeOf = ({ subscriptions }: CountedSocket): number => Object.keys(subscriptions).length;
