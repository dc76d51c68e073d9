import { compareOrganisations, comparePeople, type NameMatchLevel, type NameRelation } from './names.js';
import type { Profile } from './profile.js';
import { similarity } from './similarity.js';
import type { Reason, ReasonCode, Verdict } from './verdict.js';

const NAME_REASONS: Readonly<Record<NameRelation, ReasonCode | null>> = {
  same: 'SAME_NAME',
  joined: 'SAME_NAME',
  swapped: 'SWAPPED_NAME',
  nickname: 'NICKNAME',
  typo: 'SIMILAR_NAME',
  initial: 'INITIAL',
  partial: 'PART_OF_NAME',
  sounds: 'SOUNDS_ALIKE',
  acronym: 'ACRONYM',
  form: 'OTHER_LEGAL_FORM',
  different: 'OTHER_NAME',
  unknown: null,
};
const AGAINST: ReadonlySet<ReasonCode> = new Set(['OTHER_LEGAL_FORM', 'OTHER_NAME', 'OTHER_EMAIL', 'OTHER_SITE', 'OTHER_PLACE', 'SHARED_MAILBOX']);

/** Whether two records are the same, and why: the one judgement that scans, forms and imports share. */
export function compare(a: Profile, b: Profile): Verdict {
  const verdict = a.kind === 'person' ? judgePeople(a, b) : judgeOrganisations(a, b);
  return { score: Math.round(Math.max(0, Math.min(1, verdict.score)) * 100) / 100, reasons: verdict.reasons };
}

function judgePeople(a: Profile, b: Profile): Verdict {
  const name = comparePeople(a, b);
  const evidence = {
    email: common(own(a), own(b)),
    shared: common(roles(a), roles(b)),
    local: commonLocal(a, b),
    phone: common(a.phones, b.phones),
    profile: common(a.profiles, b.profiles),
    company: a.within !== null && a.within === b.within,
    domain: common(companyDomains(a), companyDomains(b)),
    place: samePlace(a, b),
    fixed: agreement(a.fixed, b.fixed),
    otherEmail: conflictingEmails(a, b, name),
  };
  const reasons = reasonsOf([
    [evidence.email, 'SAME_EMAIL'],
    [evidence.profile, 'SAME_PROFILE'],
    [evidence.fixed === true, 'SAME_FIXED'],
    [evidence.phone, 'SAME_PHONE'],
    [!evidence.email && evidence.local, 'SAME_MAILBOX_OTHER_DOMAIN'],
  ], name, [
    [evidence.company, 'SAME_COMPANY'],
    [!evidence.company && evidence.domain && !evidence.email, 'SAME_COMPANY_DOMAIN'],
    [evidence.place, 'SAME_PLACE'],
    [evidence.shared, 'SHARED_MAILBOX'],
    [evidence.otherEmail, 'OTHER_EMAIL'],
  ]);
  return { score: scorePeople(a, b, name, evidence), reasons };
}

interface PersonEvidence {
  readonly email: boolean;
  readonly shared: boolean;
  readonly local: boolean;
  readonly phone: boolean;
  readonly profile: boolean;
  readonly company: boolean;
  readonly domain: boolean;
  readonly place: boolean;
  readonly fixed: boolean | null;
  readonly otherEmail: boolean;
}

/** The strongest evidence sets the height, the name scales it, what contradicts takes away. */
function scorePeople(a: Profile, b: Profile, name: NameMatchLevel, is: PersonEvidence): number {
  // One birthday each: two of them are two people, whatever they share.
  if (is.fixed === false) return 0.3 * name.weight;
  if (name.relation === 'different') {
    // Somebody who married keeps the mailbox and the given name; a couple shares the mailbox and the family name.
    if (is.email && a.given !== '' && a.given === b.given) return 0.8;
    return is.email ? 0.45 : 0.2;
  }
  const heights: readonly (readonly [boolean, number])[] = [
    [is.email, 1],
    [is.profile, 1],
    [is.fixed === true, 0.97],
    [is.phone && (is.company || is.domain || is.local), 0.98],
    // John Smith is jsmith@ wherever he works, and so is the other one.
    [is.local, is.company ? 0.97 : a.within !== null && b.within !== null ? 0.7 : 0.92],
    [is.phone, 0.95],
    [is.shared, 0.93],
    [is.company, 0.94],
    [is.domain, 0.92],
    [is.place, 0.9],
  ];
  const height = heights.find(([given]) => given)?.[1] ?? 0.6;
  const sure = is.email || is.profile;
  const weight = sure ? 0.9 + name.weight * 0.1 : name.relation === 'unknown' ? 0.6 : name.weight;
  return height * weight - (is.otherEmail ? (name.relation === 'same' || name.relation === 'swapped' ? 0.06 : 0.2) : 0);
}

function judgeOrganisations(a: Profile, b: Profile): Verdict {
  const name = compareOrganisations(a, b);
  const site = common(a.sites, b.sites);
  const otherSite = !site && a.sites.length > 0 && b.sites.length > 0;
  const phone = common(a.phones, b.phones);
  const profile = common(a.profiles, b.profiles);
  const place = samePlace(a, b);
  const otherPlace = !place && differentPlaces(a, b);
  const reasons = reasonsOf([[site, 'SAME_SITE'], [profile, 'SAME_PROFILE'], [phone, 'SAME_PHONE']], name, [[place, 'SAME_PLACE'], [otherSite, 'OTHER_SITE'], [otherPlace, 'OTHER_PLACE']]);
  return { score: scoreOrganisations(a, b, name, { site, otherSite, phone, profile, place, otherPlace }), reasons };
}

