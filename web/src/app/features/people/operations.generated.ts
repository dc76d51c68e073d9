/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Lifecycle before of conversions. */
export type ContactConversionFromLifecycle =
  | 'CHURNED'
  | 'CUSTOMER'
  | 'EVANGELIST'
  | 'LEAD'
  | 'MQL'
  | 'OPPORTUNITY'
  | 'SQL';

/** Label of e-mail addresses. */
export type ContactEmailLabel =
  | 'HOME'
  | 'MOBILE'
  | 'OTHER'
  | 'WORK';

/** Lifecycle of contacts. */
export type ContactLifecycle =
  | 'CHURNED'
  | 'CUSTOMER'
  | 'EVANGELIST'
  | 'LEAD'
  | 'MQL'
  | 'OPPORTUNITY'
  | 'SQL';

/** Label of phone numbers. */
export type ContactPhoneLabel =
  | 'HOME'
  | 'MOBILE'
  | 'OTHER'
  | 'WORK';

/** Preferred channel of contacts. */
export type ContactPreferredChannel =
  | 'CHAT'
  | 'EMAIL'
  | 'IN_PERSON'
  | 'LINKEDIN'
  | 'PHONE'
  | 'SMS';

/** What a lead becomes. Give an account or the name of a new one; neither keeps the account that the contact has. */
export type ConvertContactInput = {
  accountId?: string | null | undefined;
  /** Makes a new account of that name. */
  accountName?: string | null | undefined;
  contactId: string;
  expectedVersion?: number | null | undefined;
  /** OPPORTUNITY with a deal, SQL without one, when left out. */
  lifecycle?: ContactLifecycle | null | undefined;
  /** No deal when left out. */
  opportunity?: ConvertedOpportunityInput | null | undefined;
  /** Any text of your own: the same one again answers the conversion that was made with it. */
  requestId?: string | null | undefined;
};

/** The deal that a lead brings. */
export type ConvertedOpportunityInput = {
  amount?: string | null | undefined;
  /** The base currency when left out. */
  currency?: string | null | undefined;
  expectedCloseOn?: string | null | undefined;
  /** Called after the account and the contact when left out. */
  name?: string | null | undefined;
  /** The default one when left out. */
  pipelineId?: string | null | undefined;
  /** The part the contact plays in it. */
  role?: OpportunityContactRole | null | undefined;
  /** The first open one when left out. */
  stageId?: string | null | undefined;
};

export type CreateContactAccountInput = {
  /** Account */
  accountId: string;
  /** Contact */
  contactId: string;
  /** Empty while it lasts. */
  endedOn?: string | null | undefined;
  /** The id this record has in the system it came from. */
  externalId?: string | null | undefined;
  /** From */
  startedOn?: string | null | undefined;
  /** Job title */
  title?: string | null | undefined;
};

export type CreateContactEmailInput = {
  /** E-mail */
  address: string;
  /** Contact */
  contactId: string;
  /** Do not e-mail */
  doNotEmail?: boolean | null | undefined;
  /** The id this record has in the system it came from. */
  externalId?: string | null | undefined;
  /** Label */
  label?: ContactEmailLabel | null | undefined;
};

export type CreateContactPhoneInput = {
  /** Contact */
  contactId: string;
  /** Do not call */
  doNotCall?: boolean | null | undefined;
  /** The id this record has in the system it came from. */
  externalId?: string | null | undefined;
  /** Label */
  label?: ContactPhoneLabel | null | undefined;
  /** Phone */
  number: string;
};

/** A value for a field that this workspace added, under the member of its kind. Without a value, or with null, the field is emptied. */
export type CustomFieldInput = {
  boolean?: boolean | null | undefined;
  date?: string | null | undefined;
  dateTime?: string | null | undefined;
  key: string;
  money?: string | null | undefined;
  number?: number | null | undefined;
  option?: string | null | undefined;
  options?: Array<string> | null | undefined;
  referenceId?: string | null | undefined;
  text?: string | null | undefined;
};

/** Why a contact's lifecycle changed. */
export type LifecycleCause =
  /** The lead was converted. */
  | 'CONVERSION'
  /** An import said so. */
  | 'IMPORT'
  /** Any other work of the product. */
  | 'MACHINE'
  /** Somebody set it. */
  | 'PERSON'
  /** A rule of the workspace, because of a deal. */
  | 'RULE';

/** When of lifecycle rules. */
export type LifecycleRuleTrigger =
  | 'DEAL_CREATED'
  | 'DEAL_WON';

