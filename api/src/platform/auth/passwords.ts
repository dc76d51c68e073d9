import { hash, verify } from '@node-rs/argon2';
import { validationError } from '../errors/app-error.js';

const MIN_LENGTH = 10;
/** OWASP's recommendation for argon2id with 19 MiB. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** A hash nobody knows the password of, so that signing in as nobody takes as long as as somebody. */
const decoy = hash('no such account', COST);

/** @throws VALIDATION_ERROR when it is too short or too long. */
export function checkPassword(password: string, field = 'password'): void {
  if (password.length < MIN_LENGTH) throw validationError({ [field]: [`A password has at least ${MIN_LENGTH} characters.`] });
  if (password.length > 200) throw validationError({ [field]: ['A password has at most 200 characters.'] });
}

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** Whether the password is right; takes the same time where there is no account. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await decoy), password.slice(0, 200));
  return matches && stored !== null;
}
