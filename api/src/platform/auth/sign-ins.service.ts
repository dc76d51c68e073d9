import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { AppError } from '../errors/app-error.js';
import { SealBroken, Secrets } from '../secrets/secrets.service.js';
import { Tenants } from '../tenancy/tenants.service.js';
import { Sessions, type IssuedSession, type SessionOrigin } from './sessions.service.js';

/** Where a sign-in stands after its first step. */
export type SignInProgress =
  | { readonly step: 'DONE' | 'SET_UP_TWO_FACTOR'; readonly session: IssuedSession }
  | { readonly step: 'TWO_FACTOR'; readonly challenge: string };

/** What a challenge says, for whoever comes back with it and a code. */
export interface Challenge {
  readonly userId: string;
  readonly tenantId: string;
}

const VALID_MS = 10 * 60_000;
const PURPOSE = 'sign-in challenge';

const OVER = (): AppError => new AppError('UNAUTHENTICATED', 'This sign-in took too long. Begin again.');

/** The steps of a sign-in, whichever way its first one went (password, another service). */
@Injectable()
export class SignIns {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly sessions: Sessions,
    private readonly tenants: Tenants,
  ) {}

  /** Goes on once it is known who signs in: to a session, or to the second step where the person has one. */
  async proceed(userId: string, tenantId: string, origin: SessionOrigin): Promise<SignInProgress> {
    if (await this.hasTwoFactor(userId)) return { step: 'TWO_FACTOR', challenge: this.secrets.seal(JSON.stringify({ userId, tenantId, at: Date.now() }), PURPOSE) };
    const tenant = await this.tenants.byId(tenantId);
    return { step: tenant?.requireTwoFactor ? 'SET_UP_TWO_FACTOR' : 'DONE', session: await this.sessions.open(userId, tenantId, origin) };
  }

  /** Reads a challenge. It is sealed, lasts ten minutes, and ends when the password changes. @throws UNAUTHENTICATED */
  async open(challenge: string): Promise<Challenge> {
    const { userId, tenantId, at } = this.read(challenge);
    if (Date.now() - at > VALID_MS) throw OVER();
    const rows = await this.database.runAs('identity', (unit) => unit.query('select 1 from users where id = $1 and (password_changed_at is null or password_changed_at <= to_timestamp($2::float8 / 1000))', [userId, at]));
    if (rows.length === 0) throw OVER();
    return { userId, tenantId };
  }

  /** Whether signing in takes this person a second step. */
  async hasTwoFactor(userId: string): Promise<boolean> {
    const rows = await this.database.runAs('identity', (unit) => unit.query('select 1 from two_factors where user_id = $1 and confirmed_at is not null', [userId]));
    return rows.length > 0;
  }

  private read(challenge: string): Challenge & { readonly at: number } {
    try {
      return JSON.parse(this.secrets.open(challenge, PURPOSE)) as Challenge & { at: number };
    } catch (error) {
      if (error instanceof SealBroken) throw OVER();
      throw error;
    }
  }
}