/** A change of employer: the former account is kept as history. */
export type MoveContactInput = {
  /** The main account from now on. */
  accountId: string;
  contactId: string;
  /** They go on working for the former one, too. */
  keepFormer?: boolean | null | undefined;
  /** Today when left out. */
  since?: string | null | undefined;
  title?: string | null | undefined;
};

/** Role of contact roles. */
export type OpportunityContactRole =
  | 'BUYER'
  | 'CHAMPION'
  | 'DECISION_MAKER'
  | 'EVALUATOR'
  | 'EXECUTIVE_SPONSOR'
  | 'INFLUENCER'
  | 'OTHER'
  | 'USER';

export type SetLifecycleRuleInput = {
  isActive: boolean;
  lifecycle: ContactLifecycle;
  trigger: LifecycleRuleTrigger;
};

export type UpdateContactAccountInput = {
  /** Account */
  accountId?: string | null | undefined;
  /** Contact */
  contactId?: string | null | undefined;
  /** Empty while it lasts. */
  endedOn?: string | null | undefined;
  /** The version you saw; a newer one is answered with CONFLICT. */
  expectedVersion?: number | null | undefined;
  /** The id this record has in the system it came from. */
  externalId?: string | null | undefined;
  id: string;
  /** From */
  startedOn?: string | null | undefined;
  /** Job title */
  title?: string | null | undefined;
};

export type UpdateContactEmailInput = {
  /** E-mail */
  address?: string | null | undefined;
  /** Contact */
  contactId?: string | null | undefined;
  /** Do not e-mail */
  doNotEmail?: boolean | null | undefined;
  /** The version you saw; a newer one is answered with CONFLICT. */
  expectedVersion?: number | null | undefined;
  /** The id this record has in the system it came from. */
  externalId?: string | null | undefined;
  id: string;
  /** Label */
  label?: ContactEmailLabel | null | undefined;
};

export type UpdateContactInput = {
  /** Account */
  accountId?: string | null | undefined;
  /** At this account since */
  accountSince?: string | null | undefined;
  /** Birthday */
  birthday?: string | null | undefined;
  /** The campaign this person came from. */
  campaignId?: string | null | undefined;
  /** Values of fields that this workspace added; others stay as they are. */
  customFields?: Array<CustomFieldInput> | null | undefined;
  /** Department */
  department?: string | null | undefined;
  /** Do not call */
  doNotCall?: boolean | null | undefined;
  /** Do not e-mail */
  doNotEmail?: boolean | null | undefined;
  /** E-mail */
  email?: string | null | undefined;
  /** Kind of e-mail */
  emailLabel?: ContactEmailLabel | null | undefined;
  /** The version you saw; a newer one is answered with CONFLICT. */
  expectedVersion?: number | null | undefined;
  /** The id this record has in the system it came from. */
  externalId?: string | null | undefined;
  /** First name */
  firstName?: string | null | undefined;
  id: string;
  /** Job title */
  jobTitle?: string | null | undefined;
  /** Last name */
  lastName?: string | null | undefined;
  /** Lead source */
  leadSource?: string | null | undefined;
  /** Lifecycle */
  lifecycle?: ContactLifecycle | null | undefined;
  /** LinkedIn */
  linkedin?: string | null | undefined;
  /** Mailing address: city */
  mailingCity?: string | null | undefined;
  /** Mailing address: country */
  mailingCountry?: string | null | undefined;
  /** Mailing address: postal code */
  mailingPostalCode?: string | null | undefined;
  /** Mailing address: state or region */
  mailingRegion?: string | null | undefined;
  /** Mailing address: street */
  mailingStreet?: string | null | undefined;
  /** Mobile */
  mobile?: string | null | undefined;
  /** Notes */
  notes?: string | null | undefined;
  /** Owner */
  ownerId?: string | null | undefined;
  /** Phone */
  phone?: string | null | undefined;
  /** Kind of phone */
  phoneLabel?: ContactPhoneLabel | null | undefined;
  /** Preferred channel */
  preferredChannel?: ContactPreferredChannel | null | undefined;
  /** Tags */
  tags?: Array<string> | null | undefined;
  /** How long they may go without hearing from the team; never due when left empty. */
  touchEveryDays?: number | null | undefined;
  /** They are left in peace until then; forgotten once somebody speaks to them. */
  touchSnoozedUntil?: string | null | undefined;
  /** X (Twitter) */
  twitter?: string | null | undefined;
};

