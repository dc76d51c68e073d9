import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { AccountsModule } from '../accounts/index.js';
import { ContactHooks } from './contact.hooks.js';
import { contactRecord } from './contact.record.js';

@Module({ imports: [AccountsModule], providers: [...provideRecord(contactRecord, ContactHooks)] })
export class ContactsModule {}
