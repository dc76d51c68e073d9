import { BINARY_PROPERTIES, componentsOf, unescapeText, type ContentLine } from './content-lines.js';

/** A card as named values; a name may come several times, the preferred value first. */
export interface Card {
  /** Line of the file at which it begins, from 1. */
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
  readonly issue: 'NOT_A_PERSON' | 'UNREADABLE' | null;
  /** It had a picture or a key, which is not imported. */
  readonly hadBinary: boolean;
}

const ADDRESS_PARTS = ['PO box', 'extended address', 'street', 'city', 'region', 'postal code', 'country'] as const;
const PHONE_KINDS = ['fax', 'pager', 'cell', 'iphone', 'mobile', 'car', 'work', 'home', 'main'] as const;
/** Says nothing about a person: how the card was made, and what stands elsewhere too. */
const DROPPED: ReadonlySet<string> = new Set([...BINARY_PROPERTIES, 'BEGIN', 'END', 'VERSION', 'PRODID', 'REV', 'LABEL', 'SORT-STRING', 'MAILER', 'AGENT', 'X-ABLABEL', 'X-ABADR', 'X-ABUID', 'CLASS', 'SOURCE', 'NAME', 'PROFILE', 'CLIENTPIDMAP']);
const PLAIN: Readonly<Record<string, string>> = { FN: 'Full name', TITLE: 'Job title', ROLE: 'Role', NOTE: 'Notes', NICKNAME: 'Nickname', UID: 'UID', GENDER: 'Gender', TZ: 'Time zone', GEO: 'Coordinates', LANG: 'Language', KIND: 'Kind', 'X-TWITTER': 'Twitter', 'X-LINKEDIN': 'LinkedIn', 'X-PHONETIC-FIRST-NAME': 'Phonetic first name', 'X-PHONETIC-LAST-NAME': 'Phonetic last name' };

/** Order in which columns are shown; what isn't named here follows as it appears. */
export const COLUMN_ORDER: readonly string[] = ['Full name', 'First name', 'Last name', 'Middle name', 'Name prefix', 'Name suffix', 'Nickname', 'Company', 'Department', 'Job title', 'Role', 'E-mail', 'E-mail 2', 'E-mail 3', 'Mobile phone', 'Work phone', 'Home phone', 'Phone', 'Website', 'Birthday', 'Tags', 'Notes'];

/** Turns the properties of one card into named values. */
export function cardOf(line: number, properties: readonly ContentLine[]): Card {
  const values = new Map<string, string>();
  const labels = new Map(properties.filter(({ name, group }) => name === 'X-ABLABEL' && group !== '').map(({ group, value }) => [group, unescapeText(value).replace(/^_\$!<(.*)>!\$_$/, '$1')]));
  const put = (name: string, value: string): void => {
    const text = value.trim();
    if (text === '' || [...values].some(([other, present]) => present === text && other.replace(/ \d+$/, '') === name)) return;
    let free = name;
    for (let copy = 2; values.has(free); copy++) free = `${name} ${copy}`;
    values.set(free, text);
  };
  for (const property of byPreference(properties)) {
    if (DROPPED.has(property.name)) continue;
    add(property, labels.get(property.group) ?? '', put);
  }
  const kind = properties.find(({ name }) => name === 'KIND' || name === 'X-ADDRESSBOOKSERVER-KIND')?.value.trim().toLowerCase();
  return { line, values, issue: kind === 'group' ? 'NOT_A_PERSON' : values.size === 0 ? 'UNREADABLE' : null, hadBinary: properties.some(({ name }) => BINARY_PROPERTIES.has(name)) };
}