interface OrganisationEvidence {
  readonly site: boolean;
  readonly otherSite: boolean;
  readonly phone: boolean;
  readonly profile: boolean;
  readonly place: boolean;
  readonly otherPlace: boolean;
}

function scoreOrganisations(a: Profile, b: Profile, name: NameMatchLevel, is: OrganisationEvidence): number {
  const related = (a.parent !== null && a.parent === b.id) || (b.parent !== null && b.parent === a.id) || (a.parent !== null && a.parent === b.parent);
  // A group shares its site, its switchboard and half of its name; only what is called alike in the same place is one company entered twice.
  if (related && !((name.relation === 'same' || name.relation === 'joined') && !is.otherPlace)) return 0.2;
  const agreeing = [is.site, is.phone, is.profile, is.place].filter(Boolean).length;
  switch (name.relation) {
    case 'different':
      return agreeing >= 3 ? 0.7 : 0.3;
    case 'unknown':
      return 0;
    case 'partial':
      // "Acme" and "Acme Germany": branches share site or phone, not both and the address.
      return is.otherPlace ? 0.5 : agreeing >= 2 ? 0.84 : agreeing === 1 ? 0.68 : 0.4;
    case 'form':
      return agreeing >= 2 ? 0.85 : 0.55;
    default:
      break;
  }
  if (agreeing > 0) return (is.site || is.profile ? 0.98 : is.phone ? 0.96 : 0.93) * name.weight + (agreeing > 1 ? 0.03 : 0) - (is.otherPlace ? 0.04 : 0);
  const exact = name.relation === 'same' || name.relation === 'joined';
  if (!exact) return 0.6;
  return is.otherSite || is.otherPlace ? (is.otherSite && is.otherPlace ? 0.5 : 0.72) : 0.88;
}

type Told = readonly (readonly [boolean, ReasonCode])[];

/** What agrees first, then the name, then the rest, then what speaks against. */
function reasonsOf(first: Told, name: NameMatchLevel, rest: Told): Reason[] {
  const code = NAME_REASONS[name.relation];
  const told = [...first, ...(code ? [[true, code] as const] : []), ...rest].filter(([is]) => is).map(([, each]): Reason => ({ code: each, agrees: !AGAINST.has(each), ...(each === 'SIMILAR_NAME' ? { letters: name.letters } : {}) }));
  return [...told.filter(({ agrees }) => agrees), ...told.filter(({ agrees }) => !agrees)];
}

const common = (a: readonly string[], b: readonly string[]): boolean => a.some((value) => b.includes(value));
const own = ({ mailboxes }: Profile): string[] => mailboxes.filter(({ role }) => !role).map(({ address }) => address);
const roles = ({ mailboxes }: Profile): string[] => mailboxes.filter(({ role }) => role).map(({ address }) => address);
const companyDomains = ({ mailboxes }: Profile): string[] => mailboxes.filter(({ freemail }) => !freemail).map(({ domain }) => domain);

/** The same name before the at sign, one that is more than a given name, at two domains. */
function commonLocal(a: Profile, b: Profile): boolean {
  return a.mailboxes.some(({ local, role, domain }) => !role && local.length >= 7 && local !== a.given && local !== b.given && b.mailboxes.some((other) => !other.role && other.local === local && other.domain !== domain));
}

/** Two mailboxes of their own at one company, each named after its own holder: namesakes or siblings more likely than one person entered twice. */
function conflictingEmails(a: Profile, b: Profile, name: NameMatchLevel): boolean {
  const pair = a.mailboxes.flatMap((mine) => b.mailboxes.filter((theirs) => mine.domain === theirs.domain && !mine.freemail && !mine.role && !theirs.role).map((theirs) => [mine, theirs] as const))[0];
  if (!pair || pair[0].local === pair[1].local) return false;
  if (name.relation === 'same' || name.relation === 'swapped') return similarity(pair[0].local, pair[1].local) < 0.8;
  const named = (profile: Profile, local: string): boolean => profile.given !== '' && local.includes(profile.given.replaceAll(' ', ''));
  return named(a, pair[0].local) && named(b, pair[1].local);
}

/** Street and town, or postal code, where both are known. */
function samePlace(a: Profile, b: Profile): boolean {
  const both = Object.keys(a.place).filter((field) => field in b.place);
  const exact = both.filter((field) => /(street|postal)/i.test(field));
  return exact.length > 0 && both.every((field) => a.place[field] === b.place[field]);
}

const differentPlaces = (a: Profile, b: Profile): boolean => Object.keys(a.place).some((field) => /(city|country)/i.test(field) && field in b.place && a.place[field] !== b.place[field]);

/** Null while nothing can be compared. */
function agreement(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean | null {
  const both = Object.keys(a).filter((field) => field in b);
  return both.length === 0 ? null : both.every((field) => a[field] === b[field]);
}
