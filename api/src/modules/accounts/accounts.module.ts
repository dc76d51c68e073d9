import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { MembersModule } from '../members/index.js';
import { AccountHooks } from './account.hooks.js';
import { accountRecord } from './account.record.js';

@Module({ imports: [MembersModule], providers: [...provideRecord(accountRecord, AccountHooks)] })
export class AccountsModule {}
