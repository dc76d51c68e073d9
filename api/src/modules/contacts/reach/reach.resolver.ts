import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Operation } from '../../../platform/access/operation.decorator.js';
import { DeletePayload } from '../../../platform/graphql/paging-types.js';
import { RecordCommands } from '../../../platform/graphql/record-commands.js';
import { recordGraphql } from '../../../platform/graphql/record-types.js';
import { contactRecord } from '../contact.record.js';
import { contactAccountRecord } from './contact-account.record.js';
import { contactEmailRecord } from './contact-email.record.js';
import { contactPhoneRecord } from './contact-phone.record.js';
import { ACCOUNTS, EMAILS, PHONES } from './reach-kinds.js';
import { ContactReach } from './reach.service.js';
import { MoveContactInput, SetContactAccountsInput, SetContactEmailsInput, SetContactPhonesInput } from './reach.types.js';

const EDIT = { module: 'crm-core', permission: { record: 'contact', action: 'edit' } } as const;
const contactPayload = (): ReturnType<typeof recordGraphql>['payload'] => recordGraphql(contactRecord).payload;
type Input = Readonly<Record<string, unknown>>;
type ChangeInput = Input & { readonly id: string; readonly expectedVersion?: number | null };

/** E-mail addresses, numbers and accounts of contacts. */
@Resolver()
export class ContactReachResolver {
  constructor(
    private readonly reach: ContactReach,
    private readonly commands: RecordCommands,
  ) {}

  @Mutation(() => recordGraphql(contactEmailRecord).payload, { description: 'Adds an e-mail address beside the main one.' })
  @Operation(EDIT)
  async addContactEmail(@Args('input', { type: () => recordGraphql(contactEmailRecord).createInput }) input: Input): Promise<object> {
    return this.commands.payload(contactEmailRecord, await this.reach.add(EMAILS, { ...input }));
  }

  @Mutation(() => recordGraphql(contactEmailRecord).payload)
  @Operation(EDIT)
  async updateContactEmail(@Args('input', { type: () => recordGraphql(contactEmailRecord).updateInput }) input: ChangeInput): Promise<object> {
    return this.commands.payload(contactEmailRecord, await this.reach.update(EMAILS, { ...input }));
  }

  @Mutation(() => DeletePayload)
  @Operation(EDIT)
  removeContactEmail(@Args('id', { type: () => ID }) id: string): Promise<{ changeSetId: string; id: string }> {
    return this.reach.remove(EMAILS, id);
  }

  @Mutation(contactPayload, { description: 'Makes it the main one; the one that was it stays beside it.' })
  @Operation(EDIT)
  async makeMainContactEmail(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return this.commands.payload(contactRecord, await this.reach.makeMain(EMAILS, id));
  }

  @Mutation(contactPayload, { description: 'Replaces the whole list.' })
  @Operation(EDIT)
  async setContactEmails(@Args('input', { type: () => SetContactEmailsInput }) input: SetContactEmailsInput): Promise<object> {
    return this.commands.payload(contactRecord, await this.reach.replace(EMAILS, input.contactId, input.emails.map((entry) => ({ ...entry })), input.expectedVersion));
  }

  @Mutation(() => recordGraphql(contactPhoneRecord).payload, { description: 'Adds a number beside the main one.' })
  @Operation(EDIT)
  async addContactPhone(@Args('input', { type: () => recordGraphql(contactPhoneRecord).createInput }) input: Input): Promise<object> {
    return this.commands.payload(contactPhoneRecord, await this.reach.add(PHONES, { ...input }));
  }

  @Mutation(() => recordGraphql(contactPhoneRecord).payload)
  @Operation(EDIT)
  async updateContactPhone(@Args('input', { type: () => recordGraphql(contactPhoneRecord).updateInput }) input: ChangeInput): Promise<object> {
    return this.commands.payload(contactPhoneRecord, await this.reach.update(PHONES, { ...input }));
  }

  @Mutation(() => DeletePayload)
  @Operation(EDIT)
  removeContactPhone(@Args('id', { type: () => ID }) id: string): Promise<{ changeSetId: string; id: string }> {
    return this.reach.remove(PHONES, id);
  }

  @Mutation(contactPayload, { description: 'Makes it the main one; the one that was it stays beside it.' })
  @Operation(EDIT)
  async makeMainContactPhone(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return this.commands.payload(contactRecord, await this.reach.makeMain(PHONES, id));
  }

  @Mutation(contactPayload, { description: 'Replaces the whole list.' })
  @Operation(EDIT)
  async setContactPhones(@Args('input', { type: () => SetContactPhonesInput }) input: SetContactPhonesInput): Promise<object> {
    return this.commands.payload(contactRecord, await this.reach.replace(PHONES, input.contactId, input.phones.map((entry) => ({ ...entry })), input.expectedVersion));
  }

  @Mutation(() => recordGraphql(contactAccountRecord).payload, { description: 'Adds an account beside the main one.' })
  @Operation(EDIT)
  async addContactAccount(@Args('input', { type: () => recordGraphql(contactAccountRecord).createInput }) input: Input): Promise<object> {
    return this.commands.payload(contactAccountRecord, await this.reach.add(ACCOUNTS, { ...input }));
  }

  @Mutation(() => recordGraphql(contactAccountRecord).payload)
  @Operation(EDIT)
  async updateContactAccount(@Args('input', { type: () => recordGraphql(contactAccountRecord).updateInput }) input: ChangeInput): Promise<object> {
    return this.commands.payload(contactAccountRecord, await this.reach.update(ACCOUNTS, { ...input }));
  }

  @Mutation(() => DeletePayload)
  @Operation(EDIT)
  removeContactAccount(@Args('id', { type: () => ID }) id: string): Promise<{ changeSetId: string; id: string }> {
    return this.reach.remove(ACCOUNTS, id);
  }

  @Mutation(contactPayload, { description: 'Makes it the main one; the one that was it stays beside it.' })
  @Operation(EDIT)
  async makeMainContactAccount(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return this.commands.payload(contactRecord, await this.reach.makeMain(ACCOUNTS, id));
  }

  @Mutation(contactPayload, { description: 'Replaces the whole list.' })
  @Operation(EDIT)
  async setContactAccounts(@Args('input', { type: () => SetContactAccountsInput }) input: SetContactAccountsInput): Promise<object> {
    return this.commands.payload(contactRecord, await this.reach.replace(ACCOUNTS, input.contactId, input.accounts.map((entry) => ({ ...entry })), input.expectedVersion));
  }

  @Mutation(contactPayload, { description: 'They work for another account from now on; the former one is kept as history.' })
  @Operation(EDIT)
  async moveContactToAccount(@Args('input', { type: () => MoveContactInput }) input: MoveContactInput): Promise<object> {
    return this.commands.payload(contactRecord, await this.reach.moveToAccount(input));
  }
}
