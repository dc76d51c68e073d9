import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import {
  AddContactsToGroupDocument, GroupContactsDocument, GroupCountDocument, GroupCountsDocument, GroupsOfContactDocument, RemoveContactsFromGroupDocument, type GroupContactsQuery, type GroupCountQuery, type GroupsOfContactQuery,
} from './operations.generated.js';

export type GroupHead = GroupCountQuery['contactGroup'];
export type GroupContact = GroupContactsQuery['contacts']['nodes'][number];
export type ContactGroup = GroupsOfContactQuery['contact']['groups'][number];

/** Who is in groups. Every method throws `AppError`. */
@Service()
export class GroupsGateway {
  private readonly graphql = inject(GraphqlClient);

  async head(id: string): Promise<GroupHead> {
    return (await this.graphql.query(GroupCountDocument, { id })).contactGroup;
  }

  /** How many contacts are in each of up to 100 groups. */
  async counts(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { contactGroups } = await this.graphql.query(GroupCountsDocument, { ids: [...ids], first: ids.length });
    return new Map(contactGroups.nodes.map(({ id, contactCount }) => [id, contactCount]));
  }

  async contacts(groupId: string, after: string | null): Promise<{ readonly items: readonly GroupContact[]; readonly next: string | null }> {
    const { contacts } = await this.graphql.query(GroupContactsDocument, { groupId, first: 50, after });
    return { items: contacts.nodes, next: contacts.pageInfo.hasNextPage ? (contacts.pageInfo.endCursor ?? null) : null };
  }

  async ofContact(id: string): Promise<readonly ContactGroup[]> {
    return (await this.graphql.query(GroupsOfContactDocument, { id })).contact.groups;
  }

  /** @returns the change set that undoes it; null when there was nothing to do */
  async add(groupId: string, contactIds: readonly string[]): Promise<string | null> {
    return (await this.graphql.mutate(AddContactsToGroupDocument, { groupId, contacts: { ids: [...contactIds] } })).addContactsToGroup.changeSetId ?? null;
  }

  async remove(groupId: string, contactIds: readonly string[]): Promise<string | null> {
    return (await this.graphql.mutate(RemoveContactsFromGroupDocument, { groupId, contacts: { ids: [...contactIds] } })).removeContactsFromGroup.changeSetId ?? null;
  }
}