export type UpdateContactPhoneInput = {
  /** Contact */
  contactId?: string | null | undefined;
  /** Do not call */
  doNotCall?: boolean | null | undefined;
  /** The version you saw; a newer one is answered with CONFLICT. */
  expectedVersion?: number | null | undefined;
  /** The id this record has in the system it came from. */
  externalId?: string | null | undefined;
  id: string;
  /** Label */
  label?: ContactPhoneLabel | null | undefined;
  /** Phone */
  number?: string | null | undefined;
};

export type PersonOptionFragment = { __typename: 'Contact', id: string, firstName: string | null, lastName: string | null, email: string | null };

export type ContactStandingQueryVariables = Exact<{
  id: string;
}>;


export type ContactStandingQuery = { contact: { __typename: 'Contact', id: string, version: number, firstName: string | null, lastName: string | null, email: string | null, ownerId: string | null, lifecycle: ContactLifecycle | null, lastContactedAt: string | null, lastRespondedAt: string | null, touchEveryDays: number | null, touchSnoozedUntil: string | null, nextTouchOn: string | null, archivedAt: string | null, conversion: { __typename: 'ContactConversion', id: string, createdAt: string, account: { __typename: 'Account', id: string, name: string } | null, opportunity: { __typename: 'Opportunity', id: string, name: string } | null } | null } };

export type ContactReachQueryVariables = Exact<{
  id: string;
}>;


export type ContactReachQuery = { contact: { __typename: 'Contact', id: string, version: number, ownerId: string | null, doNotCall: boolean, doNotEmail: boolean, emails: Array<{ __typename: 'ContactEmailEntry', id: string | null, address: string, label: ContactEmailLabel, isMain: boolean, doNotEmail: boolean }>, phones: Array<{ __typename: 'ContactPhoneEntry', id: string | null, number: string, label: ContactPhoneLabel, isMain: boolean, doNotCall: boolean }>, accounts: Array<{ __typename: 'ContactAccountEntry', id: string | null, accountId: string, title: string | null, startedOn: string | null, endedOn: string | null, isMain: boolean, account: { __typename: 'Account', id: string, name: string } | null }> } };

export type ContactLifecycleHistoryQueryVariables = Exact<{
  id: string;
}>;


export type ContactLifecycleHistoryQuery = { contact: { __typename: 'Contact', id: string, lifecycle: ContactLifecycle | null, lifecycleChangedAt: string | null, createdAt: string, lifecycleHistory: Array<{ __typename: 'ContactLifecycleChange', id: string, from: ContactLifecycle | null, to: ContactLifecycle | null, changedAt: string, cause: LifecycleCause | null, secondsInPrevious: number | null, changedBy: { __typename: 'Member', id: string, name: string } | null }>, conversion: { __typename: 'ContactConversion', id: string, createdAt: string, fromLifecycle: ContactConversionFromLifecycle | null, madeAccount: boolean, account: { __typename: 'Account', id: string, name: string } | null, opportunity: { __typename: 'Opportunity', id: string, name: string } | null } | null } };

export type AccountPeopleQueryVariables = Exact<{
  id: string;
}>;


export type AccountPeopleQuery = { account: { __typename: 'Account', id: string, people: Array<{ __typename: 'AccountPerson', relationId: string | null, title: string | null, startedOn: string | null, endedOn: string | null, isMain: boolean, contact: { __typename: 'Contact', phone: string | null, lifecycle: ContactLifecycle | null, id: string, firstName: string | null, lastName: string | null, email: string | null } }> } };

export type AddContactEmailMutationVariables = Exact<{
  input: CreateContactEmailInput;
}>;


export type AddContactEmailMutation = { done: { __typename: 'ContactEmailPayload', changeSetId: string } };

export type UpdateContactEmailMutationVariables = Exact<{
  input: UpdateContactEmailInput;
}>;


export type UpdateContactEmailMutation = { done: { __typename: 'ContactEmailPayload', changeSetId: string } };

export type RemoveContactEmailMutationVariables = Exact<{
  id: string;
}>;


export type RemoveContactEmailMutation = { done: { __typename: 'DeletePayload', changeSetId: string } };

export type MakeMainContactEmailMutationVariables = Exact<{
  id: string;
}>;


export type MakeMainContactEmailMutation = { done: { __typename: 'ContactPayload', changeSetId: string } };

export type AddContactPhoneMutationVariables = Exact<{
  input: CreateContactPhoneInput;
}>;


