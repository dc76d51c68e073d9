import { Injectable } from '@nestjs/common';
import { Identity } from '../auth/identity.service.js';
import { Profiles } from '../auth/profile.service.js';
import { Config } from '../config/config.js';
import { currentContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { preconditionFailed, validationError } from '../errors/app-error.js';
import { normaliseValue } from '../records/field-codec.js';
import { email as emailField } from '../records/fields.js';
import { changeEmailMail, emailChangedMail, emailTakenMail, verifyEmailMail } from './account-mails.js';
import { AccountNotices, personByEmail, personById } from './account-notices.js';
import { MailAllowance } from './mail-allowance.js';
import { issueToken, spendToken } from './user-tokens.js';

/** What people sign in with: proving that an address is theirs, and changing it. */
@Injectable()
export class EmailAddresses {
  constructor(
    private readonly allowance: MailAllowance,
    private readonly config: Config,
    private readonly database: Database,
    private readonly identity: Identity,
    private readonly notices: AccountNotices,
    private readonly profiles: Profiles,
  ) {}

  /** Mails a link that proves the person's address; nothing where it is proven already. */
  async sendVerification(userId: string, ip: string): Promise<void> {
    await this.database.runAs('identity', async (unit) => {
      const person = await personById(unit, userId);
      const [row] = await unit.query<{ verified: boolean }>('select email_verified_at is not null as verified from users where id = $1', [userId]);
      if (!person || row?.verified || !(await this.allowance.take('verify', person.email, ip))) return;
      const secret = await issueToken(unit, 'VERIFY_EMAIL', { userId, email: person.email });
      await this.notices.send(unit, verifyEmailMail, person, { email: person.email, url: `${this.config.origin}/verify-email#${secret}` });
    });
  }

  /** @throws PRECONDITION_FAILED when the link is used up, or the address is not the person's any more */
  async verify(secret: string): Promise<void> {
    await this.database.runAs('identity', async (unit) => {
      const { userId, email } = await spendToken(unit, 'VERIFY_EMAIL', secret);
      const rows = await unit.query('update users set email_verified_at = coalesce(email_verified_at, now()) where id = $1 and email = $2 returning id', [userId, email]);
      if (rows.length === 0) throw preconditionFailed('This link is for an address that is not yours any more. Ask for a new one in the settings.');
    });
  }

  /**
   * Mails a link to the new address; the present one stays in use until it is opened. An address that has an account gets a mail that says so instead,
   * and the answer is the same. @throws VALIDATION_ERROR, RATE_LIMITED
   */
  async requestChange(input: string, password: string, ip: string): Promise<void> {
    const userId = currentContext().userId!;
    const result = normaliseValue(emailField({ label: 'E-mail' }), input);
    if ('reason' in result || !result.value) throw validationError({ email: ['reason' in result ? result.reason : 'Enter your new e-mail address.'] });
    const email = String(result.value);
    await this.identity.confirm(userId, password, ip);
    await this.database.runAs('identity', async (unit) => {
      const person = await personById(unit, userId);
      if (!person || person.email === email) throw validationError({ email: ['This is your present address.'] });
      if (!(await this.allowance.take('change', email, ip))) return;
      const holder = await personByEmail(unit, email);
      const secret = await issueToken(unit, 'CHANGE_EMAIL', { userId, email });
      if (holder) await this.notices.send(unit, emailTakenMail, holder, { url: `${this.config.origin}/sign-in` });
      else await this.notices.send(unit, changeEmailMail, person, { email, url: `${this.config.origin}/confirm-email#${secret}` }, { email });
    });
  }

  async cancelChange(): Promise<void> {
    await this.database.runAs('identity', (unit) => unit.query(`delete from user_tokens where user_id = $1 and purpose = 'CHANGE_EMAIL'`, [currentContext().userId]));
  }

  /** Opens the link: from now on the person signs in with the new address, and the old one is told. @throws PRECONDITION_FAILED */
  async change(secret: string): Promise<void> {
    const { userId, email } = await this.database.runAs('identity', async (unit) => {
      const owner = await spendToken(unit, 'CHANGE_EMAIL', secret);
      const before = await personById(unit, owner.userId);
      const [taken] = await unit.query('select 1 from users where email = $1 and id <> $2', [owner.email, owner.userId]);
      if (taken || !before) throw preconditionFailed('This address is used by another account by now. Choose another one.');
      await unit.query('update users set email = $2, email_verified_at = now(), version = version + 1, updated_at = now() where id = $1', [owner.userId, owner.email]);
      // Links that went to the old address must not open the account any more.
      await unit.query(`delete from user_tokens where user_id = $1 and purpose <> 'CHANGE_EMAIL'`, [owner.userId]);
      await this.notices.send(unit, emailChangedMail, before, { email: owner.email });
      return owner;
    });
    await this.profiles.tellWorkspaces(userId, { email });
  }
}
