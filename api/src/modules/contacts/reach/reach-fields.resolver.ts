import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { recordGraphql } from '../../../platform/graphql/record-types.js';
import { RecordLoaders } from '../../../platform/records/record-loaders.js';
import type { AnyRow } from '../../../platform/records/record-rows.js';
import { accountRecord } from '../../accounts/index.js';
import { contactRecord } from '../contact.record.js';
import { ACCOUNTS, EMAILS, entryIn, PHONES, type ReachKind } from './reach-kinds.js';
import { ReachLoaders } from './reach-loaders.js';
import { AccountPerson, ContactAccountEntry, ContactEmailEntry, ContactPhoneEntry } from './reach.types.js';

/** The main entries from the contact itself, then the further ones. */
function entries(kind: ReachKind, contact: AnyRow, further: readonly AnyRow[]): Record<string, unknown>[] {
  const main = kind.slots.map((slot) => entryIn(slot, contact)).filter((entry) => entry !== null).map((entry) => ({ id: null, ...entry, isMain: true }));
  return [...main, ...further.map((row) => ({ ...row, isMain: false }))];
}

/** The lists of a contact. */
@Resolver(() => recordGraphql(contactRecord).object)
export class ContactListsResolver {
  constructor(private readonly loaders: ReachLoaders) {}

  @ResolveField('emails', () => [ContactEmailEntry], { description: 'All e-mail addresses, the main one first.' })
  async emails(@Parent() contact: AnyRow): Promise<object[]> {
    return entries(EMAILS, contact, await this.loaders.emails.load(contact.id)).map((entry) => ({ ...entry, doNotEmail: contact['doNotEmail'] === true || entry['doNotEmail'] === true }));
  }

  @ResolveField('phones', () => [ContactPhoneEntry], { description: 'All numbers, the main ones first.' })
  async phones(@Parent() contact: AnyRow): Promise<object[]> {
    return entries(PHONES, contact, await this.loaders.phones.load(contact.id)).map((entry) => ({ ...entry, doNotCall: contact['doNotCall'] === true || entry['doNotCall'] === true }));
  }

  @ResolveField('accounts', () => [ContactAccountEntry], { description: 'All accounts they work for or did: the main one, then the present ones, then the former ones.' })
  async accounts(@Parent() contact: AnyRow): Promise<object[]> {
    const all = entries(ACCOUNTS, contact, await this.loaders.accounts.load(contact.id)).map((entry): Record<string, unknown> => ({ endedOn: null, ...entry }));
    return all.sort((a, b) => rank(a) - rank(b) || String(b['endedOn'] ?? '').localeCompare(String(a['endedOn'] ?? '')));
  }
}

const rank = (entry: Record<string, unknown>): number => (entry['isMain'] ? 0 : entry['endedOn'] === null ? 1 : 2);

/** The account of an entry, loaded with those of all others. */
@Resolver(() => ContactAccountEntry)
export class ContactAccountEntryResolver {
  constructor(private readonly records: RecordLoaders) {}

  @ResolveField('account', () => recordGraphql(accountRecord).object, { nullable: true })
  account(@Parent() entry: ContactAccountEntry): Promise<AnyRow | null> {
    return this.records.load(accountRecord, entry.accountId);
  }
}

/** Everybody at an account, by whichever relation. */
@Resolver(() => recordGraphql(accountRecord).object)
export class AccountPeopleResolver {
  constructor(
    private readonly loaders: ReachLoaders,
    private readonly records: RecordLoaders,
  ) {}

  @ResolveField('people', () => [AccountPerson], { description: 'Contacts that work for it or did, whether it is their main account or a further one; at most 200.' })
  async people(@Parent() account: AnyRow): Promise<object[]> {
    const people = await this.loaders.people.load(account.id);
    const shown = await Promise.all(people.map(async (person) => ({ ...person, contact: await this.records.load(contactRecord, person.contactId) })));
    return shown.filter((person) => person.contact !== null);
  }
}
