import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Request } from 'express';
import { Operation } from '../access/operation.decorator.js';
import { Sessions } from '../auth/sessions.service.js';
import { currentContext } from '../context/request-context.js';
import { AccountSecurity } from './account.types.js';
import { AccountOverview } from './account-overview.js';
import { EmailAddresses } from './email-addresses.service.js';
import { PasswordResets } from './password-resets.service.js';

interface Http {
  readonly req: Request;
}

const ipOf = ({ req }: Http): string => req.ip ?? '';

/** Passwords, addresses and sessions of the caller's own account. */
@Resolver()
export class AccountResolver {
  constructor(
    private readonly emails: EmailAddresses,
    private readonly overview: AccountOverview,
    private readonly passwords: PasswordResets,
    private readonly sessions: Sessions,
  ) {}

  @Query(() => AccountSecurity)
  @Operation({ module: 'platform', permission: 'user' })
  accountSecurity(): Promise<AccountSecurity> {
    return this.overview.present();
  }

  @Mutation(() => Boolean, { description: 'Mails a link for a new password, if the address has an account; answers true in any case.' })
  @Operation({ module: 'platform', permission: 'public' })
  async requestPasswordReset(@Args('email', { type: () => String }) email: string, @Context() http: Http): Promise<boolean> {
    await this.passwords.request(email, ipOf(http));
    return true;
  }

  @Mutation(() => Boolean, { description: 'Spends the link for a new password. Ends every session; signing in follows.' })
  @Operation({ module: 'platform', permission: 'public' })
  async resetPassword(@Args('token', { type: () => String }) token: string, @Args('newPassword', { type: () => String }) password: string): Promise<boolean> {
    await this.passwords.reset(token, password);
    return true;
  }

  @Mutation(() => Boolean, { description: 'Changes the password and ends all other sessions.' })
  @Operation({ module: 'platform', permission: 'user' })
  async changePassword(@Args('currentPassword', { type: () => String }) present: string, @Args('newPassword', { type: () => String }) next: string, @Context() http: Http): Promise<boolean> {
    await this.passwords.change(present, next, ipOf(http));
    return true;
  }

  @Mutation(() => Boolean, { description: 'Mails a link that proves the present address.' })
  @Operation({ module: 'platform', permission: 'user' })
  async sendEmailVerification(@Context() http: Http): Promise<boolean> {
    await this.emails.sendVerification(currentContext().userId!, ipOf(http));
    return true;
  }

  @Mutation(() => Boolean)
  @Operation({ module: 'platform', permission: 'public' })
  async verifyEmail(@Args('token', { type: () => String }) token: string): Promise<boolean> {
    await this.emails.verify(token);
    return true;
  }

  @Mutation(() => AccountSecurity, { description: 'Mails a link to the new address; the present one is used until it is opened.' })
  @Operation({ module: 'platform', permission: 'user' })
  async requestEmailChange(@Args('email', { type: () => String }) email: string, @Args('currentPassword', { type: () => String }) password: string, @Context() http: Http): Promise<AccountSecurity> {
    await this.emails.requestChange(email, password, ipOf(http));
    return this.overview.present();
  }

  @Mutation(() => AccountSecurity, { description: 'The link to the new address stops working.' })
  @Operation({ module: 'platform', permission: 'user' })
  async cancelEmailChange(): Promise<AccountSecurity> {
    await this.emails.cancelChange();
    return this.overview.present();
  }

  @Mutation(() => Boolean, { description: 'Spends the link that went to the new address: one signs in with it from now on.' })
  @Operation({ module: 'platform', permission: 'public' })
  async confirmEmailChange(@Args('token', { type: () => String }) token: string): Promise<boolean> {
    await this.emails.change(token);
    return true;
  }

  @Mutation(() => Boolean, { description: 'Ends every session of the caller but this one.' })
  @Operation({ module: 'platform', permission: 'user' })
  async revokeOtherSessions(): Promise<boolean> {
    const { userId, sessionId } = currentContext();
    await this.sessions.revokeAll(userId!, 'ended by its user', sessionId ? { except: sessionId } : {});
    return true;
  }
}
