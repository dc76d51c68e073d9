import { Injectable } from '@nestjs/common';
import { Identity } from '../auth/identity.service.js';
import { checkPassword, hashPassword } from '../auth/passwords.js';
import { hashToken } from '../auth/session-tokens.js';
import { Sessions } from '../auth/sessions.service.js';
import { LOCK_MINUTES, SignInThrottle } from '../auth/sign-in-throttle.js';
import { Config } from '../config/config.js';
import { currentContext, runInContext } from '../context/request-context.js';
import { Database, type UnitOfWork } from '../database/database.js';
import { JobHandler } from '../queue/job-handler.decorator.js';
import { machineContext } from '../queue/job-envelope.js';
import { JobQueue } from '../queue/job-queue.service.js';
import { AccountNotices, personByEmail, personById } from './account-notices.js';
import { lockedMail, passwordResetMail } from './account-mails.js';
import { MailAllowance } from './mail-allowance.js';
import { issueToken, spendToken } from './user-tokens.js';

/** Whoever knew the old password may have asked for the account's address to be changed, and hold the link to it. */
const forgetLinks = async (unit: UnitOfWork, userId: string): Promise<void> => void (await unit.query(`delete from user_tokens where user_id = $1 and purpose in ('PASSWORD_RESET', 'CHANGE_EMAIL')`, [userId]));

/** New passwords: for whoever knows the present one, and through a link for whoever does not. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly allowance: MailAllowance,
    private readonly config: Config,
    private readonly database: Database,
    private readonly identity: Identity,
    private readonly jobs: JobQueue,
    private readonly notices: AccountNotices,
    private readonly sessions: Sessions,
    private readonly throttle: SignInThrottle,
  ) {}

  /**
   * Mails a link, if the address has an account. Whether it has is found out by a job: the answer, and the time it takes, are the same for every address.
   * @throws RATE_LIMITED for an address on the network that asks too often
   */
  async request(email: string, ip: string): Promise<void> {
    const address = email.trim().toLowerCase().slice(0, 320);
    if (!(await this.allowance.take('password-reset', address, ip))) return;
    await runInContext(machineContext(null, 'Account', currentContext().requestId), () => this.jobs.add('mail', 'password-reset', { email: address }));
  }

  @JobHandler('mail', 'password-reset')
  async mailLink({ email }: { email: string }): Promise<void> {
    await this.database.runAs('identity', async (unit) => {
      const person = await personByEmail(unit, email);
      if (!person) return;
      const secret = await issueToken(unit, 'PASSWORD_RESET', { userId: person.id, email });
      await this.notices.send(unit, passwordResetMail, person, { url: `${this.config.origin}/reset-password#${secret}` });
    });
  }

  /** Spends the link for a new password, which ends every session, opens a locked account and proves the address. @throws PRECONDITION_FAILED, VALIDATION_ERROR */
  async reset(secret: string, password: string): Promise<void> {
    checkPassword(password, 'newPassword', await this.namesOf(secret));
    const hash = await hashPassword(password);
    const owner = await this.database.runAs('identity', async (unit) => {
      const spent = await spendToken(unit, 'PASSWORD_RESET', secret);
      await unit.query(
        `update users set password_hash = $2, password_changed_at = now(), email_verified_at = case when email = $3 then coalesce(email_verified_at, now()) else email_verified_at end, updated_at = now() where id = $1`,
        [spent.userId, hash, spent.email],
      );
      await forgetLinks(unit, spent.userId);
      await this.notices.changed(unit, spent.userId, 'PASSWORD');
      return spent;
    });
    await this.sessions.revokeAll(owner.userId, 'password reset');
    await this.throttle.unlock(owner.email);
  }

  /** Ends all other sessions too: whoever learnt the old password may hold one. @throws VALIDATION_ERROR for a wrong present or a weak new password, RATE_LIMITED */
  async change(present: string, next: string, ip: string): Promise<void> {
    const { userId, sessionId } = currentContext();
    const person = await this.database.runAs('identity', (unit) => personById(unit, userId!));
    checkPassword(next, 'newPassword', person ? [person.email, person.name] : []);
    await this.identity.confirm(userId!, present, ip);
    const hash = await hashPassword(next);
    await this.database.runAs('identity', async (unit) => {
      await unit.query('update users set password_hash = $2, password_changed_at = now(), updated_at = now() where id = $1', [userId, hash]);
      await forgetLinks(unit, userId!);
      await this.notices.changed(unit, userId!, 'PASSWORD');
    });
    await this.sessions.revokeAll(userId!, 'password changed', sessionId ? { except: sessionId } : {});
  }

  /** Tells whoever has an account with that address that it was locked; once a lock. */
  @JobHandler('mail', 'lock-notice')
  async mailLock({ email, ip, at }: { email: string; ip: string; at: string }): Promise<void> {
    await this.database.runAs('identity', async (unit) => {
      const person = await personByEmail(unit, email);
      if (!person) return;
      await this.notices.send(unit, lockedMail, person, { at, ip, minutes: LOCK_MINUTES, url: `${this.config.origin}/forgot-password` }, { key: `${person.id}/${ip}/${at.slice(0, 15)}` });
    });
  }

  private namesOf(secret: string): Promise<string[]> {
    return this.database.runAs('identity', async (unit) => {
      const [person] = await unit.query<{ email: string; name: string }>('select u.email, u.name from user_tokens t join users u on u.id = t.user_id where t.token_hash = $1', [hashToken(secret)]);
      return person ? [person.email, person.name] : [];
    });
  }
}
