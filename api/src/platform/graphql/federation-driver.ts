import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Injectable } from '@nestjs/common';

/** Bytes of one WebSocket message. */
const MAX_MESSAGE = 256 * 1024;

/** Serves the one schema with federation directives. */
@Injectable()
export class FederationDriver extends ApolloFederationDriver {
  override async start(options: ApolloFederationDriverConfig): Promise<void> {
    await super.start(options);
    // The library takes messages of up to 100 MB; a subscription is a few kilobytes.
    const server = this['_subscriptionService']?.['wss'];
    if (server) server.options.maxPayload = MAX_MESSAGE;
  }

  /** Closes WebSockets with 1001 first, so that clients connect again at once; the base class would leave them to time out. */
  override async stop(): Promise<void> {
    await this['_subscriptionService']?.stop();
    await super.stop();
  }
}