export type AddContactPhoneMutation = { done: { __typename: 'ContactPhonePayload', changeSetId: string } };

export type UpdateContactPhoneMutationVariables = Exact<{
  input: UpdateContactPhoneInput;
}>;


export type UpdateContactPhoneMutation = { done: { __typename: 'ContactPhonePayload', changeSetId: string } };

export type RemoveContactPhoneMutationVariables = Exact<{
  id: string;
}>;


export type RemoveContactPhoneMutation = { done: { __typename: 'DeletePayload', changeSetId: string } };

export type MakeMainContactPhoneMutationVariables = Exact<{
  id: string;
}>;


export type MakeMainContactPhoneMutation = { done: { __typename: 'ContactPayload', changeSetId: string } };

export type AddContactAccountMutationVariables = Exact<{
  input: CreateContactAccountInput;
}>;


export type AddContactAccountMutation = { done: { __typename: 'ContactAccountPayload', changeSetId: string } };

export type UpdateContactAccountMutationVariables = Exact<{
  input: UpdateContactAccountInput;
}>;


export type UpdateContactAccountMutation = { done: { __typename: 'ContactAccountPayload', changeSetId: string } };

export type RemoveContactAccountMutationVariables = Exact<{
  id: string;
}>;


export type RemoveContactAccountMutation = { done: { __typename: 'DeletePayload', changeSetId: string } };

export type MakeMainContactAccountMutationVariables = Exact<{
  id: string;
}>;


export type MakeMainContactAccountMutation = { done: { __typename: 'ContactPayload', changeSetId: string } };

export type MoveContactToAccountMutationVariables = Exact<{
  input: MoveContactInput;
}>;


export type MoveContactToAccountMutation = { done: { __typename: 'ContactPayload', changeSetId: string } };

export type ChangeContactReachMutationVariables = Exact<{
  input: UpdateContactInput;
}>;


export type ChangeContactReachMutation = { done: { __typename: 'ContactPayload', changeSetId: string } };

export type ConversionSuggestionQueryVariables = Exact<{
  contactId: string;
}>;


export type ConversionSuggestionQuery = { conversionSuggestion: { __typename: 'ConversionSuggestion', convertible: boolean, accountName: string | null, opportunityName: string, accounts: Array<{ __typename: 'Account', id: string, name: string }> } };

export type ConvertContactMutationVariables = Exact<{
  input: ConvertContactInput;
}>;


export type ConvertContactMutation = { convertContact: { __typename: 'ConvertContactPayload', changeSetId: string, repeated: boolean, account: { __typename: 'Account', id: string, name: string }, opportunity: { __typename: 'Opportunity', id: string, name: string } | null, contact: { __typename: 'Contact', id: string, version: number, lifecycle: ContactLifecycle | null, accountId: string | null } } };

export type LifecycleRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type LifecycleRulesQuery = { lifecycleRules: Array<{ __typename: 'LifecycleRuleSetting', trigger: LifecycleRuleTrigger, lifecycle: ContactLifecycle, isActive: boolean }> };

export type ContactFunnelQueryVariables = Exact<{ [key: string]: never; }>;


export type ContactFunnelQuery = { contactFunnel: Array<{ __typename: 'ContactFunnelStep', lifecycle: ContactLifecycle, count: number, averageSeconds: number | null }> };

export type SetLifecycleRuleMutationVariables = Exact<{
  input: SetLifecycleRuleInput;
}>;


export type SetLifecycleRuleMutation = { done: { __typename: 'SetLifecycleRulePayload', changeSetId: string } };

