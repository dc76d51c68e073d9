import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import {
  LinkedIdentitiesDocument, SignInProvidersDocument, StartProviderLinkDocument, StartProviderSignInDocument, UnlinkIdentityDocument,
  type LinkedIdentityFieldsFragment, type SignInProvidersQuery,
} from './operations.generated.js';

export type Provider = SignInProvidersQuery['signInProviders'][number];
export type Linked = LinkedIdentityFieldsFragment;

/** Other services to sign in through. Every method throws `AppError`. */
@Service()
export class ProvidersGateway {
  private readonly graphql = inject(GraphqlClient);

  /** None where the installation has none set up. */
  async providers(): Promise<readonly Provider[]> {
    return (await this.graphql.query(SignInProvidersDocument, {}, { fetchPolicy: 'cache-first', signIn: true })).signInProviders;
  }

  /** @returns where to send the browser. @throws AppError UPSTREAM_ERROR when the service does not answer */
  async startSignIn(provider: string, returnTo: string): Promise<string> {
    return (await this.graphql.mutate(StartProviderSignInDocument, { provider, returnTo }, { signIn: true })).startProviderSignIn;
  }

  /** @returns where to send the browser. @throws AppError UPSTREAM_ERROR when the service does not answer */
  async startLink(provider: string): Promise<string> {
    return (await this.graphql.mutate(StartProviderLinkDocument, { provider })).startProviderLink;
  }

  async linked(): Promise<readonly Linked[]> {
    return (await this.graphql.query(LinkedIdentitiesDocument, {})).linkedIdentities;
  }

  /** @returns those that are left. @throws AppError PRECONDITION_FAILED when nothing would be left to sign in with */
  async unlink(id: string): Promise<readonly Linked[]> {
    return (await this.graphql.mutate(UnlinkIdentityDocument, { id })).unlinkIdentity;
  }
}
