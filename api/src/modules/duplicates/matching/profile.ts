import type { RecordIdentity } from '../../../platform/records/identity.js';
import { mailboxOf, phoneKey, profileKey, siteOf, type Mailbox } from './contact-points.js';
import { foldName, splitLegalForm } from './normalise-name.js';

/** What identifies a record, made comparable. */
export interface Profile {
  readonly kind: RecordIdentity['kind'];
  /** Null for what is not stored yet. */
  readonly id: string | null;
  /** Given name of a person, folded. */
  readonly given: string;
  /** Family name of a person, folded. */
  readonly family: string;
  /** Name of an organisation without its legal form, folded. */
  readonly stem: string;
  readonly form: string;
  readonly mailboxes: readonly Mailbox[];
  readonly phones: readonly string[];
  readonly sites: readonly string[];
  readonly profiles: readonly string[];
  /** By field, folded; only what is given. */
  readonly place: Readonly<Record<string, string>>;
  readonly fixed: Readonly<Record<string, string>>;
  readonly within: string | null;
  readonly parent: string | null;
}

const TITLES = new Set('dr prof mr mrs ms miss herr frau ing dipl mag sir'.split(' '));

/** Reads what the identity names from the values of a record or of an input. */
export function profileOf(identity: RecordIdentity, values: Readonly<Record<string, unknown>>): Profile {
  const texts = (fields: readonly string[] = []): string[] => fields.flatMap((field) => (typeof values[field] === 'string' && values[field] !== '' ? [values[field]] : []));
  const some = <T>(items: readonly (T | null)[]): T[] => items.filter((item) => item !== null);
  const named = (fields: readonly string[] = []): Record<string, string> =>
    Object.fromEntries(fields.map((field) => [field, foldName(String(values[field] ?? ''))]).filter(([, text]) => text !== ''));
  const id = (field: string | undefined): string | null => (field && typeof values[field] === 'string' ? values[field] : null);
  const further = texts(identity.further ? [identity.further] : []).flatMap((line) => line.split(', '));
  const person = identity.kind === 'person';
  const [given, family] = person ? personName(identity.name.map((field) => String(values[field] ?? ''))) : ['', ''];
  const { stem, form } = person ? { stem: '', form: '' } : splitLegalForm(foldName(texts(identity.name).join(' ')));
  return {
    kind: identity.kind,
    id: typeof values['id'] === 'string' ? values['id'] : null,
    given,
    family,
    stem: stem.replace(/^the /, ''),
    form,
    mailboxes: some([...texts(identity.emails), ...further.filter((each) => each.includes('@'))].map(mailboxOf)),
    phones: [...new Set(some([...texts(identity.phones), ...further.filter((each) => !each.includes('@'))].map(phoneKey)))],
    sites: [...new Set(some(texts(identity.websites).map(siteOf)))],
    profiles: texts(identity.profiles).map(profileKey),
    place: named(identity.place),
    fixed: named(identity.fixed),
    within: id(identity.within),
    parent: id(identity.parent),
  };
}

/** Given and family name, folded; a whole name in one field is split, and forms of address are left out. */
function personName([first = '', last = '']: readonly string[]): [string, string] {
  const words = (text: string): string[] => foldName(text).split(' ').filter((word) => word !== '' && !TITLES.has(word));
  const given = words(first);
  // "Lovelace, Ada" in one field.
  const turned = /^[^,]+,[^,]+$/.test(last) && given.length === 0 ? last.split(',').reverse().join(' ') : last;
  const family = words(turned);
  if (given.length === 0 && family.length > 1) return [family.slice(0, -1).join(' '), family.at(-1)!];
  if (family.length === 0 && given.length > 1) return [given.slice(0, -1).join(' '), given.at(-1)!];
  return [given.join(' '), family.join(' ')];
}
