import { fullNamesOf } from './nicknames.js';
import { soundOf } from './phonetic.js';
import type { Profile } from './profile.js';

const DISTINCTIVE_LOCAL = 7;
const PIECE = 6;
const LONGEST_KEY = 120;

/**
 * The keys under which a record is found: two records that are the same share at least one, as a rule, and are then compared in full. A key alone says
 * nothing; one that very many records share is passed over.
 */
export function keysOf(profile: Profile): string[] {
  const keys = new Set<string>();
  for (const { address, local, role } of profile.mailboxes) {
    keys.add(`e:${address}`);
    if (!role && local.length >= DISTINCTIVE_LOCAL && local !== profile.given && local !== profile.family) keys.add(`l:${local}`);
  }
  for (const phone of profile.phones) keys.add(`p:${phone}`);
  for (const site of profile.sites) keys.add(`w:${site}`);
  for (const page of profile.profiles) keys.add(`u:${page}`);
  for (const key of profile.kind === 'person' ? personKeys(profile) : organisationKeys(profile)) keys.add(key);
  return [...keys].map((key) => key.slice(0, LONGEST_KEY));
}

function personKeys({ given, family, within, mailboxes }: Profile): string[] {
  const keys: string[] = [];
  const last = wordsOf(family).at(-1) ?? '';
  const first = wordsOf(given)[0] ?? '';
  if (first && last) for (const full of fullNamesOf(first)) keys.push(`n:${[soundOf(full), soundOf(last)].sort().join('|')}`);
  const initials = [...wordsOf(given), ...wordsOf(family)].map((word) => word[0]!);
  if (initials.length === 0) return keys;
  // Inside one organisation initials are enough, and a typing error leaves them alone more often than not.
  const pair = [initials[0]!, initials.at(-1)!].sort().join('');
  const company = within ?? mailboxes.find(({ freemail }) => !freemail)?.domain;
  if (company) keys.push(`c:${company}|${pair}`, `c:${company}|${last.slice(-2)}|${first.slice(-2)}`);
  return keys;
}

function organisationKeys({ stem }: Profile): string[] {
  const words = wordsOf(stem);
  const joined = words.join('');
  if (joined === '') return [];
  const keys = [`n:${words.map(soundOf).sort().join('|')}`, `j:${joined}`];
  // An error in one half of a long name leaves the other half as it is.
  if (joined.length > PIECE) keys.push(`b:${joined.slice(0, PIECE)}`, `z:${joined.slice(-PIECE)}`);
  return keys;
}

const wordsOf = (text: string): string[] => text.split(' ').filter(Boolean);
