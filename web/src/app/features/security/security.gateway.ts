import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import {
  AccountSecurityDocument, BeginTwoFactorDocument, CancelEmailChangeDocument, ConfirmEmailChangeDocument, ConfirmTwoFactorDocument, DisableTwoFactorDocument, RenewRecoveryCodesDocument,
  RequestEmailChangeDocument, RequestPasswordResetDocument, RequireTwoFactorDocument, ResetPasswordDocument, RevokeOtherSessionsDocument, SendEmailVerificationDocument, VerifyEmailDocument,
  type AccountSecurityFieldsFragment, type BeginTwoFactorMutation,
} from './operations.generated.js';

export type AccountSecurity = AccountSecurityFieldsFragment;
export type TwoFactorSetup = BeginTwoFactorMutation['beginTwoFactor'];

/** A refusal here is an answer (a wrong code, a used link), not a session that ran out. */
const ANSWER = { signIn: true } as const;

/** How one's own account is protected. Every method throws `AppError`. */
@Service()
export class SecurityGateway {
  private readonly graphql = inject(GraphqlClient);

  async account(): Promise<AccountSecurity> {
    return (await this.graphql.query(AccountSecurityDocument, {})).accountSecurity;
  }

  async forgotPassword(email: string): Promise<void> {
    await this.graphql.mutate(RequestPasswordResetDocument, { email }, ANSWER);
  }

  /** @throws AppError PRECONDITION_FAILED when the link is used up, VALIDATION_ERROR at `newPassword` */
  async resetPassword(token: string, newPassword: string): Promise<void> {
    await this.graphql.mutate(ResetPasswordDocument, { token, newPassword }, ANSWER);
  }

  async sendVerification(): Promise<void> {
    await this.graphql.mutate(SendEmailVerificationDocument, {});
  }

  /** @throws AppError PRECONDITION_FAILED */
  async verifyEmail(token: string): Promise<void> {
    await this.graphql.mutate(VerifyEmailDocument, { token }, ANSWER);
  }

  /** @throws AppError VALIDATION_ERROR at `email` or `currentPassword` */
  async requestEmailChange(email: string, currentPassword: string): Promise<AccountSecurity> {
    return (await this.graphql.mutate(RequestEmailChangeDocument, { email, currentPassword })).requestEmailChange;
  }

  async cancelEmailChange(): Promise<AccountSecurity> {
    return (await this.graphql.mutate(CancelEmailChangeDocument, {})).cancelEmailChange;
  }

  /** @throws AppError PRECONDITION_FAILED */
  async confirmEmailChange(token: string): Promise<void> {
    await this.graphql.mutate(ConfirmEmailChangeDocument, { token }, ANSWER);
  }

  async beginTwoFactor(currentPassword: string | null): Promise<TwoFactorSetup> {
    return (await this.graphql.mutate(BeginTwoFactorDocument, { currentPassword })).beginTwoFactor;
  }

  /** @returns the recovery codes, which are shown this once. @throws AppError VALIDATION_ERROR at `code` */
  async confirmTwoFactor(code: string): Promise<readonly string[]> {
    return (await this.graphql.mutate(ConfirmTwoFactorDocument, { code })).confirmTwoFactor;
  }

  /** @throws AppError VALIDATION_ERROR at `currentPassword` or `code`, PRECONDITION_FAILED while a workspace requires it */
  async disableTwoFactor(currentPassword: string, code: string): Promise<void> {
    await this.graphql.mutate(DisableTwoFactorDocument, { currentPassword, code });
  }

  /** @throws AppError VALIDATION_ERROR at `code` */
  async renewRecoveryCodes(code: string): Promise<readonly string[]> {
    return (await this.graphql.mutate(RenewRecoveryCodesDocument, { code })).renewRecoveryCodes;
  }

  async endOtherSessions(): Promise<void> {
    await this.graphql.mutate(RevokeOtherSessionsDocument, {});
  }

  /** @throws AppError PRECONDITION_FAILED for an owner who has it not on */
  async requireTwoFactor(required: boolean): Promise<void> {
    await this.graphql.mutate(RequireTwoFactorDocument, { required });
  }
}
