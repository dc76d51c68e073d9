import { ApolloLink, Observable } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { ErrorLink } from '@apollo/client/link/error';
import { HttpLink } from '@apollo/client/link/http';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { CLIENT_HEADERS, type RefreshOutcome } from './session-refresh.js';

export interface SocketEvents {
  connected(): void;
  /** It broke, and is opened again. */
  lost(): void;
  /** It was closed on purpose: nobody subscribes any more, or it starts anew. */
  released(): void;
}

const SESSION_CLOSE_CODES: ReadonlySet<number> = new Set([4401, 4403]);
/** Normal closure, and what `terminate()` reports. */
const OWN_CLOSE_CODES: ReadonlySet<number> = new Set([1000, 4499]);
const MAX_WAIT_MS = 15_000;

/** The one socket all subscriptions share. Opens with the first, reconnects for ever, and asks for a new session when told that its own expired. */
export function createSocket(url: string, renew: () => Promise<RefreshOutcome>, events: SocketEvents): Client {
  let expired = false;
  return createClient({
    url,
    lazy: true,
    keepAlive: 20_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async (attempt) => {
      if (expired) {
        expired = false;
        await renew();
      }
      const wait = Math.min(MAX_WAIT_MS, 500 * 2 ** Math.min(attempt, 5)) * (0.75 + Math.random() / 2);
      await new Promise((resolve) => setTimeout(resolve, wait));
    },
    connectionParams: () => ({ client: 'web' }),
    on: {
      connected: () => events.connected(),
      closed: (event) => {
        const code = closeCode(event);
        expired = SESSION_CLOSE_CODES.has(code);
        if (OWN_CLOSE_CODES.has(code)) events.released();
        else events.lost();
      },
    },
  });
}

const closeCode = (event: unknown): number => (typeof event === 'object' && event !== null && 'code' in event ? Number(event.code) : 0);

const hasCode = (error: unknown, code: string): boolean => CombinedGraphQLErrors.is(error) && error.errors.some((each) => each.extensions?.['code'] === code);

/** Renews the session when the API says UNAUTHENTICATED, then sends the operation once more. `context.signIn` marks operations whose refusal is an answer. */
export function renewingLink(renew: () => Promise<RefreshOutcome>, ended: () => void, restricted: () => void = () => undefined): ApolloLink {
  return new ErrorLink(({ error, operation, forward }) => {
    const context = operation.getContext();
    if (!context['signIn'] && hasCode(error, 'TWO_FACTOR_REQUIRED')) restricted();
    if (!hasCode(error, 'UNAUTHENTICATED') || context['signIn'] || context['renewed']) return undefined;
    return new Observable((observer) => {
      let inner: { unsubscribe(): void } | undefined;
      let stopped = false;
      void renew().then((outcome) => {
        if (stopped) return;
        if (outcome === 'ended') ended();
        if (outcome !== 'renewed') {
          observer.error(error);
          return;
        }
        operation.setContext({ renewed: true });
        inner = forward(operation).subscribe(observer);
      });
      return () => {
        stopped = true;
        inner?.unsubscribe();
      };
    });
  });
}

/** Subscriptions over the socket, the rest over HTTP with the session cookie. */
export function transportLink(socket: Client): ApolloLink {
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin', headers: CLIENT_HEADERS });
  return ApolloLink.split((operation) => operation.operationType === OperationTypeNode.SUBSCRIPTION, new GraphQLWsLink(socket), http);
}
