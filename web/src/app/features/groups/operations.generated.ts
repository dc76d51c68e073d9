/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type BooleanFilter = {
  eq?: boolean | null | undefined;
  isNull?: boolean | null | undefined;
  ne?: boolean | null | undefined;
};

/** Contacts by their ids, or all that a list with this filter and search shows; one of the two. */
export type ContactChoiceInput = {
  filter?: ContactFilter | null | undefined;
  ids?: Array<string> | null | undefined;
  search?: string | null | undefined;
};

/** Label of e-mail addresses. */
export type ContactEmailLabel =
  | 'HOME'
  | 'MOBILE'
  | 'OTHER'
  | 'WORK';

export type ContactEmailLabelFilter = {
  eq?: ContactEmailLabel | null | undefined;
  in?: Array<ContactEmailLabel> | null | undefined;
  isNull?: boolean | null | undefined;
  ne?: ContactEmailLabel | null | undefined;
  notIn?: Array<ContactEmailLabel> | null | undefined;
};

export type ContactFilter = {
  accountId?: IdFilter | null | undefined;
  accountSince?: DateFilter | null | undefined;
  and?: Array<ContactFilter> | null | undefined;
  archivedAt?: DateTimeFilter | null | undefined;
  birthday?: DateFilter | null | undefined;
  campaignId?: IdFilter | null | undefined;
  createdAt?: DateTimeFilter | null | undefined;
  createdById?: IdFilter | null | undefined;
  /** Conditions on fields that this workspace added; all of them hold. */
  customFields?: Array<CustomFieldCondition> | null | undefined;
  department?: StringFilter | null | undefined;
  doNotCall?: BooleanFilter | null | undefined;
  doNotEmail?: BooleanFilter | null | undefined;
  email?: StringFilter | null | undefined;
  emailLabel?: ContactEmailLabelFilter | null | undefined;
  externalId?: StringFilter | null | undefined;
  firstName?: StringFilter | null | undefined;
  /** Group */
  groupId?: IdFilter | null | undefined;
  id?: IdFilter | null | undefined;
  jobTitle?: StringFilter | null | undefined;
  lastContactedAt?: DateTimeFilter | null | undefined;
  lastName?: StringFilter | null | undefined;
  lastRespondedAt?: DateTimeFilter | null | undefined;
  leadSource?: StringFilter | null | undefined;
  lifecycle?: ContactLifecycleFilter | null | undefined;
  lifecycleChangedAt?: DateTimeFilter | null | undefined;
  linkedin?: StringFilter | null | undefined;
  mailingCity?: StringFilter | null | undefined;
  mailingCountry?: StringFilter | null | undefined;
  mailingPostalCode?: StringFilter | null | undefined;
  mailingRegion?: StringFilter | null | undefined;
  mailingStreet?: StringFilter | null | undefined;
  mobile?: StringFilter | null | undefined;
  nextTouchOn?: DateFilter | null | undefined;
  not?: ContactFilter | null | undefined;
  or?: Array<ContactFilter> | null | undefined;
  ownerId?: IdFilter | null | undefined;
  phone?: StringFilter | null | undefined;
  phoneLabel?: ContactPhoneLabelFilter | null | undefined;
  preferredChannel?: ContactPreferredChannelFilter | null | undefined;
  tags?: TagsFilter | null | undefined;
  touchEveryDays?: IntFilter | null | undefined;
  touchSnoozedUntil?: DateFilter | null | undefined;
  twitter?: StringFilter | null | undefined;
  updatedAt?: DateTimeFilter | null | undefined;
};

/** Colour of groups. */
export type ContactGroupColour =
  | 'AMBER'
  | 'BLUE'
  | 'GREEN'
  | 'GREY'
  | 'PINK'
  | 'RED'
  | 'TEAL'
  | 'VIOLET';

/** Icon of groups. */
export type ContactGroupIcon =
  | 'BRIEFCASE'
  | 'BUILDING'
  | 'FLAG'
  | 'GLOBE'
  | 'HANDSHAKE'
  | 'HEART'
  | 'HOUSE'
  | 'MEGAPHONE'
  | 'ROCKET'
  | 'STAR'
  | 'TROPHY'
  | 'USERS';

