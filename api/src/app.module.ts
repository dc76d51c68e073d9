import { Module } from '@nestjs/common';
import { AccountsModule } from './modules/accounts/index.js';
import { ContactsModule } from './modules/contacts/index.js';
import { MembersModule } from './modules/members/index.js';
import { PlatformModule } from './platform/platform.module.js';

/** The product: the platform, and one line for each domain. */
@Module({ imports: [PlatformModule, MembersModule, AccountsModule, ContactsModule] })
export class AppModule {}
