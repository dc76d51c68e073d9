import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { AccountsModule } from '../accounts/index.js';
import { DuplicatesModule, provideMerge } from '../duplicates/index.js';
import { ContactCounts } from './contact-counts.service.js';
import { ContactHooks } from './contact.hooks.js';
import { contactRecord } from './contact.record.js';
import { AccountContactsResolver } from './contacts.resolver.js';
import { contactAccountRecord, contactEmailRecord, contactPhoneRecord } from './reach/index.js';
import { keepReach } from './reach/merged-reach.js';
import './reach/reach.de.js';
import { AccountPeopleResolver, ContactAccountEntryResolver, ContactListsResolver } from './reach/reach-fields.resolver.js';
import { ReachLoaders } from './reach/reach-loaders.js';
import { ReachHooks } from './reach/reach.hooks.js';
import { ContactReachResolver } from './reach/reach.resolver.js';
import { ContactReach } from './reach/reach.service.js';
import { TouchCadences } from './touch/touch-cadences.js';
import { ContactsSeed } from './contacts.seed.js';
import './contacts.de.js';

@Module({
  imports: [AccountsModule, DuplicatesModule],
  providers: [
    ...provideRecord(contactRecord, ContactHooks),
    provideMerge(contactRecord, keepReach),
    ...provideRecord(contactEmailRecord, ReachHooks),
    ...provideRecord(contactPhoneRecord, ReachHooks),
    ...provideRecord(contactAccountRecord, ReachHooks),
    ContactCounts,
    AccountContactsResolver,
    ContactReach,
    ReachLoaders,
    ContactReachResolver,
    ContactListsResolver,
    ContactAccountEntryResolver,
    AccountPeopleResolver,
    TouchCadences,
    ContactsSeed,
  ],
  exports: [TouchCadences],
})
export class ContactsModule {}
