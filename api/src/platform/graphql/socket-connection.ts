import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { ConnectionContexts } from '../context/connection-contexts.js';
import type { RequestContext } from '../context/request-context.js';

/** How long a socket's context is believed before it is asked for again, in milliseconds. */
const TRUSTED_FOR = 30_000;
/** graphql-ws' code for "not any more"; clients connect again with a new token. */
export const FORBIDDEN = 4403;

/** One WebSocket and for whom it speaks. */
export class SocketConnection {
  private checkedAt = Date.now();

  private constructor(
    private readonly contexts: ConnectionContexts,
    private readonly params: Readonly<Record<string, unknown>>,
    readonly request: IncomingMessage,
    private readonly socket: WebSocket,
    private context: RequestContext,
  ) {}

  /** @throws what `contextOfConnection` refuses the client with. */
  static async open(contexts: ConnectionContexts, params: Readonly<Record<string, unknown>>, request: IncomingMessage, socket: WebSocket): Promise<SocketConnection> {
    return new SocketConnection(contexts, params, request, socket, await contexts.contextOfConnection(params, request));
  }

  /** For whom it speaks, as last asked. */
  get present(): RequestContext {
    return this.context;
  }

  /** Closes the socket: nobody speaks through it any more. */
  refuse(): void {
    this.checkedAt = 0;
    this.socket.close(FORBIDDEN, 'Forbidden');
  }

  /** Asks again now, because something about the access has changed. */
  async recheck(): Promise<void> {
    this.checkedAt = 0;
    await this.freshContext().catch(() => undefined);
  }

  /** A context for one operation or event. Closes the socket when its session has ended. @throws UNAUTHENTICATED then */
  async freshContext(): Promise<RequestContext> {
    if (Date.now() - this.checkedAt > TRUSTED_FOR) {
      try {
        this.context = await this.contexts.contextOfConnection(this.params, this.request);
        this.checkedAt = Date.now();
      } catch (error) {
        this.refuse();
        throw error;
      }
    }
    return { ...this.context, requestId: randomUUID() };
  }
}
