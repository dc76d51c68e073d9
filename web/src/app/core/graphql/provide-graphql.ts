import { type EnvironmentProviders, inject, InjectionToken, makeEnvironmentProviders } from '@angular/core';
import { ApolloLink, InMemoryCache } from '@apollo/client';
import { provideApollo } from 'apollo-angular';
import type { Client } from 'graphql-ws';
import { Connection } from '../connection/connection.js';
import { SessionEnd } from '../session/session-end.js';
import { createSocket, renewingLink, transportLink } from './links.js';
import { SessionRefresh } from './session-refresh.js';

/** The socket of all subscriptions; `terminate()` makes it reconnect with the cookies of now. */
export const GRAPHQL_SOCKET = new InjectionToken<Client>('GraphQL socket', {
  providedIn: 'root',
  factory: () => {
    const refresh = inject(SessionRefresh);
    const connection = inject(Connection);
    const end = inject(SessionEnd);
    const renew = async () => {
      const outcome = await refresh.renew();
      if (outcome === 'ended') end.ended();
      return outcome;
    };
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`;
    return createSocket(url, renew, { connected: () => connection.socketUp(), lost: () => connection.socketDown(), released: () => connection.socketReleased() });
  },
});

export function provideGraphql(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideApollo(() => {
      const refresh = inject(SessionRefresh);
      const end = inject(SessionEnd);
      return {
        link: ApolloLink.from([renewingLink(() => refresh.renew(), () => end.ended(), () => end.restricted()), transportLink(inject(GRAPHQL_SOCKET))]),
        cache: new InMemoryCache(),
      };
    }),
  ]);
}
