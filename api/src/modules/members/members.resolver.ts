import { Args, Context, Field, ID, InputType, Int, Mutation, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import { ROLES, type Role } from '@libs/contracts';
import { Operation } from '../../platform/access/operation.decorator.js';
import { AuthResolver } from '../../platform/auth/auth.resolver.js';
import { Session } from '../../platform/auth/auth.types.js';
import { RecordCommands } from '../../platform/graphql/record-commands.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.js';
import { BulkRunType } from '../bulk/index.js';
import { HandOver, type Holding } from './hand-over.service.js';
import { Invitations, type Invitation } from './invitations.service.js';
import { memberRecord } from './member.record.js';
import { Members } from './members.service.js';
import { Ownership } from './ownership.service.js';

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
  @Field(() => Boolean, { description: 'Whether the link also goes out by mail; not where no mail server is set.' })
  mailSent!: boolean;
}

@ObjectType({ description: 'What a member owns of one record type and would hand over.' })
export class MemberHolding {
  @Field(() => String)
  recordType!: string;
  @Field(() => Int)
  count!: number;
}

@ObjectType()
export class DeactivateMemberPayload {
  @Field(() => graphql.object)
  member!: object;
  @Field(() => String)
  changeSetId!: string;
  @Field(() => BulkRunType, { nullable: true, description: 'The run that hands over what they own; null without a successor, or without anything to hand over.' })
  handOver!: object | null;
}

@ObjectType()
export class HandOverPayload {
  @Field(() => BulkRunType, { nullable: true, description: 'Null when there is nothing to hand over.' })
  run!: object | null;
}

/** Managing the people of a workspace. */
@Resolver(() => graphql.object)
export class MembersResolver {
  constructor(
    private readonly auth: AuthResolver,
    private readonly commands: RecordCommands,
    private readonly handOvers: HandOver,
    private readonly invitations: Invitations,
    private readonly members: Members,
    private readonly ownership: Ownership,
  ) {}

  @Mutation(() => InvitationPayload, { description: 'Makes an invitation link for a member and mails it; asked again, it sends a new one and the earlier stops working.' })
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
    @Args('locale', { type: () => String, nullable: true, description: 'How dates and numbers are written, such as de-AT; the language of the request without it.' }) locale: string | null | undefined,
    @Context() http: { req: Request; res: Response },
  ): Promise<Session> {
    const { userId, tenantId } = await this.invitations.accept(token, name, password, http.req.ip ?? '', locale);
    return this.auth.joinSession(http, userId, tenantId);
  }

  @Mutation(() => graphql.payload)
  @Operation({ module: 'crm-core', permission: 'manage:users' })
  async changeMemberRole(@Args('id', { type: () => ID }) id: string, @Args('role', { type: () => RoleEnum }) role: Role): Promise<object> {
    return this.commands.payload(memberRecord, await this.members.changeRole(id, role));
  }

  @Mutation(() => DeactivateMemberPayload, { description: 'Ends the sessions of a member and keeps them out. `handOverTo` gets everything they own.' })
  @Operation({ module: 'crm-core', permission: 'manage:users' })
  async deactivateMember(@Args('id', { type: () => ID }) id: string, @Args('handOverTo', { type: () => ID, nullable: true }) handOverTo?: string | null): Promise<object> {
    if (handOverTo) await this.handOvers.check(id, handOverTo);
    const payload = this.commands.payload(memberRecord, await this.members.deactivate(id));
    return { ...payload, handOver: handOverTo ? await this.handOvers.begin(id, handOverTo) : null };
  }

  @Query(() => [MemberHolding], { description: 'What a member would hand over; with `leaving` also what only they see.' })
  @Operation({ module: 'crm-core', permission: 'manage:users' })
  memberHoldings(@Args('id', { type: () => ID }) id: string, @Args('leaving', { type: () => Boolean, defaultValue: false }) leaving: boolean): Promise<Holding[]> {
    return this.handOvers.preview(id, leaving);
  }

  @Mutation(() => HandOverPayload, { description: 'Gives everything a member owns to somebody else, in the background.' })
  @Operation({ module: 'crm-core', permission: 'manage:users' })
  async handOverMember(@Args('id', { type: () => ID }) id: string, @Args('handOverTo', { type: () => ID }) handOverTo: string): Promise<object> {
    return { run: await this.handOvers.begin(id, handOverTo) };
  }

  @Mutation(() => graphql.payload, { description: 'Makes somebody else the owner and the caller an administrator. `confirmation` is the name of the workspace.' })
  @Operation({ module: 'crm-core', permission: 'manage:security' })
  async transferOwnership(@Args('memberId', { type: () => ID }) memberId: string, @Args('confirmation', { type: () => String }) confirmation: string): Promise<object> {
    return this.commands.payload(memberRecord, await this.ownership.transfer(memberId, confirmation));
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
