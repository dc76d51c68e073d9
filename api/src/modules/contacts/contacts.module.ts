import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { AccountsModule } from '../accounts/index.js';
import { ContactCounts } from './contact-counts.service.js';
import { ContactHooks } from './contact.hooks.js';
import { contactRecord } from './contact.record.js';
import { AccountContactsResolver } from './contacts.resolver.js';
import { ContactsSeed } from './contacts.seed.js';

@Module({ imports: [AccountsModule], providers: [...provideRecord(contactRecord, ContactHooks), ContactCounts, AccountContactsResolver, ContactsSeed] })
export class ContactsModule {}
