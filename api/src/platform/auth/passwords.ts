import { hash, verify } from '@node-rs/argon2';
import { validationError } from '../errors/app-error.js';

const MIN_LENGTH = 10;
const MAX_LENGTH = 200;
/** Characters that must be left when everything that guessers try first is taken out. */
const MIN_OWN = 4;
/** OWASP's recommendation for argon2id with 19 MiB. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** A hash nobody knows the password of, so that signing in as nobody takes as long as as somebody. */
const decoy = hash('no such account', COST);

const COMMON = ['password', 'passwort', 'qwertz', 'letmein', 'welcome', 'willkommen', 'iloveyou', 'monkey', 'dragon', 'football', 'changeme', 'administrator', 'kinship'];
const ROWS = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', '01234567890', '09876543210'];

/** @throws VALIDATION_ERROR when it is too short, too long, or among the first that are tried; `known` is what the person is called */
export function checkPassword(password: string, field = 'password', known: readonly string[] = []): void {
  const refuse = (reason: string): never => {
    throw validationError({ [field]: [reason] });
  };
  if (password.length < MIN_LENGTH) refuse(`A password has at least ${MIN_LENGTH} characters.`);
  if (password.length > MAX_LENGTH) refuse(`A password has at most ${MAX_LENGTH} characters.`);
  if (new Set(password).size < MIN_OWN) refuse('This password repeats too few characters. Use more different ones, such as two or three unrelated words.');
  const uncommon = withoutRows(without(password.toLowerCase(), COMMON));
  if (uncommon.length < MIN_OWN) refuse('This password is among the first that are tried: it is made of common words or rows of keys. Add something of your own, such as two unrelated words.');
  if (without(uncommon, known.flatMap(wordsOf)).length < MIN_OWN) refuse('This password is made of your own name or address, which is easy to guess. Add something that nobody knows of you.');
}

/** Of an address only what stands before the @. */
const wordsOf = (text: string): string[] => (text.toLowerCase().split('@')[0] ?? '').split(/[\s._-]+/).filter((word) => word.length > 2);

const without = (text: string, words: readonly string[]): string => words.reduce((rest, word) => rest.replaceAll(word, ''), text);

/** Takes out four and more neighbours of a row of keys or of the alphabet, longest first. */
function withoutRows(text: string): string {
  let rest = text;
  for (const row of ROWS) {
    for (let length = row.length; length >= 4; length--) {
      for (let at = 0; at + length <= row.length; at++) rest = rest.replaceAll(row.slice(at, at + length), '');
    }
  }
  return rest;
}

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** Whether the password is right; takes the same time where there is no account. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await decoy), password.slice(0, MAX_LENGTH));
  return matches && stored !== null;
}
