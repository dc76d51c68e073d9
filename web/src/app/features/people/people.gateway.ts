import { inject, Service } from '@angular/core';
import type { TypedDocumentNode } from '@apollo/client';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import {
  AccountPeopleDocument, AddContactAccountDocument, AddContactEmailDocument, AddContactPhoneDocument, ChangeContactReachDocument, ContactFunnelDocument, ContactLifecycleHistoryDocument, ContactReachDocument,
  ContactStandingDocument, ConversionSuggestionDocument, ConvertContactDocument, LifecycleRulesDocument, MakeMainContactAccountDocument, MakeMainContactEmailDocument, MakeMainContactPhoneDocument,
  MoveContactToAccountDocument, RemoveContactAccountDocument, RemoveContactEmailDocument, RemoveContactPhoneDocument, SetLifecycleRuleDocument, UpdateContactAccountDocument, UpdateContactEmailDocument,
  UpdateContactPhoneDocument,
  type AccountPeopleQuery, type ContactFunnelQuery, type ContactLifecycle, type ContactLifecycleHistoryQuery, type ContactReachQuery, type ContactStandingQuery, type ConversionSuggestionQuery, type ConvertContactInput,
  type ConvertContactMutation, type CreateContactAccountInput, type CreateContactEmailInput, type CreateContactPhoneInput, type LifecycleRulesQuery, type MoveContactInput, type SetLifecycleRuleInput,
  type UpdateContactAccountInput, type UpdateContactEmailInput, type UpdateContactInput, type UpdateContactPhoneInput,
} from './operations.generated.js';

export type Standing = ContactStandingQuery['contact'];
export type Reach = ContactReachQuery['contact'];
export type EmailEntry = Reach['emails'][number];
export type PhoneEntry = Reach['phones'][number];
export type AccountEntry = Reach['accounts'][number];
export type LifecycleDetail = ContactLifecycleHistoryQuery['contact'];
export type LifecycleStep = LifecycleDetail['lifecycleHistory'][number];
export type Person = AccountPeopleQuery['account']['people'][number];
export type Suggestion = ConversionSuggestionQuery['conversionSuggestion'];
export type Converted = ConvertContactMutation['convertContact'];
export type LifecycleRule = LifecycleRulesQuery['lifecycleRules'][number];
export type FunnelStep = ContactFunnelQuery['contactFunnel'][number];
export type { ContactLifecycle, ConvertContactInput };

type Write<Variables> = TypedDocumentNode<{ readonly done: { readonly changeSetId: string } }, Variables>;

/** Reads and writes what contacts have beyond their fields. Writes answer the change set that undoes them. Every method throws `AppError`. */
@Service()
export class PeopleGateway {
  private readonly graphql = inject(GraphqlClient);

  async standing(id: string): Promise<Standing> {
    return (await this.graphql.query(ContactStandingDocument, { id })).contact;
  }

  async reach(id: string): Promise<Reach> {
    return (await this.graphql.query(ContactReachDocument, { id })).contact;
  }

  async lifecycle(id: string): Promise<LifecycleDetail> {
    return (await this.graphql.query(ContactLifecycleHistoryDocument, { id })).contact;
  }

  async people(accountId: string): Promise<readonly Person[]> {
    return (await this.graphql.query(AccountPeopleDocument, { id: accountId })).account.people;
  }

  addEmail(input: CreateContactEmailInput): Promise<string> {
    return this.write(AddContactEmailDocument, { input });
  }

  updateEmail(input: UpdateContactEmailInput): Promise<string> {
    return this.write(UpdateContactEmailDocument, { input });
  }

  removeEmail(id: string): Promise<string> {
    return this.write(RemoveContactEmailDocument, { id });
  }

  makeMainEmail(id: string): Promise<string> {
    return this.write(MakeMainContactEmailDocument, { id });
  }

  addPhone(input: CreateContactPhoneInput): Promise<string> {
    return this.write(AddContactPhoneDocument, { input });
  }

  updatePhone(input: UpdateContactPhoneInput): Promise<string> {
    return this.write(UpdateContactPhoneDocument, { input });
  }

  removePhone(id: string): Promise<string> {
    return this.write(RemoveContactPhoneDocument, { id });
  }

  makeMainPhone(id: string): Promise<string> {
    return this.write(MakeMainContactPhoneDocument, { id });
  }

  addAccount(input: CreateContactAccountInput): Promise<string> {
    return this.write(AddContactAccountDocument, { input });
  }

  updateAccount(input: UpdateContactAccountInput): Promise<string> {
    return this.write(UpdateContactAccountDocument, { input });
  }

  removeAccount(id: string): Promise<string> {
    return this.write(RemoveContactAccountDocument, { id });
  }

  makeMainAccount(id: string): Promise<string> {
    return this.write(MakeMainContactAccountDocument, { id });
  }

  moveToAccount(input: MoveContactInput): Promise<string> {
    return this.write(MoveContactToAccountDocument, { input });
  }

  /** Fields of the contact itself: its main entries. */
  change(input: UpdateContactInput): Promise<string> {
    return this.write(ChangeContactReachDocument, { input });
  }

  async suggestion(contactId: string): Promise<Suggestion> {
    return (await this.graphql.query(ConversionSuggestionDocument, { contactId })).conversionSuggestion;
  }

  async convert(input: ConvertContactInput): Promise<Converted> {
    return (await this.graphql.mutate(ConvertContactDocument, { input })).convertContact;
  }

  async rules(): Promise<readonly LifecycleRule[]> {
    return (await this.graphql.query(LifecycleRulesDocument, {})).lifecycleRules;
  }

  async funnel(): Promise<readonly FunnelStep[]> {
    return (await this.graphql.query(ContactFunnelDocument, {})).contactFunnel;
  }

  setRule(input: SetLifecycleRuleInput): Promise<string> {
    return this.write(SetLifecycleRuleDocument, { input });
  }

  private async write<Variables extends Record<string, unknown>>(document: Write<Variables>, variables: Variables): Promise<string> {
    return (await this.graphql.mutate(document, variables)).done.changeSetId;
  }
}
