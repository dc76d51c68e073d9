import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { MembersModule } from '../members/index.js';
import { DuplicatesModule, provideMerge } from '../duplicates/index.js';
import { AccountHierarchy } from './account-hierarchy.service.js';
import { AccountHooks } from './account.hooks.js';
import { accountRecord } from './account.record.js';
import { AccountsResolver } from './accounts.resolver.js';
import { AccountsSeed } from './accounts.seed.js';
import './accounts.de.js';

@Module({ imports: [MembersModule, DuplicatesModule], providers: [...provideRecord(accountRecord, AccountHooks), provideMerge(accountRecord), AccountHierarchy, AccountsResolver, AccountsSeed] })
export class AccountsModule {}
