import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Injectable } from '@nestjs/common';

/** Bytes of one WebSocket message. */
const MAX_MESSAGE = 256 * 1024;

/** The library leaves alone what asks for a WebSocket on another path. Nobody would ever close that connection: it is not the HTTP server's any more. */
function refuseElsewhere(request: IncomingMessage, socket: Duplex): void {
  if (!request.url?.startsWith('/graphql')) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy());
}

/** Serves the one schema with federation directives. */
@Injectable()
export class FederationDriver extends ApolloFederationDriver {
  override async start(options: ApolloFederationDriverConfig): Promise<void> {
    await super.start(options);
    // The library takes messages of up to 100 MB; a subscription is a few kilobytes.
    const server = this['_subscriptionService']?.['wss'];
    if (server) server.options.maxPayload = MAX_MESSAGE;
    (this.httpAdapterHost.httpAdapter.getHttpServer() as Server).on('upgrade', refuseElsewhere);
  }

  /** Closes WebSockets with 1001 first, so that clients connect again at once; the base class would leave them to time out. */
  override async stop(): Promise<void> {
    await this['_subscriptionService']?.stop();
    await super.stop();
  }
}
