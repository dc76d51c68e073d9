import { Injectable } from '@nestjs/common';
import { currentContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { AppError } from '../errors/app-error.js';
import type { AccountSecurity } from './account.types.js';

/** What the security page shows. */
@Injectable()
export class AccountOverview {
  constructor(private readonly database: Database) {}

  async present(): Promise<AccountSecurity> {
    const [row] = await this.database.runAs('identity', (unit) =>
      unit.query<AccountSecurity & Record<string, unknown>>(
        `select u.email, u.email_verified_at is not null as "emailVerified", u.password_hash is not null as "hasPassword", u.password_changed_at as "passwordChangedAt",
           exists (select from two_factors f where f.user_id = u.id and f.confirmed_at is not null) as "twoFactor",
           (select count(*)::int from recovery_codes c where c.user_id = u.id and c.used_at is null) as "recoveryCodesLeft",
           (select t.email from user_tokens t where t.user_id = u.id and t.purpose = 'CHANGE_EMAIL' and t.used_at is null and t.expires_at > now()) as "pendingEmail"
         from users u where u.id = $1`,
        [currentContext().userId],
      ),
    );
    if (!row) throw new AppError('UNAUTHENTICATED', 'Sign in to go on.');
    return row;
  }
}
