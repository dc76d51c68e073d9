import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Response } from 'express';
import { Operation } from '../access/operation.decorator.js';
import { currentContext } from '../context/request-context.js';
import { Identities, type LinkedIdentity } from './identities.service.js';
import { OidcFlows } from './oidc-flows.service.js';
import { OidcProviders } from './oidc-providers.js';
import { LinkedIdentityType, SignInProvider } from './oidc.types.js';

interface Http {
  readonly res: Response;
}

/** Signing in through other services, and linking them. */
@Resolver()
export class OidcResolver {
  constructor(
    private readonly flows: OidcFlows,
    private readonly identities: Identities,
    private readonly providers: OidcProviders,
  ) {}

  @Query(() => [SignInProvider], { description: 'The services one may sign in through; none where none is set up.' })
  @Operation({ module: 'platform', permission: 'public' })
  signInProviders(): SignInProvider[] {
    return this.providers.all.map(({ id, name }) => ({ id, name }));
  }

  @Mutation(() => String, { description: 'Begins to sign in (or up) through another service: send the browser to the address in the answer. For pages only; the answer sets a cookie.' })
  @Operation({ module: 'platform', permission: 'public' })
  startProviderSignIn(@Args('provider', { type: () => ID }) provider: string, @Context() http: Http, @Args('returnTo', { type: () => String, nullable: true }) returnTo?: string | null): Promise<string> {
    return this.flows.begin(provider, { intent: 'SIGN_IN', returnTo: ownPath(returnTo) }, http.res);
  }

  @Mutation(() => String, { description: "Begins to link another service to the caller's account: send the browser to the address in the answer." })
  @Operation({ module: 'platform', permission: 'user' })
  startProviderLink(@Args('provider', { type: () => ID }) provider: string, @Context() http: Http): Promise<string> {
    const { userId, sessionId } = currentContext();
    return this.flows.begin(provider, { intent: 'LINK', returnTo: '/settings/security', ...(userId ? { userId } : {}), ...(sessionId ? { sessionId } : {}) }, http.res);
  }

  @Query(() => [LinkedIdentityType])
  @Operation({ module: 'platform', permission: 'user' })
  linkedIdentities(): Promise<LinkedIdentity[]> {
    return this.identities.list(currentContext().userId!);
  }

  @Mutation(() => [LinkedIdentityType], { description: 'It does not open the account any more. Answers those that are left.' })
  @Operation({ module: 'platform', permission: 'user' })
  async unlinkIdentity(@Args('id', { type: () => ID }) id: string): Promise<LinkedIdentity[]> {
    const userId = currentContext().userId!;
    await this.identities.unlink(userId, id);
    return this.identities.list(userId);
  }
}

/** A path of ours; anything else leads to the start, so that nobody is sent on to a foreign page from here. */
const ownPath = (path: string | null | undefined): string => (path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/');
