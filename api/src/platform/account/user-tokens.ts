import { randomBytes } from 'node:crypto';
import { hashToken } from '../auth/session-tokens.js';
import type { UnitOfWork } from '../database/database.js';
import { preconditionFailed } from '../errors/app-error.js';

export type TokenPurpose = 'PASSWORD_RESET' | 'VERIFY_EMAIL' | 'CHANGE_EMAIL';

/** How long a link works, in minutes: what opens an account lasts the shortest. */
export const TOKEN_MINUTES: Readonly<Record<TokenPurpose, number>> = { PASSWORD_RESET: 60, VERIFY_EMAIL: 7 * 24 * 60, CHANGE_EMAIL: 24 * 60 };

/** Whose link it is, and the address it was mailed to. */
export interface TokenOwner {
  readonly userId: string;
  readonly email: string;
}

/** Makes a link's secret; earlier ones for the same purpose stop working. Only the hash is stored. */
export async function issueToken(unit: UnitOfWork, purpose: TokenPurpose, { userId, email }: TokenOwner): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await unit.query('delete from user_tokens where user_id = $1 and (purpose = $2 or expires_at < now())', [userId, purpose]);
  await unit.query(`insert into user_tokens (user_id, purpose, token_hash, email, expires_at) values ($1, $2, $3, $4, now() + make_interval(mins => ${TOKEN_MINUTES[purpose]}))`, [userId, purpose, hashToken(secret), email]);
  return secret;
}

/** Spends a link's secret: of two who come at once, one is too late. @throws PRECONDITION_FAILED when it is used, expired, replaced or made up */
export async function spendToken(unit: UnitOfWork, purpose: TokenPurpose, secret: string): Promise<TokenOwner> {
  const [owner] = await unit.query<TokenOwner & Record<string, unknown>>(
    'update user_tokens set used_at = now() where token_hash = $1 and purpose = $2 and used_at is null and expires_at > now() returning user_id as "userId", email',
    [hashToken(secret), purpose],
  );
  if (!owner) throw preconditionFailed('This link does not work any more: it was used, has expired, or a newer one was sent. Ask for a new one.');
  return owner;
}
