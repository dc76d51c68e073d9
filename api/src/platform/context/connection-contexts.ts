import type { IncomingMessage } from 'node:http';
import type { RequestContext } from './request-context.js';

/** Says for whom a WebSocket speaks. Without a provider of it every socket is refused. */
export abstract class ConnectionContexts {
  /**
   * The context behind a socket, from what the client sent with `connection_init` and from the upgrade request's cookies. Asked again while the
   * socket lives, so that an ended session or a changed role takes effect there too.
   *
   * @throws UNAUTHENTICATED when nobody is signed in (any more); the socket is closed with 4403 and the client may come back with a new token.
   */
  abstract contextOfConnection(params: Readonly<Record<string, unknown>>, request: IncomingMessage): Promise<RequestContext>;
}
