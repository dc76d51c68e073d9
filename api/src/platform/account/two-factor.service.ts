import { Injectable, Logger } from '@nestjs/common';
import { AccessWatch } from '../access/access-watch.js';
import { Identity } from '../auth/identity.service.js';
import { Sessions } from '../auth/sessions.service.js';
import { SignInThrottle } from '../auth/sign-in-throttle.js';
import { currentContext } from '../context/request-context.js';
import { Database, type UnitOfWork } from '../database/database.js';
import { preconditionFailed, validationError } from '../errors/app-error.js';
import { SealBroken, Secrets } from '../secrets/secrets.service.js';
import { AccountNotices, personById } from './account-notices.js';
import { replaceRecoveryCodes, spendRecoveryCode } from './recovery-codes.js';
import { isTotpCode, newTotpSecret, otpauthUri, totpStep } from './totp.js';

/** What an authenticator app is set up with. */
export interface TwoFactorSetup {
  /** Base32, to be typed where no camera is at hand. */
  readonly secret: string;
  readonly otpauthUri: string;
}

interface StoredFactor {
  readonly secret: string;
  readonly last_step: string;
  readonly confirmed: boolean;
}

const purposeOf = (userId: string): string => `two-factor:${userId}`;

const WRONG = (): Error => validationError({ code: ['This code is not right. Enter the newest one of your app; each works once.'] });

/** Codes of an authenticator app as the second step of signing in, with recovery codes for when it is lost. */
@Injectable()
export class TwoFactor {
  private readonly logger = new Logger('TwoFactor');

  constructor(
    private readonly database: Database,
    private readonly identity: Identity,
    private readonly notices: AccountNotices,
    private readonly secrets: Secrets,
    private readonly sessions: Sessions,
    private readonly throttle: SignInThrottle,
    private readonly access: AccessWatch,
  ) {}

  /**
   * Makes a new secret; nothing is asked for until a code of it was confirmed. Takes the password of whoever has one: a session that was left open must not
   * lock its owner out. @throws VALIDATION_ERROR, RATE_LIMITED, PRECONDITION_FAILED when it is on already
   */
  async begin(userId: string, password: string | null, ip: string): Promise<TwoFactorSetup> {
    await this.identity.confirmIfAny(userId, password, ip);
    const secret = newTotpSecret();
    return this.database.runAs('identity', async (unit) => {
      const rows = await unit.query(
        `insert into two_factors (user_id, secret) values ($1, $2)
         on conflict (user_id) do update set secret = excluded.secret, last_step = 0, created_at = now() where two_factors.confirmed_at is null returning user_id`,
        [userId, this.secrets.seal(secret, purposeOf(userId))],
      );
      if (rows.length === 0) throw preconditionFailed('Two-factor sign-in is on already. Turn it off first to set up another device.');
      const person = await personById(unit, userId);
      return { secret, otpauthUri: otpauthUri(secret, person?.email ?? '') };
    });
  }

  /** Turns it on. Other sessions end: they were opened without it. @returns the recovery codes, shown this once. @throws VALIDATION_ERROR, PRECONDITION_FAILED, RATE_LIMITED */
  async confirm(userId: string, code: string, ip: string): Promise<string[]> {
    const codes = await this.guarded(userId, ip, async (unit) => {
      const factor = await this.factorOf(unit, userId);
      if (!factor || factor.confirmed) throw preconditionFailed('Begin anew: there is nothing to confirm.');
      if (!(await this.takesTotp(unit, userId, factor, code))) return null;
      await unit.query('update two_factors set confirmed_at = now() where user_id = $1', [userId]);
      unit.afterCommit(() => this.access.tell({ userId }));
      await this.notices.changed(unit, userId, 'TWO_FACTOR_ON');
      return replaceRecoveryCodes(unit, userId);
    });
    const { sessionId } = currentContext();
    await this.sessions.revokeAll(userId, 'two-factor sign-in turned on', sessionId ? { except: sessionId } : {});
    return codes;
  }

  /** The second step of a sign-in: a code of the app, or a recovery code, each once. @throws VALIDATION_ERROR, RATE_LIMITED after too many wrong ones */
  async check(userId: string, code: string, ip: string): Promise<void> {
    await this.guarded(userId, ip, async (unit) => {
      const factor = await this.factorOf(unit, userId);
      if (!factor?.confirmed) return null;
      if (isTotpCode(plain(code))) return (await this.takesTotp(unit, userId, factor, code)) || null;
      if (!(await spendRecoveryCode(unit, userId, code))) return null;
      await this.notices.changed(unit, userId, 'RECOVERY_CODE');
      return true;
    });
  }

