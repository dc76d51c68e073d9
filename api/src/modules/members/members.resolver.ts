import { Args, Context, Field, ID, InputType, Mutation, ObjectType, registerEnumType, Resolver } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import { ROLES, type Role } from '@libs/contracts';
import { Operation } from '../../platform/access/operation.decorator.js';
import { AuthResolver } from '../../platform/auth/auth.resolver.js';
import { Session } from '../../platform/auth/auth.types.js';
import { RecordCommands } from '../../platform/graphql/record-commands.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.js';
import { Invitations, type Invitation } from './invitations.service.js';
import { memberRecord } from './member.record.js';
import { Members } from './members.service.js';

const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role', description: 'What a member may do; see the access matrix.' });
const graphql = recordGraphql(memberRecord);

@InputType()
export class InviteMemberInput {
  @Field(() => ID, { nullable: true, description: 'A member there is; without it a new one is made.' })
  memberId?: string | null;
  @Field(() => String, { nullable: true })
  name?: string | null;
  @Field(() => String, { nullable: true })
  email?: string | null;
  @Field(() => RoleEnum, { nullable: true })
  role?: Role | null;
}

@ObjectType()
export class InvitationPayload {
  @Field(() => graphql.object)
  member!: object;
  @Field(() => String, { description: 'The link to pass on; shown this once.' })
  inviteUrl!: string;
  @Field(() => DateTimeScalar)
  expiresAt!: string;
}

/** Managing the people of a workspace. */
@Resolver(() => graphql.object)
export class MembersResolver {
  constructor(
    private readonly auth: AuthResolver,
    private readonly commands: RecordCommands,
    private readonly invitations: Invitations,
    private readonly members: Members,
  ) {}

  @Mutation(() => InvitationPayload, { description: 'Makes an invitation link for a member.' })
  @Operation({ module: 'crm-core', permission: 'manage:users' })
  inviteMember(@Args('input', { type: () => InviteMemberInput }) input: InviteMemberInput): Promise<Invitation> {
    return this.invitations.invite(input);
  }

  @Mutation(() => graphql.object, { description: "Makes a member's open invitation link worthless." })
  @Operation({ module: 'crm-core', permission: 'manage:users' })
  revokeInvitation(@Args('memberId', { type: () => ID }) memberId: string): Promise<object> {
    return this.invitations.revoke(memberId);
  }

  @Mutation(() => Session, { description: 'Redeems an invitation link and signs in.' })
  @Operation({ module: 'platform', permission: 'public' })
  async acceptInvitation(
    @Args('token', { type: () => String }) token: string,
    @Args('name', { type: () => String }) name: string,
    @Args('password', { type: () => String }) password: string,
    @Context() http: { req: Request; res: Response },
  ): Promise<Session> {
    const { userId, tenantId } = await this.invitations.accept(token, name, password, http.req.ip ?? '');
    return this.auth.joinSession(http, userId, tenantId);
  }

  @Mutation(() => graphql.payload)
  @Operation({ module: 'crm-core', permission: 'manage:users' })
  async changeMemberRole(@Args('id', { type: () => ID }) id: string, @Args('role', { type: () => RoleEnum }) role: Role): Promise<object> {
    return this.commands.payload(memberRecord, await this.members.changeRole(id, role));
  }

  @Mutation(() => graphql.payload, { description: 'Ends the sessions of a member and keeps them out.' })
  @Operation({ module: 'crm-core', permission: 'manage:users' })
  async deactivateMember(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return this.commands.payload(memberRecord, await this.members.deactivate(id));
  }

  @Mutation(() => graphql.payload)
  @Operation({ module: 'crm-core', permission: 'manage:users' })
  async reactivateMember(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return this.commands.payload(memberRecord, await this.members.reactivate(id));
  }

  @Mutation(() => graphql.payload, { description: 'Sets the exceptions to the role as a whole: { records: { account: { edit: "any" } }, tenant: { "import:records": false } }.' })
  @Operation({ module: 'crm-core', permission: 'manage:users' })
  async setMemberPermissions(@Args('id', { type: () => ID }) id: string, @Args('permissions', { type: () => JsonScalar }) permissions: unknown): Promise<object> {
    return this.commands.payload(memberRecord, await this.members.setPermissions(id, permissions));
  }
}
