import { Global, Module } from '@nestjs/common';
import './account.de.js';
import { AccountNotices } from './account-notices.js';
import { AccountOverview } from './account-overview.js';
import { AccountResolver } from './account.resolver.js';
import { EmailAddresses } from './email-addresses.service.js';
import { MailAllowance } from './mail-allowance.js';
import { PasswordResets } from './password-resets.service.js';
import { TwoFactorResolver } from './two-factor.resolver.js';
import { TwoFactor } from './two-factor.service.js';

/** What people do about their own account before and after they are signed in. */
@Global()
@Module({ providers: [AccountNotices, AccountOverview, AccountResolver, EmailAddresses, MailAllowance, PasswordResets, TwoFactor, TwoFactorResolver], exports: [AccountNotices, EmailAddresses] })
export class AccountModule {}