  /** Turns it off, for whoever has both the password and a code. @throws VALIDATION_ERROR, RATE_LIMITED, PRECONDITION_FAILED while a workspace requires it */
  async disable(userId: string, password: string, code: string, ip: string): Promise<void> {
    const [strict] = await this.database.runAs('identity', (unit) =>
      unit.query<{ name: string }>(`select t.name from members m join tenants t on t.id = m.tenant_id where m.user_id = $1 and m.status = 'ACTIVE' and m.deleted_at is null and t.require_two_factor limit 1`, [userId]),
    );
    if (strict) throw preconditionFailed(`${strict.name} requires two-factor sign-in. Ask its owner, or leave that workspace first.`);
    await this.identity.confirm(userId, password, ip);
    await this.check(userId, code, ip);
    await this.database.runAs('identity', async (unit) => {
      await unit.query('delete from two_factors where user_id = $1', [userId]);
      unit.afterCommit(() => this.access.tell({ userId }));
      await unit.query('delete from recovery_codes where user_id = $1', [userId]);
      await this.notices.changed(unit, userId, 'TWO_FACTOR_OFF');
    });
  }

  /** New recovery codes in place of all earlier ones. @throws VALIDATION_ERROR, RATE_LIMITED */
  async renewRecoveryCodes(userId: string, code: string, ip: string): Promise<string[]> {
    return this.guarded(userId, ip, async (unit) => {
      const factor = await this.factorOf(unit, userId);
      if (!factor?.confirmed || !(await this.takesTotp(unit, userId, factor, code))) return null;
      await this.notices.changed(unit, userId, 'RECOVERY_CODES');
      return replaceRecoveryCodes(unit, userId);
    });
  }

  /** Runs a check that answers null for a wrong code; too many of those and the account has to wait, whichever address they came from. */
  private async guarded<T>(userId: string, ip: string, check: (unit: UnitOfWork) => Promise<T | null>): Promise<T> {
    const account = `second-step:${userId}`;
    await this.throttle.check(account, ip);
    const answer = await this.database.runAs('identity', async (unit) => {
      const found = await check(unit);
      // Inside, so that a right code among too many wrong ones has no effect.
      if (found !== null) await this.throttle.succeeded(account, ip);
      return found;
    });
    if (answer === null) {
      await this.throttle.failed(account, ip);
      throw WRONG();
    }
    return answer;
  }

  /** Null when the key is gone that it was sealed with: a recovery code still lets the person in, to set up their app anew. */
  private read(userId: string, sealed: string): string | null {
    try {
      return this.secrets.open(sealed, purposeOf(userId));
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      this.logger.error('A two-factor secret can not be read: name the earlier KINSHIP_SECRET in KINSHIP_PREVIOUS_SECRETS.');
      return null;
    }
  }

  /** Locked, so that of two requests with the same code one comes too late. */
  private async factorOf(unit: UnitOfWork, userId: string): Promise<StoredFactor | undefined> {
    const [factor] = await unit.query<StoredFactor & Record<string, unknown>>('select secret, last_step::text, confirmed_at is not null as confirmed from two_factors where user_id = $1 for update', [userId]);
    return factor;
  }

  /** A code, and every earlier one, is worthless once it was used: whoever looked over a shoulder comes too late. */
  private async takesTotp(unit: UnitOfWork, userId: string, factor: StoredFactor, code: string): Promise<boolean> {
    const typed = plain(code);
    if (!isTotpCode(typed)) return false;
    const secret = this.read(userId, factor.secret);
    if (secret === null) return false;
    const step = totpStep(secret, typed);
    if (step === null || step <= Number(factor.last_step)) return false;
    const sealed = this.secrets.isOutdated(factor.secret) ? this.secrets.seal(secret, purposeOf(userId)) : factor.secret;
    await unit.query('update two_factors set last_step = $2, secret = $3 where user_id = $1', [userId, step, sealed]);
    return true;
  }
}

/** Apps show `123 456`. */
const plain = (code: string): string => code.replace(/\s/g, '');
