import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../graphql/graphql-client.js';
import { GRAPHQL_SOCKET } from '../graphql/provide-graphql.js';
import { localeOfBrowser } from '../i18n/language.js';
import {
  AcceptInvitationDocument, FinishSignInDocument, MeDocument, SignInDocument, SignOutDocument, SignOutEverywhereDocument, SignUpDocument, SwitchTenantDocument, UpdateProfileDocument, UpdateTenantDocument,
  type MeFieldsFragment, type SignInInput, type SignInStep, type SignUpInput, type UpdateProfileInput, type UpdateTenantInput,
} from './operations.generated.js';

export type Me = MeFieldsFragment;

/** Where a sign-in stands after e-mail and password; `me` once it is done. */
export interface SignInProgress {
  readonly step: SignInStep;
  readonly challenge: string | null;
  readonly me: Me | null;
}

@Service()
export class SessionGateway {
  private readonly graphql = inject(GraphqlClient);
  private readonly socket = inject(GRAPHQL_SOCKET);

  /** @throws AppError UNAUTHENTICATED when nobody is signed in */
  async me(): Promise<Me> {
    return (await this.graphql.query(MeDocument, {})).me;
  }

  /** @throws AppError UNAUTHENTICATED for a wrong e-mail address or password */
  async signIn(input: SignInInput): Promise<SignInProgress> {
    const { step, challenge, me } = (await this.graphql.mutate(SignInDocument, { input }, { signIn: true })).signIn;
    return { step, challenge: challenge ?? null, me: me ?? null };
  }

  /** @throws AppError VALIDATION_ERROR for a wrong code, UNAUTHENTICATED when it took too long */
  async finishSignIn(challenge: string, code: string): Promise<Me> {
    return (await this.graphql.mutate(FinishSignInDocument, { challenge, code }, { signIn: true })).finishSignIn.me;
  }

  /** @throws AppError VALIDATION_ERROR with reasons by field */
  async signUp(input: SignUpInput): Promise<Me> {
    return (await this.graphql.mutate(SignUpDocument, { input }, { signIn: true })).signUp.me;
  }

  /** @throws AppError PRECONDITION_FAILED when the invitation is used up, revoked, expired or wrong */
  async acceptInvitation(invitation: { token: string; name: string; password: string }): Promise<Me> {
    return (await this.graphql.mutate(AcceptInvitationDocument, { ...invitation, locale: localeOfBrowser() }, { signIn: true })).acceptInvitation.me;
  }

  async signOut(): Promise<void> {
    await this.graphql.mutate(SignOutDocument, {}, { signIn: true });
  }

  /** Ends the person's sessions on every device, this one included. */
  async signOutEverywhere(): Promise<void> {
    await this.graphql.mutate(SignOutEverywhereDocument, {}, { signIn: true });
  }

  /** @throws AppError VALIDATION_ERROR with reasons by field */
  async updateProfile(input: UpdateProfileInput): Promise<Me> {
    return (await this.graphql.mutate(UpdateProfileDocument, { input })).updateProfile;
  }

  /** @throws AppError VALIDATION_ERROR with reasons by field, FORBIDDEN without `manage:settings` */
  async updateTenant(input: UpdateTenantInput): Promise<Me> {
    return (await this.graphql.mutate(UpdateTenantDocument, { input })).updateTenant;
  }

  async switchTenant(tenantId: string): Promise<Me> {
    return (await this.graphql.mutate(SwitchTenantDocument, { tenantId })).switchTenant.me;
  }

  /** Nothing of the one before may be seen by the one after: cache and socket start anew. */
  async forget(): Promise<void> {
    await this.graphql.reset();
    this.socket.terminate();
  }
}
