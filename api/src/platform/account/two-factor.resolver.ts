import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import { Operation } from '../access/operation.decorator.js';
import { AuthResolver } from '../auth/auth.resolver.js';
import { Me, Session } from '../auth/auth.types.js';
import { Identity } from '../auth/identity.service.js';
import { SignIns } from '../auth/sign-ins.service.js';
import { currentContext } from '../context/request-context.js';
import { preconditionFailed } from '../errors/app-error.js';
import { Tenants } from '../tenancy/tenants.service.js';
import { TwoFactorSetupType } from './account.types.js';
import { TwoFactor, type TwoFactorSetup } from './two-factor.service.js';

interface Http {
  readonly req: Request;
  readonly res: Response;
}

const ipOf = ({ req }: Http): string => req.ip ?? '';

/** The second step of signing in, and setting it up. `user` operations, so that they work where a workspace lets nobody in without it. */
@Resolver()
export class TwoFactorResolver {
  constructor(
    private readonly auth: AuthResolver,
    private readonly identity: Identity,
    private readonly signIns: SignIns,
    private readonly tenants: Tenants,
    private readonly twoFactor: TwoFactor,
  ) {}

  @Mutation(() => Session, { description: 'The second step of a sign-in: a code of the authenticator app or a recovery code, each once.' })
  @Operation({ module: 'platform', permission: 'public' })
  async finishSignIn(@Args('challenge', { type: () => String }) challenge: string, @Args('code', { type: () => String }) code: string, @Context() http: Http): Promise<Session> {
    const { userId, tenantId } = await this.signIns.open(challenge);
    await this.twoFactor.check(userId, code, ipOf(http));
    return this.auth.openSession(http, userId, tenantId);
  }

  @Mutation(() => TwoFactorSetupType, { description: 'Begins to set up an authenticator app; `confirmTwoFactor` turns it on.' })
  @Operation({ module: 'platform', permission: 'user' })
  beginTwoFactor(@Args('currentPassword', { type: () => String, nullable: true, description: 'Needed by everybody who has a password.' }) password: string | null, @Context() http: Http): Promise<TwoFactorSetup> {
    return this.twoFactor.begin(currentContext().userId!, password ?? null, ipOf(http));
  }

  @Mutation(() => [String], { description: 'Turns two-factor sign-in on and answers the recovery codes, which are shown this once. Ends all other sessions.' })
  @Operation({ module: 'platform', permission: 'user' })
  confirmTwoFactor(@Args('code', { type: () => String }) code: string, @Context() http: Http): Promise<string[]> {
    return this.twoFactor.confirm(currentContext().userId!, code, ipOf(http));
  }

  @Mutation(() => Boolean)
  @Operation({ module: 'platform', permission: 'user' })
  async disableTwoFactor(@Args('currentPassword', { type: () => String }) password: string, @Args('code', { type: () => String }) code: string, @Context() http: Http): Promise<boolean> {
    await this.twoFactor.disable(currentContext().userId!, password, code, ipOf(http));
    return true;
  }

  @Mutation(() => [String], { description: 'New recovery codes in place of all earlier ones; takes a code of the app.' })
  @Operation({ module: 'platform', permission: 'user' })
  renewRecoveryCodes(@Args('code', { type: () => String }) code: string, @Context() http: Http): Promise<string[]> {
    return this.twoFactor.renewRecoveryCodes(currentContext().userId!, code, ipOf(http));
  }

  @Mutation(() => Me, { description: 'Whether everybody needs two-factor sign-in to work in this workspace; from the next request on.' })
  @Operation({ module: 'platform', permission: 'manage:security' })
  async requireTwoFactor(@Args('required', { type: () => Boolean }) required: boolean): Promise<Me> {
    if (required && !(await this.signIns.hasTwoFactor(currentContext().userId!))) throw preconditionFailed('Turn on two-factor sign-in for yourself first: you would lock yourself out.');
    await this.tenants.requireTwoFactor(required);
    return this.identity.me();
  }
}
