import { randomInt } from 'node:crypto';
import { hashToken } from '../auth/session-tokens.js';
import type { UnitOfWork } from '../database/database.js';

const COUNT = 10;
/** Without letters and digits that look alike on paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** `k7fm-2qpx-...`: some 79 random bits, so a plain hash keeps it. */
const newCode = (): string => Array.from({ length: GROUPS }, () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join('-');

/** However it was typed from paper. */
const normal = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '');

const hashOf = (userId: string, code: string): string => hashToken(`${userId}:${normal(code)}`);

/** Puts new codes in place of all earlier ones. @returns them; they are shown this once */
export async function replaceRecoveryCodes(unit: UnitOfWork, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await unit.query('delete from recovery_codes where user_id = $1', [userId]);
  await unit.query('insert into recovery_codes (user_id, code_hash) select $1, unnest($2::text[])', [userId, codes.map((code) => hashOf(userId, code))]);
  return codes;
}

/** Whether the code was one of the person's, and not used; it is from now on. */
export async function spendRecoveryCode(unit: UnitOfWork, userId: string, code: string): Promise<boolean> {
  const rows = await unit.query('update recovery_codes set used_at = now() where user_id = $1 and code_hash = $2 and used_at is null returning id', [userId, hashOf(userId, code)]);
  return rows.length > 0;
}
