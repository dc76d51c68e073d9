import { inject, Service } from '@angular/core';
import { map, type Observable } from 'rxjs';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import {
  ChangeMemberRoleDocument, ChangePasswordDocument, CreateTeamDocument, DeactivateMemberDocument, DeleteTeamDocument, DevicesDocument, HandOverMemberDocument, InviteMemberDocument, MemberHoldingsDocument, ReactivateMemberDocument, RevokeDeviceDocument,
  RevokeInvitationDocument, SetMemberPermissionsDocument, SettingsMembersDocument, SettingsTeamsDocument, SuccessorsDocument, TransferOwnershipDocument, UpdateTeamDocument,
  type DevicesQuery, type InviteMemberInput, type InviteMemberMutation, type MemberHoldingsQuery, type MemberRowFragment, type Role, type SettingsMembersQuery, type SettingsMembersQueryVariables, type SettingsTeamsQuery, type SuccessorsQuery,
} from './operations.generated.js';

export type MemberRow = MemberRowFragment;
export type MemberPage = SettingsMembersQuery['members'];
export type Invitation = InviteMemberMutation['inviteMember'];
export type Holding = MemberHoldingsQuery['memberHoldings'][number];
export type Successor = SuccessorsQuery['members']['nodes'][number];
export type Device = DevicesQuery['sessionList'][number];
export type TeamRow = SettingsTeamsQuery['teams']['nodes'][number];

/** What the settings read and write. Every method throws `AppError`. */
@Service()
export class SettingsGateway {
  private readonly graphql = inject(GraphqlClient);

  /** One page of members, now and after each change that reaches the cache. */
  watchMembers(variables: SettingsMembersQueryVariables): Observable<MemberPage> {
    return this.graphql.watch(SettingsMembersDocument, variables).pipe(map((data) => data.members));
  }

  /** The link in the answer is shown this once. @throws AppError VALIDATION_ERROR, PRECONDITION_FAILED */
  async invite(input: InviteMemberInput): Promise<Invitation> {
    return (await this.graphql.mutate(InviteMemberDocument, { input }, { refetch: ['SettingsMembers'] })).inviteMember;
  }

  async revokeInvitation(memberId: string): Promise<void> {
    await this.graphql.mutate(RevokeInvitationDocument, { memberId });
  }

  /** @returns the change set that undoes it. @throws AppError PRECONDITION_FAILED when no owner would be left */
  async changeRole(id: string, role: Role): Promise<string> {
    return (await this.graphql.mutate(ChangeMemberRoleDocument, { id, role })).changeMemberRole.changeSetId;
  }

  async setPermissions(id: string, permissions: unknown): Promise<void> {
    await this.graphql.mutate(SetMemberPermissionsDocument, { id, permissions });
  }

  /** @returns the run that hands over what they own; null when nothing is. @throws AppError VALIDATION_ERROR (handOverTo), PRECONDITION_FAILED */
  async deactivate(id: string, handOverTo: string | null): Promise<string | null> {
    return (await this.graphql.mutate(DeactivateMemberDocument, { id, handOverTo })).deactivateMember.handOver?.id ?? null;
  }

  async handOver(id: string, handOverTo: string): Promise<string | null> {
    return (await this.graphql.mutate(HandOverMemberDocument, { id, handOverTo })).handOverMember.run?.id ?? null;
  }

  /** What a hand-over would move; with `leaving` also what only they see. */
  async holdings(id: string, leaving: boolean): Promise<readonly Holding[]> {
    return (await this.graphql.query(MemberHoldingsDocument, { id, leaving })).memberHoldings;
  }

  /** Active members, the first of them. */
  async successors(search: string | null): Promise<SuccessorsQuery['members']> {
    return (await this.graphql.query(SuccessorsDocument, { search })).members;
  }

  /** @param confirmation the name of the workspace. @throws AppError FORBIDDEN, VALIDATION_ERROR (confirmation), PRECONDITION_FAILED */
  async transferOwnership(memberId: string, confirmation: string): Promise<void> {
    await this.graphql.mutate(TransferOwnershipDocument, { memberId, confirmation }, { refetch: ['SettingsMembers'] });
  }

  async reactivate(id: string): Promise<void> {
    await this.graphql.mutate(ReactivateMemberDocument, { id });
  }

  async devices(): Promise<readonly Device[]> {
    return (await this.graphql.query(DevicesDocument, {})).sessionList;
  }

  async revokeDevice(id: string): Promise<void> {
    await this.graphql.mutate(RevokeDeviceDocument, { id });
  }

  /** @throws AppError VALIDATION_ERROR by field, also for a wrong present password */
  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    await this.graphql.mutate(ChangePasswordDocument, { currentPassword, newPassword }, { signIn: true });
  }

  /** All of them: a workspace has tens. */
  async teams(): Promise<readonly TeamRow[]> {
    const found: TeamRow[] = [];
    let after: string | null = null;
    do {
      const { teams }: SettingsTeamsQuery = await this.graphql.query(SettingsTeamsDocument, { after });
      found.push(...teams.nodes);
      after = teams.pageInfo.hasNextPage ? (teams.pageInfo.endCursor ?? null) : null;
    } while (after);
    return found;
  }

  /** @throws AppError VALIDATION_ERROR by field; CONFLICT when somebody was quicker */
  async saveTeam(seen: TeamRow | null, values: { readonly name: string; readonly description: string | null }): Promise<void> {
    if (seen) await this.graphql.mutate(UpdateTeamDocument, { input: { id: seen.id, expectedVersion: seen.version, ...values } });
    else await this.graphql.mutate(CreateTeamDocument, { input: values });
  }

  /** @returns the change set that undoes it */
  async deleteTeam(id: string): Promise<string> {
    return (await this.graphql.mutate(DeleteTeamDocument, { id })).deleteTeam.changeSetId;
  }
}