export const PersonOptionFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonOption"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]} as unknown as DocumentNode<PersonOptionFragment, unknown>;
export const ContactStandingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactStanding"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"ownerId"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"}},{"kind":"Field","name":{"kind":"Name","value":"lastContactedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastRespondedAt"}},{"kind":"Field","name":{"kind":"Name","value":"touchEveryDays"}},{"kind":"Field","name":{"kind":"Name","value":"touchSnoozedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"nextTouchOn"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"conversion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"opportunity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactStandingQuery, ContactStandingQueryVariables>;
export const ContactReachDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactReach"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"ownerId"}},{"kind":"Field","name":{"kind":"Name","value":"doNotCall"}},{"kind":"Field","name":{"kind":"Name","value":"doNotEmail"}},{"kind":"Field","name":{"kind":"Name","value":"emails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"isMain"}},{"kind":"Field","name":{"kind":"Name","value":"doNotEmail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"isMain"}},{"kind":"Field","name":{"kind":"Name","value":"doNotCall"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"startedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endedOn"}},{"kind":"Field","name":{"kind":"Name","value":"isMain"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactReachQuery, ContactReachQueryVariables>;
export const ContactLifecycleHistoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactLifecycleHistory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycleChangedAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycleHistory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"secondsInPrevious"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"conversion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"fromLifecycle"}},{"kind":"Field","name":{"kind":"Name","value":"madeAccount"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"opportunity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactLifecycleHistoryQuery, ContactLifecycleHistoryQueryVariables>;
export const AccountPeopleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountPeople"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"people"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"relationId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"startedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endedOn"}},{"kind":"Field","name":{"kind":"Name","value":"isMain"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonOption"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonOption"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]} as unknown as DocumentNode<AccountPeopleQuery, AccountPeopleQueryVariables>;
export const AddContactEmailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddContactEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateContactEmailInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"addContactEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<AddContactEmailMutation, AddContactEmailMutationVariables>;
export const UpdateContactEmailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateContactEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactEmailInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"updateContactEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<UpdateContactEmailMutation, UpdateContactEmailMutationVariables>;
export const RemoveContactEmailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveContactEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"removeContactEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<RemoveContactEmailMutation, RemoveContactEmailMutationVariables>;
export const MakeMainContactEmailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MakeMainContactEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"makeMainContactEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<MakeMainContactEmailMutation, MakeMainContactEmailMutationVariables>;
export const AddContactPhoneDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddContactPhone"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateContactPhoneInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"addContactPhone"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<AddContactPhoneMutation, AddContactPhoneMutationVariables>;
export const UpdateContactPhoneDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateContactPhone"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactPhoneInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"updateContactPhone"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<UpdateContactPhoneMutation, UpdateContactPhoneMutationVariables>;
export const RemoveContactPhoneDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveContactPhone"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"removeContactPhone"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<RemoveContactPhoneMutation, RemoveContactPhoneMutationVariables>;
export const MakeMainContactPhoneDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MakeMainContactPhone"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"makeMainContactPhone"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<MakeMainContactPhoneMutation, MakeMainContactPhoneMutationVariables>;
export const AddContactAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddContactAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateContactAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"addContactAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<AddContactAccountMutation, AddContactAccountMutationVariables>;
export const UpdateContactAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateContactAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"updateContactAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<UpdateContactAccountMutation, UpdateContactAccountMutationVariables>;
export const RemoveContactAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveContactAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"removeContactAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<RemoveContactAccountMutation, RemoveContactAccountMutationVariables>;
export const MakeMainContactAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MakeMainContactAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"makeMainContactAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<MakeMainContactAccountMutation, MakeMainContactAccountMutationVariables>;
export const MoveContactToAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MoveContactToAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MoveContactInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"moveContactToAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<MoveContactToAccountMutation, MoveContactToAccountMutationVariables>;
export const ChangeContactReachDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeContactReach"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"updateContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<ChangeContactReachMutation, ChangeContactReachMutationVariables>;
export const ConversionSuggestionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConversionSuggestion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversionSuggestion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"convertible"}},{"kind":"Field","name":{"kind":"Name","value":"accountName"}},{"kind":"Field","name":{"kind":"Name","value":"opportunityName"}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ConversionSuggestionQuery, ConversionSuggestionQueryVariables>;
export const ConvertContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConvertContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConvertContactInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"convertContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}},{"kind":"Field","name":{"kind":"Name","value":"repeated"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"opportunity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}}]}}]}}]}}]} as unknown as DocumentNode<ConvertContactMutation, ConvertContactMutationVariables>;
export const LifecycleRulesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LifecycleRules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lifecycleRules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"trigger"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"}},{"kind":"Field","name":{"kind":"Name","value":"isActive"}}]}}]}}]} as unknown as DocumentNode<LifecycleRulesQuery, LifecycleRulesQueryVariables>;
export const ContactFunnelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactFunnel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactFunnel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lifecycle"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"averageSeconds"}}]}}]}}]} as unknown as DocumentNode<ContactFunnelQuery, ContactFunnelQueryVariables>;
export const SetLifecycleRuleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetLifecycleRule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetLifecycleRuleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"setLifecycleRule"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<SetLifecycleRuleMutation, SetLifecycleRuleMutationVariables>;