/** Kind of groups. */
export type ContactGroupKind =
  | 'DYNAMIC'
  | 'STATIC';

/** Visibility of groups. */
export type ContactGroupVisibility =
  | 'PRIVATE'
  | 'SHARED';

/** Lifecycle of contacts. */
export type ContactLifecycle =
  | 'CHURNED'
  | 'CUSTOMER'
  | 'EVANGELIST'
  | 'LEAD'
  | 'MQL'
  | 'OPPORTUNITY'
  | 'SQL';

export type ContactLifecycleFilter = {
  eq?: ContactLifecycle | null | undefined;
  in?: Array<ContactLifecycle> | null | undefined;
  isNull?: boolean | null | undefined;
  ne?: ContactLifecycle | null | undefined;
  notIn?: Array<ContactLifecycle> | null | undefined;
};

/** Label of phone numbers. */
export type ContactPhoneLabel =
  | 'HOME'
  | 'MOBILE'
  | 'OTHER'
  | 'WORK';

export type ContactPhoneLabelFilter = {
  eq?: ContactPhoneLabel | null | undefined;
  in?: Array<ContactPhoneLabel> | null | undefined;
  isNull?: boolean | null | undefined;
  ne?: ContactPhoneLabel | null | undefined;
  notIn?: Array<ContactPhoneLabel> | null | undefined;
};

/** Preferred channel of contacts. */
export type ContactPreferredChannel =
  | 'CHAT'
  | 'EMAIL'
  | 'IN_PERSON'
  | 'LINKEDIN'
  | 'PHONE'
  | 'SMS';

export type ContactPreferredChannelFilter = {
  eq?: ContactPreferredChannel | null | undefined;
  in?: Array<ContactPreferredChannel> | null | undefined;
  isNull?: boolean | null | undefined;
  ne?: ContactPreferredChannel | null | undefined;
  notIn?: Array<ContactPreferredChannel> | null | undefined;
};

/** A condition on a field that this workspace added, under the member of its kind. */
export type CustomFieldCondition = {
  boolean?: BooleanFilter | null | undefined;
  date?: DateFilter | null | undefined;
  dateTime?: DateTimeFilter | null | undefined;
  /** Whether the field is empty, whatever its kind. */
  isNull?: boolean | null | undefined;
  key: string;
  money?: DecimalFilter | null | undefined;
  number?: FloatFilter | null | undefined;
  option?: OptionFilter | null | undefined;
  options?: TagsFilter | null | undefined;
  referenceId?: IdFilter | null | undefined;
  text?: StringFilter | null | undefined;
};

export type DateFilter = {
  between?: Array<string> | null | undefined;
  eq?: string | null | undefined;
  gt?: string | null | undefined;
  gte?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
  lt?: string | null | undefined;
  lte?: string | null | undefined;
  ne?: string | null | undefined;
  notIn?: Array<string> | null | undefined;
  within?: string | null | undefined;
};

export type DateTimeFilter = {
  between?: Array<string> | null | undefined;
  eq?: string | null | undefined;
  gt?: string | null | undefined;
  gte?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
  lt?: string | null | undefined;
  lte?: string | null | undefined;
  ne?: string | null | undefined;
  notIn?: Array<string> | null | undefined;
  within?: string | null | undefined;
};

export type DecimalFilter = {
  between?: Array<string> | null | undefined;
  eq?: string | null | undefined;
  gt?: string | null | undefined;
  gte?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
  lt?: string | null | undefined;
  lte?: string | null | undefined;
  ne?: string | null | undefined;
  notIn?: Array<string> | null | undefined;
};

export type FloatFilter = {
  between?: Array<number> | null | undefined;
  eq?: number | null | undefined;
  gt?: number | null | undefined;
  gte?: number | null | undefined;
  in?: Array<number> | null | undefined;
  isNull?: boolean | null | undefined;
  lt?: number | null | undefined;
  lte?: number | null | undefined;
  ne?: number | null | undefined;
  notIn?: Array<number> | null | undefined;
};

export type IdFilter = {
  eq?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
  ne?: string | null | undefined;
  notIn?: Array<string> | null | undefined;
};