function add(property: ContentLine, label: string, put: (name: string, value: string) => void): void {
  const { name, value } = property;
  switch (name) {
    case 'N':
      return componentsOf(value).slice(0, 5).forEach((part, index) => put(['Last name', 'First name', 'Middle name', 'Name prefix', 'Name suffix'][index]!, part.replaceAll(',', ' ')));
    case 'ORG': {
      const [company, ...units] = componentsOf(value);
      put('Company', company!);
      return put('Department', units.filter(Boolean).join(', '));
    }
    case 'EMAIL':
      return put('E-mail', unescapeText(value).replace(/^mailto:/i, ''));
    case 'TEL':
      return put(phoneName(property, label), phoneOf(unescapeText(value)));
    case 'ADR':
      return addressOf(property, put);
    case 'URL':
      return put(/linkedin\./i.test(value) ? 'LinkedIn' : 'Website', unescapeText(value));
    case 'X-SOCIALPROFILE':
      return put(socialName(property, value), unescapeText(value).replace(/^x-apple:/, ''));
    case 'BDAY':
    case 'ANNIVERSARY':
      return put(name === 'BDAY' ? 'Birthday' : 'Anniversary', dateOf(unescapeText(value)));
    case 'CATEGORIES':
      return put('Tags', componentsOf(value, ',').join(', '));
    case 'IMPP':
      return put('Messenger', unescapeText(value));
    default:
      return put(PLAIN[name] ?? (label || name), unescapeText(value));
  }
}

/** 4.0 numbers preference, the older versions mark it; the order of the card otherwise stays. */
function byPreference(properties: readonly ContentLine[]): ContentLine[] {
  const rank = ({ params }: ContentLine): number => {
    const given = Number(params.get('PREF')?.[0] ?? NaN);
    if (Number.isFinite(given)) return given;
    return params.get('TYPE')?.some((type) => type.toUpperCase() === 'PREF') ? 1 : 101;
  };
  return properties.toSorted((a, b) => rank(a) - rank(b));
}

const typesOf = ({ params }: ContentLine): string[] => (params.get('TYPE') ?? []).map((type) => type.trim().toLowerCase());

function phoneName(property: ContentLine, label: string): string {
  const types = [...typesOf(property), label.toLowerCase()];
  const kind = PHONE_KINDS.find((candidate) => types.includes(candidate));
  if (kind === 'fax') return 'Fax';
  if (kind === 'pager') return 'Pager';
  if (kind === 'cell' || kind === 'iphone' || kind === 'mobile') return 'Mobile phone';
  if (kind === 'work') return 'Work phone';
  if (kind === 'home') return 'Home phone';
  if (kind === 'car') return 'Car phone';
  return kind === 'main' || label === '' ? 'Phone' : `Phone (${label})`;
}

/** `tel:+1-418-656-9254;ext=102` */
const phoneOf = (value: string): string => value.replace(/^tel:/i, '').replace(/;ext=(\d+).*$/i, ' x$1').replace(/;.*$/, '');

function addressOf(property: ContentLine, put: (name: string, value: string) => void): void {
  const types = typesOf(property);
  const kind = types.includes('work') ? 'Work ' : types.includes('home') ? 'Home ' : '';
  const parts = componentsOf(property.value);
  // Line by line as on an envelope: the house or suite and the street are one field here.
  const street = [parts[0], parts[1], parts[2]].filter(Boolean).join('\n');
  put(named(kind, 'street'), street);
  for (const index of [3, 4, 5, 6] as const) put(named(kind, ADDRESS_PARTS[index]), parts[index] ?? '');
}

const named = (kind: string, part: string): string => (kind === '' ? part[0]!.toUpperCase() + part.slice(1) : kind + part);

function socialName(property: ContentLine, value: string): string {
  const type = typesOf(property).find((each) => /linkedin|twitter|facebook/.test(each)) ?? /linkedin|twitter|facebook/i.exec(value)?.[0]?.toLowerCase();
  return type === 'linkedin' ? 'LinkedIn' : type === 'twitter' ? 'Twitter' : type === 'facebook' ? 'Facebook' : 'Social profile';
}

/** `19800321` and `1980-03-21T00:00:00Z` become dates; a birthday without a year stays what it is. */
function dateOf(value: string): string {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})(T.*)?$/.exec(value);
  return found ? `${found[1]}-${found[2]}-${found[3]}` : value;
}
