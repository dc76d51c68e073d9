import { Args, Field, ID, InputType, Int, Mutation, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { contactRecord } from '../contacts/index.js';
import { ContactGroups, type Membership } from './contact-groups.service.js';
import { groupRecord } from './group.record.js';

const EDIT = { module: 'crm-core', permission: { record: 'contactGroup', action: 'edit' } } as const;
const group = (): ReturnType<typeof recordGraphql>['object'] => recordGraphql(groupRecord).object;

@InputType({ description: 'Contacts by their ids, or all that a list with this filter and search shows; one of the two.' })
export class ContactChoiceInput {
  @Field(() => [ID], { nullable: true })
  ids?: string[] | null;
  @Field(() => recordGraphql(contactRecord).filter, { nullable: true })
  filter?: RecordFilter | null;
  @Field(() => String, { nullable: true })
  search?: string | null;
}

@ObjectType()
export class GroupMembershipPayload {
  @Field(group)
  group!: AnyRow;
  @Field(() => Int, { description: 'How many contacts were put in or taken out.' })
  changed!: number;
  @Field(() => ID, { nullable: true, description: 'What `revertChangeSet` undoes; absent when nothing was changed.' })
  changeSetId!: string | null;
}

@Resolver(group)
export class GroupsResolver {
  constructor(private readonly groups: ContactGroups) {}

  @Mutation(() => GroupMembershipPayload)
  @Operation(EDIT)
  addContactsToGroup(@Args('groupId', { type: () => ID }) groupId: string, @Args('contacts', { type: () => ContactChoiceInput }) contacts: ContactChoiceInput): Promise<Membership> {
    return this.groups.add(groupId, contacts);
  }

  @Mutation(() => GroupMembershipPayload)
  @Operation(EDIT)
  removeContactsFromGroup(@Args('groupId', { type: () => ID }) groupId: string, @Args('contacts', { type: () => ContactChoiceInput }) contacts: ContactChoiceInput): Promise<Membership> {
    return this.groups.remove(groupId, contacts);
  }

  @ResolveField('contactCount', () => Int, { description: 'Contacts in it that the member may see. Counted when asked for: read lists without it, then the counts.' })
  contactCount(@Parent() row: AnyRow): Promise<number> {
    return this.groups.counts.load(row.id);
  }
}

@Resolver(() => recordGraphql(contactRecord).object)
export class ContactGroupsResolver {
  constructor(private readonly groups: ContactGroups) {}

  @ResolveField('groups', () => [recordGraphql(groupRecord).object], { description: 'Groups it was put in by hand, as far as the member sees them.' })
  groupsOf(@Parent() contact: AnyRow): Promise<readonly AnyRow[]> {
    return this.groups.ofContact.load(contact.id);
  }
}