export type IntFilter = {
  between?: Array<number> | null | undefined;
  eq?: number | null | undefined;
  gt?: number | null | undefined;
  gte?: number | null | undefined;
  in?: Array<number> | null | undefined;
  isNull?: boolean | null | undefined;
  lt?: number | null | undefined;
  lte?: number | null | undefined;
  ne?: number | null | undefined;
  notIn?: Array<number> | null | undefined;
};

export type OptionFilter = {
  eq?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
  ne?: string | null | undefined;
  notIn?: Array<string> | null | undefined;
};

export type StringFilter = {
  contains?: string | null | undefined;
  eq?: string | null | undefined;
  gt?: string | null | undefined;
  gte?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
  lt?: string | null | undefined;
  lte?: string | null | undefined;
  ne?: string | null | undefined;
  notIn?: Array<string> | null | undefined;
  startsWith?: string | null | undefined;
};

export type TagsFilter = {
  contains?: string | null | undefined;
  hasAll?: Array<string> | null | undefined;
  hasAny?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
};

export type GroupCountQueryVariables = Exact<{
  id: string;
}>;


export type GroupCountQuery = { contactGroup: { __typename: 'ContactGroup', id: string, kind: ContactGroupKind, filter: unknown, ownerId: string | null, visibility: ContactGroupVisibility, contactCount: number } };

export type GroupCountsQueryVariables = Exact<{
  ids: Array<string> | string;
  first: number;
}>;


export type GroupCountsQuery = { contactGroups: { __typename: 'ContactGroupConnection', nodes: Array<{ __typename: 'ContactGroup', id: string, contactCount: number }> } };

export type GroupContactsQueryVariables = Exact<{
  groupId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type GroupContactsQuery = { contacts: { __typename: 'ContactConnection', nodes: Array<{ __typename: 'Contact', id: string, firstName: string | null, lastName: string | null, email: string | null, jobTitle: string | null, lastContactedAt: string | null, account: { __typename: 'Account', id: string, name: string } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type GroupsOfContactQueryVariables = Exact<{
  id: string;
}>;


export type GroupsOfContactQuery = { contact: { __typename: 'Contact', id: string, groups: Array<{ __typename: 'ContactGroup', id: string, name: string, colour: ContactGroupColour | null, icon: ContactGroupIcon | null, visibility: ContactGroupVisibility, ownerId: string | null }> } };

export type AddContactsToGroupMutationVariables = Exact<{
  groupId: string;
  contacts: ContactChoiceInput;
}>;


export type AddContactsToGroupMutation = { addContactsToGroup: { __typename: 'GroupMembershipPayload', changed: number, changeSetId: string | null } };

export type RemoveContactsFromGroupMutationVariables = Exact<{
  groupId: string;
  contacts: ContactChoiceInput;
}>;


export type RemoveContactsFromGroupMutation = { removeContactsFromGroup: { __typename: 'GroupMembershipPayload', changed: number, changeSetId: string | null } };


export const GroupCountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupCount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"filter"}},{"kind":"Field","name":{"kind":"Name","value":"ownerId"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contactCount"}}]}}]}}]} as unknown as DocumentNode<GroupCountQuery, GroupCountQueryVariables>;
export const GroupCountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupCounts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactGroups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contactCount"}}]}}]}}]}}]} as unknown as DocumentNode<GroupCountsQuery, GroupCountsQueryVariables>;
export const GroupContactsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupContacts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"groupId"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"jobTitle"}},{"kind":"Field","name":{"kind":"Name","value":"lastContactedAt"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<GroupContactsQuery, GroupContactsQueryVariables>;
export const GroupsOfContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupsOfContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"colour"}},{"kind":"Field","name":{"kind":"Name","value":"icon"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"ownerId"}}]}}]}}]}}]} as unknown as DocumentNode<GroupsOfContactQuery, GroupsOfContactQueryVariables>;
export const AddContactsToGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddContactsToGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contacts"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactChoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContactsToGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"groupId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contacts"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contacts"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<AddContactsToGroupMutation, AddContactsToGroupMutationVariables>;
export const RemoveContactsFromGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveContactsFromGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contacts"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactChoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeContactsFromGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"groupId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contacts"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contacts"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<RemoveContactsFromGroupMutation, RemoveContactsFromGroupMutationVariables>;