import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { MembersModule } from '../members/index.js';
import { AccountHierarchy } from './account-hierarchy.service.js';
import { AccountHooks } from './account.hooks.js';
import { accountRecord } from './account.record.js';
import { AccountsResolver } from './accounts.resolver.js';
import { AccountsSeed } from './accounts.seed.js';
import './accounts.de.js';

@Module({ imports: [MembersModule], providers: [...provideRecord(accountRecord, AccountHooks), AccountHierarchy, AccountsResolver, AccountsSeed] })
export class AccountsModule {}
